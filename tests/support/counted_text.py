"""A text that counts what is looked at of it: seconds depend on what else the machine does."""

from __future__ import annotations

from typing import Any, Self


class CountedText(str):
    """A text with the number of characters that were looked at, found or copied."""

    __slots__ = ("looked",)
    looked: int

    def __new__(cls, text: str) -> Self:
        counted = super().__new__(cls, text)
        counted.looked = 0
        return counted

    def find(self, part: str, *given: int) -> int:  # type: ignore[override]
        found = super().find(part, *given)
        self.looked += (len(self) if found < 0 else found) - sum(given[:1])
        return found

    def __contains__(self, part: object) -> bool:
        found = super().find(str(part))
        self.looked += len(self) if found < 0 else found
        return found >= 0

    def __getitem__(self, at: Any) -> str:
        got = super().__getitem__(at)
        self.looked += len(got)
        return got
