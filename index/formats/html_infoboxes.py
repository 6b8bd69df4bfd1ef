"""Make tables of the boxes of facts that wikis build without any, so that each fact is one row."""

from __future__ import annotations

from lxml import etree

from index.formats.html_tree import (
    Attributes,
    classes_of,
    elements,
    line_of,
    tag_of,
    with_class,
    writable,
)

BOX = "portable-infobox"  # of Fandom's wikis
LABEL, VALUE, GROUP = "pi-data-label", "pi-data-value", "pi-header"


def make_tables_of_boxes(root: etree._Element, there: Attributes) -> None:
    """Replace what each box of facts holds by a table with a row for each fact."""
    for box in with_class(root) if BOX in " ".join(there.classes) else ():
        if BOX not in classes_of(box):
            continue
        rows = [row for element in elements(box) if (row := _row(element)) is not None]
        if rows:
            del box[:]
            box.tag, box.text = "table", None
            box.extend(rows)


def _row(element: etree._Element) -> etree._Element | None:
    """Return a fact as a row of a table, its label and its value, or the name of a group."""
    classes = classes_of(element)
    row = etree.Element("tr")
    if GROUP in classes:
        etree.SubElement(row, "th").text = writable(line_of(element))
        return row
    if VALUE not in classes:
        return None
    etree.SubElement(row, "th").text = writable(_label_of(element))
    element.tag, element.tail = "td", None
    row.append(element)
    return row


def _label_of(value: etree._Element) -> str:
    """Return the label before a value, or above it where values stand side by side."""
    before = (part for part in value.itersiblings(preceding=True) if tag_of(part))
    label = next((part for part in before if LABEL in classes_of(part)), None)
    if label is None:
        label = _head_of(value)
    return "" if label is None else line_of(label)


def _head_of(value: etree._Element) -> etree._Element | None:
    """Return the label in the head of a table, in the column that ``value`` had when it was read.

    The values before it have become rows of their own, so the first label that is left is its.
    """
    table = next(value.iterancestors("{*}table"), None)
    heads = [] if table is None else [th for th in table.iter("{*}th") if LABEL in classes_of(th)]
    if heads:
        heads[0].set("class", "")
    return heads[0] if heads else None
