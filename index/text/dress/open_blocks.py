"""Say what further lines of Markdown may go on with: lists, a paragraph, a block of code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.text.code_regions import PROSE, TITLED
from index.text.dress.shown_line import ShownLine
from index.types import Stretch

ROLE_FENCE = re.compile(r"\{(?P<name>[\w:-]+)\}[ \t]*(?P<argument>\S*)")
TITLED_FENCE = re.compile(r"[^\w\n]*\{(?P<name>[\w:-]+)\}[ \t]*(?P<title>[^\n]*)")


@dataclass(slots=True)
class OpenList:
    """A list that further lines may continue: where its marker and its content are indented."""

    marker: int
    content: int
    number: int | None = None


class OpenLists(list[OpenList]):
    """The lists that are open, the outermost first."""

    def enter(self, marker: int, content: int, number: int | None) -> int | None:
        """Open a list or go on with one at an item; return the number that is printed."""
        while self and marker < self[-1].marker:
            self.pop()
        if self and marker >= self[-1].content - 1 and marker > self[-1].marker:
            self.append(OpenList(marker, content, number))
            return number
        if not self:
            self.append(OpenList(marker, content, number))
            return number
        last = self[-1]
        counts = last.number is not None and number is not None
        number = last.number + 1 if counts else number  # type: ignore[operator]
        self[-1] = OpenList(last.marker, content, number)
        return number

    def leave(self, column: int) -> None:
        """Close the lists whose items are indented further than ``column``."""
        while self and column <= self[-1].marker:
            self.pop()


@dataclass(slots=True)
class OpenParagraph:
    """The lines of a paragraph so far, and the line that it will become.

    ``column``: where it begins, if that is so far right that it is in a block of the site.
    """

    line: ShownLine
    parts: list[Stretch]
    column: int = 0


@dataclass(slots=True)
class OpenFence:
    """A code block that is not closed yet; ``first`` counts the lines above it."""

    fence: str
    indent: int
    language: str
    first: int


def title_in_fence(opening: str) -> Stretch:
    """Return where the title of a directive stands in its first line; nothing at its end if not."""
    found = TITLED_FENCE.match(opening)
    titled = found is not None and found["name"] in TITLED
    return found.span("title") if found and titled else (len(opening), len(opening))


def language_of(info: str) -> tuple[str, bool]:
    """Return the language that the info of a fence names, and whether the fence holds prose."""
    if found := ROLE_FENCE.match(info):
        return found["argument"], found["name"] in PROSE
    words = info.replace("{", " ").replace(",", " ").split()
    return (words[0].removeprefix(".") if words else ""), False
