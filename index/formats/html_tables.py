"""Read the tables of an HTML tree, row by row; tables that only lay out a page are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from index.formats.html_tree import HEADINGS, line_of, tag_of, text_of

GROUPS = frozenset(("thead", "tbody", "tfoot"))
CELLS = frozenset(("td", "th"))
LAYOUT = frozenset((*HEADINGS, "table", "pre", "details", "form", "dl", "section", "article"))
WIDEST = 100  # columns that a cell can cover
TALLEST = 1_000  # rows


def rows_in(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of ``table`` itself, not those of tables in its cells."""
    for child in table:
        if tag_of(child) == "tr":
            yield child
        elif tag_of(child) in GROUPS:
            yield from (row for row in child if tag_of(row) == "tr")


def cells_in(row: etree._Element) -> list[etree._Element]:
    """Return the cells of a row."""
    return [cell for cell in row if tag_of(cell) in CELLS]


def is_layout(table: etree._Element) -> bool:
    """Return whether a table only lays out the page: its cells hold sections, or one holds all."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = [cell for row in rows_in(table) for cell in cells_in(row)]
    if any(tag_of(node) in LAYOUT for cell in cells for node in cell.iterdescendants()):
        return True
    if any(tag_of(cell) == "th" for cell in cells):
        return False
    widest = max((len(cells_in(row)) for row in rows_in(table)), default=0)
    return widest < 2 or any(_is_column(cell) for cell in cells)


def name_tables(root: etree._Element) -> None:
    """Make captions of the captions of figures that hold a table, and no picture."""
    for caption in list(root.iter("{*}figcaption")):
        figure = caption.getparent()
        table = figure.find(".//{*}table") if figure is not None else None
        if table is not None:
            caption.tag = "caption"
            table.insert(0, caption)


def _is_column(cell: etree._Element) -> bool:
    """Return whether a cell is a column of a page: several paragraphs, and long."""
    paragraphs = sum(tag_of(node) == "p" for node in cell.iterdescendants())
    return paragraphs > 2 and len(line_of(cell)) > 600


def is_headed(table: etree._Element) -> bool:
    """Return whether the first row is the head of the table."""
    first = next(rows_in(table), None)
    if first is None:
        return False
    above = first.getparent()
    cells = cells_in(first)
    if above is not None and tag_of(above) == "thead":
        return len(cells) > 1
    return len(cells) > 1 and all(tag_of(cell) == "th" for cell in cells)


def grid_of(table: etree._Element) -> Iterator[Sequence[str]]:
    """Yield the texts of each row; a cell that covers several rows is repeated in each of them."""
    covered: dict[int, tuple[int, str]] = {}
    for row in rows_in(table):
        line: list[str] = []
        for cell in cells_in(row):
            _fill(line, covered)
            words, height = text_of(cell), _span(cell, "rowspan", TALLEST)
            for extra in range(_span(cell, "colspan", WIDEST)):
                if height > 1:
                    covered[len(line)] = (height - 1, words if not extra else "")
                line.append(words if not extra else "")
        _fill(line, covered)
        yield line


def _fill(line: list[str], covered: dict[int, tuple[int, str]]) -> None:
    """Add the cells that reach down into this row from those above."""
    while len(line) in covered:
        left, words = covered.pop(len(line))
        if left > 1:
            covered[len(line)] = (left - 1, words)
        line.append(words)


def _span(cell: etree._Element, key: str, most: int) -> int:
    written = (cell.get(key) or "").strip()
    return max(1, min(int(written[:6]), most)) if written.isascii() and written.isdecimal() else 1
