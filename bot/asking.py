"""The one place where a question leaves the event loop for the index, and comes back.

Everything behind it is synchronous and may take its time: it runs in one worker thread, so that
the model is never asked twice at once and Discord's heartbeat never waits for it.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.places import Place
    from bot.render_lists import Source
    from index.checking import Checked
    from index.staleness import Citation, Standing
    from index.surroundings import Pointer, Surroundings
    from index.types import Answer, Scope

Result = TypeVar("Result")


class Oracle(Protocol):
    """What the bot needs of the index. ``bot.librarian`` has the real one."""

    def answer(self, question: str, scope: Scope) -> Answer: ...
    def sources(self, scope: Scope) -> Sequence[Source]: ...
    def standings(self, citations: Sequence[Citation], scope: Scope) -> Sequence[Standing]: ...
    def check(self, text: str, scope: Scope) -> Checked: ...
    def context(self, pointer: Pointer, number: int, scope: Scope) -> Surroundings: ...
    def snapshot(self) -> str: ...


class Rules(Protocol):
    """What may be answered from where. ``bot.register`` has the real ones."""

    def scope(self, place: Place) -> Scope: ...


class Asker:
    """Ask an oracle from async code, each question within ``deadline`` seconds.

    Who asks says where, never of what: the scope is made of the place here, each time, by the
    rules that are in force then. So there is no way to ask beyond it.
    """

    def __init__(self, open_oracle: Callable[[], Oracle], deadline: float, rules: Rules) -> None:
        self._open_oracle = open_oracle
        self._rules = rules
        self._deadline = deadline
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="oracle")
        self._oracle: Oracle | None = None

    async def open(self) -> None:
        """Load the model and the index, however long that takes.

        In the worker: importing torch takes seconds, and SQLite ties a connection to its thread.
        """
        self._oracle = await self._in_worker(self._open_oracle)

    async def answer(self, question: str, place: Place) -> Answer:
        """
        :raises TimeoutError: the deadline passed first.
        :raises QuothError: what the oracle raised, or the rules.
        """
        oracle = self._opened()
        return await self._in_time(lambda: oracle.answer(question, self._rules.scope(place)))

    async def sources(self, place: Place) -> Sequence[Source]:
        """What is answered from there; raises as ``answer`` does."""
        oracle = self._opened()
        return await self._in_time(lambda: oracle.sources(self._rules.scope(place)))

    async def standings(self, citations: Sequence[Citation], place: Place) -> Sequence[Standing]:
        """What has become of what was cited, as far as may be told there; raises as ``answer``."""
        oracle = self._opened()
        return await self._in_time(lambda: oracle.standings(citations, self._rules.scope(place)))

    async def check(self, text: str, place: Place) -> Checked:
        """Whether ``text`` stands in what is answered from there; raises as ``answer`` does."""
        oracle = self._opened()
        return await self._in_time(lambda: oracle.check(text, self._rules.scope(place)))

    async def context(self, pointer: Pointer, number: int, place: Place) -> Surroundings:
        """A page around what was cited, as far as may be shown there; raises as ``answer``."""
        oracle = self._opened()
        return await self._in_time(
            lambda: oracle.context(pointer, number, self._rules.scope(place))
        )

    async def snapshot(self) -> str:
        """The name of the snapshot that is serving now."""
        return await self._in_time(self._opened().snapshot)

    def close(self) -> None:
        """Let go of the worker; questions that still wait for it are dropped."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _opened(self) -> Oracle:
        if self._oracle is None:
            raise RuntimeError("await Asker.open() first")
        return self._oracle

    async def _in_time(self, work: Callable[[], Result]) -> Result:
        return await asyncio.wait_for(self._in_worker(work), self._deadline)

    def _in_worker(self, work: Callable[[], Result]) -> asyncio.Future[Result]:
        return asyncio.get_running_loop().run_in_executor(self._worker, work)
