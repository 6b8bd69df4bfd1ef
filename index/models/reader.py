"""The interface of readers: models that read a question with passages and find the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.types import Reading

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReaderInput:
    """The input of a reader: a passage, the title above it, and the windows that can be quoted.

    ``windows`` are offsets into ``text``.
    """

    title: str
    text: str
    windows: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A reader's verdict on one window; ``answer`` holds offsets into the text of its page."""

    reading: Reading
    answer: Stretch | None = None


class Reader(Protocol):
    """A model that reads a question with passages, and scores the windows in them.

    Readers with the same ``fingerprint`` give equal results. ``sure`` is the score from which a
    window counts as certain, so that no other page of its document is read.
    """

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def sure(self) -> float: ...
    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
        """Return the verdict on each window of each page, in order."""
        ...
