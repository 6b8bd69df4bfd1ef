"""Recognise follow-ups that no pronoun gives away: "and dogs?", "how large?", "no, I meant …".

What is found by its form alone may be complete all the same, so a hint only allows the question
before to be taken into account; see ``Answerer``.
"""

from __future__ import annotations

import re

from index.answering.topic import AUXILIARY, content_of

OPENING = re.compile(
    r"\s*(?:(?:and|but|so|or|ok|okay|then|well|h+m+|u+h+m*|ah+|oh+|alright|right|great|cool|nice"
    r"|thanks|thx|ty)\b[\s,.!…]*)+",
    re.I,
)
WHAT_ABOUT = re.compile(r"\s*(?:what|how)\s+about\b", re.I)
QUESTIONING = re.compile(rf"\b(?:who|whom|whose|what|when|where|which|why|how|{AUXILIARY})\b", re.I)
FEW = 4  # words, at most, of "and X?"
MANY = 20  # words, at most, of a hint: a longer question tells what it is about
# Words that add to, or choose from, what was said before.
ADDING = re.compile(
    r"\b(?:then|also|too|as\s?well(?!\s+as)|instead(?!\s+of)|otherwise|again|afterwards|at\s+least|the\s+opposite"
    r"|(?:which|the\s+\w+|the)\s+ones?|the\s+(?:other|second|third|last|latter)\s+one)\b"
    r"|(?<!\bis\s)(?<!\bare\s)(?<!\bwas\s)(?<!\bwere\s)\b(?:there|else|still)\s*[?.!…]*$",
    re.I,
)
DEMONSTRATIVE = re.compile(
    r"(?:^\s*|\b(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|for|to|of|in|on"
    r"|with|from|about|like|after|before|than|use|run|\w+ing)\s+)"
    r"(?:that|this|those|these)\b(?!\s+(?:server|channel|thread|bot|year|month|week|time)\b)",
    re.I,
)
OPEN_QUESTION = re.compile(
    rf"\s*(?:how\s+\w+|(?:{AUXILIARY})\s+(?:any|some|every|no)(?:body|one)\s+\w+"
    r"|(?:who|when|where|why)\s+\w+)[\s?.!…]*$",
    re.I,
)
CORRECTION = re.compile(
    r"\s*(?:(?:no|nope|nah|sorry|wait|actually|not\s+(?:that|this|what\s+i\s+(?:meant|asked)))\b"
    r"[\s,.!…–—-]*)*\b(?:i|we)(?:\s+(?:mean|meant)|['’]m\s+asking|\s+(?:was|am)\s+asking)"
    r"(?:\s+about)?\b[\s,:]*",
    re.I,
)


def asks_about(question: str) -> bool:
    """Match "What about China?" and "And China?", but no complete question that begins so."""
    opened = OPENING.match(question)
    rest = question[opened.end() :] if opened else question
    if WHAT_ABOUT.match(rest):
        return True
    return bool(opened) and 0 < len(rest.split()) <= FEW and not QUESTIONING.search(rest)


def hints(question: str) -> bool:
    """Return whether the form of ``question`` suggests that another was asked before it."""
    if len(question.split()) > MANY:
        return False
    if OPENING.match(question) or ADDING.search(question) or DEMONSTRATIVE.search(question):
        return True
    return OPEN_QUESTION.match(question) is not None


def corrected(question: str) -> str:
    """Return what "no, I meant …" puts in the place of the question before; "" if it is no such.

    "I meant the lamp" asks the same about something else, as "what about the lamp" does.
    """
    found = CORRECTION.match(question)
    rest = question[found.end() :] if found else ""
    if not content_of(rest):
        return ""
    return rest if QUESTIONING.search(rest) else f"what about {rest}"
