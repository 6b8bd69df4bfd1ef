"""Decide who is blocked: by the operator, or for exceeding limits too often."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from bot.asking.rate_limits import Limits, Pace
from bot.servers.blocklist import FOR_GOOD, Blockable

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.asking.rate_limits import Whose
    from bot.servers.blocklist import Blocklist
    from bot.settings import LimitSettings

STRIKES_SECONDS = 600.0  # within which being over a limit counts


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """A person who is blocked, and until when: in Unix seconds, or ``FOR_GOOD``.

    ``automatic``: the bot did so by itself.
    """

    whose: Blockable
    until: int
    automatic: bool = False

    @property
    def for_good(self) -> bool:
        """Return whether the block has no end."""
        return self.until == FOR_GOOD


class TimedBlocks:
    """People who are blocked for a time, in memory alone; for use from any thread.

    So no id of a person is written down without a decision. Times are those of ``monotonic``.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._ends: dict[int, float] = {}  # replaced and never changed: threads read it

    def end(self, person: int) -> float:
        """Return when the block of ``person`` ends; a time that is over if there is none."""
        return self._ends.get(person, 0.0)

    def people(self) -> dict[int, float]:
        """Return who is blocked, as far as they are known by their ids, with the ends."""
        now = self._monotonic()
        return {person: end for person, end in self._ends.items() if end > now}

    async def block(self, person: int, seconds: float) -> None:
        """Block ``person`` from now on."""
        self._ends = {**self.people(), person: self._monotonic() + seconds}

    def lift(self, person: int) -> bool:
        """End the block of ``person``; return whether there was one.

        :raises QuothError: it is in a database that cannot be used.
        """
        blocked = self.end(person) > self._monotonic()
        self._ends = {id_: end for id_, end in self._ends.items() if id_ != person}
        return blocked


@dataclass(frozen=True, slots=True)
class AutomaticBlocks:
    """The blocks for a time that the bot makes by itself, and the strikes that lead to them."""

    strikes: Limits
    blocked: TimedBlocks


class Blocks:
    """The operator's blocklist, and the blocks for a time that the bot makes by itself.

    ``operators`` are never turned away.
    """

    def __init__(
        self,
        listed: Blocklist,
        limits: LimitSettings,
        operators: frozenset[int] = frozenset(),
        *,
        automatic: AutomaticBlocks | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``automatic`` replaces those of this process alone."""
        self.listed = listed
        self.operators = operators
        self._seconds, self._clock, self._monotonic = limits.block_seconds, clock, monotonic
        alone = AutomaticBlocks(Limits(strikes_of(limits), clock=monotonic), TimedBlocks(monotonic))
        self._automatic = automatic or alone
        self._told = Limits({"person": Pace(1, STRIKES_SECONDS)}, clock=monotonic)

    def of(self, person: int, server: int | None) -> TurnedAway | None:
        """Return the block that turns ``person`` away in ``server``; None if there is none."""
        if person in self.operators:
            return None
        if (until := self.listed.until(Blockable.PERSON, person)) is not None:
            return TurnedAway(Blockable.PERSON, until)
        if server and (until := self.listed.until(Blockable.SERVER, server)) is not None:
            return TurnedAway(Blockable.SERVER, until)
        end = self._automatic.blocked.end(person)
        if end <= self._monotonic():
            return None
        return TurnedAway(Blockable.PERSON, self._in_unix_seconds(end), automatic=True)

    async def strike(self, person: int) -> None:
        """Note that ``person`` was over a limit; at the last strike, block them for a time."""
        if await self._automatic.strikes.admit_everywhere(person=person) is not None:
            await self._automatic.blocked.block(person, self._seconds)

    def may_tell(self, person: int) -> bool:
        """Return whether to say it where no answer is due: once in the time of the strikes."""
        return self._told.admit(person=person) is None

    def automatic(self) -> dict[int, int]:
        """Return the people whom this process has blocked by itself, with the ends in Unix time."""
        blocked = self._automatic.blocked.people()
        return {person: self._in_unix_seconds(end) for person, end in blocked.items()}

    def _in_unix_seconds(self, end: float) -> int:
        return ceil(end - self._monotonic() + self._clock())

    def lift(self, whose: Blockable, id_: int) -> bool:
        """End a block of either kind; return whether there was one.

        :raises QuothError: what keeps the blocks cannot be read or written.
        """
        automatic = whose is Blockable.PERSON and self._automatic.blocked.lift(id_)
        listed = self.listed.until(whose, id_) is not None
        if listed:
            self.listed.lift(whose, id_)
        return automatic or listed


def strikes_of(limits: LimitSettings) -> dict[Whose, Pace]:
    """Return how often somebody may be over their own limit before they are blocked."""
    return {"person": Pace(limits.block_after, STRIKES_SECONDS)}
