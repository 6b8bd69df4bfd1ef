"""The oracle that the bot asks: one corpus of the library, always its newest good snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.answering import Answerer
from index.encoder import load_encoder
from index.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import BotSettings
    from index.types import Answer, Document


class Reader:
    """Answer from the snapshot that is current when a question is asked; see ``Oracle``."""

    def __init__(self, library: Library, answerer: Answerer, corpus: str) -> None:
        self._library = library
        self._answerer = answerer
        self._corpus = corpus

    def answer(self, question: str) -> Answer:
        return self._answerer.answer(question, self._library.get(self._corpus))

    def sources(self) -> Sequence[Document]:
        return self._library.get(self._corpus).sources()

    def snapshot(self) -> str:
        return self._library.get(self._corpus).name


def open_reader(settings: BotSettings) -> Reader:
    """Load the index and the model: seconds, so never on the event loop.

    :raises SnapshotError: there is no index that can serve.
    :raises EncoderError: there is no such model.
    """
    library = Library(settings.library.index)
    library.get(settings.library.corpus)
    answerer = Answerer(load_encoder(settings.encoder), settings.answer)
    return Reader(library, answerer, settings.library.corpus)
