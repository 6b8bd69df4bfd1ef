"""Comparisons: both sides, each by a quote of its own, if no passage tells them apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.answering.both_sides import both_sides
from index.text.comparisons import ComparedPair
from index.types import Answer, Quote, Reason, Tier
from tests.support import factories
from tests.support.factories import document, passage_of, quote_of

QUESTION = "Whats the difference between a group and a household?"
COMPARED = ComparedPair("group", "household")
GROUP, HOUSEHOLD = "A group shares nothing.", "A household shares recipes."
BOTH = "A household is a part of a group, but shares more."
NO_DIFFERENCE = "Name the group and the household."


def of(text: str, name: str = "") -> Quote:
    return quote_of(document(text, id=name or text, title="Terms"), text)


def sure(quote: Quote, confidence: float = 0.8) -> Answer:
    return factories.answer(quote, confidence=confidence, evidence=confidence)


def near(quote: Quote) -> Answer:
    return factories.answer(near=(quote,))


def answering(**answers: Answer) -> Callable[[str], Answer]:
    """Look up by the last word of the question."""
    return lambda question: answers[question.rstrip("?").split()[-1]]


SIDES = answering(group=sure(of(GROUP), 0.5), household=sure(of(HOUSEHOLD), 0.9))
REFUSED = factories.answer(question=QUESTION)


@pytest.mark.parametrize("whole", [REFUSED, sure(of(GROUP)), near(of(GROUP))])
def test_both_are_shown_as_sure_as_the_less_sure(whole: Answer) -> None:
    answer = both_sides(QUESTION, COMPARED, whole, SIDES)
    assert [quote.text for quote in answer.quotes] == [GROUP, HOUSEHOLD]
    assert answer.candidates[:2] == answer.quotes
    assert (answer.tier, answer.refusal, answer.near) == (Tier.SURE, None, ())
    assert (answer.confidence, answer.evidence) == (0.5, 0.5)
    assert answer.sides == ("group", "household")
    assert answer.question == whole.question


@pytest.mark.parametrize("whole", [sure(of(BOTH)), near(of(BOTH))])
def test_a_passage_that_has_both_is_left_as_it_is(whole: Answer) -> None:
    assert both_sides(QUESTION, COMPARED, whole, SIDES) is whole


def test_a_passage_that_has_both_and_no_difference_gives_way_to_both_sides() -> None:
    answer = both_sides(QUESTION, COMPARED, sure(of(NO_DIFFERENCE)), SIDES)
    assert [quote.text for quote in answer.quotes] == [GROUP, HOUSEHOLD]


def test_without_sides_it_is_near_and_no_answer() -> None:
    nothing = answering(group=REFUSED, household=REFUSED)
    whole = sure(of(NO_DIFFERENCE))
    answer = both_sides(QUESTION, COMPARED, whole, nothing)
    assert (answer.tier, answer.quotes, answer.near) == (Tier.NEAR, (), whole.quotes)
    assert answer.refusal is not None
    assert answer.refusal.reason is Reason.NOT_IN_SOURCES
    assert both_sides(QUESTION, COMPARED, whole, nothing, least=0.9).tier is Tier.NONE


def test_two_sentences_of_one_shown_passage_are_not_two_sides() -> None:
    page = document(f"{GROUP} {HOUSEHOLD}")
    shown = passage_of(page, page.text)
    sides = [replace(quote_of(page, text), context=shown) for text in (GROUP, HOUSEHOLD)]
    found = answering(group=sure(sides[0]), household=sure(sides[1]))
    assert both_sides(QUESTION, COMPARED, REFUSED, found) is REFUSED


def test_a_name_of_two_words_is_no_two_words_apart() -> None:
    whole = sure(of("A uvx alias is provided for uv tool run; the two are equivalent."))
    pair = ComparedPair("uvx", "uv run")
    assert both_sides("uvx vs uv run", pair, whole, lambda _question: REFUSED).tier is Tier.NEAR


def test_one_side_alone_changes_nothing() -> None:
    sides = answering(group=sure(of(GROUP)), household=REFUSED)
    assert both_sides(QUESTION, COMPARED, REFUSED, sides) is REFUSED


def test_a_quote_that_does_not_have_its_side_changes_nothing() -> None:
    sides = answering(group=sure(of("A team shares nothing.")), household=sure(of(HOUSEHOLD)))
    assert both_sides(QUESTION, COMPARED, REFUSED, sides) is REFUSED


def test_sides_that_are_only_near_are_shown_as_near() -> None:
    sides = answering(group=near(of(GROUP)), household=sure(of(HOUSEHOLD)))
    answer = both_sides(QUESTION, COMPARED, REFUSED, sides)
    assert (answer.tier, answer.sides) == (Tier.NEAR, ())
    assert [quote.text for quote in answer.near] == [GROUP, HOUSEHOLD]
    whole = sure(of(GROUP))
    assert both_sides(QUESTION, COMPARED, whole, sides) is whole


def test_which_is_better_is_not_answered_by_what_each_is() -> None:
    answer = both_sides("group vs household, which is better?", COMPARED, REFUSED, SIDES)
    assert answer.tier is Tier.NEAR
    assert len(answer.near) == 2


def test_nothing_is_near_a_question_off_topic() -> None:
    assert REFUSED.refusal is not None
    off = replace(REFUSED, refusal=replace(REFUSED.refusal, reason=Reason.OFF_TOPIC))
    sides = answering(group=near(of(GROUP)), household=near(of(HOUSEHOLD)))
    assert both_sides(QUESTION, COMPARED, off, sides) is off


def test_two_names_of_the_same_words_are_not_told_apart() -> None:
    same = ComparedPair("index.md", "_index.md")
    assert both_sides("index.md vs _index.md", same, REFUSED, SIDES) is REFUSED
