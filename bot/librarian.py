"""The oracle that the bot asks: one corpus of the library, always its newest good snapshot."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from index.answering import Answerer
from index.errors import SnapshotMismatch
from index.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render import Source
    from bot.settings import BotSettings
    from index.snapshot import Snapshot
    from index.types import Answer

log = logging.getLogger(__name__)
FIRST_QUESTION = "Is anybody there?"


class Librarian:
    """Answer from the snapshot that is current when a question is asked; see ``Oracle``."""

    def __init__(self, library: Library, answerer: Answerer, corpus: str) -> None:
        self._library = library
        self._answerer = answerer
        self._corpus = corpus
        self._good: Snapshot | None = None
        self._refused = ""

    def answer(self, question: str) -> Answer:
        current = self._library.get(self._corpus)
        try:
            answer = self._answerer.answer(question, current)
        except SnapshotMismatch as error:
            # The library cannot see that it is sound, and of another model than ours.
            if self._good is None:
                raise
            self._note_refusal(current, error)
            return self._answerer.answer(question, self._good)
        self._good = current
        return answer

    def sources(self) -> Sequence[Source]:
        return (self._good or self._library.get(self._corpus)).sources()

    def snapshot(self) -> str:
        return (self._good or self._library.get(self._corpus)).name

    def _note_refusal(self, snapshot: Snapshot, error: SnapshotMismatch) -> None:
        if self._refused != snapshot.name:
            log.warning("%s; the last good index goes on serving (%s)", error.message, error.hint)
        self._refused = snapshot.name


def open_librarian(settings: BotSettings) -> Librarian:
    """Load the index and the model: seconds, so never on the event loop.

    :raises SnapshotError: there is no index that can serve.
    :raises EncoderError: there is no such model.
    """
    library = Library(settings.library.index)
    library.get(settings.library.corpus)
    answerer = Answerer.of(settings)
    librarian = Librarian(library, answerer, settings.library.corpus)
    librarian.answer(FIRST_QUESTION)  # the model is loaded by the first question: not by a person's
    return librarian
