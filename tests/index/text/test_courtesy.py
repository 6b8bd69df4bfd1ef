"""What people say around a question says nothing of what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.courtesy import without_courtesy

PLAIN = "how do i light the lamp"


@pytest.mark.parametrize(
    "around",
    [
        "hey guys quick question, {} thanks",
        "hi! {}",
        "heyyy {} pls",
        "yo bot u there? anyway {}",
        "sorry if this was asked before but im kinda new to all of this and i was wondering {}",
        "Sorry for the dumb question, {} thx in advance!!",
        "im new here, {} any help is appreciated",
        "can someone please tell me {} lol",
        "could you explain to me {} please",
        "does anyone here know {}, ty guys",
        "stupid question but {} :)",
        "hello everyone, i have a quick question: {} thank you so much <3",
        "hey, any idea {}, anyone?",
        "please {}",
    ],
)
def test_what_is_said_around_a_question_is_taken_off(around: str) -> None:
    assert without_courtesy(around.format(PLAIN)) == PLAIN


@given(st.text("?!", min_size=1))
def test_further_marks_at_the_end_are_taken_off(marks: str) -> None:
    assert without_courtesy(PLAIN + marks) == PLAIN + marks[0]


def test_a_question_mark_stays() -> None:
    assert without_courtesy("hi, how do i light it? thanks!") == "how do i light it?"


@pytest.mark.parametrize(
    "question",
    [
        PLAIN,
        "what is a greeting?",
        "thanks, and on windows?",
        "ok and how large?",
        "new to Python, where do i start",
        "does anyone live in the tower",
        "do you know the keeper",
        "can someone else open my account",
        "how do i say thanks to a keeper",
        "i was wondering about the lamp",
        "hi thanks",
        "who do i ask for help",
        "can i leave without telling anyone",
        "what do i ask a speaker for in advance",
        "bot didnt fix my typo",
        "do you have any ideas",
        "redirects go to http:// instead of https://",
        "ERR: link not found",
        "What is a quick question button?",
        "where is the please sign",
        "questions",
        "",
    ],
)
def test_what_is_asked_stays(question: str) -> None:
    assert without_courtesy(question) == question


@given(st.text(max_size=300))
def test_what_is_left_is_a_part_of_any_question(question: str) -> None:
    left = without_courtesy(question)
    assert left in question
    assert without_courtesy(left) in left


@given(st.lists(st.sampled_from(["hey", "guys", "thanks", "please", ":)", "lamp", ",", "?"])))
def test_any_mixture_of_courtesies_leaves_a_part(said: list[str]) -> None:
    assert without_courtesy(" ".join(said)) in " ".join(said)
