"""When two sources are said to differ, and when they are not: better missed than made up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.answerer import Answerer
from index.answering.conflicts import differing, newest_first
from index.answering.part import Part
from index.building.build import build
from index.cli.show_answer import differ_line
from index.retrieval.query import Query
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.text.answer_values import value_of
from index.types import Quote, Reading
from tests.support.factories import document, quote_of
from tests.support.hashing_encoder import HashingEncoder
from tests.support.word_reader import WordReader

OLD, NEW = date(2024, 1, 1), date(2026, 2, 3)


def quoted(
    text: str, answering: str, *, name: str = "old", published: date | None = OLD, sure: float = 3.0
) -> Quote:
    source = document(text, id=name, published=published)
    return replace(quote_of(source, text, answering), reading=Reading(sure), corpus="c")


def conflict(question: str, *quotes: Quote) -> list[str]:
    """The documents that are said to differ, in the order in which they are shown."""
    found = differing(Query.of(question, HashingEncoder()), quotes)
    return [quote.document.id for quote in found]


def pair(question: str, one: tuple[str, str], other: tuple[str, str]) -> list[str]:
    return conflict(question, quoted(*one), quoted(*other, name="new", published=NEW))


# --- what differs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "When was the light automated?",
            ("The light was automated in 1983.", "1983"),
            ("The light at Skerry Point was automated in 1985.", "1985"),
        ),
        (
            "When was the lamp first lit?",
            ("The lamp was first lit on 3 November 1867.", "3 November 1867"),
            ("The lamp was first lit on 5 November 1867.", "5 November 1867"),
        ),
        (
            "How many days do I have to return an item?",
            ("You have 30 days to return an item.", "30 days"),
            ("You have 14 days to return an item after delivery.", "14 days"),
        ),
        (
            "How many keepers did the light have?",
            ("The light had two keepers.", "two"),
            ("The light had 3 keepers.", "3"),
        ),
        (
            "Who was the last keeper of the light?",
            ("The last keeper of the light was Ida Holm.", "Ida Holm"),
            ("The last keeper of the light was Jens Dahl.", "Jens Dahl"),
        ),
        (  # a year, and a month of another
            "When did the board leave the deal?",
            ("The board left the deal in 2016.", "2016"),
            ("In May 2018, the board left the nuclear deal.", "May 2018"),
        ),
        (  # only one of them names a place
            "When was the library founded?",
            ("The library was founded in 1905.", "1905"),
            ("The library of Marlow was founded in 1910.", "1910"),
        ),
    ],
)
def test_two_sources_that_answer_differently_are_both_named_newest_first(
    question: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert pair(question, one, other) == ["new", "old"]
    assert pair(question, other, one) == ["new", "old"]


# --- what does not -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (  # one is part of the other
            "When was the lamp first lit?",
            ("The lamp was first lit in 1867.", "1867"),
            ("The lamp was first lit on 3 November 1867.", "3 November 1867"),
        ),
        (  # the same, written otherwise
            "How many keepers did the light have?",
            ("The light had two keepers.", "two"),
            ("The light had 2 keepers.", "2"),
        ),
        (
            "How much did the lamp cost?",
            ("The lamp did cost 2,000 pounds.", "2,000 pounds"),
            ("The lamp did cost two thousand pounds.", "two thousand pounds"),
        ),
        (  # the new sentence has both
            "How many days do I have to return an item?",
            ("You have 30 days to return an item.", "30 days"),
            ("You have 14 days to return an item, formerly 30 days.", "14 days"),
        ),
        (  # vague answers rule nothing out
            "How many days do I have to return an item?",
            ("You have about 30 days to return an item.", "about 30 days"),
            ("You have 28 days to return an item.", "28 days"),
        ),
        (  # other things are counted
            "How many steps did the light have?",
            ("The light had 94 steps.", "94 steps"),
            ("The light had 3 steps of brightness, and 12 windows.", "12 windows"),
        ),
        (  # of another lighthouse
            "When was the light automated?",
            ("The light was automated in 1983.", "1983"),
            ("The foghorn of Muckle Bay, long loved by all, was silenced in 1985.", "1985"),
        ),
        (  # a date and a name
            "Who was the last keeper of the light?",
            ("The last keeper of the light was Ida Holm.", "Ida Holm"),
            ("The last keeper of the light left in 1983.", "1983"),
        ),
        (  # one name within another
            "Who was the last keeper of the light?",
            ("The last keeper of the light was Ida Holm.", "Ida Holm"),
            ("The last keeper of the light was Holm.", "Holm"),
        ),
        (  # what kind of thing is asked for is not said, so names may all be right
            "What do people say of the keeper of the light?",
            ("The keeper of the light was Ida Holm.", "Ida Holm"),
            ("The keeper of the light was Jens Dahl.", "Jens Dahl"),
        ),
        (  # towns of their own
            "When was the library founded?",
            ("The library of Marlow was founded in 1905.", "1905"),
            ("The library in Henley was founded in 1910.", "1910"),
        ),
        (  # so it was once
            "How many days do I have to return an item?",
            ("Until 2024, you had 30 days to return an item.", "30 days"),
            ("You have 14 days to return an item.", "14 days"),
        ),
        (
            "How many days do I have to return an item?",
            ("You have 30 days to return an item (superseded).", "30 days"),
            ("You have 14 days to return an item.", "14 days"),
        ),
        (  # struck
            "How many days do I have to return an item?",
            ("You have ~~30 days~~ to return an item.", "30 days"),
            ("You have 14 days to return an item.", "14 days"),
        ),
    ],
)
def test_what_may_agree_is_not_said_to_differ(
    question: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert pair(question, one, other) == []
    assert pair(question, other, one) == []


WHEN = "When was the light automated?"
IN_1983 = ("The light was automated in 1983.", "1983")
IN_1985 = ("The light was automated in 1985.", "1985")


LATER_ON = ("By wish of the council, the light was automated in 1985.", "1985")


def test_a_reader_must_be_sure_of_both() -> None:
    assert conflict(WHEN, quoted(*IN_1983), quoted(*LATER_ON, name="new")) != []
    assert conflict(WHEN, quoted(*IN_1983), quoted(*LATER_ON, name="new", sure=-0.1)) == []
    assert conflict(WHEN, quoted(*IN_1983, sure=-0.1), quoted(*LATER_ON, name="new")) == []
    unread = replace(quoted(*IN_1985, name="new"), reading=None)
    assert conflict(WHEN, quoted(*IN_1983), unread) == []
    unfound = replace(quoted(*IN_1985, name="new"), answer=None)
    assert conflict(WHEN, quoted(*IN_1983), unfound) == []
    assert conflict(WHEN) == []


def test_of_two_sentences_in_the_same_words_it_need_not_be_as_sure() -> None:
    doubted = quoted(*IN_1985, name="new", published=NEW, sure=-1.4)
    assert conflict(WHEN, quoted(*IN_1983, sure=-0.1), doubted) == ["new", "old"]
    assert conflict(WHEN, quoted(*IN_1983), replace(doubted, reading=Reading(-1.6))) == []


def test_facts_of_two_years_do_not_differ_if_the_question_is_about_one() -> None:
    one = ("The meeting elected Ida Voss as chair in 2024.", "Ida Voss")
    other = ("The meeting elected Jens Holm as chair in 2026.", "Jens Holm")
    assert pair("Who was elected chair?", one, other) == ["new", "old"]
    assert pair("Who was elected chair in 2024?", one, other) == []


def test_one_document_does_not_contradict_itself_nor_its_copies() -> None:
    text = f"{IN_1983[0]} {IN_1985[0]}"
    source = document(text, id="both")
    sure = Reading(3.0)
    one, other = (replace(quote_of(source, *words), reading=sure) for words in (IN_1983, IN_1985))
    assert conflict(WHEN, one, other) == []
    copy = replace(quote_of(document(text, id="copy"), *IN_1985), reading=sure)
    assert conflict(WHEN, one, copy) == []


@pytest.mark.parametrize(("town", "found"), [("Henley", []), ("Marlow", ["old", "new"])])
def test_towns_that_only_the_titles_name_are_no_conflict(town: str, found: list[str]) -> None:
    def of(name: str, town: str, year: str) -> Quote:
        said = f"The library was founded in {year}."
        text = f"{said} Many visit {town} for it. That is what {name} sources say."
        source = document(text, id=name, title=f"{town}, Streets")
        return replace(quote_of(source, said, year), reading=Reading(3.0))

    quotes = of("old", "Marlow", "1905"), of("new", town, "1910")
    assert conflict("When was the library founded?", *quotes) == found


def test_a_document_of_one_name_in_another_corpus_is_another_document() -> None:
    elsewhere = replace(quoted(*IN_1985), corpus="d")
    assert conflict(WHEN, quoted(*IN_1983), elsewhere) == ["old", "old"]


def test_those_without_a_date_stand_last_and_it_is_said() -> None:
    undated = quoted(*IN_1985, name="undated", published=None)
    dated = quoted(*IN_1983)
    assert conflict(WHEN, undated, dated) == ["old", "undated"]
    newer = replace(dated, document=replace(dated.document, published=NEW))
    assert differ_line((newer, dated)) == "Two sources differ; newest first."
    last = "Two sources differ; newest first, those without a date last."
    assert differ_line((dated, undated)) == last
    assert differ_line((undated, undated)) == "Two sources differ, and none has a date."


@given(st.lists(st.one_of(st.none(), st.dates()), max_size=6))
def test_newest_first_keeps_every_quote(days: list[date | None]) -> None:
    quotes = [quoted(*IN_1983, published=day) for day in days]
    ordered = [quote.document.published for quote in newest_first(quotes)]
    assert sorted(map(str, ordered)) == sorted(map(str, days))
    known = [day for day in ordered if day]
    assert known == sorted(known, reverse=True)
    assert ordered[: len(known)] == known


# --- values ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("1867", "date", {"year 1867"}),
        ("3 November 1867", "date", {"year 1867", "month 11", "day 3"}),
        ("in May", "date", {"month 5"}),
        ("2026-03-02", "date", {"year 2026", "month 3", "day 2"}),
        ("twenty-two", "number", {"22"}),
        ("2.5 million", "number", {"2.5e+06"}),
        ("94 steps", "number", {"94"}),
        ("Ida Holm", "name", {"ida", "holm"}),
    ],
)
def test_a_value_is_understood(text: str, kind: str, parts: set[str]) -> None:
    value = value_of(text)
    assert value is not None
    assert (value.kind, value.parts) == (kind, parts)


@pytest.mark.parametrize(
    "text",
    ["", "about 30", "from 1867 to 1870", "between 10 and 20", "the old lamp", "Ida Holm's lamp",
     "1867 and 1912", "two of 30", "after 3 November", "!"],
)  # fmt: skip
def test_what_is_vague_or_manifold_is_no_value(text: str) -> None:
    assert value_of(text) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_looked_at_and_difference_is_mutual(one: str, other: str) -> None:
    here, there = value_of(one), value_of(other)
    if here and there:
        assert here.differs(there) == there.differs(here)
        assert not here.differs(here)


# --- the whole way -----------------------------------------------------------------------------


def test_an_answer_carries_both_quotes_the_newest_first_also_from_two_corpora(
    tmp_path: Path,
) -> None:
    encoder, library = HashingEncoder(), Library(tmp_path / "index")
    for corpus, day, year in (("a", "2024-01-01", 1983), ("b", "2026-02-03", 1985)):
        folder = tmp_path / corpus
        folder.mkdir()
        text = f"---\ndate: {day}\n---\n# Light\n\nThe light was automated in {year}.\n"
        (folder / "light.md").write_text(text, "utf-8")
        build(library, corpus, find_sources(folder), encoder, max_bytes=10_000)
    reader = WordReader(re.compile(r"198\d"))
    answerer = Answerer(encoder, AnswerSettings(quotes=1, min_confidence=0), reader)
    both = answerer.ask(WHEN, [Part(library.get("a")), Part(library.get("b"))])
    alone = answerer.ask(WHEN, [Part(library.get("a"))])
    assert [quote.corpus for quote in alone.quotes] == ["a"]
    assert alone.conflict == ()
    assert [quote.corpus for quote in both.quotes] == ["b", "a"]
    assert both.conflict == both.quotes
    assert {quote.snapshot for quote in both.quotes} == {
        library.current(corpus) for corpus in ("a", "b")
    }


def test_an_answer_of_one_corpus_says_that_its_sources_differ(tmp_path: Path) -> None:
    encoder, library = HashingEncoder(), Library(tmp_path / "index")
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, day, days in (("old", "2024-01-01", "30"), ("new", "2026-02-03", "14")):
        text = f"---\ndate: {day}\n---\n# Returns\n\nYou have {days} days to return an item.\n"
        (folder / f"{name}.md").write_text(text, "utf-8")
    build(library, "default", find_sources(folder), encoder, max_bytes=10_000)
    reader = WordReader(re.compile(r"\d+ days"))
    answerer = Answerer(encoder, AnswerSettings(quotes=1, min_confidence=0), reader)
    question = "How many days do I have to return an item?"
    answer = answerer.ask(question, [Part(library.get("default"))])
    assert [quote.document.id for quote in answer.quotes] == ["new.md", "old.md"]
    assert answer.conflict == answer.quotes
