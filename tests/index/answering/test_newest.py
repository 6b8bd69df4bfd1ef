"""Questions about how things are now: the newest source that answers, and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.answering.answerer import Answerer
from index.answering.assessment import Assessment
from index.answering.newest import newest_that_answers
from index.answering.part import Part
from index.building.build import build
from index.retrieval.query import Query
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Answer, Quote, Reading
from tests.support.factories import document, quote_of
from tests.support.hashing_encoder import HashingEncoder
from tests.support.word_reader import WordReader

NOW = "Who is the keeper of the light now?"
EVER = "Who is the keeper of the light?"
ONCE = "The keeper of the light is Ida Holm. The keeper of the light is paid well."
LATER = "Since the storm, the keeper of the light is Jens."
READER = re.compile("Ida Holm|Jens")  # of two lengths, so that they are no conflict of names
SURE = AnswerSettings(quotes=1, min_confidence=0)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "index")


def corpus(library: Library, name: str, **pages: tuple[str, str]) -> Part:
    """Build a corpus of pages, each with its date ("" for none) and its text."""
    folder = library.root.parent / name
    folder.mkdir()
    for page, (day, text) in pages.items():
        dated = f"date: {day}\n" if day else ""
        (folder / f"{page}.md").write_text(f"---\ntitle: Light\n{dated}---\n\n{text}\n", "utf-8")
    build(library, name, find_sources(folder), HashingEncoder(), max_bytes=10_000)
    return Part(library.get(name))


def asked(question: str, *parts: Part, settings: AnswerSettings = SURE) -> Answer:
    return Answerer(HashingEncoder(), settings, WordReader(READER)).ask(question, parts)


def first(answer: Answer) -> str:
    return answer.quotes[0].document.id


def test_of_two_that_answer_the_newer_comes_first_only_if_now_is_asked(library: Library) -> None:
    part = corpus(library, "c", old=("2019-01-01", ONCE), new=("2026-02-03", LATER))
    assert first(asked(EVER, part)) == "old.md"
    answer = asked(NOW, part)
    assert first(answer) == "new.md"
    assert answer.candidates[0] == answer.quotes[0]


def test_it_carries_the_date_of_the_source_also_if_only_an_old_one_answers(
    library: Library,
) -> None:
    elsewhere = "Somebody painted the boat house. Jens helped."
    part = corpus(library, "c", old=("2019-01-01", ONCE), new=("2026-02-03", elsewhere))
    answer = asked(NOW, part)
    assert (first(answer), answer.as_of) == ("old.md", date(2019, 1, 1))
    assert asked(EVER, part).as_of is None


def test_a_newer_source_that_a_reader_finds_nothing_in_is_not_preferred(library: Library) -> None:
    silent = "Ask who the keeper of the light is now, and how the keeper of the light lives."
    part = corpus(library, "c", old=("2019-01-01", ONCE), new=("2026-02-03", silent))
    assert first(asked(NOW, part)) == "old.md"


@pytest.mark.parametrize("pages", [("", "2026-02-03"), ("2019-01-01", ""), ("", "")])
def test_a_source_without_a_date_is_neither_preferred_nor_left(
    library: Library, pages: tuple[str, str]
) -> None:
    old, new = pages
    answer = asked(NOW, corpus(library, "c", old=(old, ONCE), new=(new, LATER)))
    assert first(answer) == "old.md"
    assert answer.as_of == (date.fromisoformat(old) if old else None)


@pytest.mark.parametrize(
    ("confidence", "text", "chosen"),
    [
        (0.5, "The keeper of the light is Jens.", "new"),
        (0.1, "The keeper of the light is Jens.", "new"),
        (0.3, "By now, Jens lives in the house and is keeper of the light.", "new"),
        (0.2, "By now, Jens lives in the house and is keeper of the light.", "old"),
        (0.5, "The keeper is Jens.", "old"),
        (0.5, "Jens plays chess.", "old"),
    ],
)
def test_a_newer_source_has_to_speak_of_the_same_and_be_nearly_as_sure(
    confidence: float, text: str, chosen: str
) -> None:
    def assess(quotes: Sequence[Quote]) -> Assessment:
        sure = confidence if quotes[0].document.id == "new" else 0.9
        return Assessment(tuple(quotes), (), {}, 0.0, sure)

    def quoted(name: str, day: date, said: str) -> Quote:
        source = document(said, id=name, published=day, title="")
        return replace(quote_of(source, said), reading=Reading(3.0))

    old = quoted("old", date(2019, 1, 1), "The keeper of the light is Ida.")
    new = quoted("new", date(2026, 2, 3), text)
    query = Query.of(NOW, HashingEncoder())
    best = newest_that_answers(query, assess([old, new]), assess, 0.4)
    assert best.quotes[0].document.id == chosen
    assert set(best.quotes) == {old, new}
    assert best.confidence == (confidence if chosen == "new" else 0.9)
    assert best.answers(0.4)


def test_of_two_corpora_the_newer_answers_now(library: Library) -> None:
    parts = (
        corpus(library, "a", old=("2019-01-01", ONCE)),
        corpus(library, "b", new=("2026-02-03", LATER)),
    )
    assert first(asked(EVER, *parts)) == "old.md"
    answer = asked(NOW, *parts)
    assert (first(answer), answer.as_of) == ("new.md", date(2026, 2, 3))


def test_a_refusal_has_no_date(library: Library) -> None:
    part = corpus(library, "c", old=("2019-01-01", ONCE))
    never = AnswerSettings(min_confidence=1)
    assert asked(NOW, part, settings=never).as_of is None
