"""Which questions lean on the one before, and what they mean then: in retrieval, never in words.

"And when was that?" is about what was asked and quoted before. No text is made of it: the words
that it refers to, as they stand in the earlier question and its quote, are looked for as well,
and are put in front of the question for the reader. What stands by itself is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.citations.citation import citation_of, cited_span
from index.models.reader import ReaderInput
from index.retrieval.query import Reference
from index.text.answer_kinds import kind_asked
from index.text.words import QUESTION_WORDS, words

if TYPE_CHECKING:
    from index.answering.part import Part
    from index.citations.citation import Citation
    from index.models.reader import Reader
    from index.types import Answer, Span

# Words of no content here that a question may have besides those that any could have.
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
# "that", "this", "these" and "those" point back when they stand for a thing by themselves.
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
OPENING = re.compile(r"\s*(?:(?:and|but|so|or|ok|okay|then|well)\b[\s,]*)+", re.I)
WHAT_ABOUT = re.compile(r"\s*(?:what|how)\s+about\b", re.I)
QUESTIONING = re.compile(rf"\b(?:who|whom|whose|what|when|where|which|why|how|{AUXILIARY})\b", re.I)
DONE = re.compile(r"\b(?:do|does|did|can|could|will|would|should)\s+$", re.I)
POSSESSIVE = frozenset(("his", "her", "its", "their", "himself", "herself", "itself", "themselves"))
NAMED = re.compile(r"\w\s+(?:[A-Z]|(?:the|a|an|my|our|your)\s+\w)")
BEGUN = re.compile(rf"\s+(?:{AUXILIARY}|\w+s|\w+ed)\b", re.I)
PERSONS = frozenset(
    ("he", "she", "him", "her", "his", "hers", "they", "them", "their", "himself", "herself")
)
WRITTEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
FEW = 4  # words, at most, of "and X?"
MOST_PRONOUNS = 16  # that are looked at: each costs a look at the whole question


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked before, and what was quoted in answer, by its citations."""

    question: str
    cited: tuple[Citation, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        """The turn that an answer, or a refusal, leaves behind."""
        return cls(answer.question, tuple(map(citation_of, answer.quotes)))


def leans(question: str) -> bool:
    """Whether ``question`` can only be understood with what was asked before."""
    return not _has_content(question) or _is_about(question) or any(_pointing_back(question))


def _has_content(question: str) -> bool:
    return bool(content_of(question))


def _is_about(question: str) -> bool:
    """ "What about China?", "And China?"; what asks by itself is none, whatever it begins with."""
    opened = OPENING.match(question)
    rest = question[opened.end() :] if opened else question
    if WHAT_ABOUT.match(rest):
        return True
    return bool(opened) and len(rest.split()) <= FEW and not QUESTIONING.search(rest)


def _pointing_back(question: str) -> Iterator[re.Match[str]]:
    """The pronouns of ``question`` that refer to nothing in it."""
    expletive = [match.span() for match in EXPLETIVE.finditer(question)]
    for match in islice(POINTING.finditer(question), MOST_PRONOUNS):
        word = match["pronoun"].casefold()
        if any(start <= match.start() < end for start, end in expletive):
            continue
        if word in {"that", "this", "these", "those"} and not _stands_alone(question, match):
            continue
        if not _named_before(question, match):
            yield match


def _stands_alone(question: str, match: re.Match[str]) -> bool:
    after, before = question[match.end() :], question[: match.start()]
    if DONE.search(before) and len(after.split()) == 1:
        return True  # "What does that mean?", "What did this cause?"
    if match[0].casefold() == "that" and THAT_CLAUSE.search(before) and not SUBJECT.search(before):
        return not after.strip(" ?!.…")  # "the man that left" points at the man
    return ALONE.match(after) is not None


def _named_before(question: str, match: re.Match[str]) -> bool:
    """Whether what the pronoun stands for can be named in the question, before it.

    It can in an earlier clause; in its own only for a possessive, or where an own clause begins
    with the pronoun, as in "Toyota said it will".
    """
    before, after = question[: match.start()], question[match.end() :]
    breaks = [found.start() for found in CLAUSE.finditer(before) if found.start()]
    if breaks and _has_content(before[: breaks[-1]]):
        return True
    if SUBJECT.search(before):
        return False
    many = len(content_of(before)) > 1
    if match[0].casefold() in POSSESSIVE:
        return many or NAMED.search(before) is not None
    inner = content_of(before.split()[-1]) if before.split() else []
    return many and bool(inner) and BEGUN.match(after) is not None


def content_of(text: str) -> list[str]:
    return [word for word in words(text) if word.casefold() not in EMPTY]


def topic_of(question: str) -> str:
    """What an earlier question was about: from its first word of content to its last."""
    places = [
        match.span()
        for match in WRITTEN.finditer(question)
        if match[0].casefold() not in EMPTY and content_of(match[0])
    ]
    return question[places[0][0] : places[-1][1]] if places else ""


def names_in(spans: Sequence[Span]) -> str:
    """The words written with a capital in what was quoted, each once."""
    found = (
        match[0]
        for span in spans
        for match in WRITTEN.finditer(span.text)
        if match[0][0].isupper() and match[0].casefold() not in EMPTY
    )
    return " ".join(dict.fromkeys(found))


def spans_of(turn: Turn, scope: Sequence[Part]) -> tuple[Span, ...]:
    """What was quoted, as far as it stands in these parts; nothing of any other text."""
    return tuple(
        span
        for citation in turn.cited
        for part in scope
        if (span := cited_span(citation, (part.snapshot,))) is not None and part.holds(span)
    )


def followed(question: str, turn: Turn, cited: Sequence[Span], reader: Reader | None) -> Reference:
    """What a question that leans refers to, in words of the earlier question and its quotes."""
    topic = topic_of(turn.question)
    answering = _answering(turn.question, cited, reader) if _asks_who(turn.question) else ""
    if not topic or leans(turn.question):
        topic = f"{topic} {names_in(cited)}".strip()
    pointing = next(_pointing_back(question), None)
    if not _has_content(question) or pointing is None:
        about = turn.question if _is_about(question) else ""
        read = f"{question} {about}" if about else f"{topic}: {question}"
        return Reference(topic, read, kind_of=question if not about else turn.question)
    person = answering and pointing["pronoun"].casefold() in PERSONS
    named = answering if person else topic
    read = f"{question[: pointing.start()]}{named or topic}{question[pointing.end() :]}"
    return Reference(f"{topic} {answering}" if person else topic, read, kind_of=question)


def _asks_who(question: str) -> bool:
    kind = kind_asked(question)
    return kind is not None and kind.name == "person"


def _answering(question: str, cited: Sequence[Span], reader: Reader | None) -> str:
    """The words that answered: the first quote is read again, since no citation holds them."""
    if not cited:
        return ""
    first = cited[0]
    if reader is not None:
        page = ReaderInput(first.document.title, first.text, ((0, first.end - first.start),))
        found = reader.read(question, [page])[0][0].answer
        if found is not None:
            return first.text[slice(*found)]
    return names_in(cited[:1])
