"""Which quotes are held back: of what the source denies, and verdicts that it does not give."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.answering.withholding import withheld
from index.building.build import build
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Answer, Quote, Reason, Tier
from tests.support.factories import document, quote_of
from tests.support.hashing_encoder import HashingEncoder
from tests.support.word_reader import WordReader


def said(text: str) -> Quote:
    return quote_of(document(text), text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did the leader accept the talks?", "The leader rejected the talks."),
        ("why did the club stop the races", "The club started the races in 1950."),
        ("How come the lamp is lit?", "The lamp is not lit."),
        ("when did they accept the offer", "They did not accept the offer."),
    ],
)
def test_a_premise_that_the_source_denies_is_not_answered(question: str, text: str) -> None:
    assert withheld(question, said(text)) is Reason.FALSE_PREMISE


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did the leader accept the talks?", "The leader accepted the talks for oil."),
        ("Did the leader accept the talks?", "The leader rejected the talks."),
        ("Which deal did the leader accept?", "The leader rejected the first deal."),
        ("Why is the lamp not lit?", "The lamp is not lit for want of oil."),
        ("why isnt the lamp working", "Lamp not working? See the page on wicks."),
        ("how come it doesnt start", "If it does not start, fill it."),
    ],
)
def test_what_agrees_or_takes_nothing_for_granted_is_answered(question: str, text: str) -> None:
    assert withheld(question, said(text)) is None


GETS_THE_LATEST = "It will install the latest version of the requested tool."


@pytest.mark.parametrize(
    "question",
    ["latest version of lamp?", "what is the latest version", "hey, whats the newest release?",
     "which version is the latest", "ok and what's the current version right now?"],
)  # fmt: skip
def test_the_latest_version_is_a_number(question: str) -> None:
    assert withheld(question, said(GETS_THE_LATEST)) is Reason.NOT_IN_SOURCES
    assert withheld(question, said("The latest version is 4.2.")) is None


@pytest.mark.parametrize(
    "question",
    ["how do i get the latest version", "does it install the latest version?",
     "what does the latest version of the tool do", "what happens to the current version"],
)  # fmt: skip
def test_what_else_is_asked_about_it_needs_none(question: str) -> None:
    assert withheld(question, said(GETS_THE_LATEST)) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who is right, the keeper or the board?", "The board said that the keeper left."),
        ("which side is right", "The keeper wants more oil."),
        ("is the war good or bad?", "The war began in 1912."),
        ("what do you think of the keeper", "The keeper lives in the tower."),
        ("who should i vote for as chair", "The meeting elected Ida Voss as chair."),
        ("is the lamp good?", "The lamp has 60 watts."),
        ("which editor is the best", "There are two editors, Ed and Vi."),
        ("which editor is better?", "Ann says that Ed is better."),
        ("should i use tabs", "Some people say that tabs are better."),
        ("ok but should we leave then?", "Critics argue that everybody should leave."),
    ],
)
def test_a_verdict_that_the_source_does_not_give_is_none(question: str, text: str) -> None:
    assert withheld(question, said(text)) is Reason.NOT_IN_SOURCES


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who is right, the keeper or the board?", "In this the keeper was right."),
        ("which editor is the best", "We recommend Ed."),
        ("whats better, ssd or hdd", "An SSD is likely to be faster."),
        ("should i put ublock in it", "It's strongly discouraged to install add-ons."),
        ("should i raise it to 7?", "High hop counts often lead to network issues."),
        ("should i press ok", "Press it if the message says that the disk is full."),
        ("whats the best way to back up", "Copy the folder."),
        ("is it good to clean the lamp", "Clean the lamp once a year."),
        ("who said that the keeper left?", "The board said that the keeper left."),
    ],
)
def test_what_a_source_recommends_itself_stays_answered(question: str, text: str) -> None:
    assert withheld(question, said(text)) is None


def test_it_is_shown_as_near_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Talks\n\nThe leader rejected the talks in May.\n", "utf-8")
    library = Library(tmp_path / "index")
    build(library, "c", find_sources(tmp_path), HashingEncoder(), max_bytes=10_000)
    settings = AnswerSettings(min_confidence=0, near_confidence=0)
    answerer = Answerer(HashingEncoder(), settings, WordReader("in May"))
    part = Part(library.get("c"))
    answer = answerer.ask("Why did the leader accept the talks?", [part])
    assert (answer.tier, answer.quotes) == (Tier.NEAR, ())
    assert answer.refusal is not None
    assert answer.refusal.reason is Reason.FALSE_PREMISE
    assert "rejected" in answer.near[0].text
    assert answerer.ask("Why did the leader reject the talks?", [part]).tier is Tier.SURE


LAMP = "The lamp is lit at dusk. How it is lit depends on the weather."


def asked(tmp_path: Path, text: str, question: str) -> Answer:
    (tmp_path / "a.md").write_text(text, "utf-8")
    library = Library(tmp_path / "index")
    build(library, "c", find_sources(tmp_path), HashingEncoder(), max_bytes=10_000)
    settings = AnswerSettings(min_confidence=0, near_confidence=0)
    return Answerer(HashingEncoder(), settings).ask(question, [Part(library.get("c"))])


@pytest.mark.parametrize(
    "question", ["how is the lamp lit in discord.py", "how is the lamp lit with kubernetes?",
                 "when was the lamp lit in 1912"],
)  # fmt: skip
def test_what_is_asked_about_a_name_that_no_source_has_is_not_answered(
    tmp_path: Path, question: str
) -> None:
    answer = asked(tmp_path, f"# The lamp\n\n{LAMP}\n", question)
    assert answer.tier is Tier.NEAR
    assert answer.missing[-1] in question


@pytest.mark.parametrize(
    "question", ["how is the lamp lit in a storm", "how is the lamp lit without matches",
                 "how is the lamp lit in 30 seconds", "how is the lamp lit in 2024"],
)  # fmt: skip
def test_other_words_may_have_synonyms_and_a_dated_source_has_its_year(
    tmp_path: Path, question: str
) -> None:
    dated = f"---\ndate: 2024-05-17\n---\n# The lamp\n\n{LAMP}\n"
    assert asked(tmp_path, dated, question).tier is Tier.SURE


def test_names_are_not_told_from_words_in_sources_of_another_language(tmp_path: Path) -> None:
    german = "# Die Lampe\n\nDie Lampe wird am Abend von den Wärtern angezündet.\n"
    assert asked(tmp_path, german, "Wer zündet die Lampe in Tüllmünde an?").tier is Tier.SURE
