"""Resolve what a follow-up question refers to.

No text is written for it. The words that it refers to, taken verbatim from the earlier question and
its quote, are also searched for, and a short topic is put before the question for the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.answering.ellipsis import asks_about, is_name, is_vague, subject_of
from index.answering.followups import Turn, leans
from index.answering.pronouns import pointing_back
from index.answering.topic import EMPTY, WRITTEN, content_of, topic_of
from index.citations.citation import cited_span
from index.models.reader import ReaderInput
from index.retrieval.query import Reference
from index.text.answer_kinds import kind_asked

if TYPE_CHECKING:
    from index.answering.part import Part
    from index.models.reader import Reader
    from index.types import Span

PERSONS = frozenset(
    ("he", "she", "him", "her", "his", "hers", "they", "them", "their", "himself", "herself")
)
ENDS = " ?!.…,"
SHORT = 8  # words, at most, of a topic that is put in a pronoun's place


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


def references(
    question: str, turn: Turn, cited: Sequence[Span], reader: Reader | None
) -> Sequence[Reference]:
    """Return the ways in which ``question`` may be meant after ``turn``, to be tried."""
    if _is_short(question, turn):
        return (followed(question, turn, cited, reader),)
    topic = topic_of(turn.asked)
    return tuple(
        Reference(topic, question, kind_of=question, sought=sought)
        for sought in (question, f"{turn.asked} {question}")
    )


def _is_short(question: str, turn: Turn) -> bool:
    """Return whether the reader understands ``question`` best with the topic put into it.

    It was trained on single questions, and is lost in one that holds somebody's whole story.
    """
    if not content_of(question) or asks_about(question) or is_name(question) or is_vague(question):
        return True
    return len(topic_of(turn.asked).split()) <= SHORT and any(pointing_back(question))


def followed(question: str, turn: Turn, cited: Sequence[Span], reader: Reader | None) -> Reference:
    """Resolve a follow-up question with words of the earlier question and its quotes."""
    topic = topic_of(turn.asked)
    answering = _answering(turn.question, cited, reader) if _asks_who(turn.question) else ""
    if not topic or leans(turn.question):
        topic = f"{topic} {names_in(cited)}".strip()
    pointing = next(pointing_back(question), None)
    if pointing is None or not content_of(question):
        if asks_about(question) or is_name(question):
            return _asking_the_same(subject_of(question), topic, turn)
        return Reference(topic, f"{topic}: {question}", kind_of=question)
    person = answering and pointing["pronoun"].casefold() in PERSONS
    named = answering if person else topic
    read = f"{question[: pointing.start()]}{named or topic}{question[pointing.end() :]}"
    return Reference(f"{topic} {answering}" if person else topic, read, kind_of=question)


def _asking_the_same(about: str, topic: str, turn: Turn) -> Reference:
    """Resolve "and acrylic?": the earlier question, asked about acrylic."""
    read = f"{turn.asked.rstrip(ENDS)}, {about.strip(ENDS)}?"
    return Reference(topic, read, kind_of=turn.asked, about=about)


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
