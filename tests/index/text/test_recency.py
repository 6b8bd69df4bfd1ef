"""Which questions ask how things are at present: "now" and "still" mostly say something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.recency import MOST_CHARACTERS, asks_for_now


@pytest.mark.parametrize(
    "question",
    [
        "who is the president of iran now",
        "who sits on the foundation board now?",
        "where is the asia summit now, i heard they moved it",
        "what are parse_obj and dict called now",
        "how many people are in the slack right now",
        "what is the latest version",
        "whats the newest release?",
        "the current opening hours please",
        "is yast still in a fresh install of 16?",
        "ok and are you on twitter still",
        "will v1 still get security patches",
        "which windows does 14 still run on, i have 7",
        "do you support python 3.7 any more?",
        "when is the next online sprint",
        "As of today, who leads the party?",
    ],
)
def test_a_question_of_how_things_are_is_recognised(question: str) -> None:
    assert asks_for_now(question)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "what now?",
        "lost my yubikey on the train. what now",
        "now i want the missing bit back. is it gone?",
        "i still have the old zip, how do i open it",
        "i deleted a file weeks ago and it STILL quotes it",
        "bot shouldnt react in #general any more",
        "did that, still nothing happens",
        "how do i connect them now?",
        "nothing in latest.log, why",
        "how to update, running :latest in compose",
        "how do i go to the next line",
        "what is next to the tower?",
        "is my current folder wrong?",
        "who was the president in 1998",
        "why is one of them red and another has a star next to it",
    ],
)
def test_what_only_has_such_a_word_is_not(question: str) -> None:
    assert not asks_for_now(question)


def test_a_long_story_is_not() -> None:
    story = "the lamp was lit. " * 40 + "who is the keeper now"
    assert len(story) > MOST_CHARACTERS
    assert not asks_for_now(story)


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert asks_for_now(text) in {True, False}
