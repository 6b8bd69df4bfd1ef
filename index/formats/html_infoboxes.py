"""Make tables of the boxes of facts that wikis build without any, so that each fact is one row."""

from __future__ import annotations

from lxml import etree

from index.formats.html_tree import (
    Attributes,
    classes_of,
    line_of,
    tag_of,
    with_class,
    writable,
)

BOX = "portable-infobox"  # of Fandom's wikis
LABELS = frozenset(("pi-data-label",))
VALUES = frozenset(("pi-data-value",))


def make_tables_of_boxes(root: etree._Element, there: Attributes) -> None:
    """Replace what each box of facts holds by a table with a row for each fact."""
    for box in with_class(root) if BOX in " ".join(there.classes) else ():
        if BOX not in classes_of(box):
            continue
        rows = [row for element in box.iter("*") if (row := _row(element)) is not None]
        if rows:
            del box[:]
            box.tag, box.text = "table", None
            box.extend(rows)


def _row(element: etree._Element) -> etree._Element | None:
    """Return a fact as a row of a table: its label and its value."""
    if VALUES.isdisjoint(classes_of(element)):
        return None
    row = etree.Element("tr")
    etree.SubElement(row, "th").text = writable(_label_of(element))
    etree.SubElement(row, "td").text = writable(line_of(element))
    return row


def _label_of(value: etree._Element) -> str:
    before = value.getprevious()
    while before is not None and tag_of(before):
        if not LABELS.isdisjoint(classes_of(before)):
            return line_of(before)
        before = before.getprevious()
    return ""
