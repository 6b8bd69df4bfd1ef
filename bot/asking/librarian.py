"""Answer for the bot from the corpora of a scope, each by its newest good snapshot."""

from __future__ import annotations

import logging
import threading
from functools import partial
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from cachetools import LRUCache

from bot.asking.answer_cache import Inquiry
from bot.render.context import CONTEXT_PAGE_UNITS, page_cost
from index.answering.answerer import Answerer
from index.answering.part import Part
from index.citations.check import best_of, check
from index.citations.citation import standing_of
from index.citations.context import surroundings_of
from index.errors import SettingsError, SnapshotError, SnapshotMismatch
from index.evaluation import read_judgements
from index.evaluation.example_questions import Search
from index.snapshots.library import Library
from index.snapshots.open_snapshots import OpenSnapshots
from index.snapshots.opening import library_of
from index.types import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from bot.settings import BotSettings
    from index.answering.followups import Turn
    from index.citations.check import Checked
    from index.citations.citation import Citation, Standing
    from index.citations.context import Pointer, Surroundings
    from index.evaluation import Judgement
    from index.snapshots.snapshot import Snapshot, SourceRecord
    from index.types import Answer

log = logging.getLogger(__name__)
MAX_EXAMPLES = 3
MOST_SEARCHES = 20  # each holds a snapshot open
FIRST_QUESTION = "Is anybody there?"


class Librarian:
    """Answer from the snapshots that are current when a question is asked; see ``Oracle``.

    A corpus outside the scope is never looked up.
    """

    def __init__(
        self,
        library: Library,
        answerer: Answerer,
        corpus: str,
        gate: Sequence[Judgement] = (),
        *,
        refreshed: bool = False,
    ) -> None:
        """Serve ``library``; ``corpus`` is the default one, to which ``gate`` belongs.

        ``refreshed``: new snapshots are opened by ``refresh``, which is called once in a while,
        and never by a question. Otherwise each question looks for them.
        """
        self._library = library
        self._find = library.serving if refreshed else library.get
        self._answerer = answerer
        self._corpus = corpus
        self._good = OpenSnapshots()
        self._refused: dict[str, str] = {}
        self._gate = gate
        self._searches: LRUCache[str, tuple[str, Search]] = LRUCache(MOST_SEARCHES)
        self._searching = threading.Lock()  # a search is for one thread at a time

    def inquire(self, question: str, scope: Scope, after: Turn | None = None) -> Inquiry:
        """Choose the current snapshots; where another model built one, the last one of ours.

        :raises SnapshotMismatch: for a corpus, there is none built by our model.
        """
        snapshots = [self._of_our_model(corpus, self._find(corpus)) for corpus in scope.corpora]
        find = partial(self._answerer.ask, question, _parts(snapshots, scope), after)
        return Inquiry(question, scope, tuple(one.name for one in snapshots), after, find)

    def answer(self, question: str, scope: Scope, after: Turn | None = None) -> Answer:
        """Ask the current snapshots; raises as ``inquire`` does."""
        return self.inquire(question, scope, after).find()

    def refresh(self) -> None:
        """Open the snapshots that were published since, of the corpora that were asked so far."""
        self._library.refresh()

    def sources(self, scope: Scope) -> Sequence[SourceRecord]:
        """List the sources of the scope."""
        return [source for corpus in scope.corpora for source in self._serving(corpus).sources()]

    def standings(self, citations: Sequence[Citation], scope: Scope) -> Sequence[Standing]:
        """Find what has become of the citations of an earlier answer, within the scope."""
        snapshots = [self._serving(corpus) for corpus in scope.corpora]
        return [standing_of(citation, snapshots) for citation in citations]

    def check(self, text: str, scope: Scope) -> Checked:
        """Check whether the sources of the scope have ``text``, word for word."""
        return best_of([check(text, self._serving(corpus)) for corpus in scope.corpora])

    def context(self, pointer: Pointer, number: int, scope: Scope) -> Surroundings:
        """Read a page of the source around a citation, within the scope."""
        snapshots = [self._serving(corpus) for corpus in scope.corpora]
        return surroundings_of(pointer, number, snapshots, room=CONTEXT_PAGE_UNITS, cost=page_cost)

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

    def snapshot(self) -> str:
        """Return the name of the default corpus's snapshot that serves now."""
        return self._serving(self._corpus).name

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
    library = library_of(settings.library, older_may_serve=True)
    library.get(settings.library.corpus)
    for corpus in corpora:
        try:
            library.get(corpus)
        except SnapshotError as error:
            log.warning("%s (%s)", error.message, error.hint)
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
