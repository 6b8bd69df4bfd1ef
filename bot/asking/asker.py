"""Take a question from the event loop to the index, and its answer back. No other module does.

Everything behind it is synchronous and may take its time: it runs in as many threads as there are
cores, so that Discord's heartbeat never waits for it. The models, FAISS and BM25 work outside
Python's lock, so the threads run side by side.
"""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import suppress
from functools import partial
from math import inf
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from bot.asking.answer_cache import AnswerCache
from bot.asking.thread_pool import ThreadPool
from index.answering.source_picker import picked, suggested
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.asking.oracle import CorpusRules, Oracle
    from bot.ground.place import Place
    from index.answering.followups import Turn
    from index.answering.source_picker import Titled
    from index.citations.check import Checked
    from index.citations.citation import Citation, Standing
    from index.citations.context import Pointer, Surroundings
    from index.snapshots.snapshot import SourceRecord
    from index.types import Answer, Scope

log = logging.getLogger(__name__)
Result = TypeVar("Result")
TEXTS_AT_ONCE = 32  # texts that are encoded while a question may wait
SEEKING_SECONDS = 2.0  # for examples, while a person waits for them
SUGGESTING_SECONDS = 1.5  # Discord waits three, and a person who types waits less
SUGGESTIONS_AT_ONCE = 20
THREADS_ASIDE = 2  # for what needs no model
SECONDS_BETWEEN_REFRESHES = 0.5


class Asker:
    """Ask an oracle from async code, each question within ``deadline`` seconds.

    A caller gives the place, never the scope: the scope is made here, at each question, by the
    rules in force at that moment. So there is no way to ask beyond it.
    """

    def __init__(
        self,
        open_oracle: Callable[[], Oracle],
        deadline: float,
        rules: CorpusRules,
        threads: int | None = None,
    ) -> None:
        """Ask in as many ``threads`` as there are cores, if no number is given."""
        self._open_oracle = open_oracle
        self._rules = rules
        self._deadline = deadline
        self._threads = ThreadPool("oracle", threads or os.cpu_count() or 1, deadline)
        # Suggestions and known answers need no model, so they do not wait for questions that do.
        self._aside = ThreadPool("aside", THREADS_ASIDE, deadline)
        self._cache = AnswerCache()
        self._suggesting = 0
        self._oracle: Oracle | None = None
        self._refreshing: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def open(self) -> None:
        """Load the model and the index, however long that takes, and follow the index from now."""
        self._loop = asyncio.get_running_loop()
        self._oracle = await self._threads.do(self._open_oracle, patience=inf)
        self._refreshing = asyncio.create_task(self._refresh(self._oracle))

    async def _refresh(self, oracle: Oracle) -> None:
        """Open new snapshots beside the serving ones."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_REFRESHES)
            try:
                await self._aside.do(oracle.refresh, patience=inf)
            except Exception:  # a bug must not end the loop: no new index would ever be opened
                log.exception("new snapshots were not looked for")

    async def answer(
        self, question: str, place: Place, after: Turn | None = None, *, source: str = ""
    ) -> Answer:
        """Ask; ``after`` is the turn before, of which only what is in the scope counts.

        ``source`` names the one document that may answer, as
        ``index.answering.source_picker`` understands it.

        :raises TimeoutError: the deadline passed first.
        :raises QuothError: what the oracle raised, or the rules; or there is no such source there.
        """
        oracle = self._opened()
        async with asyncio.timeout(self._deadline):
            inquiry = await self._aside.do(
                lambda: oracle.inquire(
                    question, self._scope(place, source), after, lane=place.server or 0
                )
            )
            return await self._cache.answer(inquiry, lambda: self._threads.do(inquiry.find))

    def forget(self) -> None:
        """Drop all answers that are kept in case somebody asks the same."""
        self._cache.forget()

    def soon(self, work: Callable[[], object]) -> None:
        """Have the event loop do ``work``, from any thread; do nothing if no loop runs yet."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(work)

    async def suggest(self, typed: str, place: Place, most: int) -> Sequence[Titled]:
        """Find the sources there that ``typed`` may mean, best first; none if that takes too long.

        Nothing raises here: a person who sees no suggestion goes on typing.
        """
        if self._suggesting >= SUGGESTIONS_AT_ONCE:
            return []
        oracle = self._opened()
        self._suggesting += 1
        try:
            looking = self._aside.do(
                lambda: suggested(oracle.sources(self._rules.scope(place)), typed, most)
            )
            return await asyncio.wait_for(looking, SUGGESTING_SECONDS)
        except (QuothError, TimeoutError) as error:
            log.info("no suggestions (%s)", type(error).__name__)
        except Exception:  # a bug costs the suggestions, not what the person is typing
            log.exception("no suggestions")
        finally:
            self._suggesting -= 1
        return []

    async def sources(self, place: Place) -> Sequence[SourceRecord]:
        """List the sources that answer there; raises as ``answer`` does."""
        oracle = self._opened()
        return await self._look_up(lambda: oracle.sources(self._rules.scope(place)))

    async def standings(self, citations: Sequence[Citation], place: Place) -> Sequence[Standing]:
        """Find what has become of citations, as far as the scope reaches; raises as ``answer``."""
        oracle = self._opened()
        return await self._look_up(lambda: oracle.standings(citations, self._rules.scope(place)))

    async def check(self, text: str, place: Place) -> Checked:
        """Check whether the sources that answer there have ``text``; raises as ``answer`` does."""
        oracle = self._opened()
        return await self._in_time(lambda: oracle.check(text, self._rules.scope(place)))

    async def context(self, pointer: Pointer, number: int, place: Place) -> Surroundings:
        """Read a page around a citation, as far as the scope reaches; raises as ``answer``."""
        oracle = self._opened()
        return await self._look_up(
            lambda: oracle.context(pointer, number, self._rules.scope(place))
        )

    async def draw(self, render: Callable[[], Result]) -> Result:
        """Draw a message in a thread: one that shows a long source would hold up the event loop.

        :raises TimeoutError: it takes longer than a question may.
        """
        return await self._look_up(render)

    async def examples(self, place: Place) -> Sequence[str]:
        """Find questions that are answered there, as many as can be found in a moment.

        They are tried one at a time, so that a question that comes meanwhile waits for one at most.
        A later call finds the rest. Raises as ``answer`` does.
        """
        oracle = self._opened()
        ends = asyncio.get_running_loop().time() + SEEKING_SECONDS
        more = True
        while more and asyncio.get_running_loop().time() < ends:
            more = await self._in_time(lambda: oracle.seek_examples(self._rules.scope(place)))
        return await self._in_time(lambda: oracle.examples(self._rules.scope(place)))

    async def snapshot(self) -> str:
        """Return the name of the snapshot that is serving now."""
        return await self._look_up(self._opened().snapshot)

    async def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode ``texts`` as (n, d) unit rows, a few at a time: questions go first."""
        rows = [
            await self._in_time(
                partial(self._opened().vectors, texts[start : start + TEXTS_AT_ONCE])
            )
            for start in range(0, len(texts), TEXTS_AT_ONCE)
        ]
        return np.concatenate(rows)

    def scope(self, place: Place) -> Scope:
        """Return what answers there now. It may read a file: do not call it on the event loop."""
        return self._rules.scope(place)

    @property
    def pools(self) -> Mapping[str, ThreadPool]:
        """Return the pools of threads by what they do."""
        return {"question": self._threads, "look-up": self._aside}

    @property
    def at_work(self) -> bool:
        """Return whether a thread is still at work; it may never end."""
        return self._threads.at_work or self._aside.at_work

    def close(self) -> None:
        """Close the threads; questions that still wait for them are dropped."""
        if self._refreshing is not None:
            self._refreshing.cancel()
        self._threads.close()
        self._aside.close()

    def _scope(self, place: Place, source: str) -> Scope:
        """Make the scope of a place, or of one source there; called in a thread."""
        scope = self._rules.scope(place)
        if not source:
            return scope
        found = picked(self._opened().sources(scope), source)
        return scope.only(found.corpus, found.id)

    def _opened(self) -> Oracle:
        if self._oracle is None:
            raise RuntimeError("await Asker.open() first")
        return self._oracle

    async def _in_time(self, work: Callable[[], Result]) -> Result:
        return await asyncio.wait_for(self._threads.do(work), self._deadline)

    async def _look_up(self, work: Callable[[], Result]) -> Result:
        """Do what needs no model, in other threads than the questions that need one."""
        return await asyncio.wait_for(self._aside.do(work), self._deadline)
