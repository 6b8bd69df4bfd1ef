"""Find the tables of contents of a PDF: dot leaders, page numbers that grow, and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from index.formats.pdf_lines import Line, Sheet

LEADERS = re.compile(r"(?:[.·•_]\s?){5,}|…{2,}|(?:\.\s){3,}")
NUMBER = re.compile(r"(?:\A|\s|…|\.)([ivxlcIVXLC]{1,7}|\d{1,4})\Z")
ENTRY = re.compile(r"(?:[A-Z\d]{1,2}\.?)(?:\d++\.?+)*+\s")
TITLE = re.compile(
    r"(?:table of )?contents|list of (?:figures|tables)|inhalt(?:sverzeichnis|sübersicht)?"
    r"|table des matières|sommaire|índice|sumário|contenido|indice|目次|目录|目錄",
    re.IGNORECASE,
)
MOST_BETWEEN = 3  # lines without leaders between two with them: entries that wrap, and chapters
FEWEST_OF_INDEX = 8  # entries whose page numbers do not grow
FEWEST_PLAIN = 4  # entries of contents that have no leaders
MARK = re.compile(r"[\W\d_]+")  # before an entry or a heading: a bullet, or its number


def headings_named(sheets: Sequence[Sheet]) -> Mapping[str, int]:
    """Return how often each line stands in a document that has contents, without its number."""
    lines = [line.text for sheet in sheets for line in sheet.lines]
    return Counter(map(_named, lines)) if any(map(TITLE.fullmatch, lines)) else {}


def without_contents(
    lines: list[Line], pages: int, named: Mapping[str, int]
) -> tuple[list[Line], int]:
    """Return the lines of a page without contents or index, and how many were left out.

    Leaders before something else, like a price, become a table of two columns. ``named`` are the
    lines of the document: contents without page numbers name its headings.
    """
    gone = set(_with_leaders(lines, pages) or _below_title(lines, pages, named))
    kept = [_as_cells(line) for at, line in enumerate(lines) if at not in gone]
    return kept, len(gone)


def _with_leaders(lines: Sequence[Line], pages: int) -> list[int]:
    """Return the entries with leaders, and the lines among them that belong to entries."""
    leading = [at for at, line in enumerate(lines) if LEADERS.search(line.text)]
    if not leading or not _grow([lines[at] for at in leading], pages):
        return []
    found = set(leading)
    for before, after in pairwise(leading):
        if after - before <= MOST_BETWEEN + 1:
            found.update(range(before, after))
    for at in range(leading[0] - 1, max(-1, leading[0] - 1 - MOST_BETWEEN), -1):
        if not _leads_in(lines[at], lines[at + 1]):
            break
        found.add(at)
    for at in range(leading[-1] + 1, len(lines)):
        if not _is_entry(lines[at]):
            break
        found.add(at)
    return sorted(found)


def _leads_in(line: Line, after: Line) -> bool:
    """Return whether a line before the first leaders is the beginning of its entry, or an entry."""
    close = 0 < line.base - after.base < 2.5 * line.size
    return close and (_is_entry(line) or ENTRY.match(line.text) is not None)


def _is_entry(line: Line) -> bool:
    return bool(line.cells) and NUMBER.search(line.text) is not None


def _named(text: str) -> str:
    mark = MARK.match(text)
    return text[mark.end() if mark else 0 :].casefold()


def _naming(lines: Sequence[Line], below: Sequence[int], named: Mapping[str, int]) -> Iterator[int]:
    """Yield the entries that the document has once more, up to the first of its headings."""
    seen: set[str] = {""}
    for at in below:
        name = _named(lines[at].text)
        if name in seen or named.get(name, 0) < 2:
            return
        seen.add(name)
        yield at


def _below_title(lines: Sequence[Line], pages: int, named: Mapping[str, int]) -> list[int]:
    """Return the entries without leaders below a title like "Contents"."""
    start = next((at for at, line in enumerate(lines) if TITLE.fullmatch(line.text)), None)
    if start is None:
        return []
    below = range(start + 1, len(lines))
    found = list(takewhile(lambda at: NUMBER.search(lines[at].text), below))
    if len(found) >= FEWEST_PLAIN and _grow([lines[at] for at in found], pages):
        return found
    again = list(_naming(lines, below, named))
    return again if len(again) >= FEWEST_PLAIN else []


def _grow(lines: Sequence[Line], pages: int) -> bool:
    """Return whether the lines end with page numbers: they grow, or are many, as in an index."""
    numbers = [found[1] for line in lines if (found := NUMBER.search(line.text))]
    values = [int(number) for number in numbers if number.isdigit()]
    falls = sum(after < before for before, after in pairwise(values))
    within = max(values, default=1) <= pages
    grow = falls <= 0.1 * len(values) and (len(lines) > 2 or within)
    return 2 * len(numbers) >= len(lines) and (grow or (within and len(lines) >= FEWEST_OF_INDEX))


def _as_cells(line: Line) -> Line:
    """Return a line with leaders, which are not text, as a row of what they join."""
    if LEADERS.search(line.text) is None:
        return line
    if line.cells:
        kept = tuple(
            replace(cell, text=text)
            for cell in line.cells
            if (text := LEADERS.sub(" ", cell.text).strip(" ."))
        )
        return replace(line, text=" ".join(cell.text for cell in kept) or line.text, cells=kept)
    texts = [text for part in LEADERS.split(line.text) if (text := part.strip(" ."))]
    if len(texts) < 2:
        return replace(line, text=" ".join(texts) or line.text, cells=())
    each = (line.right - line.left) / len(texts)
    cells = tuple(
        replace(line, text=text, left=line.left + each * at, right=line.left + each * (at + 1) - 9,
                cells=())
        for at, text in enumerate(texts)
    )  # fmt: skip
    return replace(line, text=" ".join(texts), cells=cells)
