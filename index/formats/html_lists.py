"""Read the lists of an HTML tree, item by item, with what is nested in them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.formats.canonical_text import Item
from index.formats.html_code import code_of
from index.formats.html_tree import (
    BLOCKS,
    HEADINGS,
    LEFT_OUT,
    LISTS,
    classes_of,
    inside,
    named,
    tag_of,
)
from index.formats.list_numbers import roman

SECTIONS = frozenset((*HEADINGS, "table", "details", "dl", "article", "section"))
NOTION_LISTS = frozenset(("bulleted-list", "to-do-list"))
DEEPEST = 20
Nested = tuple[etree._Element, int]  # a list, and how many lists it is in


def is_list(element: etree._Element) -> bool:
    """Return whether the element is a list with or without numbers."""
    return tag_of(element) in LISTS


def open_lists(root: etree._Element) -> None:
    """Make divisions of the lists whose items are sections, such as questions with answers."""
    seen = {root}
    for element in named(root, *SECTIONS):
        for above in element.iterancestors():
            if above in seen:
                break
            seen.add(above)
            if is_list(above):
                above.tag = "div"


def join_lists(root: etree._Element) -> None:
    """Join the lists that go on with the one before, as Notion has a list for each item."""
    for listing in named(root, *LISTS):
        before = listing.getprevious()
        if before is not None and not (before.tail or "").strip() and _goes_on(before, listing):
            before.extend(list(listing))
            before.tail = listing.tail
            listing.getparent().remove(listing)


def _goes_on(before: etree._Element, listing: etree._Element) -> bool:
    """Return whether a list has the next number, or is one of Notion's lists of one item."""
    if tag_of(before) != tag_of(listing) or before.get("class") != listing.get("class"):
        return False
    if tag_of(listing) == "ol":
        return _first_number(listing) == _first_number(before) + len(before) > 1
    return not NOTION_LISTS.isdisjoint(classes_of(listing))


def items_of(listing: etree._Element) -> Iterator[Item]:
    """Yield the lines of each item: its first with a marker, further ones and nested items below.

    A nested list that is not within an item belongs to the item before it.
    """
    open_ones = [_items(listing, 0)]
    while open_ones:
        for line in open_ones[-1]:
            if not isinstance(line, Item):
                open_ones.append(_items(*line))
                break
            yield line
        else:
            open_ones.pop()


def _items(listing: etree._Element, depth: int) -> Iterator[Item | Nested]:
    """Yield the lines of each item, and the lists nested in them as they are."""
    number = _first_number(listing)
    step = -1 if listing.get("reversed") is not None else 1
    if (stray := listing.text or "") and not stray.isspace():  # text outside items
        yield Item(depth, "", stray)
    for child in listing:
        if is_list(child):
            yield child, min(depth + 1, DEEPEST)
        elif (tag := tag_of(child)) and tag not in LEFT_OUT:
            if (given := child.get("value", "")).isdecimal():
                number = int(given[:9])
            yield from _lines(child, depth, _marker(listing, number))
            number += step
        if (stray := child.tail or "") and not stray.isspace():
            yield Item(depth, "", stray)


def _first_number(listing: etree._Element) -> int:
    start = (listing.get("start") or "").strip()
    if start.removeprefix("-").isdecimal():
        return int(start[:9])
    if listing.get("reversed") is not None:
        return sum(tag_of(child) == "li" for child in listing)
    return 1


def _marker(listing: etree._Element, number: int) -> str:
    if tag_of(listing) != "ol":
        return "-"
    kind = listing.get("type") or ""
    if kind in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(kind) + number - 1)}."
    if kind in ("i", "I") and 1 <= number <= 39:
        return f"{roman(number) if kind == 'i' else roman(number).upper()}."
    return f"{number}."


def _lines(item: etree._Element, depth: int, marker: str) -> Iterator[Item | Nested]:
    """Yield the lines of one item; only the first that has words gets the marker."""
    for line in _parts(item):
        if isinstance(line, str):
            yield Item(depth, marker, line)
        elif is_list(line):
            yield line, min(depth + 1, DEEPEST)
            continue
        else:
            yield from _code(line, depth, marker)
        marker = ""


def _parts(item: etree._Element) -> Iterator[str | etree._Element]:
    """Yield the lines of text of one item, and the lists and code blocks between them."""
    loose: list[str] = []
    stack = [_END, *reversed(inside(item))]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            loose.append(node)
        elif (tag := tag_of(node)) == "br":
            loose.append(" ")
        elif not tag or tag in LEFT_OUT:
            continue
        elif tag not in BLOCKS:
            stack.extend(reversed(inside(node)))
        else:
            if words := " ".join("".join(loose).split()):
                yield words
            loose.clear()
            if tag in LISTS or tag == "pre":
                yield node
            elif len(node):
                stack.extend([_END, *reversed(inside(node))])
            elif words := " ".join((node.text or "").split()):
                yield words


_END = etree.Element("div")


def _code(element: etree._Element, depth: int, marker: str) -> Iterator[Item]:
    for line in code_of(element).strip("\n").split("\n"):
        yield Item(depth, marker, line, verbatim=True)
        marker = ""
