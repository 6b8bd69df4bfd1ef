"""Read without a model, by finding one word: a second implementation of ``Reader``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from index.models.reader import Found, ReaderInput, Stretch
from index.types import Reading


class WordReader:
    """A reader that is sure of windows that hold ``word``; ``pages`` lists what it was given."""

    name = "words"
    fingerprint = "words@1"

    def __init__(self, word: str | re.Pattern[str], sure: float = inf) -> None:
        self.sure = sure
        self._word = re.compile(re.escape(word)) if isinstance(word, str) else word
        self.pages: list[ReaderInput] = []

    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:  # noqa: ARG002
        """Find the word in each window of each page."""
        self.pages += pages
        return [[self._window(page, window) for window in page.windows] for page in pages]

    def _window(self, page: ReaderInput, window: Stretch) -> Found:
        match = self._word.search(page.text, *window)
        if match is None:
            return Found(Reading(-5.0))
        return Found(Reading(5.0), match.span())
