"""What a reader is: it reads a question together with passages, and says which words answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.types import Reading

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReaderInput:
    """What is put before a reader: a passage, what it stands under, and what could be quoted.

    ``windows`` are offsets into ``text``.
    """

    title: str
    text: str
    windows: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader says of one window: how sure it is, and where, in the page, the words stand."""

    reading: Reading
    answer: Stretch | None = None


class Reader(Protocol):
    """What answering needs of a model that reads.

    Two readers of one ``fingerprint`` say the same. ``sure`` is the score from which a window is
    so good that no other page of its document can be better.
    """

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def sure(self) -> float: ...
    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
        """What it finds in each window of each page, in their order."""
        ...
