"""Read PDF with pdfium, the library of Chromium, and put its lines into reading order."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import pypdfium2
from pypdfium2 import raw

from index.errors import SourceError
from index.formats.canonical_text import Composition
from index.formats.decoding import one_line
from index.formats.parsed import Parsed
from index.formats.pdf_layout import MARKER, in_order, notes_and_body, without_running
from index.formats.pdf_lines import Line, lines_of
from index.text.furniture import ENDS_A_SENTENCE

MAX_PAGES = 10_000
MAX_HEADING_CHARACTERS = 200
NO_TITLE = re.compile(r"microsoft word\b.*|untitled.*|.*\.(docx?|odt|tex|dvi|indd|pdf|html?)", re.I)
HYPHENS = "-\u2010\u00ad"
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a PDF.

    :raises SourceError: it is encrypted, is damaged, or has only pictures of pages.
    """
    document = _opened(data, name)
    try:
        pages, heights = _pages(document, name)
        known = _known(document)
    finally:
        document.close()
    if not any(character.isalnum() for lines in pages for line in lines for character in line.text):
        raise SourceError(
            f"{name}: contains no text, only pictures of pages",
            hint=f"Recognise its text first, e.g. with `ocrmypdf {name} {name}`.",
        )
    yield _Flow(without_running(pages, heights)).composed().parsed(**known)


def _opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise SourceError(
                f"{name}: encrypted with a password",
                hint=f"Save it without one, e.g. `qpdf --decrypt --password=… {name} open.pdf`.",
            ) from None
        raise SourceError(
            f"{name}: not a PDF, or damaged", hint="Export it or download it again."
        ) from None


def _pages(document: Any, name: str) -> tuple[list[list[Line]], list[float]]:
    if len(document) > MAX_PAGES:
        raise SourceError(
            f"{name}: {len(document):,} pages, more than {MAX_PAGES:,}", hint="Split it."
        )
    pages: list[list[Line]] = []
    heights: list[float] = []
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:  # a damaged page still counts
            pages.append([])
            heights.append(1.0)
            continue
        lines = lines_of(page)
        for line in lines:
            line.page = number + 1
        pages.append(lines)
        heights.append(page.get_height())
        page.close()
    return pages, heights


def _known(document: Any) -> dict[str, object]:
    """Return the title and the author, but no date: the dates are those of the file."""
    fields = document.get_metadata_dict()
    title = one_line(fields.get("Title"))
    return {
        "title": None if title and NO_TITLE.fullmatch(title) else title,
        "author": one_line(fields.get("Author")),
    }


class _Flow:
    """The lines of all pages, to be joined into headings, paragraphs, lists and tables."""

    def __init__(self, pages: Sequence[list[Line]]) -> None:
        self._pages = [in_order(lines) for lines in pages]
        everything = [line for lines in self._pages for line in lines]
        self._size = _usual((line.size, len(line.text)) for line in everything)
        self._pitch = self._usual_pitch()
        sizes = {line.size for line in everything if line.size > 1.1 * self._size}
        self._levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}
        ends = {id(line) for line in everything if line.text[-1] in HYPHENS}
        words = (WORD.findall(_inner(line, id(line) in ends)) for line in everything)
        self._words = {word.casefold() for found in words for word in found}
        # Browsers break words with U+2010; people type the ASCII hyphen.
        self._parting = "\u00ad" + ("" if any("\u2010" in w for w in self._words) else "\u2010")
        self._into = Composition()
        self._block: list[Line] = []
        self._notes: list[Line] = []

    def composed(self) -> Composition:
        """Write all pages into a text, and return it."""
        for lines in self._pages:
            notes, body = notes_and_body(lines, self._size)
            for line in body:
                self._take(line)
            self._notes = notes
            if not (self._block and self._runs_on(self._block[-1])):
                self._finish()
                self._write_notes()
        self._finish()
        self._write_notes()
        self._into.page(len(self._pages))
        return self._into

    def _take(self, line: Line) -> None:
        if self._block and self._begins_anew(self._block[-1], line):
            self._finish()
        self._block.append(line)

    def _finish(self) -> None:
        """Write the block, after the footnotes of the page before if the block begins a page."""
        block, self._block = self._block, []
        if not block:
            return
        if self._notes:
            self._into.page(min(block[0].page, self._notes[0].page))
            self._write_notes()
        self._into.page(block[0].page)
        parts = list(self._joined(block))
        text = "".join(part for part, _ in parts)
        if block[0].cells:
            self._into.rows(line.cells or (line.text,) for line in block)
        elif self._is_heading(block[0]) and len(text) <= MAX_HEADING_CHARACTERS:
            self._into.heading(text, self._levels.get(block[0].size, len(self._levels) + 1))
        else:
            self._into.running([part for part, _ in parts], [page for _, page in parts])

    def _write_notes(self) -> None:
        notes, self._notes = self._notes, []
        block: list[Line] = []
        for line in [*notes, None]:
            new = line is None or re.match(r"(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡§¶])", line.text)
            if new and block:
                self._into.page(block[0].page)
                parts = list(self._joined(block))
                self._into.running([part for part, _ in parts], [page for _, page in parts])
                block = []
            if line is not None:
                block.append(line)

    def _begins_anew(self, before: Line, line: Line) -> bool:
        """Return whether ``line`` begins a new block after ``before``."""
        if (
            bool(before.cells) != bool(line.cells)
            or abs(before.size - line.size) > 0.06 * before.size
        ):
            return True
        if self._is_heading(before) != self._is_heading(line):
            return True
        if MARKER.match(line.text) and re.match(r"\S+\s", line.text):
            return True
        if before.page != line.page or before.base <= line.base:  # a new page or column
            return not (self._runs_on(before) and not self._is_heading(line))
        gap = before.base - line.base
        if self._is_heading(line):
            return gap > 1.9 * line.size
        if line.cells:
            return gap > 2.2 * self._pitch
        if gap > 1.3 * self._pitch * max(1.0, line.size / self._size):
            return True
        indent = line.left - line.column[0]
        if 0.7 * line.size < indent < 4 * line.size and before.left < line.left - 0.5 * line.size:
            return not MARKER.match(before.text)
        return _ends(before) and self._had_room(before, line)

    def _had_room(self, before: Line, line: Line) -> bool:
        """Return whether the first word of ``line`` would have fitted at the end of ``before``."""
        each = (line.right - line.left) / max(1, len(line.text))
        word = len(line.text.split(" ", 1)[0]) + 1
        return before.right + each * word * 1.15 < line.column[1]

    def _runs_on(self, line: Line) -> bool:
        return not (_ends(line) or self._is_heading(line) or line.cells or line.text.endswith(":"))

    def _is_heading(self, line: Line) -> bool:
        if line.cells:
            return False
        return line.size in self._levels or (
            line.bold
            and line.size >= 0.95 * self._size
            and not _ends(line)
            and len(line.text) < 100
        )

    def _joined(self, block: Sequence[Line]) -> Iterator[tuple[str, int]]:
        """Yield the lines as parts of one text, each with its page."""
        for line, after in zip(block, [*block[1:], None], strict=True):
            text = line.text
            if after is not None:
                text = self._before(text, after.text)
            yield text.replace("\u00ad", ""), line.page  # drop unused soft hyphens

    def _before(self, text: str, after: str) -> str:
        """Return ``text`` ready to be joined to ``after``: plus a space, or without its hyphen."""
        if text[-1] in self._parting:
            return text[:-1]
        if (
            text[-1] not in HYPHENS
            or len(text) < 2
            or not (text[-2].isalpha() and after[0].isalpha())
        ):
            return f"{text} "
        left, right = WORD.findall(text[:-1]), WORD.findall(after)
        if not left or not right or not after[0].islower():
            return text
        whole, parted = left[-1] + right[0], f"{left[-1]}-{right[0]}"
        certain = whole.casefold() in self._words and parted.casefold() not in self._words
        return text[:-1] if certain else text

    def _usual_pitch(self) -> float:
        gaps = [
            round(before.base - line.base, 1)
            for lines in self._pages
            for before, line in itertools.pairwise(lines)
            if before.size == line.size == self._size
            and 0 < before.base - line.base < 3 * line.size
        ]
        return median(gaps) if gaps else 1.3 * self._size


def _ends(line: Line) -> bool:
    return ENDS_A_SENTENCE.search(re.sub(r"[⁰¹²³⁴-⁹]+\Z", "", line.text)) is not None


def _inner(line: Line, parted: bool) -> str:
    """Return the words of a line that cannot be parts of broken words."""
    words = line.text.split(" ")
    return " ".join(words[1 : -1 if parted else None]) if len(words) > 1 else ""


def _usual(weighted: Iterator[tuple[float, int]]) -> float:
    counted: Counter[float] = Counter()
    for value, weight in weighted:
        counted[value] += weight
    return counted.most_common(1)[0][0] if counted else 10.0
