"""Parse answers as dates, counted numbers or names, to find two that contradict each other.

Text that cannot be parsed with certainty has no value, and is never compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.text.words import QUESTION_WORDS, stem, words

MONTHS = tuple(
    """
    january february march april may june july august september october november december
    """.split()  # noqa: SIM905 - a list of words
)
SMALL = tuple(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """.split()  # noqa: SIM905 - a list of words
)
TENS = {
    name: 10.0 * ten
    for ten, name in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
WORDS = {name: float(number) for number, name in enumerate(SMALL)} | TENS
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
ISO = re.compile(r"\b((?:1\d|20)\d\d)-(\d\d)-(\d\d)\b")
DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?![.,:]\d)")
NUMBER = re.compile(r"\d+(?:[,\u202f\u00a0 ]\d{3})*(?:\.\d+)?")
UNIT = re.compile(r"[%€$£°]|per ?cent", re.I)
NAMED = re.compile(r"[^\W\d_][\w’'-]*")
VAGUE = re.compile(
    r"\b(?:about|around|nearly|almost|over|under|more|less|fewer|at least|at most|up to|some"
    r"|several|approximately|roughly|circa|before|after|since|until|early|late|between|from)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Value:
    """The comparable content of an answer: a date, a number with its unit, or a name.

    ``parts`` are the numbers, or the stems of the name. The parts of a date look like
    ``year 1867``, ``month 11``, ``day 3``. ``unit`` holds the stems of the words that say what is
    counted.
    """

    kind: Literal["date", "number", "name"]
    parts: frozenset[str]
    unit: frozenset[str] = frozenset()

    def differs(self, other: Value) -> bool:
        """Return whether this value and ``other`` visibly contradict each other."""
        if self.kind != other.kind:
            return False
        if self.kind == "date":
            return any(self._of(what).isdisjoint(other._of(what)) for what in self._common(other))
        if self.kind == "number" and self.unit != other.unit:
            return False
        return self.parts.isdisjoint(other.parts)

    def appears_in(self, text: str) -> bool:
        """Return whether ``text`` contains this value's numbers or words, in any order."""
        if self.kind == "date":
            return self.parts <= _date_parts(text)
        if self.kind == "number":
            return self.parts <= _numbers(text)
        return bool(self.parts & _names(text))

    def _of(self, what: str) -> frozenset[str]:
        return frozenset(part for part in self.parts if part.startswith(what))

    def _common(self, other: Value) -> list[str]:
        return [what for what in ("year", "month", "day") if self._of(what) and other._of(what)]


def value_of(text: str) -> Value | None:
    """Parse ``text`` as a date, a number of something, or a name; return None if it is none.

    Vague texts have no value: "about 30", "after 1912" and "from 1867 to 1870" rule out little.
    """
    if VAGUE.search(text):
        return None
    if dated := _date(text):
        return dated
    if len(numbers := _numbers(text)) == 1:
        return Value("number", frozenset(numbers), _units(text))
    named = _names(text)
    if numbers or not named or len(named) < len(_content(text)):
        return None
    return Value("name", named)


def _date(text: str) -> Value | None:
    parts = _date_parts(text)
    kinds = [part.partition(" ")[0] for part in parts]
    if not {"year", "month"} & set(kinds) or len(kinds) != len(set(kinds)):
        return None  # no date, or more than one
    left = {stem(word) for word in _content(text) if not word.isdigit()} - _month_stems()
    return None if left else Value("date", frozenset(parts))


def _date_parts(text: str) -> set[str]:
    if iso := ISO.search(text):
        year, month, day = map(int, iso.groups())
        return {f"year {year}", f"month {month}", f"day {day}"}
    found = {f"year {year}" for year in YEAR.findall(text)}
    months = [n for n, month in enumerate(MONTHS, 1) if re.search(rf"(?i)\b{month}\b", text)]
    found |= {f"month {month}" for month in months}
    if months:
        found |= {f"day {int(day)}" for day in DAY.findall(text) if 1 <= int(day) <= 31}
    return found


def _month_stems() -> set[str]:
    return {stem(month) for month in MONTHS}


def _numbers(text: str) -> set[str]:
    """Return the numbers in ``text``, in digits or in words, each in one canonical spelling."""
    found = []
    low = text.casefold()
    for match in NUMBER.finditer(low):
        number = float(re.sub(r"[^\d.]", "", match[0]))
        found.append(number * _scale(low[match.end() :]))
    for match in re.finditer(r"[a-z]+(?:-[a-z]+)?", low):
        number_ = _spelled(match[0])
        if number_ is not None:
            found.append(number_ * _scale(low[match.end() :]))
    return {f"{number:.6g}" for number in found}


def _spelled(word: str) -> float | None:
    tens, _, ones = word.partition("-")
    if not ones:
        return WORDS.get(word)
    return TENS[tens] + WORDS[ones] if tens in TENS and ones in WORDS else None


def _scale(rest: str) -> float:
    following = re.match(r"\s+([a-z]+)", rest)
    return SCALES.get(following[1], 1.0) if following else 1.0


def _units(text: str) -> frozenset[str]:
    counted = {stem(w) for w in _content(text) if not any(c.isdigit() for c in w)}
    spelled = {stem(word) for word in (*WORDS, *SCALES)}
    signs = {sign.casefold().replace(" ", "") for sign in UNIT.findall(text)}
    return frozenset((counted - spelled) | signs)


def _content(text: str) -> list[str]:
    return [word for word in words(text) if word.casefold() not in QUESTION_WORDS]


def _names(text: str) -> frozenset[str]:
    """Return the stems of the words that begin with a capital."""
    found = (match[0] for match in NAMED.finditer(text) if match[0][0].isupper())
    return frozenset(stem(word) for name in found for word in words(name))
