"""Take from a question the words that say what it is about."""

from __future__ import annotations

import re

from index.text.words import QUESTION_WORDS, words

# Words without content in a follow-up question, in addition to those of any question.
EMPTY = QUESTION_WORDS | frozenset(
    """
    about again also and anything but else exactly happen happened happening happens just mean
    meant maybe more now okay ok once only out people person really reason reasons say said says
    so something sort still then thing things too well yet not isn aren wasn weren doesn don didn
    hasn haven won t s re ve ll d m since long often far old same one
    ones other others another come came go went
    """.split()  # noqa: SIM905 - it reads as a list of words
)
AUXILIARY = (
    "is|are|was|were|am|be|been|do|does|did|has|have|had|can|could|will|would|shall|should|may"
    "|might|must|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't"
    "|couldn't|won't|wouldn't|shouldn't"
)
WRITTEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def content_of(text: str) -> list[str]:
    """Return the words of ``text`` that say what it is about, in their order."""
    return [word for word in words(text) if word.casefold() not in EMPTY]


def topic_of(question: str) -> str:
    """Return the part of a question from its first content word to its last."""
    places = [
        match.span()
        for match in WRITTEN.finditer(question)
        if match[0].casefold() not in EMPTY and content_of(match[0])
    ]
    return question[places[0][0] : places[-1][1]] if places else ""
