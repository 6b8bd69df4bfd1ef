"""Weigh the parts of a web page: their words, those in links, and those voted to be content."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from index.formats.html_furniture import is_furniture_part
from index.formats.html_tree import BLOCKS, elements, is_left_out, tag_of

WORD = re.compile(r"\w+")
NO_LETTERS = re.compile(r"[\W\d_]+")
LINKED = 0.5  # a part with more of its words in links is a menu
# A page with fewer words has too few for a vote: all its lines of some words vote for themselves.
SMALL_PAGE, FEWEST_OF_SMALL = 250, 3
FEWEST_WORDS = 5  # of a line that votes: shorter ones are also in menus


@dataclass(slots=True)
class PartWeight:
    """The words of an element and of all below it."""

    words: int = 0
    linked: int = 0
    voted: int = 0

    def add(self, other: PartWeight) -> None:
        self.words += other.words
        self.linked += other.linked
        self.voted += other.voted


@dataclass(slots=True)
class ContentWeights:
    """How many words each element has, how many are links, and how many were voted for."""

    of: dict[etree._Element, PartWeight] = field(default_factory=dict)

    def __getitem__(self, element: etree._Element) -> PartWeight:
        return self.of.get(element) or PartWeight()


def letters_of(text: str) -> str:
    """Return only the letters of ``text``, to find lines in it however they are spaced."""
    return NO_LETTERS.sub("", text.casefold())


def weigh(root: etree._Element, votes: str) -> ContentWeights:
    """Weigh all elements below ``root``; ``votes`` are text as from ``letters_of``."""
    weights = ContentWeights()
    lines: dict[etree._Element, list[str]] = {}
    linked: dict[etree._Element, int] = {}
    order: list[etree._Element] = []
    home: dict[etree._Element, tuple[etree._Element, bool]] = {}
    for node in elements(root):
        above = node.getparent()
        outer = home.get(above, (root, False)) if above is not None else (root, False)
        if node is not root and (above not in home or is_left_out(node)):
            if above in home:
                _note(lines, linked, outer[0], node.tail, outer[1])
            continue
        order.append(node)
        block = node if tag_of(node) in BLOCKS or node is root else outer[0]
        link = outer[1] or tag_of(node) == "a"
        home[node] = (block, link)
        _note(lines, linked, block, " " if tag_of(node) == "br" else node.text, link)
        if node is not root:
            _note(lines, linked, outer[0], node.tail, outer[1])
    small = sum(len(WORD.findall("".join(parts))) for parts in lines.values()) < SMALL_PAGE
    for block, parts in lines.items():
        words = WORD.findall("".join(parts).casefold())
        letters = letters_of("".join(words))
        text = linked.get(block, 0) <= LINKED * len(words)
        voted = len(words) >= FEWEST_WORDS and letters != "" and letters in votes
        voted = voted or (small and len(words) >= FEWEST_OF_SMALL and not _is_around(block, root))
        weights.of[block] = PartWeight(
            len(words), min(linked.get(block, 0), len(words)), len(words) if text and voted else 0
        )
    for node in reversed(order):
        above = node.getparent()
        if above is not None and node is not root and node in weights.of:
            weights.of.setdefault(above, PartWeight()).add(weights.of[node])
    return weights


def _is_around(block: etree._Element, root: etree._Element) -> bool:
    """Return whether a block is part of what stands around the content, such as a foot."""
    around = takewhile(lambda above: above is not root, (block, *block.iterancestors()))
    return any(map(is_furniture_part, around))


def _note(
    lines: dict[etree._Element, list[str]],
    linked: dict[etree._Element, int],
    block: etree._Element,
    text: str | None,
    link: bool,
) -> None:
    if text and text.strip():
        lines.setdefault(block, []).append(text)
        if link:
            linked[block] = linked.get(block, 0) + len(WORD.findall(text))
    elif text:
        lines.setdefault(block, []).append(" ")
