"""Find questions that depend on the one before, and what they refer to.

"And when was that?" is about what was asked and quoted before. No text is written for it. The
words that it refers to, taken verbatim from the earlier question and its quote, are also searched
for, and are put before the question for the reader. A question that is complete by itself stays
as it is.
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
MOST_PRONOUNS = 16  # pronouns to check: each check reads the whole question


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked before, and the citations of the quotes that answered it."""

    question: str
    cited: tuple[Citation, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        """Make the turn that an answer, or a refusal, leaves for the next question."""
        return cls(answer.question, tuple(map(citation_of, answer.quotes)))


def leans(question: str) -> bool:
    """Return whether ``question`` can only be understood with the one before it."""
    return not _has_content(question) or _is_about(question) or any(_pointing_back(question))


def _has_content(question: str) -> bool:
    return bool(content_of(question))


def _is_about(question: str) -> bool:
    """Match "What about China?" and "And China?", but no complete question that begins so."""
    opened = OPENING.match(question)
    rest = question[opened.end() :] if opened else question
    if WHAT_ABOUT.match(rest):
        return True
    return bool(opened) and len(rest.split()) <= FEW and not QUESTIONING.search(rest)


def _pointing_back(question: str) -> Iterator[re.Match[str]]:
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


def names_in(spans: Sequence[Span]) -> str:
    """Return the capitalised words of the spans, each once, in their order."""
    found = (
        match[0]
        for span in spans
        for match in WRITTEN.finditer(span.text)
        if match[0][0].isupper() and match[0].casefold() not in EMPTY
    )
    return " ".join(dict.fromkeys(found))


def spans_of(turn: Turn, scope: Sequence[Part]) -> tuple[Span, ...]:
    """Find the words that ``turn`` quoted, as far as they are in these parts."""
    return tuple(
        span
        for citation in turn.cited
        for part in scope
        if (span := cited_span(citation, (part.snapshot,))) is not None and part.holds(span)
    )


def followed(question: str, turn: Turn, cited: Sequence[Span], reader: Reader | None) -> Reference:
    """Resolve a follow-up question with words of the earlier question and its quotes."""
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
    """Read the first quote again for the words that answered, which no citation holds."""
    if not cited:
        return ""
    first = cited[0]
    if reader is not None:
        page = ReaderInput(first.document.title, first.text, ((0, first.end - first.start),))
        found = reader.read(question, [page])[0][0].answer
        if found is not None:
            return first.text[slice(*found)]
    return names_in(cited[:1])
