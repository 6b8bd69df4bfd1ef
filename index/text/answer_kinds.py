"""Kinds of answers: patterns for the questions that ask for one and the texts that give one.

A question that begins with "when" is answered by a date. If two windows share equally many words
with it, the one with a date is the better quote. The patterns are cues, not understanding: a
question that matches none has no kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """A kind of answer: a pattern for questions that ask for it, and one for texts that give it."""

    name: str
    asked: re.Pattern[str]
    given: re.Pattern[str]


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    "|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter|twice|once|per ?cent"
)
KINDS = (
    AnswerKind(
        "reason",
        re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat (?:caused|made|led)\b", re.I),
        re.compile(
            r"\b(?:because|due to|owing to|since|so that|in order to|as a result|therefore|thus"
            r"|reasons?|caused?|led to|to avoid|thanks to)\b",
            re.I,
        ),
    ),
    AnswerKind(
        "time",
        re.compile(
            # "it crashes when i start it" asks for no time.
            r"\bwhen\b(?!\s+(?:i|you|u|we|he|she|it|they|im|its|people|some(?:one|body)|\w+ing|the|an?"
            r"|my|our|your|this|that|these|those)\b)|^\W*when\s+(?:the|my|our)\b(?![^,]*,)"
            r"|\b(?:what|which) (?:year|date|day|month|century|time)\b",
            re.I,
        ),
        re.compile(
            rf"\b(?:1\d|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)\b|\b(?:{MONTHS})\b"
            r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\bcentur|\b(?:today|ago)\b"
            r"|\b(?:spring|summer|autumn|winter)\b|\b\d{1,4} (?:BC|AD|BCE|CE)\b|\b\d+ ?[ap]\.?m\b"
        ),
    ),
    AnswerKind(
        "number",
        re.compile(
            r"\bhow (?:many|much|long|old|far|tall|high|large|big|often|deep|fast|wide|heavy)\b"
            r"|\b(?:what|which) (?:percentage|number|amount|proportion|share|population)\b",
            re.I,
        ),
        re.compile(rf"\d|\b(?:{NUMBERS})\b", re.I),
    ),
    AnswerKind(
        "person",
        re.compile(r"\bwho\b|\bwhom\b|\bwhose\b|\bwhich person\b", re.I),
        re.compile(r"[A-Z][\w’'-]+ (?:(?:de|von|van|al|bin|of|the) )*[A-Z][\w’'-]+"),
    ),
    AnswerKind(
        "place",
        re.compile(
            r"\bwhere\b|\b(?:what|which|in what) (?:city|country|state|region|town|place)\b", re.I
        ),
        re.compile(r"\b(?:in|at|from|near|to|of|north|south|east|west|between|on) (?:the )?[A-Z]"),
    ),
)


# "how did it begin" asks for words that can be underlined; these ask for what to do.
HOW_TO = re.compile(
    r"\bhow (?:to|(?:do|can|could|should|would|must) (?:i|you|u|we|one|people|somebody|someone))\b",
    re.I,
)


# "what" and "which" ask for a thing, unless for advice or for a difference.
WHAT = re.compile(
    r"\b(?:what(?:['’]?s)?|which)\b(?!\s+(?:(?:is|are)\s+)?(?:the\s+)?diff)"
    r"(?!\s+(?:now|then|(?:do|can|could|should|would|must|shall)\s+(?:i|we|you|one)\b))",
    re.I,
)


def asks_what(question: str) -> bool:
    """Return whether ``question`` asks for a thing, which a few words can name."""
    return WHAT.search(question) is not None


def asks_how_to(question: str) -> bool:
    """Return whether ``question`` asks for a way to do something, which no few words tell."""
    return HOW_TO.search(question) is not None


# "Where" asks for a place, but "where do I set it" for what to do, as "who do I ask" does.
STEPS = re.compile(
    r"\b(?:where|whom?) (?:do|can|could|should|would|must) (?:i|you|u|we|one)\b"
    r"|\bwhere (?:does|do) [^?]{1,40}\bgo\b"
    r"|\bstep by step\b|\bsteps\b|\binstructions\b|\bprocedure\b",
    re.I,
)


def asks_for_steps(question: str) -> bool:
    """Return whether ``question`` may be answered by steps, though it asks for a place or so."""
    return asks_how_to(question) or STEPS.search(question) is not None


FACTS = frozenset({"time", "number", "person", "place"})


def asks_for_fact(question: str, kind: AnswerKind | None) -> bool:
    """Return whether one date, number, person or place answers, with nothing around it.

    A reason needs what is around it, and so does a way, though it is asked for as a place.
    """
    return kind is not None and kind.name in FACTS and not asks_for_steps(question)


def kind_asked(question: str) -> AnswerKind | None:
    """Return the kind of answer that ``question`` asks for, or None if no pattern matches."""
    return next((kind for kind in KINDS if kind.asked.search(question)), None)
