"""Answer for a bot that has the snapshots but no model: workers find the answers."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from bot.asking.answer_cache import Inquiry
from bot.asking.answer_codec import decoded
from bot.asking.index_lookup import IndexLookup, open_library
from bot.asking.work_codec import (
    ANSWER,
    EXAMPLES,
    WorkerExamples,
    WorkerQuestion,
    WorkerTexts,
    asked_text,
    not_understood,
    outcome_in,
    vectors_in,
)
from index.errors import SnapshotMismatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from bot.asking.worker_client import WorkerClient
    from bot.settings import BotSettings
    from index.answering.followups import Turn
    from index.snapshots.library import Library
    from index.snapshots.snapshot import Snapshot
    from index.types import Answer, Document, Scope

TRIES = 3  # while a new snapshot is opened, the bot and its workers may have different ones
PAUSE = 1.0  # seconds between two tries


class RemoteLibrarian(IndexLookup):
    """An ``Oracle`` that asks ``workers``, and slices what is quoted from its own snapshots."""

    def __init__(
        self, library: Library, corpus: str, workers: WorkerClient, *, refreshed: bool = False
    ) -> None:
        super().__init__(library, corpus, refreshed=refreshed)
        self._workers = workers

    def inquire(
        self, question: str, scope: Scope, after: Turn | None = None, *, lane: int = 0
    ) -> Inquiry:
        """Choose the current snapshots; a worker answers from them."""
        names = tuple(self._find(corpus).name for corpus in scope.corpora)
        find = partial(self._answer, question, scope, after, lane, self._workers.deadline())
        return Inquiry(question, scope, names, after, find)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Have a worker encode ``texts``."""
        return vectors_in(self._ask(WorkerTexts(tuple(texts))))

    def seek_examples(self, _scope: Scope) -> bool:
        """Leave the search to the worker that is asked for ``examples``."""
        return False

    def examples(self, scope: Scope) -> Sequence[str]:
        """Have a worker find questions that ``scope`` answers."""
        return list(outcome_in(self._ask(WorkerExamples(scope)), EXAMPLES))

    def _ask(self, asked: WorkerTexts | WorkerExamples) -> str:
        return self._workers.ask(asked_text(asked), 0, self._workers.deadline())

    def _answer(
        self, question: str, scope: Scope, after: Turn | None, lane: int, deadline: float
    ) -> Answer:
        """Ask again, until the ``deadline``, where a worker has other snapshots by now."""
        for _ in range(TRIES - 1):
            try:
                return self._answered(question, scope, after, lane, deadline)
            except SnapshotMismatch:
                time.sleep(PAUSE)
                self.refresh()
        return self._answered(question, scope, after, lane, deadline)

    def _answered(
        self, question: str, scope: Scope, after: Turn | None, lane: int, deadline: float
    ) -> Answer:
        snapshots = [self._find(corpus) for corpus in scope.corpora]
        names = tuple(snapshot.name for snapshot in snapshots)
        asked = asked_text(WorkerQuestion(question, scope, names, after))
        answer = outcome_in(self._workers.ask(asked, lane, deadline), ANSWER)
        try:
            return decoded(answer, partial(_document, snapshots))
        except ValueError as error:
            raise not_understood(str(error)) from None


def _document(snapshots: Sequence[Snapshot], id_: str, sha256: str) -> Document:
    """Read a document of one of ``snapshots``.

    :raises ValueError: none has it.
    """
    for snapshot in snapshots:
        for row, source in enumerate(snapshot.sources()):
            if (source.id, source.sha256) == (id_, sha256):
                return snapshot.document(row)
    raise ValueError(f"a quote of {id_!r}, which is not in this index")


def open_remote_librarian(
    settings: BotSettings, workers: WorkerClient, corpora: Sequence[str] = ()
) -> RemoteLibrarian:
    """Open the index, without a model; ``corpora`` are further ones that will be asked.

    :raises SnapshotError: there is no index of the default corpus that can serve.
    """
    library = open_library(settings.library, corpora)
    return RemoteLibrarian(library, settings.library.corpus, workers, refreshed=True)
