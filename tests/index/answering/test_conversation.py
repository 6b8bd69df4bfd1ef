"""A club's rules and news, asked as people talk: what is so now, what differs, what about felt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.answering.answerer import Answerer
from index.answering.followups import Turn
from index.answering.part import Part
from index.building.build import build
from index.evaluation import ask_all, read_judgements
from index.models.encoder import load_encoder
from index.models.loading import load_reader
from index.settings import EncoderSettings, ReaderSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Answer, Tier
from tests.support.paths import ROOT

TALK = ROOT / "tests" / "canned" / "talk"
PAIRS = read_judgements(TALK / "makerspace.jsonl")


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(load_encoder(EncoderSettings()), reader=load_reader(ReaderSettings()))


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory, answerer: Answerer) -> Sequence[Part]:
    library = Library(tmp_path_factory.mktemp("club") / "index")
    build(library, "c", find_sources(TALK / "makerspace"), answerer.encoder, max_bytes=10**6)
    return [Part(library.get("c"))]


def said(answerer: Answerer, club: Sequence[Part], *questions: str) -> Answer:
    """Ask one question after another, and return the last answer."""
    turn: Turn | None = None
    for question in questions:
        answer = answerer.ask(question, club, turn)
        turn = Turn.of(answer, turn)
    return answer


def marked(answer: Answer) -> list[str | None]:
    quotes = answer.quotes
    return [q.answer and q.document.text[slice(*q.answer)] for q in quotes]


@pytest.mark.parametrize(
    ("question", "newest", "year"),
    [
        ("who is the treasurer now", "Joan Pell", 2026),
        ("who is the current chair?", "Priya Nair", 2026),
        ("whats the monthly fee now", "£24", 2025),
    ],
)
def test_what_is_so_now_is_quoted_from_the_newest_source(
    answerer: Answerer, club: Sequence[Part], question: str, newest: str, year: int
) -> None:
    answer = said(answerer, club, question)
    assert marked(answer)[0] == newest
    assert answer.as_of is not None
    assert answer.as_of.year == year


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("when did the makerspace open", {"May 2018", "2016"}),
        ("who is the chair", {"Priya Nair", "Tom Ashdown"}),
    ],
)
def test_of_two_sources_that_differ_both_are_shown(
    answerer: Answerer, club: Sequence[Part], question: str, both: set[str]
) -> None:
    answer = said(answerer, club, question)
    assert len(answer.conflict) == 2
    assert set(marked(answer)) == both


def test_what_is_struck_is_no_answer(answerer: Answerer, club: Sequence[Part]) -> None:
    answer = said(answerer, club, "how much is the deposit for the fob")
    assert marked(answer) == ["£15"]
    assert answer.conflict == ()


def test_what_about_something_else_is_answered_only_if_the_source_names_it(
    answerer: Answerer, club: Sequence[Part]
) -> None:
    thick = "how thick can plywood be for the laser"
    assert said(answerer, club, thick, "and acrylic?").tier is Tier.SURE
    other = said(answerer, club, thick, "and mdf?")
    assert other.abstained
    assert other.missing == ("mdf",)


def test_a_refusal_and_a_thank_you_keep_the_subject(
    answerer: Answerer, club: Sequence[Part]
) -> None:
    answer = said(
        answerer, club, "i lost my fob", "why is it blue", "thx. and how much is a new one"
    )
    assert "£8" in answer.quotes[0].shown


def test_the_judged_pairs_are_answered_no_worse_than_they_were(
    answerer: Answerer, club: Sequence[Part]
) -> None:
    outcomes = list(ask_all(PAIRS, answerer, club[0].snapshot, 5))
    leaning = [one for one in outcomes if one.judgement.kind == "followup"]
    right = [one for one in leaning if one.answerable and one.verdict.shown_right]
    assert len(right) >= 21
    assert sum(one.answer.tier is Tier.SURE for one in right) >= 18
    assert [one for one in leaning if one.answer.quotes and not one.answerable] == []
    lost = [one for one in outcomes if one.judgement.kind == "change" and one.answer.followed]
    assert lost == []


def test_each_answer_stands_in_a_source() -> None:
    texts = " ".join(
        " ".join(path.read_text("utf-8").split()) for path in Path(TALK / "makerspace").glob("*.md")
    )
    strings = [answer for pair in PAIRS for answer in pair.answers]
    assert [one for one in strings if " ".join(one.split()) not in texts] == []
