"""Answer for the bot from the corpora of a scope, each by its newest good snapshot."""

from __future__ import annotations

import logging
import threading
from functools import partial
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from cachetools import LRUCache

from bot.asking.answer_cache import Inquiry
from bot.asking.index_lookup import IndexLookup, open_library
from index.answering.answerer import Answerer
from index.answering.part import Part
from index.errors import SettingsError, SnapshotMismatch
from index.evaluation import read_judgements
from index.evaluation.example_questions import Search
from index.snapshots.library import Library
from index.snapshots.open_snapshots import OpenSnapshots
from index.types import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from bot.settings import BotSettings
    from index.answering.followups import Turn
    from index.evaluation import Judgement
    from index.snapshots.snapshot import Snapshot
    from index.types import Answer

log = logging.getLogger(__name__)
MAX_EXAMPLES = 3
MOST_SEARCHES = 20  # each holds a snapshot open
FIRST_QUESTION = "Is anybody there?"


class Librarian(IndexLookup):
    """Answer from the snapshots that are current when a question is asked; see ``Oracle``."""

    def __init__(
        self,
        library: Library,
        answerer: Answerer,
        corpus: str,
        gate: Sequence[Judgement] = (),
        *,
        refreshed: bool = False,
    ) -> None:
        """Serve as ``IndexLookup`` does; ``gate`` belongs to the default ``corpus``."""
        super().__init__(library, corpus, refreshed=refreshed)
        self._answerer = answerer
        self._good = OpenSnapshots()
        self._refused: dict[str, str] = {}
        self._gate = gate
        self._searches: LRUCache[str, tuple[str, Search]] = LRUCache(MOST_SEARCHES)
        self._searching = threading.Lock()  # a search is for one thread at a time

    def inquire(
        self,
        question: str,
        scope: Scope,
        after: Turn | None = None,
        *,
        lane: int = 0,  # noqa: ARG002 - questions are not queued here
    ) -> Inquiry:
        """Choose the current snapshots; where another model built one, the last one of ours.

        :raises SnapshotMismatch: for a corpus, there is none built by our model.
        """
        snapshots = [self._of_our_model(corpus, self._find(corpus)) for corpus in scope.corpora]
        find = partial(self._answerer.ask, question, _parts(snapshots, scope), after)
        return Inquiry(question, scope, tuple(one.name for one in snapshots), after, find)

    def answer(self, question: str, scope: Scope, after: Turn | None = None) -> Answer:
        """Ask the current snapshots; raises as ``inquire`` does."""
        return self.inquire(question, scope, after).find()

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode ``texts`` as (n, d) unit rows, by the model that answers."""
        return self._answerer.vectors(texts)

    def seek_examples(self, scope: Scope) -> bool:
        """Try one more question that might be an example; False when all are found."""
        with self._searching:
            searches = [self._search(corpus) for corpus in scope.corpora]
            return any(search.step() for search in searches)

    def examples(self, scope: Scope) -> Sequence[str]:
        """Return the questions found so far that the scope answers, three at most."""
        with self._searching:
            found = [self._search(corpus).examples(MAX_EXAMPLES) for corpus in scope.corpora]
        by_turns = chain.from_iterable(zip_longest(*found))
        return list(dict.fromkeys(question for question in by_turns if question))[:MAX_EXAMPLES]

    def _search(self, corpus: str) -> Search:
        """Return the search in the current snapshot; that of an older one is dropped."""
        snapshot = self._serving(corpus)
        known = self._searches.get(corpus)
        if known is None or known[0] != snapshot.name:
            gate = self._gate if corpus == self._corpus else ()
            known = (snapshot.name, Search(self._answerer, snapshot, gate))
            self._searches[corpus] = known
        return known[1]

    def _serving(self, corpus: str) -> Snapshot:
        """Return the snapshot that answers; without a good one, one that another model built."""
        current = self._find(corpus)
        try:
            return self._of_our_model(corpus, current)
        except SnapshotMismatch:
            return current

    def _of_our_model(self, corpus: str, snapshot: Snapshot) -> Snapshot:
        try:
            self._answerer.check_model(snapshot)
        except SnapshotMismatch as error:
            good = self._good.use(corpus)
            if good is None:
                raise
            self._note_refusal(corpus, snapshot, error)
            return good
        self._good.put(corpus, snapshot)
        return snapshot

    def _note_refusal(self, corpus: str, snapshot: Snapshot, error: SnapshotMismatch) -> None:
        if self._refused.get(corpus) != snapshot.name:
            log.warning("%s; the last good index goes on serving (%s)", error.message, error.hint)
        self._refused[corpus] = snapshot.name


def _parts(snapshots: Sequence[Snapshot], scope: Scope) -> list[Part]:
    """Select what may answer of these snapshots, one for each corpus of the scope.

    :raises QuestionError: the only document of the scope is not there, or no longer.
    """
    if scope.document is None:
        return [Part(snapshot) for snapshot in snapshots]
    return [Part.of_document(snapshot, scope.document) for snapshot in snapshots]


def open_librarian(settings: BotSettings, corpora: Sequence[str] = ()) -> Librarian:
    """Load the index and the model: seconds, so never on the event loop.

    ``corpora`` are further ones that will be asked; of these, one that cannot serve is logged.

    :raises SnapshotError: there is no index of the default corpus that can serve.
    :raises EncoderError: there is no such model.
    """
    library = open_library(settings.library, corpora)
    answerer = Answerer.of(settings)
    librarian = Librarian(
        library, answerer, settings.library.corpus, _gate(settings), refreshed=True
    )
    # The first question loads the model: no person should have to wait for that.
    librarian.answer(FIRST_QUESTION, Scope((settings.library.corpus,)))
    return librarian


def _gate(settings: BotSettings) -> Sequence[Judgement]:
    """Read the maintainer's own questions, some of which make good examples; none if not given."""
    if settings.library.gate is None:
        return ()
    try:
        return read_judgements(settings.library.gate)
    except SettingsError as error:
        log.warning("%s (%s)", error.message, error.hint)
        return ()
