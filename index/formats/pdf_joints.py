"""Join the lines of a PDF into running text: what stands between the end of one and the next.

A space, usually. Nothing after a hyphen that the program put in, in Japanese and Chinese, within
a web address, and within "2024–2026".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from index.formats.decoding import CJK
from index.formats.pdf_lines import Line
from index.text.english import english, is_english

HYPHENS = "-\u2010\u00ad"
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
IS_CJK = re.compile(f"[{CJK}]")
MIXED = re.compile(rf"[{CJK}][A-Za-z0-9]|[A-Za-z0-9][{CJK}]")
MIXED_WITH_SPACE = re.compile(rf"[{CJK}] [A-Za-z0-9]|[A-Za-z0-9] [{CJK}]")
ADDRESS = re.compile(r"(?:https?:\Z|[a-z][a-z0-9+.-]*://|www\.|doi:|mailto:)\S*\Z|\S+@\S*\Z", re.I)
HANGING = re.compile(r"(?:and|or|to|und|oder|bis|et|ou|y|o|e|og|en)\b")  # "two- or three-fold"
WITHIN_ADDRESS = "/?&=#_%~@"
GOES_ON = re.compile(  # after a full stop within a web address
    r"(?:html?|pdf|php|txt|org|com|net|edu|gov|eu|de|fr|uk|jp|cn)\b|[\w-]+(?:\.[\w-]|/)"
)


class Joints:
    """What stands between lines, as the words of the whole document have it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        texts = [line.text for line in lines if line.text]
        words = (WORD.findall(_inner(text, text[-1] in HYPHENS)) for text in texts)
        self._words = {word.casefold() for found in words for word in found}
        # Browsers break words with U+2010; people type the ASCII hyphen.
        self._parting = "\u00ad" + (
            "" if any("\u2010" in word for word in self._words) else "\u2010"
        )
        together, spaced = (
            sum(len(way.findall(text)) for text in texts) for way in (MIXED, MIXED_WITH_SPACE)
        )
        self._mixed = " " if spaced > together else ""

    def knows(self, word: str) -> bool:
        """Return whether the word stands whole within a line of the document."""
        return word.casefold() in self._words

    def parts(self, lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
        """Yield the lines as parts of one text, each with its page."""
        for line, after in zip_longest(lines, lines[1:]):
            text = line.text if after is None else self._before(line.text, after.text)
            yield text.replace("\u00ad", ""), line.page  # drop unused soft hyphens

    def text(self, lines: Iterable[Line]) -> str:
        """Return the lines as one text."""
        return "".join(part for part, _ in self.parts(list(lines)))

    def _before(self, text: str, after: str) -> str:
        """Return ``text`` ready to be joined to ``after``: plus a space, or without its hyphen."""
        if text[-1] in self._parting:
            return text[:-1]
        if text[-1] in HYPHENS and len(text) > 1 and not text[-2].isspace():
            return self._without_hyphen(text, after)
        return text if self.are_one(text, after) else f"{text} "

    def are_one(self, text: str, after: str) -> bool:
        """Return whether there is no space between ``text`` and ``after``."""
        last, first = text[-1], after[0]
        if IS_CJK.match(last) and IS_CJK.match(first):
            return True
        if IS_CJK.match(last) or IS_CJK.match(first):
            return not self._mixed or not (last.isalnum() and first.isalnum())
        if len(text) < 2 or text[-2].isspace():
            return False
        if last in "–—":  # the range of numbers goes on; a dash between words has spaces, or none
            return first.isalnum()
        return _is_address(text, after) or (last == "/" and first.isalnum())

    def _without_hyphen(self, text: str, after: str) -> str:
        """Return ``text`` without its hyphen if certainly the program put that in, not a person."""
        if HANGING.match(after) or not (text[-2].isalnum() and after[0].isalnum()):
            return f"{text} "
        if ADDRESS.search(text) or not (text[-2].isalpha() and after[0].isalpha()):
            return text
        left, right = WORD.findall(text[:-1]), WORD.findall(after)
        if not left or not right or not after[0].islower():
            return text
        whole, parted = left[-1] + right[0], f"{left[-1]}-{right[0]}"
        known = self.knows(whole) or _is_one_word(left[-1], right[0])
        return text[:-1] if known and not self.knows(parted) else text


def _is_one_word(left: str, right: str) -> bool:
    """Return whether two halves are an English word, and no compound of two words."""
    one, other = left.casefold(), right.casefold()
    return is_english(one + other) and not {one, other} <= english()


def _is_address(text: str, after: str) -> bool:
    """Return whether a web or mail address goes on in the next line."""
    if ADDRESS.search(text) is None:
        return False
    if text[-1] in WITHIN_ADDRESS:
        return after[0].isalnum() or after[0] in WITHIN_ADDRESS
    if after[0] in "/?&#=%_~":
        return True
    if text[-1] == ".":
        return GOES_ON.match(after) is not None
    return False


def _inner(text: str, parted: bool) -> str:
    """Return the words of a line that cannot be parts of broken words."""
    words = text.split(" ")
    return " ".join(words[1 : -1 if parted else None]) if len(words) > 1 else ""
