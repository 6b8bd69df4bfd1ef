"""The oracle that the bot asks: the corpora of a scope, each by its newest good snapshot."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.render_context import ROOM, page_cost
from index.answering import Answerer
from index.checking import best_of, check
from index.errors import SnapshotError, SnapshotMismatch
from index.library import Library
from index.staleness import standing_of
from index.surroundings import surroundings_of
from index.types import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render_lists import Source
    from bot.settings import BotSettings
    from index.checking import Checked
    from index.snapshot import Snapshot
    from index.staleness import Citation, Standing
    from index.surroundings import Pointer, Surroundings
    from index.types import Answer

log = logging.getLogger(__name__)
FIRST_QUESTION = "Is anybody there?"


class Librarian:
    """Answer from the snapshots that are current when a question is asked; see ``Oracle``.

    A corpus outside the scope is not even looked up.
    """

    def __init__(self, library: Library, answerer: Answerer, corpus: str) -> None:
        """``corpus`` is the one whose snapshot ``snapshot`` names."""
        self._library = library
        self._answerer = answerer
        self._corpus = corpus
        self._good: dict[str, Snapshot] = {}
        self._refused: dict[str, str] = {}

    def answer(self, question: str, scope: Scope) -> Answer:
        current = {corpus: self._library.get(corpus) for corpus in scope.corpora}
        try:
            answer = self._answerer.answer_from(question, list(current.values()))
        except SnapshotMismatch:
            # The library cannot see that one is sound, and of another model than ours.
            return self._answerer.answer_from(question, self._usable(current))
        self._good |= current
        return answer

    def sources(self, scope: Scope) -> Sequence[Source]:
        return [source for corpus in scope.corpora for source in self._serving(corpus).sources()]

    def standings(self, citations: Sequence[Citation], scope: Scope) -> Sequence[Standing]:
        """What has become of what an earlier answer cited, as far as the scope reaches."""
        snapshots = [self._serving(corpus) for corpus in scope.corpora]
        return [standing_of(citation, snapshots) for citation in citations]

    def check(self, text: str, scope: Scope) -> Checked:
        """Whether ``text`` stands in the sources of the scope, word for word."""
        return best_of([check(text, self._serving(corpus)) for corpus in scope.corpora])

    def context(self, pointer: Pointer, number: int, scope: Scope) -> Surroundings:
        """A page of the source around what was cited, as far as the scope reaches."""
        snapshots = [self._serving(corpus) for corpus in scope.corpora]
        return surroundings_of(pointer, number, snapshots, room=ROOM, cost=page_cost)

    def snapshot(self) -> str:
        return self._serving(self._corpus).name

    def _serving(self, corpus: str) -> Snapshot:
        """The one that answers come from now; where no model is needed, even one of another's."""
        current = self._library.get(corpus)
        try:
            return self._of_our_model(corpus, current)
        except SnapshotMismatch:
            return current

    def _usable(self, current: dict[str, Snapshot]) -> list[Snapshot]:
        """The same, the last good one in place of one that another model made.

        :raises SnapshotMismatch: of one, there is no good one.
        """
        return [self._of_our_model(corpus, snapshot) for corpus, snapshot in current.items()]

    def _of_our_model(self, corpus: str, snapshot: Snapshot) -> Snapshot:
        try:
            self._answerer.check_model(snapshot)
        except SnapshotMismatch as error:
            if corpus not in self._good:
                raise
            self._note_refusal(corpus, snapshot, error)
            return self._good[corpus]
        self._good[corpus] = snapshot
        return snapshot

    def _note_refusal(self, corpus: str, snapshot: Snapshot, error: SnapshotMismatch) -> None:
        if self._refused.get(corpus) != snapshot.name:
            log.warning("%s; the last good index goes on serving (%s)", error.message, error.hint)
        self._refused[corpus] = snapshot.name


def open_librarian(settings: BotSettings, corpora: Sequence[str] = ()) -> Librarian:
    """Load the index and the model: seconds, so never on the event loop.

    ``corpora`` are further ones that will be asked; of these, one that cannot serve is logged.

    :raises SnapshotError: there is no index of the default corpus that can serve.
    :raises EncoderError: there is no such model.
    """
    library = Library(settings.library.index)
    library.get(settings.library.corpus)
    for corpus in corpora:
        try:
            library.get(corpus)
        except SnapshotError as error:
            log.warning("%s (%s)", error.message, error.hint)
    answerer = Answerer.of(settings)
    librarian = Librarian(library, answerer, settings.library.corpus)
    # The model is loaded by the first question: not by a person's.
    librarian.answer(FIRST_QUESTION, Scope((settings.library.corpus,)))
    return librarian
