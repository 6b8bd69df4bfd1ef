"""What a reader is: it reads a question together with passages, and says which words answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.types import Reading

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
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

    Two readers of one ``fingerprint`` say the same.
    """

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    def read(self, question: str, pages: Sequence[Page]) -> Sequence[Sequence[Found]]:
        """What it finds in each window of each page, in their order.

        The pages come best first. A reader that is sure of one may leave the rest unread, and
        then says nothing of them.
        """
        ...
