"""A reply to several questions: each under its words, within Discord's limits, never mixed up."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.render.answer import render_answer
from bot.render.answer_buttons import Offer
from bot.render.limits import MESSAGE_TEXT, units
from bot.render.read_back import citations_of, names_in, question_in_ours
from index.answering.together import together
from index.cli.show_answer import CLOSEST, NO_ANSWER
from index.types import Answer
from tests.support.factories import answer, document, quote_of
from tests.support.rendered import CONTAINER, check_limits, components, problems, texts, words
from tests.support.strategies import TERSE, answers, long_text, some_quotes

LAMP = answer(quote_of(document(), "Its lamp burned colza oil"), question="which oil?")
LIGHT = answer(quote_of(document(), "The light was automated in 1983."), question="since when?")
HORN = answer(question="is there a horn?", missing=("horn",))
NEAR = replace(answer(question="who kept it?"), near=LAMP.quotes)
ALL = Offer(share=True, human=True)


def sent(rendered: Any) -> Any:
    return SimpleNamespace(components=list(rendered["view"].children))


@st.composite
def near_answers(draw: st.DrawFn) -> Answer:
    return replace(answer(question=draw(long_text)), near=draw(some_quotes))


parts_of_any = st.lists(answers | near_answers(), min_size=1, max_size=3)


@given(parts_of_any, long_text, st.lists(long_text, max_size=3))
@settings(TERSE, max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_any_reply_to_several_questions_is_within_discords_limits(
    parts: list[Answer], message: str, unasked: list[str]
) -> None:
    rendered = render_answer(together(message[:1000], parts, unasked), ALL)
    check_limits(rendered)
    assert problems(rendered) == []


def test_each_question_stands_above_what_it_gets() -> None:
    shown = words(render_answer(together("asked", (LAMP, HORN, LIGHT))))
    order = ["asked", "which oil?", "colza", "is there a horn?", NO_ANSWER, "since when?"]
    assert [shown.index(one) for one in order] == sorted(shown.index(one) for one in order)


def test_only_what_is_sure_has_a_frame() -> None:
    rendered = render_answer(together("asked", (LAMP, NEAR, HORN)))
    (frame,) = components(rendered, CONTAINER)
    assert "colza" in str(frame)
    assert CLOSEST in words(rendered)


def test_the_message_remembers_all_that_was_asked_and_cited() -> None:
    message = "which oil? since when? is there a horn?"
    ours = sent(render_answer(together(message, (LAMP, LIGHT, HORN)), ALL))
    assert question_in_ours(ours) == message
    assert len(citations_of(ours)) == 2


def test_no_button_asks_for_more_quotes_of_all_at_once() -> None:
    rendered = render_answer(together("asked", (LAMP, LIGHT)), ALL)
    kinds = [name.partition(":")[0] for name in names_in(sent(rendered))]
    assert kinds == ["cx1", "st1", "sh1", "hu1", "vote1", "vote1"]
    refused = render_answer(together("asked", (HORN, HORN)), ALL)
    assert [name.partition(":")[0] for name in names_in(sent(refused))] == [
        "hu1", "vote1", "vote1",
    ]  # fmt: skip


def test_what_has_no_room_is_named() -> None:
    quotes = tuple(
        quote_of(document(), one)
        for one in ("Its lamp burned colza oil", "The light was automated in 1983.")
    )
    disputed = [
        answer(*quotes, question=question, conflict=quotes)
        for question in ("since when?", "until when?", "which oil?")
    ]
    linked = [
        replace(one, quotes=tuple(_linked(quote) for quote in one.quotes)) for one in disputed
    ]
    shown = words(render_answer(together("asked", linked, ("by whom?",)), ALL))
    assert "separately: “which oil?” and “by whom?”" in shown


def _linked(quote: Any) -> Any:
    source = replace(quote.document, url="https://example.org/lighthouse")
    return replace(quote, document=source, context=replace(quote.context, document=source))


def test_long_quotes_share_the_room() -> None:
    source = document("It was so. " * 900)
    long_ones = [
        answer(quote_of(source, source.text[:at]), question=f"how {at}?") for at in (3000, 4000)
    ]
    rendered = render_answer(together("asked", long_ones), ALL)
    assert sum(map(units, texts(rendered))) <= MESSAGE_TEXT
    assert "how 4000?" in words(rendered)


def test_of_a_long_question_the_end_is_shown() -> None:
    told = replace(LAMP, question="i moved to the coast and so on, " * 20 + "which oil is it?")
    shown = words(render_answer(together("asked", (told, LIGHT)), ALL))
    assert "so on, which oil is it?" in shown
    assert shown.count("i moved") < 8
