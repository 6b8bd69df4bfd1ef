"""Weigh the parts of a web page: their words, those in links, and those voted to be content."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from index.formats.html_furniture import is_furniture_part
from index.formats.html_tree import BLOCKS, elements, is_left_out, tag_of

WORD = re.compile(r"\w+")
NO_LETTERS = re.compile(r"[\W\d_]+")
LINKED = 0.5  # a part with more of its words in links is a menu
CONTACT = re.compile(r"(?:mailto|tel):[^?\s]", re.IGNORECASE)  # without an address, it shares
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
    """Counts of the words of each element, of those in links, and of those that were voted for."""

    of: dict[etree._Element, PartWeight] = field(default_factory=dict)

    def __getitem__(self, element: etree._Element) -> PartWeight:
        return self.of.get(element) or PartWeight()


def letters_of(text: str) -> str:
    """Return only the letters of ``text``, to find lines in it however they are spaced."""
    return NO_LETTERS.sub("", text.casefold())


@dataclass(slots=True)
class BlockText:
    """The text of a block without that of the blocks in it, and its number of words in links."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str | None, *, in_link: bool) -> None:
        """Add a part; of white space, only that there is some counts."""
        if text and text.strip():
            self.parts.append(text)
            self.linked += len(WORD.findall(text)) if in_link else 0
        elif text:
            self.parts.append(" ")

    @property
    def words(self) -> list[str]:
        """Return the words, case-folded."""
        return WORD.findall("".join(self.parts).casefold())


def weigh(root: etree._Element, votes: str | None) -> ContentWeights:
    """Weigh all elements below ``root``.

    ``votes`` are text as from ``letters_of``; with None, everything is content but furniture.
    """
    texts, in_order = _texts_below(root)
    said = {block: text.words for block, text in texts.items()}
    small = sum(map(len, said.values())) < SMALL_PAGE
    weights, around = ContentWeights(), {root: False}
    for block, text in texts.items():
        words = said[block]
        menu = votes is not None and text.linked > LINKED * len(words)
        voted = votes is not None and _is_in_votes(words, votes)
        alone = votes is None or (small and len(words) >= FEWEST_OF_SMALL)
        voted = voted or (alone and not _is_around(block, around))
        weights.of[block] = PartWeight(
            len(words), min(text.linked, len(words)), len(words) if voted and not menu else 0
        )
    for node in reversed(in_order):
        if node is not root and node in weights.of:
            weights.of.setdefault(node.getparent(), PartWeight()).add(weights.of[node])
    return weights


def _texts_below(
    root: etree._Element,
) -> tuple[dict[etree._Element, BlockText], list[etree._Element]]:
    """Return the text of each block, and all elements that are not left out, in order."""
    texts: dict[etree._Element, BlockText] = defaultdict(BlockText)
    home: dict[etree._Element, tuple[etree._Element, bool]] = {}  # its block, and if in a link
    for node in elements(root):
        above = node.getparent()
        if node is not root and above not in home:
            continue  # in an element that is left out
        outer, outer_link = home.get(above, (root, False))
        if node is root or not is_left_out(node):
            block = node if node is root or tag_of(node) in BLOCKS else outer
            link = outer_link or (tag_of(node) == "a" and not _is_contact(node))
            home[node] = (block, link)
            texts[block].add(" " if tag_of(node) == "br" else node.text, in_link=link)
        if node is not root:
            texts[outer].add(node.tail, in_link=outer_link)
    return texts, list(home)


def _is_contact(link: etree._Element) -> bool:
    """Return whether a link is an address or a telephone number, which is no menu."""
    return CONTACT.match(link.get("href") or "") is not None


def _is_in_votes(words: list[str], votes: str) -> bool:
    letters = letters_of("".join(words))
    return len(words) >= FEWEST_WORDS and letters != "" and letters in votes


def _is_around(block: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """Return whether a block is part of what stands around the content, such as a foot.

    ``known`` has the answer for the root, and keeps those for all elements above a block.
    """
    unknown = list(takewhile(lambda above: above not in known, (block, *block.iterancestors())))
    above = unknown[-1].getparent() if unknown else block
    around = above is not None and known[above]
    for node in reversed(unknown):
        around = known[node] = around or is_furniture_part(node)
    return around
