"""Propose the boundaries between sentences: those of sentencex, and those that it tends to miss."""

from __future__ import annotations

import re
from itertools import accumulate, chain
from typing import TYPE_CHECKING

import sentencex

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # kana and Chinese characters
EMOJI = "\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f"
SUPERSCRIPTS = "¹²³⁰⁴-⁹"
# Characters after the final mark that still belong to the sentence: footnote marks, Markdown,
# closing quotes.
TAIL = re.compile(
    rf"(?:\[[^\[\]\s][^\[\]\n]{{0,19}}\]|[{SUPERSCRIPTS}])+"
    rf"|(?:[*_~`]|[”’»)\]\"'])+(?=\s|$)|[{EMOJI}]+(?=\s|$)"
)
EMOJI_TAIL = re.compile(rf"\s*[{EMOJI}]+(?=\s|$)")
EMOJI_BULLET = re.compile(rf"\s*[{EMOJI}]")
# Boundaries that sentencex misses before a space.
MISSED = re.compile(
    rf"(?:\b(?:etc|usw|ecc)\.|[!?]{{2}}|[.!?][)”\"]|…|[.!?][{SUPERSCRIPTS}]+|[Ͱ-Ͽἀ-῿];)(?=\s)"
)
# Boundaries that sentencex misses where no space follows.
MISSED_UNSPACED = re.compile(rf"[。！？](?=[0-9A-Za-z])|(?<=[{UNSPACED}])[!?]+(?=[{UNSPACED}])")
GERSHAYIM = re.compile(r"(?<=[\u05d0-\u05ea])\"(?=[\u05d0-\u05ea])")  # in Hebrew abbreviations
SURROGATE = re.compile("[\ud800-\udfff]")
WIDE_SPACES = re.compile(r"[^\S\x00-\x7f]+(?=\.)")  # "A\xa0." makes sentencex panic
BLOCK = 8192  # code points that sentencex gets in one call


def proposed_boundaries(text: str, language: str) -> list[int]:
    """Return the boundaries from sentencex and those it tends to miss, each after a sentence."""
    plain = SURROGATE.sub("\ufffd", text)  # Rust strings cannot hold lone surrogates
    plain = GERSHAYIM.sub("\u05f4", WIDE_SPACES.sub(lambda found: " " * len(found[0]), plain))
    ends = _sentencex_ends(plain, language)
    missed = (found.end() for what in (MISSED, MISSED_UNSPACED) for found in what.finditer(text))
    bullets = EMOJI_BULLET.match(text) is not None
    moved = {_behind_tail(text, end, emoji=not bullets) for end in chain(ends, missed)}
    return sorted(end for end in moved if 0 < end < len(text))


def _sentencex_ends(text: str, language: str) -> Iterator[int]:
    """Yield the boundaries of sentencex, called block by block, each block starting at a boundary.

    Its time grows with the square of the text's length.
    """
    at = 0
    while at < len(text):
        stop = at + BLOCK
        ends = [*accumulate(map(len, sentencex.segment(language, text[at:stop])), initial=at)][1:]
        if stop < len(text):
            ends.pop()  # the block ends here, not the sentence
        yield from ends
        at = ends[-1] if ends else _last_space(text, at, stop)


def _last_space(text: str, start: int, stop: int) -> int:
    found = text.rfind(" ", start + 1, stop)
    return stop if found < 0 else found


def _behind_tail(text: str, boundary: int, *, emoji: bool) -> int:
    """Move a boundary back over white space, then past the tail of the sentence before it."""
    while boundary and text[boundary - 1].isspace():
        boundary -= 1
    while found := TAIL.match(text, boundary) or (emoji and EMOJI_TAIL.match(text, boundary)):
        boundary = found.end()
    return boundary
