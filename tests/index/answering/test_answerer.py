"""Answers: the same for the same question, best first, and none when Quoth is not sure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.answerer import MAX_CANDIDATES, Answerer
from index.answering.part import Part
from index.answering.question_check import MAX_QUESTION_CHARACTERS, check_question
from index.building.build import build
from index.errors import QuestionError
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.types import Answer
from tests.support.hashing_encoder import HashingEncoder

QUESTION = "When was the lamp first lit?"
TEXT = """# The light

The lamp was first lit in 1867. It burned colza oil. The lamp was first lit in 1867.

The horn sounds twice a minute. The lamp was first lit in 1867. Nobody hears it.

## Storm

A storm broke the lamp in 1912. The light was out for eleven nights. Candles stood in windows.
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("answering")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "light.md").write_text(TEXT, "utf-8")
    (sources / "copy.md").write_text(TEXT, "utf-8")
    library = Library(folder / "index")
    build(library, "one", find_sources(sources), HashingEncoder(), max_bytes=10_000)
    return library.get("one")


def ask(snapshot: Snapshot, question: str = QUESTION, **settings: float) -> Answer:
    given = {"min_confidence": 0, "quotes": 5} | settings
    return Answerer(HashingEncoder(), AnswerSettings.model_validate(given)).ask(
        question, [Part(snapshot)]
    )


def test_the_same_question_has_the_same_answer(snapshot: Snapshot) -> None:
    assert ask(snapshot) == ask(snapshot)


def test_quotes_and_hits_come_best_first(snapshot: Snapshot) -> None:
    said = ask(snapshot)
    assert 1 < len(said.candidates) <= MAX_CANDIDATES
    for scores in ([q.score for q in said.candidates], [hit.score for hit in said.hits]):
        assert all(one >= other for one, other in pairwise(scores))
    assert said.quotes == said.candidates[: len(said.quotes)]
    assert "1867" in said.quotes[0].text


def test_no_two_quotes_say_the_same_or_share_a_word_of_their_source(snapshot: Snapshot) -> None:
    found = ask(snapshot).candidates
    assert len({quote.text for quote in found}) == len(found)
    for one in found:
        for other in found:
            apart = one.end <= other.start or other.end <= one.start
            assert one is other or one.document.id != other.document.id or apart


def test_a_passage_is_shown_around_one_quote_only(snapshot: Snapshot) -> None:
    contexts = [
        (q.document.id, q.context.start, q.context.end)
        for q in ask(snapshot).candidates
        if q.context.text != q.text
    ]
    assert len(set(contexts)) == len(contexts)


def test_a_quote_is_whole_sentences_and_no_heading(snapshot: Snapshot) -> None:
    for question in (QUESTION, "The light", "Storm", "What about the storm light?"):
        for quote in ask(snapshot, question).candidates:
            assert "#" not in quote.text
            assert quote.text[0].isupper()
            assert quote.text.endswith(".")
            before = quote.document.text[: quote.start].rstrip()
            assert before.endswith((".", "The light", "Storm"))


def test_an_abstention_has_candidates_but_no_quotes(snapshot: Snapshot) -> None:
    said = ask(snapshot, min_confidence=1)
    assert said.abstained
    assert said.quotes == ()
    assert said.candidates == ask(snapshot).candidates
    assert 0 < said.confidence < 1


def test_no_more_quotes_are_given_than_were_wanted(snapshot: Snapshot) -> None:
    assert len(ask(snapshot, quotes=1).quotes) == 1


def test_a_word_that_was_read_as_another_is_not_said_to_be_missing(snapshot: Snapshot) -> None:
    said = ask(snapshot, "wich zeppelin sank", min_confidence=1)
    assert said.read_as == "which zeppelin sank"
    assert said.missing == ("zeppelin", "sank")


def test_what_is_said_around_a_question_changes_nothing_but_the_question(
    snapshot: Snapshot,
) -> None:
    plain, said = ask(snapshot), ask(snapshot, f"hey guys quick question, {QUESTION} thanks!")
    assert said.question == f"hey guys quick question, {QUESTION} thanks!"
    assert replace(said, question=QUESTION) == plain


def test_words_that_no_source_has_are_named_once_as_written(snapshot: Snapshot) -> None:
    said = ask(snapshot, "Did the Zeppelins burn Zeppelins’ lamps, or X?")
    assert said.abstained is bool(said.missing)


def test_half_a_character_does_not_reach_the_model(snapshot: Snapshot) -> None:
    assert ask(snapshot, "lamp caf\udce9").question == "lamp caf?"


@given(st.text(max_size=60))
def test_any_question_is_answered_or_refused(snapshot: Snapshot, question: str) -> None:
    try:
        tidy = check_question(question)
    except QuestionError:
        assert not any(c.isalnum() and c.isascii() for c in question)
        return
    said = ask(snapshot, question)
    assert said.question == tidy == check_question(tidy)
    assert 0 <= said.confidence <= 1
    assert said.quotes
    tidy.encode("utf-8")


def test_the_longest_question_is_answered_and_one_character_more_is_not(
    snapshot: Snapshot,
) -> None:
    longest = ("lamp " * MAX_QUESTION_CHARACTERS)[: MAX_QUESTION_CHARACTERS - 1] + "s"
    assert ask(snapshot, longest).quotes
    with pytest.raises(QuestionError, match="1,001 characters"):
        check_question(longest + "s")
