"""Join the titles of admonitions ("Note", "Warning") with their text, as plain text has them."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from index.formats.html_tree import (
    all_classes,
    classes_of,
    drop,
    line_of,
    tag_of,
    with_class,
    writable,
)

TITLE = re.compile(
    r"admonition-?(?:title|heading)(?:[-_]\w+)?|custom-block-title|markdown-alert-title"
    r"|callout-(?:title|header)|alert-heading|note-title"
)
BOXES = frozenset(
    (
        *("note", "tip", "warning", "caution", "important"),  # of DocBook
        "confluence-information-macro",
    )
)
LONGEST_TITLE = 100
DRAWN_BY = ("table", "tbody", "tr", "td", "colgroup")
DRAWN = "admonitionblock"  # of Asciidoctor


def join_admonitions(root: etree._Element) -> None:
    """Put the title of each admonition before the paragraph that it is above: "Note: …"."""
    classes = all_classes(root)
    opened = not BOXES.isdisjoint(classes.split()) and _open_tables(root)
    if DRAWN in classes:
        _open_blocks(root)
    elif not opened and "title" not in classes and TITLE.search(classes) is None:
        return
    for element in with_class(root):
        if not is_title(element):
            continue
        title = writable(line_of(element))
        if not title or len(title) > LONGEST_TITLE:
            continue
        written = title if title[-1] in ".:!?" else f"{title}:"
        below = _paragraph_below(element)
        if below is None:
            element.tag, element.text = "p", written
            del element[:]
        else:
            below.text = f"{written} {writable(below.text).lstrip()}"
            drop(element)


def _open_blocks(root: etree._Element) -> None:
    """Make divisions of the tables by which Asciidoctor draws an icon beside an admonition."""
    for block in with_class(root):
        if DRAWN in classes_of(block):
            for node in block.iter(*(f"{{*}}{tag}" for tag in DRAWN_BY)):
                node.tag = "div"
            for cell in block.iter("{*}div"):
                if "icon" in classes_of(cell):
                    cell.set("class", "admonition-title")
                    _name_icon(cell)


def _open_tables(root: etree._Element) -> bool:
    """Make divisions of the tables by which DocBook draws admonitions: an icon, a title, a text."""
    opened = False
    for box in with_class(root):
        if len(box) != 1 or tag_of(box[0]) != "table" or BOXES.isdisjoint(classes_of(box)):
            continue
        heads, cells = list(box.iter("{*}th")), list(box.iter("{*}td"))
        if len(heads) != 1 or not cells:
            continue
        title, text = heads[0], cells[-1]
        title.set("class", "admonition-title")
        title.tag = text.tag = "div"
        box[:] = [title, text]
        title.tail = text.tail = None
        opened = True
    return opened


def _name_icon(cell: etree._Element) -> None:
    """Write the name of an icon, such as "Tip", in its place if no text says it."""
    names = [icon.get("title") or icon.get("alt") for icon in cell.iterdescendants("*")]
    if not line_of(cell) and any(names):
        cell.text = writable(next(filter(None, names)))


def is_title(element: etree._Element) -> bool:
    """Return whether an element is the title of an admonition."""
    said = title_in(element.get("class") or "")
    if said != "title":
        return said == "admonition title"
    above = element.getparent()
    return above is not None and not BOXES.isdisjoint(classes_of(above))


@lru_cache(maxsize=4096)
def title_in(names: str) -> str:
    """Return whether classes name the title of an admonition, a title, or neither."""
    classes = names.lower().split()
    if any(map(TITLE.fullmatch, classes)):
        return "admonition title"
    return "title" if "title" in classes else ""


def _paragraph_below(title: etree._Element) -> etree._Element | None:
    """Return the paragraph right below a title, also if an element is around it."""
    below = title.getnext()
    while below is not None and not line_of(below):  # an icon
        below = below.getnext()
    while below is not None and tag_of(below) == "div" and not (below.text or "").strip():
        below = next((child for child in below if tag_of(child)), None)
    if below is None or tag_of(below) not in ("p", "div"):
        return None
    return below
