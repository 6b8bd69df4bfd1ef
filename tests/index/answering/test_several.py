"""Several questions in one message: told apart where that is sure, and answered one by one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.as_json import answer_record
from index.answering.followups import Turn, may_lean
from index.answering.several import MOST, told_apart
from index.answering.together import asked_in_turn, together
from index.evaluation import Judgement, Outcome
from index.types import Answer, Tier
from tests.support.factories import answer, document, quote_of
from tests.support.paths import ROOT
from tests.support.strategies import hostile_words

CANNED_FOLDER = ROOT / "tests" / "canned"
CANNED = sorted((CANNED_FOLDER / "several").glob("*.jsonl"))
RECORDS = [json.loads(line) for file in CANNED for line in file.read_text("utf-8").splitlines()]
LAMP = quote_of(document(), "Its lamp burned colza oil")
LIGHT = quote_of(document(), "The light was automated in 1983.", "1983")
APART = {
    "how do i install it and where are the logs kept? also does it run on arm": (
        "how do i install it",
        "where are the logs kept?",
        "does it run on arm",
    ),
    "hi! what port does it use? and does it need a database? thanks": (
        "what port does it use?",
        "does it need a database?",
    ),
    "i moved to lisbon. how do i change my address? i broke my phone. who pays for repairs?": (
        "i moved to lisbon. how do i change my address?",
        "i broke my phone. who pays for repairs?",
    ),
    "how many vacation days do we get and when is payday in the US?": (
        "how many vacation days do we get",
        "when is payday in the US?",
    ),
    "how do i tag a snapshot, how do i limit the upload, and how do i exclude a folder?": (
        "how do i tag a snapshot",
        "how do i limit the upload",
        "how do i exclude a folder?",
    ),
}
ONE = [
    "how do i set a cookie, is that even possible?",
    "what is a blueprint? i mean a nested one",
    "can i mount a snapshot on windows? does that work?",
    "found a cheaper flight, can i just book it myself and expense it?",
    "who founded the club and when",
    "how long is the sabbatical and how do i apply",
    "who decided to skip ten days and what for",
    "can an admin find out who broke the wall and what they took",
    "What year was Temüjin, who became Genghis Khan, likely born?",
    "does the bell also work for a hashtag",
    "how are you? how do i install it",
    "i use fedora. how do i install it",
    "how do i get the licence and where do i put the key",
    "is there a nightly dump, and does that include the songs",
    "when i press the button and it is dark, can the lamp burn?",
    "HOW LONG IS THE SABBATICAL AND HOW DO I APPLY",
    "do i mark it as spam? report a mail first or",
]


@pytest.mark.parametrize(("message", "questions"), APART.items())
def test_what_surely_asks_several_things_is_divided(
    message: str, questions: tuple[str, ...]
) -> None:
    assert told_apart(message) == questions


@pytest.mark.parametrize("message", ONE)
def test_what_may_ask_one_thing_is_not_divided(message: str) -> None:
    assert told_apart(message) == (message,)


def test_no_canned_message_is_divided_where_a_person_sees_one_question() -> None:
    for record in RECORDS:
        if len(record["questions"]) == 1:
            assert told_apart(record["message"]) == (record["message"],)


def test_of_peoples_single_questions_only_two_are_divided_and_these_hold_two() -> None:
    files = [*(CANNED_FOLDER / "people").glob("*.jsonl"), *(CANNED_FOLDER / "talk").glob("*.jsonl")]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    asked = [json.loads(line)["question"] for line in lines]
    divided = {question for question in asked if len(told_apart(question)) > 1}
    assert len(asked) > 2899
    assert divided == {
        "when is the next core dev sprint and does the psf pay for flights?",
        "is there an official docker image from papermc and what tag do i pull for velocity",
    }


def test_most_canned_messages_of_several_questions_are_divided_as_a_person_would() -> None:
    several = [record for record in RECORDS if len(record["questions"]) > 1]
    rightly = [
        record
        for record in several
        if len(told_apart(record["message"])) == len(record["questions"])
    ]
    assert len(rightly) >= 0.65 * len(several)


WORDS = "how do i what is it the that and also , ? . install logs where can restic when who"
asked_words = st.sampled_from(WORDS.split(" "))


@given(st.lists(asked_words, max_size=30).map(" ".join) | hostile_words | st.text())
def test_each_question_is_a_slice_of_the_message_in_its_order(message: str) -> None:
    found, at = told_apart(message), 0
    assert found
    for question in found:
        at = message.index(question, at) + len(question)


def said(question: str, turn: Turn | None) -> Answer:
    quotes = {"lamp": (LAMP,), "light": (LIGHT,)}.get(question, ())
    return answer(*quotes, question=question, followed=turn is not None)


def test_each_question_is_asked_after_the_one_before() -> None:
    turns: list[Turn | None] = []

    def ask(question: str, turn: Turn | None) -> Answer:
        turns.append(turn)
        return said(question, None)

    asked_in_turn("lamp? light?", ("lamp", "light"), ask, None)
    assert [turn and turn.question for turn in turns] == [None, "lamp"]


def test_every_question_keeps_its_own_tier_and_all_that_is_shown_is_in_the_answer() -> None:
    near = replace(answer(question="near"), near=(LAMP,))
    parts = (near, said("light", None), answer(question="horn"))
    whole = together("near? light? horn?", parts)
    assert [part.tier for part in whole.parts] == [Tier.NEAR, Tier.SURE, Tier.NONE]
    assert (whole.quotes, whole.near, whole.tier) == ((LIGHT,), (LAMP,), Tier.SURE)
    assert whole.confidence == parts[1].confidence
    assert whole.candidates[0] == LIGHT
    assert whole.refusal is None


def test_of_more_questions_than_are_answered_the_others_are_named() -> None:
    questions = ("lamp", "light", "horn", "keeper", "boat")
    whole = asked_in_turn("…", questions, said, None)
    assert [part.question for part in whole.parts] == list(questions[:MOST])
    assert whole.unasked == questions[MOST:]


def test_two_questions_that_one_quote_answers_are_one_which_follows_the_turn_before() -> None:
    turns: dict[str, Turn | None] = {}

    def ask(question: str, turn: Turn | None) -> Answer:
        turns[question] = turn
        return answer(LAMP, question=question)

    message, before = "which lamp? which oil?", Turn("is there a light?", ())
    whole = asked_in_turn(message, ("which lamp?", "which oil?"), ask, before)
    assert (whole.parts, whole.question) == ((), message)
    assert turns[message] is before


def test_what_follows_refers_to_the_last_question() -> None:
    whole = asked_in_turn("…", ("lamp", "light"), said, None)
    turn = Turn.of(whole)
    assert (turn.question, len(turn.cited)) == ("light", 1)
    assert Turn.recalled("how do i tag a snapshot? where are logs kept?", ()).question == (
        "where are logs kept?"
    )


def test_only_the_first_question_decides_whether_the_one_before_is_needed() -> None:
    assert may_lean("and dogs? also how do i become a member of the club")
    assert not may_lean("how do i become a member of the club? also does it include meals")


def test_a_judged_line_of_several_questions_is_not_right_by_what_is_only_near() -> None:
    horn = quote_of(document("The horn is loud."), "The horn is loud.")
    near = replace(answer(question="near"), near=(horn,))
    whole = together("near? light?", (near, said("light", None)))
    outcomes = [
        Outcome(Judgement("1", whole.question, (held,), ""), whole, (), 0.0)
        for held in ("loud", "1983")
    ]
    assert [one.verdict.shown_right for one in outcomes] == [False, True]
    assert all(one.verdict.tier is Tier.SURE for one in outcomes)
    assert len(outcomes[0].shown) == 2


def test_as_data_the_answer_has_its_parts() -> None:
    record = answer_record(asked_in_turn("…", ("lamp", "horn"), said, None))
    assert [part["tier"] for part in record["parts"]] == ["sure", "none"]
    assert len(record["quotes"]) == 1
