"""Read lists of terms of an HTML tree: short ones as a list, others as sections."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from index.formats.canonical_text import Item
from index.formats.html_tree import BLOCKS, QUESTION, Attributes, inside, line_of, named, tag_of

LONGEST_DEFINITION = 500  # characters; a longer one is a section under its term
MANDOC_INDENT = "Bd-indent"
OTHERS = BLOCKS - {"p", "div"}


def make_lists_of_options(root: etree._Element, there: Attributes) -> None:
    """Make lists of terms of the options of a manual that mandoc wrote as indented paragraphs."""
    made: etree._Element | None = None
    for term in named(root, "p") if MANDOC_INDENT in there.classes else ():
        below = term.getnext()
        if below is None or below.get("class") != MANDOC_INDENT or not _is_option(term, below):
            continue
        if made is None or term.getprevious() is not made:
            made = etree.Element("dl")
            term.addprevious(made)
        term.tag, below.tag = "dt", "dd"
        made.extend((term, below))


def _is_option(term: etree._Element, below: etree._Element) -> bool:
    """Return whether a paragraph is all bold or italic, above an explanation and not above code."""
    loose = "".join([term.text or "", *(part.tail or "" for part in term)])
    return not loose.strip(" \n,=[]") and len(term) > 0 and next(below.iter("{*}pre"), None) is None


def short_definitions(listing: etree._Element) -> list[Item]:
    """Return each term as an item, and its definitions below it.

    The list is empty if a term is a question, or unless each has a short definition, without
    lists, code and the like, and nothing stands outside both.
    """
    if next(listing.iterdescendants(f"{{*}}{QUESTION}"), None) is not None or _has_stray(listing):
        return []
    items: list[Item] = []
    for terms, below in _pairs(listing):
        lines = list(map(line_of, below)) if terms and not _holds_others(below) else []
        if not lines or sum(map(len, lines)) > LONGEST_DEFINITION:
            return []
        items.append(Item(0, "-", ", ".join(filter(None, map(line_of, terms)))))
        items.extend(Item(0, "", line) for line in lines)
    return items


def _has_stray(listing: etree._Element) -> bool:
    """Return whether a list, or the ``div`` around one of its pairs, has text outside both."""
    parts = (
        part for around in (listing, *listing.iterchildren("{*}div")) for part in inside(around)
    )
    return any(isinstance(part, str) and not part.isspace() for part in parts)


def _holds_others(below: list[etree._Element]) -> bool:
    """Return whether definitions hold blocks that are no paragraphs."""
    nodes = (node for element in below for node in element.iterdescendants())
    return any(tag_of(node) in OTHERS for node in nodes)


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
