"""Decide whether a proposed boundary ends a sentence, by what is before and after it.

If in doubt, the longer sentence wins, because a quote that is cut short misleads.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from index.text.sentence_proposals import MISSED, MISSED_UNSPACED, SUPERSCRIPTS
from index.text.sentence_words import words_in

if TYPE_CHECKING:
    from index.text.sentence_words import SentenceWords

BEFORE_A_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Eastern|Central|Mountain|Pacific|Greenwich)\b"
    r"|(?:E|C|M|P)[SD]?T\b|GMT\b|UTC\b|BST\b|CET\b"
)
AFTER_AN_ORDINAL = re.compile(  # the German "am 3. Oktober"
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember|Jahrhundert|Jahrtausend|Jh|(?:Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.)"
)
SPEAKER = re.compile(
    r"(?:[^\W\d_][\w'’-]*\.?\s+){1,3}"
    r"(?:said|says|asked|asks|replied|cried|shouted|answered|added|exclaimed|wrote|whispered)\b"
)
BULLETS = "-*•–—‣◦·⁃"
OPENERS = "([{\"'“‘„«»*_¿¡"
PAIRS = ("“”", "()", "«»", "「」", "『』", "（）", "《》")
CLOSERS = "」』）〉》】”’"
PARTICLE = re.compile(
    r"と|を|へ|が(?!ん)|に(?!ゃ)|の(?!ち)|も(?![うし])|は(?!い)|で(?![もはす])|や(?!っ)|って"
)
CHINESE_SPEAKER = re.compile(r"[^\s。！？，、“「『]{1,6}(?:[说說问問道喊叫答想写寫])")
CAPITAL_AFTER_MARK = re.compile(r"[.!?]\s+[^\W\d_a-z]")
LIST_NUMBER = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]{1,2}")
DASH = "—"  # before the speaker, in Spanish and Portuguese
ROMAN = re.compile(r"[IVXLC]{2,6}")
LAST_WORD = re.compile(r"(?<![^\W_])([^\W_]+)\.$")
NUMBER_AT_END = re.compile(r"\s\d{1,2}[.)]{1,2}$")
MID_SENTENCE = re.compile(rf"(?:[^\W_{SUPERSCRIPTS}]|,|(?<![Ͱ-Ͽἀ-῿]);|:)$")
YEAR = re.compile(r"\(\d{4}\b")  # "et seq. (1994)"
SPACE = re.compile(r"\s+")
LOOK_BACK = 1000  # code points within which an open quotation mark holds a sentence together


class ParagraphStyle(NamedTuple):
    """The habits of a paragraph's writer that decide which boundaries are plausible.

    ``words`` are those of the language.

    Examples: "i tried it. works great" is in lower case, "1. Open it. 2. Close it." is numbered.
    """

    lower_case: bool
    numbered: bool
    bullet: str
    words: SentenceWords


def paragraph_style(text: str, language: str) -> ParagraphStyle:
    """Return the habits of the writer of a paragraph, ``text``, seen from how it begins."""
    first = next((char for char in text if char.isalpha()), "")
    mark = text.lstrip()[:1]
    return ParagraphStyle(
        lower_case=first.islower() and not CAPITAL_AFTER_MARK.search(text),
        numbered=LIST_NUMBER.match(text) is not None,
        bullet=mark if mark in BULLETS else "",
        words=words_in(language),
    )


def _is_item(space: str, right: str, style: ParagraphStyle) -> bool:
    """Return whether ``right`` begins the next item of the list that the paragraph began with."""
    if right[0] == style.bullet:
        return "\n" in space
    return style.numbered and right[0] != "(" and LIST_NUMBER.match(right) is not None


def is_boundary(text: str, start: int, here: int, after: int, style: ParagraphStyle) -> bool:
    """Return whether the sentence that begins at ``start`` ends at ``here``."""
    left = text[max(start, here - LOOK_BACK) : here]
    begin = _behind_space(text, here)
    right = text[begin : min(after, begin + LOOK_BACK)]
    if _is_combining(right[0]):
        return False
    if begin == here:
        return _is_boundary_without_space(left, right, style.words)
    if MID_SENTENCE.search(left[-2:]) and not _is_item(text[here:begin], right, style):
        return False
    if style.numbered and NUMBER_AT_END.search(left[-6:]):
        return False
    if here - start < 12 and LIST_NUMBER.fullmatch(left.strip()):
        return False
    if _continues_lower(right) and not style.lower_case:
        return False
    if YEAR.match(right):
        return False
    if _is_joined(left, right, style.words):
        return False
    return not _is_doubtful(left) or _is_certain(left, right, style.words)


def _behind_space(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at


def _is_combining(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Mc", "Me") or char == "\u200d"


def _is_boundary_without_space(left: str, right: str, words: SentenceWords) -> bool:
    """Return whether a sentence ends although no space follows.

    A dot within a name (``discord.Client``) does not end one; 。 does, and so does "end.The".
    """
    if right[0] in CLOSERS:
        return False
    if left[-1] in CLOSERS:  # "…", he said
        return PARTICLE.match(right) is None and CHINESE_SPEAKER.match(right) is None
    if MISSED_UNSPACED.search(left[-2:] + right[:1]):
        return not _is_open(left)
    if left[-1] in ".!?":
        return left[-2:-1].islower() and _first_word(right) in words.starters
    return True


def _continues_lower(right: str) -> bool:
    """Return whether ``right`` goes on in lower case; "iPhone" and "b)" can begin a sentence."""
    word = _first_word(right.lstrip(f"{DASH} "))
    return word[:1].islower() and word.islower() and not LIST_NUMBER.match(right)


def _first_word(right: str) -> str:
    found = re.match(r"\w+", right.lstrip(OPENERS))
    return found.group() if found else ""


def _is_joined(left: str, right: str, words: SentenceWords) -> bool:
    """Return whether the mark before the boundary belongs to an abbreviation, date or speaker."""
    if left[-1] in '"”’»' and left[-2:-1] in ("?", "!"):
        return SPEAKER.match(right) is not None
    if left.endswith(("a.m.", "p.m.")):
        return BEFORE_A_TIME.match(right) is not None
    if left.endswith("...") and _is_caseless(_first_word(right)):
        return True  # whether a sentence begins there, capitals would tell
    word = LAST_WORD.search(left[-40:])
    return word is not None and _is_abbreviation(word.group(1), right, words)


def _is_abbreviation(word: str, right: str, words: SentenceWords) -> bool:
    starter = _first_word(right) in words.starters
    if len(word) == 1 and (word.isupper() or _is_caseless(word)):
        return not starter
    if word.lower() in words.inside:
        return True
    if right[0].isdecimal():
        return word.lower() in words.before_a_number or (words.ordinals and word.endswith("str"))
    if words.ordinals and (word.isdecimal() or ROMAN.fullmatch(word)):
        return len(word) < 3 + word.isalpha() * 4 and not starter
    if word.isdecimal():
        return len(word) < 3 and AFTER_AN_ORDINAL.match(right) is not None
    if word.lower() in words.before_a_number and ROMAN.match(right):
        return True
    return word.lower() in words.before_a_name and not starter


def _is_caseless(word: str) -> bool:
    """Return whether ``word`` is in a script without capitals, such as Arabic."""
    return word[:1].isalpha() and not word[0].isupper() and not word[0].islower()


def _is_doubtful(left: str) -> bool:
    """Return whether the boundary may be one that only ``MISSED`` proposed."""
    return MISSED.search(left[-4:] + " ") is not None


def _is_certain(left: str, right: str, words: SentenceWords) -> bool:
    """Return whether a doubtful boundary is real: no pair is open, and a new sentence begins."""
    if _is_open(left):
        return False
    if left.endswith(("…", "etc.", "usw.", "ecc.")):
        return _first_word(right) in words.starters
    return not _first_word(right)[:1].islower()


def _is_open(left: str) -> bool:
    return left.count('"') % 2 == 1 or any(
        left.count(pair[0]) > left.count(pair[1]) for pair in PAIRS
    )
