"""Decide which words of a quote are marked as the answer: only what the question asks for.

The reader marks its likeliest words even if they are of another kind, such as a name in reply to
"how many". Marked words of the wrong kind mislead; a quote without any does not.
"""

from __future__ import annotations

import re

from index.text.answer_kinds import AnswerKind, asks_how_to, asks_what
from index.text.common_words import is_content
from index.text.words import WORD
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
LEGAL_FORMS = frozenset(("llc", "ltd", "inc", "plc", "gmbh", "corporation", "nonprofit"))
LONGEST_WORD = 40  # characters to look back for the beginning of a word
WORD_CHARACTER = re.compile(r"[^\W_]")
GOING_ON = re.compile(r"['’]?[^\W_]")
BEGUN = re.compile(r"(?<![^\W_'’])[^\W_]++(?:['’][^\W_]*+)?$")
GOES_ON = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|['’][^\W_]+")
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
    "person": re.compile(
        r"[A-Z]|\b\w+(?:er|or|ist|ian|ee|man|woman|men|women|people|person|team|staff|body|one"
        r"|group|committee|board|community|council|agency|company|public)s?\b"
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
    if kind is None:
        return found if asks_what(question) or DIGIT.search(words) else None
    if kind.name not in TOLD:
        return found
    if not (kind.given.search(words) or TOLD[kind.name].search(words)):
        return None
    if kind.name == "person" and not any(map(_may_name, WORD.findall(words))):
        return None
    return _with_unit(text, found, within[1]) if kind.name == "number" else found


def _may_name(word: str) -> bool:
    """Return whether a word may be of a name: not a greeting, nor the form of a company."""
    return is_content(word) and word.casefold() not in LEGAL_FORMS


def _whole_words(text: str, found: Stretch, within: Stretch) -> Stretch:
    """Widen the stretch to whole words at both ends, such as "isn't"."""
    (first, last), (start, end) = found, within
    begun = BEGUN.search(text, max(start, first - LONGEST_WORD), first)
    if begun and GOING_ON.match(text, first):
        first = begun.start()
    goes_on = GOES_ON.match(text, last, end)
    if goes_on and WORD_CHARACTER.match(text, last - 1):
        last = goes_on.end()
    return first, last


def _with_unit(text: str, found: Stretch, end: int) -> Stretch:
    first, last = found
    if not text[last - 1].isdigit():
        return found
    if first and text[first - 1] in CURRENCY:
        first -= 1
    unit = UNIT_AFTER.match(text, last, end)
    return first, unit.end() if unit else last
