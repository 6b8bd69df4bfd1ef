"""Read the tables of an HTML tree, row by row; tables that only lay out a page are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from index.formats.html_tree import (
    HEADINGS,
    LEFT_OUT,
    LISTS,
    inside,
    line_of,
    named,
    tag_of,
    text_of,
)
from index.formats.list_numbers import BULLET
from index.formats.spanned_cells import SpannedCell, laid_out

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


def strays_in(table: etree._Element) -> Iterator[str]:
    """Yield the text of a table that stands in none of its cells, as browsers show it."""
    rows = list(rows_in(table))
    groups = [child for child in table if tag_of(child) in GROUPS]
    known = {*rows, *groups, *(cell for row in rows for cell in cells_in(row))}
    for around in (table, *groups, *rows):
        for part in inside(around):
            if isinstance(part, str):
                yield part
            elif part not in known and tag_of(part) not in ("", "caption", *LEFT_OUT):
                yield text_of(part)


def name_tables(root: etree._Element) -> None:
    """Make captions of the captions of figures that hold a table, and no picture."""
    for caption in list(root.iter("{*}figcaption")):
        figure = caption.getparent()
        table = figure.find(".//{*}table") if figure is not None else None
        if table is not None and caption not in table.iterancestors():
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
    """Return the texts of each row; a cell that covers several rows is repeated in each of them."""
    return laid_out(map(_cell, cells_in(row)) for row in rows_in(table))


def _cell(cell: etree._Element) -> SpannedCell:
    _mark_items(cell)
    columns, rows = _span(cell, "colspan", WIDEST), _span(cell, "rowspan", TALLEST)
    return SpannedCell(text_of(cell), columns, rows)


def _mark_items(cell: etree._Element) -> None:
    """Put before the items of lists what browsers draw there, since a row is one line."""
    for listing in named(cell, *LISTS) if len(cell) else ():
        items = [child for child in listing if tag_of(child) == "li"]
        for number, item in enumerate(items if len(items) > 1 else (), 1):
            mark = f"{number}." if tag_of(listing) == "ol" else BULLET
            item.text = f"{mark} {item.text or ''}"


def _span(cell: etree._Element, key: str, most: int) -> int:
    written = (cell.get(key) or "").strip()
    return max(1, min(int(written[:6]), most)) if written.isascii() and written.isdecimal() else 1
