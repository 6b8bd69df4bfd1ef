"""Tell the questions of one message apart: "how do i install it, and where are the logs kept?".

Each is a slice of the message, so it keeps the words of whoever asks. What is said before a
question, such as "i moved to lisbon", stays with it. A message is divided only if it surely asks
several things. Most further questions go on about the first, as "is that even possible?" and "where
do i put the key?" do: these are one with it. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from index.answering.ellipsis import ADDING, CORRECTION
from index.answering.pronouns import has_pronoun, pointing_back
from index.answering.small_talk import small_talk_in
from index.answering.topic import AUXILIARY
from index.text.common_words import is_content
from index.text.courtesy import without_courtesy
from index.text.words import stem, words

MOST = 3  # questions of one message that are answered
PRONOUN = r"(?:i|we|you|u|it|he|she|they)\b"
SUBJECT = rf"(?:{PRONOUN}|(?:there|the|my|our|your|any\w*|some\w*|every\w*|people)\b)"
HELPING = (
    rf"(?:(?!ha(?:ve|s|d)\b|be\b|been\b|am\b)(?:{AUXILIARY})\b"
    rf"|(?:have|has|had)\b(?=\s+{SUBJECT})(?!\s+it\b))"
)
OF_WHAT = rf"(?:\s+(?!{PRONOUN})[\w-]+){{0,4}}?\s+{HELPING}"
# How a question begins within a sentence. Clauses begin in nearly the same way, but "find out who
# broke it and what they took" asks one thing.
QUESTION = (
    r"(?:(?:what|who|where|how|when)['’]?s\b|(?:what|which|how\s+(?:many|much|long|often|far|old"
    rf"|big|large|fast|late|early|high|soon)){OF_WHAT}|who\s+(?!{PRONOUN})\w"
    rf"|how\s+long\s+until\b|(?:when|where|how|why)\s+{HELPING}"
    rf"|{HELPING}\s+(?:{SUBJECT}|(?:this|that|these|those|an?)\b))"
)
LINKS = r"(?:\b(?:and|also|plus|then|oh|so|but|secondly|lastly)\b[\s,:]*+){0,3}+"
LINKED = re.compile(LINKS, re.I)
JOINED = re.compile(rf"\b(?:and|also|plus)\b[\s,:]*+{LINKS}(?={QUESTION})", re.I)
LISTED = re.compile(rf",\s*+(?={QUESTION})", re.I)  # only before what is joined: "A, B and C"
BEGINS = re.compile(
    rf"(?:^|.*[,:;]\s*){LINKS}{QUESTION}"
    rf"|{LINKS}{HELPING}\s+(?!not\b|be\b|do\b)(?!\w+(?:ed|en|ing)\b)\w+\s+\w",
    re.I,
)
ENDED = re.compile(r"(?<![?!.…])[?!.…]++\s++")
NEW = re.compile(r"\b(?:also|plus|secondly|lastly)\b", re.I)  # announces another subject
MUCH = re.compile(r"\btoo\s+(?=\w)", re.I)  # "too many" adds nothing
ACRONYM = re.compile(r"[A-Z]{2,5}")
IT = re.compile(r"\bit(?:self)?\b", re.I)
ENDS = " ,;:–—"
UNFINISHED = re.compile(r"\bor\W*$", re.I)
FEWEST = 3  # words of a question that only its mark gives away: "got an nginx config?"
OWN, OWN_IF_NEW = 2, 1  # words that a further question needs for itself


def told_apart(message: str) -> tuple[str, ...]:
    """Return the questions of ``message`` in their order, or the message alone if it asks one.

    A word that joins them, such as "also", belongs to none. There may be more than ``MOST``.
    """
    plain = without_courtesy(message)
    starts = list(_further(plain))
    if not starts:
        return (message,)
    pieces = [plain[start:end] for start, end in pairwise([0, *starts, len(plain)])]
    first, *others = (piece.strip(ENDS) for piece in pieces)
    return (first, *(LINKED.sub("", other, count=1) for other in others))


def _further(message: str) -> Iterator[int]:
    """Yield where each question but the first begins, with what is said before it."""
    asked, told = "", None
    for start, end in _clauses(message):
        clause = message[start:end].strip(ENDS)
        if CORRECTION.match(clause):
            continue
        if not asked:
            asked = clause if _asks(clause) and _about(message[:end]) else ""
        elif BEGINS.match(clause) is None:
            told = start if told is None else told
        else:
            if _is_own(clause, asked, message[:start]):
                yield start if told is None else told
            told = None


def _clauses(message: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``message``, divided where a further question may begin."""
    ends = [found.end() for found in ENDED.finditer(message)]
    for start, end in pairwise([0, *ends, len(message)]):
        joined = [found.start() for found in JOINED.finditer(message, start + 1, end)]
        last = max(joined, default=start)
        listed = [found.start() for found in LISTED.finditer(message, start + 1, last)]
        yield from pairwise([start, *sorted({*joined, *listed}), end])


def _asks(clause: str) -> bool:
    """Return whether a clause may be the first question; some only have its mark."""
    marked = clause.endswith("?") and len(clause.split()) >= FEWEST
    return (marked or BEGINS.match(clause) is not None) and small_talk_in(clause) is None


def _is_own(clause: str, first: str, before: str) -> bool:
    """Return whether a question is about another thing than what is asked ``before`` it."""
    link = LINKED.match(clause)
    linked = link[0] if link else ""
    bare, new = clause.removeprefix(linked), NEW.search(linked) is not None
    if _goes_on(bare, first, new=new) or not (linked or BEGINS.match(first)):
        return False
    begun = bool(linked) and before.rstrip().endswith(("?", "!", "."))
    least = OWN_IF_NEW if new or begun else OWN
    return len(_about(bare) - {stem(word) for word in words(before)}) >= least


def _goes_on(question: str, first: str, *, new: bool) -> bool:
    """Return whether a question may go on about the first.

    "It" may be what all of them are about: "what port does it use? and does it need a database?".
    """
    if (
        ADDING.search(MUCH.sub(" ", question))
        or UNFINISHED.search(question)
        or small_talk_in(question)
    ):
        return True
    of_all = new or any(found[0].casefold() == "it" for found in pointing_back(first))
    return has_pronoun(IT.sub(" ", question) if of_all else question)


def _about(text: str) -> set[str]:
    """Return the stems of the words that say what is asked; "US" is none of the words for "we"."""
    shouted = text.isupper()
    return {
        stem(word)
        for word in words(text)
        if is_content(word) or (ACRONYM.fullmatch(word) and not shouted)
    }
