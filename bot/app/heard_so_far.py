"""Know up to which event nothing of what Discord sent is undecided any more."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.ground.gateway_session import GatewaySession


class HeardSoFar:
    """How far sessions were heard, less what is undecided, and which messages were taken since.

    A message is undecided from its arrival until it is taken, which is noted elsewhere too, or is
    found to ask nothing. If the process is killed before, another must hear it again.
    """

    def __init__(self) -> None:
        self._undecided: set[int] = set()
        self._until: list[GatewaySession] = []
        self._next: list[GatewaySession] | None = None  # as soon as ``_open`` are decided
        self._open: frozenset[int] = frozenset()
        self._taken: tuple[set[int], set[int]] = set(), set()  # before ``_next``, and after it

    @contextmanager
    def deciding(self, message: int) -> Iterator[None]:
        """Take ``message`` to be undecided within the block, or until it is taken."""
        self._undecided.add(message)
        try:
            yield
        finally:
            self._undecided.discard(message)

    def take(self, message: int) -> None:
        """Note that ``message`` is being answered."""
        self._undecided.discard(message)
        self._taken[1].add(message)

    async def all_decided(self, after: float) -> None:
        """Wait ``after`` seconds, then until every message that has arrived by then is decided."""
        await asyncio.sleep(after)
        undecided = set(self._undecided)
        while undecided & self._undecided:  # noqa: ASYNC110 - nothing waits for it
            await asyncio.sleep(after)

    def advance(self, live: Sequence[GatewaySession]) -> None:
        """Go on to ``live``, the sessions as they are, or as they were when all is decided.

        Every message that has arrived must be within ``deciding``.
        """
        self._settle()
        if self._next is None:
            self._next, self._open = list(live), frozenset(self._undecided)
            self._taken = self._taken[1], set()
            self._settle()
        there = {session.id for session in live}
        self._until = [session for session in self._until if session.id in there]

    @property
    def taken(self) -> frozenset[int]:
        """Return the messages that were taken after the events of ``sessions``."""
        return frozenset(self._taken[0] | self._taken[1])

    @property
    def sessions(self) -> list[GatewaySession]:
        """Return the sessions as far as all is decided, with what was taken since."""
        return [replace(session, taken=self.taken) for session in self._until]

    def _settle(self) -> None:
        if self._next is not None and not self._open & self._undecided:
            self._until, self._next = self._next, None
            self._taken[0].clear()
