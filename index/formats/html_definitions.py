"""Read lists of terms of an HTML tree: short ones as a list, others as sections."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.formats.canonical_text import Item
from index.formats.html_tree import BLOCKS, QUESTION, line_of, tag_of

LONGEST_DEFINITION = 500  # characters; a longer one is a section under its term
WITHIN = frozenset(("p", "div"))


def is_short(listing: etree._Element) -> bool:
    """Return whether each term has one short definition, without lists, code and the like."""
    if next(listing.iterdescendants(f"{{*}}{QUESTION}"), None) is not None:
        return False
    pairs = list(_pairs(listing))
    return bool(pairs) and all(terms and below and _fits(below) for terms, below in pairs)


def _fits(below: list[etree._Element]) -> bool:
    tags = (tag_of(node) for element in below for node in element.iterdescendants())
    if any(tag in BLOCKS - WITHIN for tag in tags):
        return False
    return sum(len(line_of(element)) for element in below) <= LONGEST_DEFINITION


def definitions_of(listing: etree._Element) -> Iterator[Item]:
    """Yield each term as an item, and its definitions below it."""
    for terms, below in _pairs(listing):
        yield Item(0, "-", ", ".join(filter(None, map(line_of, terms))))
        yield from (Item(0, "", line_of(element)) for element in below)


def _pairs(listing: etree._Element) -> Iterator[tuple[list[etree._Element], list[etree._Element]]]:
    """Yield the terms and the definitions that belong together."""
    terms: list[etree._Element] = []
    below: list[etree._Element] = []
    for child in _flat(listing):
        if tag_of(child) == "dd":
            below.append(child)
            continue
        if below:
            yield terms, below
            terms, below = [], []
        terms.append(child)
    if terms or below:
        yield terms, below


def _flat(listing: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of a list, and those of the ``div`` that can be around each pair."""
    for child in listing:
        if tag_of(child) == "div":
            yield from (inner for inner in child if tag_of(inner))
        elif tag_of(child):
            yield child
