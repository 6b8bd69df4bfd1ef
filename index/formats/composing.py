"""Blocks in, a canonical text out: for formats whose files hold no text that one could show.

Every block stands on a line of its own, an empty line between two; within it, white space is
folded. So the offsets of headings, paragraphs and pages are known while the text is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.formats.decoding import HIDDEN, folded, unix_lines
from index.formats.parsed import Parsed, Stretch
from index.outline import is_furniture
from index.types import Landmark


class Composition:
    """A text that grows block by block."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._paragraphs: list[Stretch] = []
        self._landmarks: list[Landmark] = []
        self._pages: list[int] = []
        self._title: str | None = None

    def heading(self, text: str, level: int) -> None:
        """A heading: in the text, and never quoted. The first one, before all else, is a title."""
        if not (line := folded(text)):
            return
        start, _ = self._block(line)
        if level == 1 and self._title is None and not self._paragraphs and not self._landmarks:
            self._title = line
        else:
            self._landmarks.append(Landmark(start, line, level))

    def label(self, text: str, level: int) -> None:
        """A heading that stands beside the text, in a table of contents: a landmark, no text."""
        if line := folded(text):
            self._landmarks.append(Landmark(self._at, line, level))

    def paragraph(self, text: str) -> None:
        """Running text, which may be quoted, on one line."""
        self._quotable(folded(text))

    def page(self) -> None:
        """What follows stands on the next page."""
        self._pages.append(self._at)

    def running(self, parts: Sequence[str], pages: Iterable[int] = ()) -> None:
        """A paragraph in parts that are ready; before each part of ``pages`` a page begins."""
        start, breaks = self._at, set(pages)
        for number, part in enumerate(parts):
            if number in breaks:
                self._pages.append(start + sum(map(len, parts[:number])))
        self._quotable("".join(parts))

    def verbatim(self, text: str) -> None:
        """Code and the like: its lines and its spaces stay."""
        lines = HIDDEN.sub("", unix_lines(text).expandtabs(4)).split("\n")
        kept = "\n".join(line.rstrip() for line in lines).strip("\n")
        if kept.strip():
            self._quotable(kept)

    def items(self, lines: Iterable[tuple[int, str, str]]) -> None:
        """A list, one item a line: how deep it stands, its marker, its text."""
        written = [
            f"{'  ' * depth}{mark} {line}" for depth, mark, text in lines if (line := folded(text))
        ]
        self._quotable("\n".join(written))

    def rows(self, rows: Iterable[Iterable[str]]) -> None:
        """A table, one row a line."""
        cells = [[folded(cell) for cell in row] for row in rows]
        self._quotable("\n".join(f"| {' | '.join(row)} |" for row in cells if any(row)))

    def parsed(self, **known: object) -> Parsed:
        """The text and all offsets; ``known`` is what the file says of itself."""
        known["title"] = known.get("title") or self._title
        return Parsed(
            "".join(self._pieces),
            tuple(self._landmarks),
            tuple(self._paragraphs),
            tuple(self._pages),
            **known,  # type: ignore[arg-type]
        )

    def _quotable(self, block: str) -> None:
        if not block.strip():
            return
        stretch = self._block(block)
        if not is_furniture(block):
            self._paragraphs.append(stretch)

    def _block(self, block: str) -> Stretch:
        start = self._at
        self._pieces.append(f"{block}\n\n")
        self._at += len(block) + 2
        return start + len(block) - len(block.lstrip()), start + len(block)
