"""Compose the canonical text of formats whose files hold no plain text, block by block.

Each block gets a line of its own, with a blank line after it, and white space within it is folded.
So the offsets of headings, paragraphs and pages are known as soon as a block is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.formats.decoding import HIDDEN, folded, unix_lines
from index.formats.parsed import Parsed, Stretch
from index.text.furniture import is_furniture
from index.text.outline import same_title
from index.types import Landmark


class Composition:
    """A canonical text that grows block by block, with its headings, paragraphs and pages."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._paragraphs: list[Stretch] = []
        self._landmarks: list[Landmark] = []
        self._pages: list[int] = []
        self._title: Landmark | None = None

    def heading(self, text: str, level: int) -> None:
        """Add a heading, which is in the text but never quoted.

        A heading of level 1 that comes before all other blocks is the title.
        """
        if not (line := folded(text)):
            return
        start, _ = self._block(line)
        if level == 1 and self._title is None and not self._paragraphs and not self._landmarks:
            self._title = Landmark(start, line, level)
        else:
            self._landmarks.append(Landmark(start, line, level))

    def label(self, text: str, level: int) -> None:
        """Add a heading that is only in a table of contents: a landmark without text."""
        if line := folded(text):
            self._landmarks.append(Landmark(self._at, line, level))

    def paragraph(self, text: str) -> None:
        """Add a paragraph, which can be quoted, on one line."""
        self._quotable(folded(text))

    def page(self, number: int, further: int = 0) -> None:
        """Begin page ``number``, counted from 1, here or ``further`` code points on."""
        while len(self._pages) < number:
            self._pages.append(self._at + further)

    def running(self, parts: Sequence[str], pages: Sequence[int]) -> None:
        """Add a paragraph from parts that are already folded, with the page of each part.

        A paragraph with an unknown character (U+FFFD) is in the text, but is never quoted.
        """
        for number, page in enumerate(pages):
            self.page(page, sum(map(len, parts[:number])))
        block = "".join(parts)
        if "\N{REPLACEMENT CHARACTER}" in block:
            self._block(block)
        else:
            self._quotable(block)

    def verbatim(self, text: str) -> None:
        """Add code or other preformatted text, keeping its line breaks and spaces."""
        lines = HIDDEN.sub("", unix_lines(text).expandtabs(4)).split("\n")
        kept = "\n".join(line.rstrip() for line in lines).strip("\n")
        if kept.strip():
            self._quotable(kept)

    def items(self, lines: Iterable[tuple[int, str, str]]) -> None:
        """Add a list, one item a line, from the depth, marker and text of each item."""
        written = [
            f"{'  ' * depth}{mark} {line}" for depth, mark, text in lines if (line := folded(text))
        ]
        self._quotable("\n".join(written))

    def rows(self, rows: Iterable[Iterable[str]]) -> None:
        """Add a table, one row a line."""
        cells = [[folded(cell) for cell in row] for row in rows]
        self._quotable("\n".join(f"| {' | '.join(row)} |" for row in cells if any(row)))

    def parsed(self, **known: object) -> Parsed:
        """Return the text with all offsets; ``known`` are the fields that the file itself gives."""
        return Parsed(
            "".join(self._pieces),
            self._settle_title(known),
            tuple(self._paragraphs),
            tuple(self._pages),
            **known,  # type: ignore[arg-type]
        )

    def _settle_title(self, known: dict[str, object]) -> tuple[Landmark, ...]:
        """Return the headings, and put the first one into ``known`` if the file gives no title."""
        title, first = known.get("title"), self._title
        if first is None:
            return tuple(self._landmarks)
        if not isinstance(title, str):
            known["title"] = first.heading
        elif not same_title(title, first.heading):
            return (first, *self._landmarks)
        return tuple(self._landmarks)

    def _quotable(self, block: str) -> None:
        if not block.strip():
            return
        top = not self._paragraphs and not self._landmarks and self._title is None
        stretch = self._block(block)
        if not is_furniture(block, top=top):
            self._paragraphs.append(stretch)

    def _block(self, block: str) -> Stretch:
        start = self._at
        self._pieces.append(f"{block}\n\n")
        self._at += len(block) + 2
        return start + len(block) - len(block.lstrip()), start + len(block)
