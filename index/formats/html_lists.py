"""Read the lists of an HTML tree, item by item, with what is nested in them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.formats.canonical_text import Item
from index.formats.html_code import code_of
from index.formats.html_tree import BLOCKS, HEADINGS, inside, is_left_out, tag_of

LISTS = frozenset(("ul", "ol", "menu"))
SECTIONS = frozenset((*HEADINGS, "table", "details", "dl", "article", "section"))
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
DEEPEST = 20


def is_list(element: etree._Element) -> bool:
    """Return whether the element is a list with or without numbers."""
    return tag_of(element) in LISTS


def is_sectioned(listing: etree._Element) -> bool:
    """Return whether the items are sections of their own, such as questions with answers."""
    return any(tag_of(node) in SECTIONS for node in listing.iterdescendants())


def items_of(listing: etree._Element, depth: int = 0) -> Iterator[Item]:
    """Yield the lines of each item: its first with a marker, further ones and nested items below.

    A nested list that is not within an item belongs to the item before it.
    """
    number = _first_number(listing)
    step = -1 if listing.get("reversed") is not None else 1
    for child in listing:
        if is_list(child):
            yield from items_of(child, min(depth + 1, DEEPEST))
        elif tag_of(child) and not is_left_out(child):
            if (given := child.get("value", "")).isdecimal():
                number = int(given[:9])
            yield from _lines(child, depth, _marker(listing, number))
            number += step


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


def roman(number: int) -> str:
    """Return a number below 40 in Roman numerals."""
    written = ""
    for value, letters in ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _lines(item: etree._Element, depth: int, marker: str) -> Iterator[Item]:
    """Yield the lines of one item; only the first that has words gets the marker."""
    for line in _parts(item):
        if isinstance(line, str):
            yield Item(depth, marker, line)
        elif is_list(line):
            yield from items_of(line, min(depth + 1, DEEPEST))
            continue
        else:
            yield from _code(line, depth, marker)
        marker = ""


def _parts(item: etree._Element) -> Iterator[str | etree._Element]:
    """Yield the lines of text of one item, and the lists and code blocks between them."""
    loose: list[str] = []
    stack: list[etree._Element | str] = [_END, *reversed(list(inside(item)))]
    while stack:
        node = stack.pop()
        if isinstance(node, str) or tag_of(node) == "br":
            loose.append(node if isinstance(node, str) else " ")
        elif not tag_of(node) or is_left_out(node):
            continue
        elif tag_of(node) not in BLOCKS:
            stack.extend(reversed(list(inside(node))))
        else:
            if words := " ".join("".join(loose).split()):
                yield words
            loose.clear()
            if is_list(node) or tag_of(node) == "pre":
                yield node
            elif node is not _END:
                stack.extend([_END, *reversed(list(inside(node)))])


_END = etree.Element("div")


def _code(element: etree._Element, depth: int, marker: str) -> Iterator[Item]:
    for line in code_of(element).strip("\n").split("\n"):
        yield Item(depth, marker, line, verbatim=True)
        marker = ""
