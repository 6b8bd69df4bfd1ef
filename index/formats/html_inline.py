"""Merge the inline elements of a book that only say how words look with the text around them.

They are half of the elements of a manual: what is walked through often is walked through faster
without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from index.formats.html_admonitions import title_in
from index.formats.html_hidden import said_by_class
from index.formats.html_marks import NOTE_CLASSES, is_mark
from index.formats.html_question_signs import names_question
from index.formats.html_stylesheets import StyleSheet
from index.formats.html_tree import LISTS, named, tag_of

INLINE = ("abbr", "cite", "code", "dfn", "em", "i", "kbd", "q", "samp", "span", "tt", "var")
NAMES = tuple(f"{{*}}{name}" for name in INLINE)


def merge_plain(root: etree._Element, sheet: StyleSheet) -> None:
    """Merge the elements that neither an attribute nor the style sheet makes more than text."""
    kept = {node: node.tag for node in _others(root, sheet) if tag_of(node) in INLINE}
    for node in kept:
        node.tag = "kept"
    etree.strip_tags(root, *NAMES)
    for node, tag in kept.items():
        node.tag = tag


def _others(root: etree._Element, sheet: StyleSheet) -> Iterator[etree._Element]:
    """Yield the elements that may be more than text, among others."""
    for node in root.iter(*NAMES):
        keys = node.keys()
        if keys and (keys != ["class"] or not is_plain(node.get("class", ""))):
            yield node
    yield from sheet.touched(root)
    for listing in named(root, *LISTS, "dl"):  # where it stands for an item
        yield from listing
    for block in named(root, "pre"):
        yield from block.iter("{*}code")


@lru_cache(maxsize=4096)
def is_plain(names: str) -> bool:
    """Return whether the classes of an element say nothing that decides how it is read."""
    if said_by_class(names) or is_mark(names) or names_question(names) or title_in(names):
        return False
    return not any(map(NOTE_CLASSES.fullmatch, names.lower().split()))
