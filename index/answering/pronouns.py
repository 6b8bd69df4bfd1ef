"""Find the pronouns of a question that refer to nothing in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from index.answering.topic import AUXILIARY, content_of

PRONOUN = r"he|she|it|they|him|her|them|his|hers|its|their|theirs|himself|herself|itself|themselves"
POINTING = re.compile(
    rf"\b(?P<pronoun>{PRONOUN}|these|those|this|that|there)\b(?!['’](?:s|re|d|ll)\b(?! )|-)", re.I
)
SUBJECT = re.compile(rf"(?:\b(?:{AUXILIARY})|['’](?:s|re|d|ll))\s+(?:not\s+)?$", re.I)
EXPLETIVE = re.compile(
    r"\bit\s+(?:(?:is|was|be|not|always|ever)\s+)*(?:\w+\s+(?:that|when|if|whether)\s+\w"
    r"|\w+(?<!ed)(?<!en)(?<!ilt)(?<!ade)\s+(?:to|for)\s+\w|true\b|worth\b|matters?\b|rains?\b|snows?\b)"
    r"|\bit\s+(?:takes?|took)\s+(?:\w+\s+){0,4}to\s+\w|\bthere\s+(?:is|are|was|were|any|a|an|no)\b"
    rf"|\b(?:{AUXILIARY})\s+there\b",
    re.I,
)
# "that", "this", "these" and "those" point back if no noun follows.
ALONE = re.compile(
    rf"\s*(?:[^\w\s]*$|(?:{AUXILIARY}|happen\w*|mean\w*|work\w*|called|then|too|now|exactly|for|to"
    r"|on|by|about)\b)",
    re.I,
)
THAT_CLAUSE = re.compile(r"\w\s+$")
CLAUSE = re.compile(
    r"[,;:–—]|\b(?:and|but|or|because|when|if|after|before|while|that|who|which|although|since"
    r"|until|as|where|once|why|how|what|to(?=\s+\w+\s*$))\b",
    re.I,
)
DONE = re.compile(r"\b(?:do|does|did|can|could|will|would|should)\s+$", re.I)
POSSESSIVE = frozenset(("his", "her", "its", "their", "himself", "herself", "itself", "themselves"))
NAMED = re.compile(r"\w\s+(?:[A-Z]|(?:the|a|an|my|our|your)\s+\w)")
BEGUN = re.compile(rf"\s+(?:{AUXILIARY}|\w+s|\w+ed)\b", re.I)
MOST_PRONOUNS = 16  # pronouns to check: each check reads the whole question


def pointing_back(question: str) -> Iterator[re.Match[str]]:
    """Yield the pronouns of ``question`` that refer to nothing in it."""
    expletive = [match.span() for match in EXPLETIVE.finditer(question)]
    for match in islice(POINTING.finditer(question), MOST_PRONOUNS):
        word = match["pronoun"].casefold()
        if any(start <= match.start() < end for start, end in expletive):
            continue
        if word in {"that", "this", "these", "those"} and not _stands_alone(question, match):
            continue
        if not _named_before(question, match):
            yield match


def has_pronoun(question: str) -> bool:
    """Return whether ``question`` has a pronoun that may refer to anything, in it or not."""
    return POINTING.search(EXPLETIVE.sub(" ", question)) is not None


def _stands_alone(question: str, match: re.Match[str]) -> bool:
    after, before = question[match.end() :], question[: match.start()]
    if DONE.search(before) and len(after.split()) == 1:
        return True  # "What does that mean?", "What did this cause?"
    if match[0].casefold() == "that" and THAT_CLAUSE.search(before) and not SUBJECT.search(before):
        return not after.strip(" ?!.…")  # in "the man that left", "that" refers to the man
    return ALONE.match(after) is not None


def _named_before(question: str, match: re.Match[str]) -> bool:
    """Return whether the question may name, before the pronoun, what the pronoun refers to.

    An earlier clause may name it. The pronoun's own clause may only for a possessive, or if the
    pronoun begins a clause of its own, as in "Toyota said it will".
    """
    before, after = question[: match.start()], question[match.end() :]
    breaks = [found.start() for found in CLAUSE.finditer(before) if found.start()]
    if breaks and content_of(before[: breaks[-1]]):
        return True
    if SUBJECT.search(before):
        return False
    many = len(content_of(before)) > 1
    if match[0].casefold() in POSSESSIVE:
        return many or NAMED.search(before) is not None
    inner = content_of(before.split()[-1]) if before.split() else []
    return many and bool(inner) and BEGUN.match(after) is not None
