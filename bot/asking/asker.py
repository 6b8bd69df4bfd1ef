"""Take a question from the event loop to the index, and its answer back. No other module does.

Everything behind it is synchronous and may take its time: it runs in one worker thread, so that
the model is never asked twice at once and Discord's heartbeat never waits for it.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from index.answering.source_picker import picked, suggested
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

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


class Oracle(Protocol):
    """Say what the bot needs of the index. ``bot.asking.librarian`` has the real one."""

    def answer(self, question: str, scope: Scope, after: Turn | None = None) -> Answer:
        """Answer ``question`` from ``scope``; it may lean on the turn ``after`` which it comes."""
        ...

    def sources(self, scope: Scope) -> Sequence[SourceRecord]:
        """List the sources of ``scope``."""
        ...

    def standings(self, citations: Sequence[Citation], scope: Scope) -> Sequence[Standing]:
        """Find what has become of each citation, in the same order."""
        ...

    def check(self, text: str, scope: Scope) -> Checked:
        """Check whether the sources of ``scope`` have ``text``, word for word."""
        ...

    def seek_examples(self, scope: Scope) -> bool:
        """Try one more question that might be an example; False when all are found."""
        ...

    def examples(self, scope: Scope) -> Sequence[str]:
        """Return the questions found so far that ``scope`` answers."""
        ...

    def context(self, pointer: Pointer, number: int, scope: Scope) -> Surroundings:
        """Read the page ``number`` around what ``pointer`` cites; 0 is the page that has it."""
        ...

    def snapshot(self) -> str:
        """Return the name of the snapshot that serves now."""
        ...

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode ``texts`` as (n, d) unit rows."""
        ...


class CorpusRules(Protocol):
    """Say what may be answered from where. ``bot.servers.corpus_rules_file`` has the real ones."""

    def scope(self, place: Place) -> Scope:
        """Return what may be answered from in a place, by the rules in force now."""
        ...


class Asker:
    """Ask an oracle from async code, each question within ``deadline`` seconds.

    A caller gives the place, never the scope: the scope is made here, at each question, by the
    rules in force at that moment. So there is no way to ask beyond it.
    """

    def __init__(
        self, open_oracle: Callable[[], Oracle], deadline: float, rules: CorpusRules
    ) -> None:
        self._open_oracle = open_oracle
        self._rules = rules
        self._deadline = deadline
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="oracle")
        # Suggestions need no model, so they need not wait behind those who ask it.
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="suggesting")
        self._suggesting = 0
        self._oracle: Oracle | None = None

    async def open(self) -> None:
        """Load the model and the index, however long that takes.

        In the worker: loading models takes time, and SQLite ties a connection to its thread.
        """
        self._oracle = await self._in_worker(self._open_oracle)

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
        return await self._in_time(
            lambda: oracle.answer(question, self._scope(place, source), after)
        )

    async def suggest(self, typed: str, place: Place, most: int) -> Sequence[Titled]:
        """Find the sources there that ``typed`` may mean, best first; none if that takes too long.

        Nothing raises here: a person who sees no suggestion goes on typing.
        """
        if self._suggesting >= SUGGESTIONS_AT_ONCE:
            return []
        oracle = self._opened()
        self._suggesting += 1
        try:
            looking = asyncio.get_running_loop().run_in_executor(
                self._aside,
                lambda: suggested(oracle.sources(self._rules.scope(place)), typed, most),
            )
            return await asyncio.wait_for(looking, SUGGESTING_SECONDS)
        except (QuothError, TimeoutError) as error:
            log.info("no suggestions (%s)", type(error).__name__)
        except Exception:
            log.exception("no suggestions")
        finally:
            self._suggesting -= 1
        return []

    async def sources(self, place: Place) -> Sequence[SourceRecord]:
        """List the sources that answer there; raises as ``answer`` does."""
        oracle = self._opened()
        return await self._in_time(lambda: oracle.sources(self._rules.scope(place)))

    async def standings(self, citations: Sequence[Citation], place: Place) -> Sequence[Standing]:
        """Find what has become of citations, as far as the scope reaches; raises as ``answer``."""
        oracle = self._opened()
        return await self._in_time(lambda: oracle.standings(citations, self._rules.scope(place)))

    async def check(self, text: str, place: Place) -> Checked:
        """Check whether the sources that answer there have ``text``; raises as ``answer`` does."""
        oracle = self._opened()
        return await self._in_time(lambda: oracle.check(text, self._rules.scope(place)))

    async def context(self, pointer: Pointer, number: int, place: Place) -> Surroundings:
        """Read a page around a citation, as far as the scope reaches; raises as ``answer``."""
        oracle = self._opened()
        return await self._in_time(
            lambda: oracle.context(pointer, number, self._rules.scope(place))
        )

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
        return await self._in_time(self._opened().snapshot)

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

    def close(self) -> None:
        """Let go of the workers; questions that still wait for them are dropped."""
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._aside.shutdown(wait=False, cancel_futures=True)

    def _scope(self, place: Place, source: str) -> Scope:
        """Make the scope of a place, or of one source there; called in the worker."""
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
        return await asyncio.wait_for(self._in_worker(work), self._deadline)

    def _in_worker(self, work: Callable[[], Result]) -> asyncio.Future[Result]:
        return asyncio.get_running_loop().run_in_executor(self._worker, work)
