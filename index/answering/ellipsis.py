"""Recognise follow-ups that no pronoun gives away: "and dogs?", "how large?", "no, I meant …".

What is found by its form alone may be complete all the same, so a hint only allows the question
before to be taken into account; see ``Answerer``.
"""

from __future__ import annotations

import re

from index.answering.topic import AUXILIARY, content_of
from index.text.common_words import is_content
from index.text.words import words

OPENING = re.compile(
    r"\s*(?:(?:and|but|so|or|ok|okay|k+|then|well|h+m+|u+h+m*|ah+|oh+|alright|right|great|cool|nice"
    r"|perfect|awesome|yes|yeah|yep|no|nope|nah|sure|lol|plus|also|now|still|thanks|thank\s+(?:you|u)|thx|ty"
    r"|same(?:\s+(?:thing|question|but|here))?|(?:one|1)\s+more\s+(?:thing|question))\b"
    r"[\s,.:!…–—-]*)+",
    re.I,
)
WHAT_ABOUT = re.compile(r"\s*(?:what|how)\s+about\b", re.I)
QUESTIONING = re.compile(rf"\b(?:who|whom|whose|what|when|where|which|why|how|{AUXILIARY})\b", re.I)
# "on windows?", "for everyone", "without docker": where or for whom the same is asked.
FRAGMENT = re.compile(
    r"\s*(?:on|in|at|with|without|for|from|via|using|under|during|after|before|until|inside|outside)"
    r"\s+(?!(?:loops?|statements?|operators?|blocks?)\b)\w",
    re.I,
)
TO_THE_BOT = re.compile(r"\b(?:you|u|your|ur|yourself)\b", re.I)
FEW = 4  # words, at most, of "and X?"
FEWEST = 3  # words, at most, of a name that is asked by itself: "magenta?"
SHORT = 7  # words, at most, of a question in everyday words
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
    r"|(?:who|when|where|why)\s+\w+"
    r"|(?:is|are|was|were)\s+(?:\w+\s+){1,3}(?:included|covered|allowed|needed|required|supported"
    r"|enough|necessary|mandatory|optional|ok|okay|fine|free|extra)"
    r"|do\s+(?:i|we)\s+(?:need|get|have\s+to)(?:\s+\w+){1,2})[\s?.!…]*$"
    r"|\s*what\s+if\b",
    re.I,
)
CORRECTION = re.compile(
    r"\s*(?:(?:no|nope|nah|sorry|wait|actually|not\s+(?:that|this|what\s+i\s+(?:meant|asked)))\b"
    r"[\s,.!…–—-]*)*\b(?:i|we)(?:\s+(?:mean|meant)|['’]m\s+asking|\s+(?:was|am)\s+asking)"
    r"(?:\s+about)?\b[\s,:]*",
    re.I,
)


def asks_about(question: str) -> bool:
    """Match "What about China?", "And China?" and "on windows?", but no complete question."""
    rest = _opened(question)
    if WHAT_ABOUT.match(rest):
        return True
    is_part = rest != question or FRAGMENT.match(rest) is not None
    return is_part and 0 < len(rest.split()) <= FEW and not QUESTIONING.search(rest)


def subject_of(question: str) -> str:
    """Return what is put in the place of the earlier subject by a question that ``asks_about``."""
    rest = _opened(question)
    found = WHAT_ABOUT.match(rest)
    return rest[found.end() :] if found else rest


def is_name(question: str) -> bool:
    """Match a name alone with a question mark, such as "magenta?", that may stand for a question.

    It asks the same about something else, or is a search of its own.
    """
    few = 0 < len(question.split()) <= FEWEST and bool(content_of(question))
    return few and question.rstrip().endswith("?") and not QUESTIONING.search(question)


def is_vague(question: str) -> bool:
    """Return whether a short ``question`` has only everyday words: "what do i do first".

    One that speaks to the bot is none: "how are you today".
    """
    if len(question.split()) > SHORT or TO_THE_BOT.search(question):
        return False
    return not any(map(is_content, words(question)))


def hints(question: str) -> bool:
    """Return whether the form of ``question`` suggests that another was asked before it."""
    if len(question.split()) > MANY:
        return False
    if OPENING.match(question) or ADDING.search(question) or DEMONSTRATIVE.search(question):
        return True
    return OPEN_QUESTION.match(question) is not None or is_name(question) or is_vague(question)


def _opened(question: str) -> str:
    """Return ``question`` without what is said before it: "ok thx. and", "same but"."""
    opened = OPENING.match(question)
    return question[opened.end() :] if opened else question


def corrected(question: str) -> str:
    """Return what "no, I meant …" puts in the place of the question before; "" if it is no such.

    "I meant the lamp" asks the same about something else, as "what about the lamp" does.
    """
    found = CORRECTION.match(question)
    rest = question[found.end() :] if found else ""
    if not content_of(rest):
        return ""
    return rest if QUESTIONING.search(rest) else f"what about {rest}"
