"""Find where sentences begin and end, as offsets; quotes are cut at these boundaries.

sentencex proposes the boundaries. This module corrects its mistakes in the canned cases: it removes
some boundaries and adds a few. If in doubt, the longer sentence wins, because a quote that is cut
short misleads. ``docs/development/sentences.md`` has the comparison.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

import sentencex

from index.text.analysis import ENGLISH
from index.text.sentence_words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

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
MISSED = re.compile(
    rf"(?:\b(?:etc|usw|ecc)\.|[!?]{{2}}|[.!?][)”\"]|…|[.!?][{SUPERSCRIPTS}]+|[Ͱ-Ͽἀ-῿];)(?=\s)"
)
# The same where no space follows.
MISSED_UNSPACED = re.compile(rf"[。！？](?=[0-9A-Za-z])|(?<=[{UNSPACED}])[!?]+(?=[{UNSPACED}])")
PARTICLE = re.compile(
    r"と|を|へ|が(?!ん)|に(?!ゃ)|の(?!ち)|も(?![うし])|は(?!い)|で(?![もはす])|や(?!っ)|って"
)
CHINESE_SPEAKER = re.compile(r"[^\s。！？，、“「『]{1,6}(?:[说說问問道喊叫答想写寫])")
CAPITAL_AFTER_MARK = re.compile(r"[.!?]\s+[^\W\d_a-z]")
LIST_NUMBER = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]{1,2}")
DASH = "—"  # before the speaker, in Spanish and Portuguese
GERSHAYIM = re.compile(r"(?<=[\u05d0-\u05ea])\"(?=[\u05d0-\u05ea])")  # in Hebrew abbreviations
ROMAN = re.compile(r"[IVXLC]{2,6}")
LAST_WORD = re.compile(r"(?<![^\W_])([^\W_]+)\.$")
NUMBER_AT_END = re.compile(r"\s\d{1,2}[.)]{1,2}$")
MID_SENTENCE = re.compile(rf"(?:[^\W_{SUPERSCRIPTS}]|,|(?<![Ͱ-Ͽἀ-῿]);|:)$")
YEAR = re.compile(r"\(\d{4}\b")  # "et seq. (1994)"
SPACE = re.compile(r"\s+")
SURROGATE = re.compile("[\ud800-\udfff]")
WIDE_SPACES = re.compile(r"[^\S\x00-\x7f]+(?=\.)")  # "A\xa0." makes sentencex panic
BLOCK = 8192  # code points that sentencex gets in one call
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


def sentence_spans(
    text: str, start: int = 0, end: int | None = None, language: str | None = None
) -> list[tuple[int, int]]:
    """Cut a paragraph, ``text[start:end]``, into whole sentences without losing a character.

    ``language`` is that of the document; None is read as English. The spans are half-open offsets
    into ``text``, in order, without surrounding white space. Together they cover every character
    that is not white space.
    """
    first, last, _ = slice(start, end).indices(len(text))
    part = text[first:last]
    return [(first + left, first + right) for left, right in _spans(part, language or ENGLISH)]


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the trimmed sentences between the proposed boundaries that are accepted."""
    style = _paragraph_style(text, language)
    start, worded = 0, False
    for before, here, after in _chunks(_proposed(text, language), len(text)):
        worded = worded or _has_word(text[before:here])
        if here < len(text) and not (
            worded and _has_word(text[here:after]) and _is_boundary(text, start, here, after, style)
        ):
            continue
        yield from _trimmed(text, start, here)
        start, worded = here, False


def _chunks(boundaries: list[int], end: int) -> Iterator[tuple[int, int, int]]:
    """Return each boundary with its neighbours; the end of the text is the last boundary."""
    marks = [0, *boundaries, end, end]
    return zip(marks, marks[1:], marks[2:], strict=False)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if kept := piece.strip():
        left = start + len(piece) - len(piece.lstrip())
        yield left, left + len(kept)


def _proposed(text: str, language: str) -> list[int]:
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


def _paragraph_style(text: str, language: str) -> ParagraphStyle:
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


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_boundary(text: str, start: int, here: int, after: int, style: ParagraphStyle) -> bool:
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
