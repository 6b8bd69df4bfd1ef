from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from bot.render.answer import render_answer
from bot.render.answer_buttons import Offer
from bot.render.vote_buttons import vote_in
from index.cli.show_answer import CLOSEST, NO_ANSWER, WHY
from index.types import Answer, Passage, Quote, Reason
from tests.support.factories import answer, document, hit, passage_of, quote, quote_of
from tests.support.rendered import (
    BUTTON,
    CONTAINER,
    check_limits,
    components,
    links,
    problems,
    read,
    words,
)
from tests.support.shown_source import OF_SOURCES
from tests.support.strategies import TERSE, answers_with_quotes


def near_answer(*near: Quote, **changes: Any) -> Answer:
    return replace(answer(**changes), near=near)


@given(answers_with_quotes())
@TERSE
def test_nothing_in_any_closest_text_looks_like_an_answer(given_answer: Answer) -> None:
    rendered = render_answer(near_answer(*given_answer.quotes))
    check_limits(rendered)
    assert problems(rendered) == []
    assert components(rendered, CONTAINER) == []
    head, *others = read(rendered)
    assert head.of("bold") == [CLOSEST]
    assert set().union(*(part.kinds() for part in others)) <= {"subtext", *OF_SOURCES}


def test_the_closest_text_is_shown_with_its_place_and_link() -> None:
    near = quote_of(document(), "The light was automated in 1983.", "in 1983")
    rendered = render_answer(near_answer(near, missing=("foghorn",), nearest=(near.context,)))
    head, text, place = read(rendered)
    assert "I couldn't find this word: “foghorn”." in head.text
    assert NO_ANSWER not in words(rendered)
    assert text.text == near.text
    assert text.marks == []
    assert place.text.startswith("Skerry Point Lighthouse › The keepers › paragraph 1")
    assert links(rendered)[0].startswith(str(document().url))


@pytest.mark.parametrize(("beside", "offered"), [("Nobody was hurt", True), ("automated", False)])
def test_more_passages_are_offered_if_there_is_one_of_which_nothing_is_shown(
    beside: str, offered: bool
) -> None:
    near = quote_of(document(), "The light was automated in 1983.", "in 1983")
    found = (hit(passage_of(document(), beside)),)
    rendered = render_answer(near_answer(near, hits=found, nearest=(near.context,)))
    labels = [button["label"] for button in components(rendered, BUTTON)]
    assert ("More passages" in labels) is offered
    assert "Closest passages" not in labels


def test_of_a_long_section_the_paragraphs_next_to_the_closest_text_are_shown() -> None:
    parts = [f"Part {n}. {'It burns. ' * 45}".strip() for n in range(1, 5)]
    source = document("\n\n".join(parts))
    near = quote_of(source, "Part 2.")
    around = Passage(source, 0, len(source.text))
    rendered = render_answer(near_answer(replace(near, context=around)))
    assert read(rendered)[1].text.split("\n\n") == parts[:3]


def test_the_closest_text_that_denies_a_premise_stands_below_that_suspicion() -> None:
    near = quote_of(document(), "Nobody was hurt")
    denied = read(render_answer(near_answer(near, reason=Reason.FALSE_PREMISE)))[0].text
    assert WHY[Reason.FALSE_PREMISE] in denied
    other = read(render_answer(near_answer(near)))[0].text
    assert WHY[Reason.FALSE_PREMISE] not in other


def test_a_server_that_does_not_want_the_closest_text_gets_the_refusal() -> None:
    near = quote_of(document(), "The light was automated in 1983.")
    refused = near_answer(near, nearest=(near.context,))
    shown = words(render_answer(refused, Offer(closest=False)))
    assert NO_ANSWER in shown
    assert "automated in" not in shown


@pytest.mark.parametrize(
    ("answered", "offer", "tier"),
    [
        (answer(quote_of(document(), "The light was automated in 1983.")), Offer(), "sure"),
        (near_answer(quote_of(document(), "The light was automated in 1983.")), Offer(), "near"),
        (
            near_answer(quote_of(document(), "The light was automated in 1983.")),
            Offer(closest=False),
            "none",
        ),
    ],
    ids=["answer", "closest", "refusal"],
)
def test_the_buttons_for_a_vote_name_the_tier_of_what_is_shown(
    answered: Answer, offer: Offer, tier: str
) -> None:
    names = [
        part.get("custom_id", "") for part in components(render_answer(answered, offer), BUTTON)
    ]
    assert [name for name in names if name.startswith("vote1:")] == [
        f"vote1:up:{tier}",
        f"vote1:down:{tier}",
    ]
    assert vote_in(f"vote1:up:{tier}") == ("up", tier)
    assert vote_in("vote1:down") == ("down", "")  # below older messages


def test_at_most_three_closest_texts_are_shown_each_short_enough_to_read() -> None:
    source = document("\n\n".join(f"Line {n}. " + "keeper " * 400 for n in range(5)))
    near = [quote(source, start, end) for start, end in source.paragraphs]
    shown = read(render_answer(near_answer(*near)))
    assert [n for n in range(5) if any(f"Line {n}." in part.text for part in shown)] == [0, 1, 2]
    assert sum(part.text.endswith("[…]") for part in shown) == 3


def test_a_long_closest_text_gets_the_room_that_short_ones_leave() -> None:
    long, *short = ("It burns. " * 140).rstrip(), "It is lit.", "It is out."
    source = document("\n\n".join([long, *short]))
    shown = read(render_answer(near_answer(*(quote_of(source, words) for words in (long, *short)))))
    assert shown[1].text == long
