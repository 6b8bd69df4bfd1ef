"""Decide which words of a quote are marked as the answer: only what the question asks for.

The reader marks its likeliest words even if they are of another kind, such as a name in reply to
"how many". Marked words of the wrong kind mislead; a quote without any does not.
"""

from __future__ import annotations

import re

from index.text.answer_kinds import AnswerKind, asks_how_to, asks_what
from index.text.persons import may_be_who, whole_name
from index.types import Stretch

UNITS = (
    "%|°[CF]?|(?:per ?cent|percent|milliseconds?|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?"
    "|weeks?|months?|years?|decades?|centuries|century|bytes?|[KMGT]i?B|[kMGT]bit/s|[kMGT]bps|bits?"
    "|px|pixels?|characters?|words?|lines?|pages?|files?|times|people|members|users|questions?"
    "|dollars?|euros?|pounds?|USD|EUR|GBP|mm|cm|km|metres?|meters?|miles?|feet|inch(?:es)?|kg|grams?"
    "|tons?|tonnes?|mA|Ah|volts?|watts?|k?W|k?Hz|[MG]Hz|fps|rpm|million|billion|thousand)\\b"
)
UNIT_AFTER = re.compile(rf"[ \u00a0-]?(?:{UNITS})(?:[ \u00a0](?:{UNITS}))?")
CURRENCY = "$€£¥"
DIGIT = re.compile(r"\d")
MONEY = re.compile(rf"[{CURRENCY}]|\b(?:dollars?|euros?|pounds?|pence|cents?|USD|EUR|GBP)\b", re.I)
MEASURED = re.compile(
    r"(?:\b|\d)(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|[KMGT]i?B|mm|cm|km|inch(?:es)?"
    r"|people|members|users)$",
    re.I,
)
GLUED = re.compile(r"\b[^\W\d_]+\d\w*")  # "amd64" counts nothing
DATED = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\d\s?[ap]\.?m\b"
    r"|^(?:in\s|since\s|by\s|until\s)?(?:19|20)\d\d$"
)
LASTING = re.compile(r"\bhow\s+(?:long|old|often|far|fast|tall|high|deep|wide|heavy)\b", re.I)
COSTING = re.compile(
    r"\bhow\s+much\b.*\b(?:costs?|prices?|pay|paid|charged?|fees?|worth|earn|spend|rent)\b", re.I
)
# What is done somewhere is no place; "open the settings" and "go to Audio" lead to one.
DOING = re.compile(
    r"\s*(?:finds?|views?|sees?|contacts?|falls?|uses?|asks?|writes?|reads?|checks?|adds?)\b", re.I
)
HOW = re.compile(r"\bhow\s+\Z", re.I)  # "how many" in a source asks, and says no amount
LONGEST_WORD = 40  # characters to look back for the beginning of a word
WORD = re.compile(r"[^\W_]+")
WORD_CHARACTER = re.compile(r"[^\W_]")
GOING_ON = re.compile(r"['’]?[^\W_]")
BEGUN = re.compile(r"(?<![^\W_'’])[^\W_]++(?:['’][^\W_]*+)?$")
GOES_ON = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|['’][^\W_]+")
NUMBER_BEGUN = re.compile(r"(?<![\w.,])(?:\d++[.,])++$")
NUMBER_GOES_ON = re.compile(r"(?:[.,]\d++)++")
# A path from the root, the home or the folder that one is in, as it stands in a text.
PATH = re.compile(r"(?<![^\s`\"'(])(?:~|\.{1,2})?/[\w.~/-]*[\w/]")
LETTER = re.compile(r"[^\W\d_]")
# Kinds whose words always show it. A reason or a place can be any words at all.
TOLD = {
    "time": re.compile(
        r"\b(?:1\d|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th|[:h]\d\d|\s?[ap]\.?m)\b|\bo['’]clock\b"
        r"|\b(?:once|after|before|until|every|always|never|now|today|tonight|tomorrow|yesterday"
        r"|immediately|daily|weekly|monthly|yearly|annually|midnight|noon|morning|evening|night)\b"
        r"|\b(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ie))s?\b",
        re.I,
    ),
    "number": re.compile(
        r"\d|\b(?:no|none|zero|any|both|all|free|never|always|every|unlimited|limit|several|few|many"
        r"|once|twice|daily|weekly|monthly|yearly|annually)\b",
        re.I,
    ),
}


def fitting(
    question: str, kind: AnswerKind | None, text: str, found: Stretch | None, within: Stretch
) -> Stretch | None:
    """Return the words at ``found`` if they are of the kind that is asked for, else None.

    A number gets its unit, up to the end of the quote, which is ``within`` ``text``. If the
    question asks how to do something, for yes or no, or for help, no few words are the answer, so
    only a number is marked.
    """
    if found is None or asks_how_to(question):
        return None
    found = _whole_words(text, found, within)
    words = text[slice(*found)]
    if kind is not None and kind.name in TOLD:
        return _told(question, kind, text, found, within[1])
    if kind is not None and kind.name == "person":
        return whole_name(text, found, within) if may_be_who(question, words) else None
    if kind is None:
        return found if asks_what(question) or DIGIT.search(words) else None
    return None if kind.name == "place" and DOING.match(words) else found


def _told(question: str, kind: AnswerKind, text: str, found: Stretch, end: int) -> Stretch | None:
    """Return the words at ``found`` if they tell a time or a number, as asked for, else None."""
    if not _tells(kind, text, found):
        return None
    if kind.name == "number":
        found = _with_unit(text, found, end)
        return found if _is_amount(question, text[slice(*found)]) else None
    return None if _is_money(text, found) else found


def _tells(kind: AnswerKind, text: str, found: Stretch) -> bool:
    """Return whether the words show that they are of the kind, and do not ask for it themselves."""
    words = text[slice(*found)]
    asked = HOW.search(text, max(0, found[0] - LONGEST_WORD), found[0])
    if asked and not DIGIT.search(words):
        return False
    plain = GLUED.sub(" ", words) if kind.name == "number" else words
    return bool(kind.given.search(plain) or TOLD[kind.name].search(plain))


def only_repeats(question: str, kind: AnswerKind | None, words: str) -> bool:
    """Return whether words tell nothing: the question has them all, and offers no choice.

    Of a time, a number or a person more is known; those stay.
    """
    if kind is not None and (kind.name in TOLD or kind.name == "person"):
        return False
    asked, said = (set(WORD.findall(one.casefold())) for one in (question, words))
    return bool(said) and said <= asked and "or" not in asked


def _is_amount(question: str, words: str) -> bool:
    """Return whether ``words`` are one amount of what is asked: money, a duration, or a count.

    An amount that goes on in the next item of a list is two, and a date is none.
    """
    if "\n" in words or "=" in words:
        return False
    if LASTING.search(question):
        return not MONEY.search(words)
    if DATED.search(words):
        return False
    return not (COSTING.search(question) and MEASURED.search(words) and not MONEY.search(words))


def _is_money(text: str, found: Stretch) -> bool:
    first, last = found
    return MONEY.search(text[max(0, first - 1) : last]) is not None


def _whole_words(text: str, found: Stretch, within: Stretch) -> Stretch:
    """Widen the stretch to whole words at both ends, such as "isn't"."""
    (first, last), (start, end) = found, within
    begun = BEGUN.search(text, max(start, first - LONGEST_WORD), first)
    if begun and GOING_ON.match(text, first):
        first = begun.start()
    goes_on = GOES_ON.match(text, last, end)
    if goes_on and WORD_CHARACTER.match(text, last - 1):
        last = goes_on.end()
    return _whole_number(text, (first, last), within)


def _whole_number(text: str, found: Stretch, within: Stretch) -> Stretch:
    """Widen the stretch to whole numbers at both ends, such as "3.10"."""
    (first, last), (start, end) = found, within
    begun = NUMBER_BEGUN.search(text, max(start, first - LONGEST_WORD), first)
    if begun and text[first].isdigit():
        first = begun.start()
    goes_on = NUMBER_GOES_ON.match(text, last, end)
    if goes_on and text[last - 1].isdigit():
        last = goes_on.end()
    return _whole_path(text, (first, last), within)


def _whole_path(text: str, found: Stretch, within: Stretch) -> Stretch:
    """Widen words that are a part of a path, such as "/etc/hosts", to all of it."""
    if not LETTER.search(text, *found):
        return found
    paths = (path.span() for path in PATH.finditer(text, *within))
    return next((path for path in paths if path[0] <= found[0] and found[1] <= path[1]), found)


def _with_unit(text: str, found: Stretch, end: int) -> Stretch:
    first, last = found
    if not text[last - 1].isdigit():
        return found
    if first and text[first - 1] in CURRENCY:
        first -= 1
    unit = UNIT_AFTER.match(text, last, end)
    return first, unit.end() if unit else last
