"""Find questions that an index answers, to show users what they can ask.

They come from the maintainer's own gate, from headings that are questions, and from simple
questions about what the headings name. Each is asked first. A question that is not answered well,
or not from the place that it was made from, is left out; so there may be none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from index.answering.part import Part
from index.errors import QuestionError
from index.evaluation.judgements import contains

if TYPE_CHECKING:
    from index.answering.answerer import Answerer
    from index.evaluation import Judgement
    from index.snapshots.snapshot import Snapshot
    from index.types import Answer, Document

MOST_TRIED = 60  # questions; bounds the time of the first /help
FOUND = 9  # enough questions to choose from; then the search ends
SHOW_FIRST_CONFIDENCE = 0.6  # questions answered with this confidence are shown first
MAX_EXAMPLE_CHARACTERS, MAX_HEADING_WORDS = 120, 5  # characters of a question, words of a heading
WHAT_WAS = re.compile(
    r"what (?P<thing>(?:the |an? )?[\w’'-]+(?: [\w’'-]+){0,3}) (?P<be>is|was|are|were)", re.I
)
THE_ONE = re.compile(r"(?P<article>The|An?) (?P<name>(?:[\w’'-]+ ){0,2}[\w’'-]*[^s\W])")
# A heading that names nothing: "After the oars", "About us", "Looking ahead", "How it began".
NO_NAME = re.compile(
    r"(?:what|how|why|when|where|who|which|about|after|before|in|on|at|to|for|from|with|\w+ing"
    r"|introduction|overview|summary|conclusions?|contents|preface|appendix|notes?|more|see"
    r"|chapter|section|part|\W|\d)\b",
    re.I,
)
# "Quoth is a bot": a paragraph that says what its name is.
SAID_TO_BE = re.compile(r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}) is an? \w")
HOW_TO = re.compile(r"how to (?P<deed>\w.*)", re.I)


@dataclass(frozen=True, slots=True)
class Trial:
    """A question that may be shown, with the answers or the heading that its quote must have."""

    question: str
    answers: tuple[str, ...] = ()
    document: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A question that was answered well, and the document that answered it."""

    question: str
    document: str
    sure: bool = True


def trials(snapshot: Snapshot, gate: Sequence[Judgement] = ()) -> Iterator[Trial]:
    """Yield questions to try, the likeliest first; equal indexes give equal questions."""
    own = (Trial(one.question, one.answers) for one in gate if one.answers and not one.after)
    documents = (snapshot.document(row) for row in range(len(snapshot.sources())))
    # By turns, so that one long document does not take all the questions.
    by_turns = _by_turns([list(_of(document)) for document in islice(documents, MOST_TRIED)])
    fitting = (
        trial for trial in chain(own, by_turns) if len(trial.question) <= MAX_EXAMPLE_CHARACTERS
    )
    return islice(fitting, MOST_TRIED)


def tried(trial: Trial, answerer: Answerer, snapshot: Snapshot) -> Example | None:
    """Ask a question; return None unless it is answered from the place that was meant."""
    try:
        answer = answerer.ask(trial.question, (Part(snapshot),))
    except QuestionError:
        return None
    if answer.abstained or not _from_there(trial, answer):
        return None
    return Example(
        trial.question, answer.quotes[0].document.id, answer.confidence >= SHOW_FIRST_CONFIDENCE
    )


def chosen(found: Iterable[Example], most: int) -> tuple[str, ...]:
    """Choose the questions to show: confident ones first, then the first of each document."""
    left = sorted({one.question: one for one in found}.values(), key=lambda one: not one.sure)
    firsts = list({one.document: one for one in reversed(left)}.values())
    ordered = sorted(left, key=lambda one: (not one.sure, one not in firsts))
    return tuple(example.question for example in ordered[:most])


def _from_there(trial: Trial, answer: Answer) -> bool:
    first = answer.quotes[0]
    if trial.answers:
        return any(contains(first.text, wanted) for wanted in trial.answers)
    where = first.locator
    return first.document.id == trial.document and trial.heading in (where.title, *where.headings)


def _of(document: Document) -> Iterator[Trial]:
    headings = dict.fromkeys((*(mark.heading for mark in document.landmarks), document.title))
    english = _is_english(document)
    for heading in headings:
        for question in _questions(heading, english=english):
            yield Trial(question, document=document.id, heading=heading)
    for start, _ in document.paragraphs if english else ():
        if match := SAID_TO_BE.match(document.text, start):
            above = document.headings_at(start)
            heading = above[-1] if above else document.title
            yield Trial(f"What is {match['name']}?", document=document.id, heading=heading)


def _is_english(document: Document) -> bool:
    return document.language is None or document.language.startswith("en")


def _questions(heading: str, *, english: bool) -> Iterator[str]:
    """Yield the heading if it is a question, or else a question about what it names."""
    plain = " ".join(heading.split())
    if plain.endswith(("?", "？")):
        yield plain
    elif not english or not plain:
        return
    elif match := WHAT_WAS.fullmatch(plain):
        yield f"What {match['be']} {match['thing']}?"
    elif match := HOW_TO.fullmatch(plain):
        yield f"How do I {match['deed']}?"
    elif match := THE_ONE.fullmatch(plain):
        yield f"What is {match['article'].lower()} {match['name']}?"
    elif len(plain.split()) <= MAX_HEADING_WORDS and not NO_NAME.match(plain):
        yield f"Tell me about {_named(plain)}."


def _named(heading: str) -> str:
    """Write "The first boats" as within a sentence."""
    first, _, rest = heading.partition(" ")
    return f"{first.lower()} {rest}" if first in {"The", "A", "An"} and rest else heading


def _by_turns(lists: Sequence[Sequence[Trial]]) -> Iterator[Trial]:
    longest = max(map(len, lists), default=0)
    return (some[at] for at in range(longest) for some in lists if at < len(some))


class Search:
    """A search for examples in one snapshot, one question at a time."""

    def __init__(self, answerer: Answerer, snapshot: Snapshot, gate: Sequence[Judgement]) -> None:
        self._answerer = answerer
        self._snapshot = snapshot
        self._left = trials(snapshot, gate)
        self._found: list[Example] = []
        self._over = False

    def step(self) -> bool:
        """Ask one more question; return False when there is nothing more to ask."""
        trial = None if self._over else next(self._left, None)
        if trial is not None and (example := tried(trial, self._answerer, self._snapshot)):
            self._found.append(example)
        self._over = trial is None or sum(one.sure for one in self._found) >= FOUND
        return not self._over

    def examples(self, most: int) -> tuple[str, ...]:
        """Return the best examples that were found so far."""
        return chosen(self._found, most)
