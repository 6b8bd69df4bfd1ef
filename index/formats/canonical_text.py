"""Blocks in, a canonical text out: for formats whose files hold no text that one could show.

Every block stands on a line of its own, an empty line between two; within it, white space is
folded. So the offsets of headings, paragraphs and pages are known while the text is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.formats.decoding import HIDDEN, folded, unix_lines
from index.formats.parsed import Parsed, Stretch
from index.text.furniture import is_furniture
from index.text.outline import same_title
from index.types import Landmark


class Composition:
    """A text that grows block by block."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._paragraphs: list[Stretch] = []
        self._landmarks: list[Landmark] = []
        self._pages: list[int] = []
        self._title: Landmark | None = None

    def heading(self, text: str, level: int) -> None:
        """A heading: in the text, and never quoted. The first one, before all else, is a title."""
        if not (line := folded(text)):
            return
        start, _ = self._block(line)
        if level == 1 and self._title is None and not self._paragraphs and not self._landmarks:
            self._title = Landmark(start, line, level)
        else:
            self._landmarks.append(Landmark(start, line, level))

    def label(self, text: str, level: int) -> None:
        """A heading that stands beside the text, in a table of contents: a landmark, no text."""
        if line := folded(text):
            self._landmarks.append(Landmark(self._at, line, level))

    def paragraph(self, text: str) -> None:
        """Running text, which may be quoted, on one line."""
        self._quotable(folded(text))

    def page(self, number: int, further: int = 0) -> None:
        """What follows, or what is ``further`` on, stands on page ``number``, from 1."""
        while len(self._pages) < number:
            self._pages.append(self._at + further)

    def running(self, parts: Sequence[str], pages: Sequence[int]) -> None:
        """A paragraph whose parts are ready, and the page of each.

        It is not quoted if it holds a letter of which the file does not say which one it is.
        """
        for number, page in enumerate(pages):
            self.page(page, sum(map(len, parts[:number])))
        block = "".join(parts)
        if "\N{REPLACEMENT CHARACTER}" in block:
            self._block(block)
        else:
            self._quotable(block)

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
        return Parsed(
            "".join(self._pieces),
            self._settle_title(known),
            tuple(self._paragraphs),
            tuple(self._pages),
            **known,  # type: ignore[arg-type]
        )

    def _settle_title(self, known: dict[str, object]) -> tuple[Landmark, ...]:
        """The headings; the first one is the title, unless the file says another one."""
        said, first = known.get("title"), self._title
        if first is None:
            return tuple(self._landmarks)
        if not isinstance(said, str):
            known["title"] = first.heading
        elif not same_title(said, first.heading):
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
