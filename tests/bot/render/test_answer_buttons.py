"""What stands below answers and refusals, in every language, over hostile sources and names."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.offer import offer_at
from bot.ground.place import DIRECT, Place
from bot.render.answer import render_answer, render_further
from bot.render.answer_buttons import Offer
from bot.render.layout import Rendered
from bot.render.nearest import render_nearest
from bot.render.read_back import citations_of, question_in_ours
from bot.speech.say import say, speaking
from index.answering.quoting import WORTH_A_LOOK, further
from index.citations.citation import cites
from index.types import Answer, Passage, Reading, Reason
from tests.support.factories import answer, document, hit, passage_of, quote_of
from tests.support.rendered import CONTAINER, check_limits, components, problems, read
from tests.support.shown_source import OF_SOURCES
from tests.support.strategies import (
    LOCALES,
    TERSE,
    answers_with_quotes,
    long_text,
    passages,
    quotes,
    refusals,
)

EVERYTHING = Offer(share=True, human=True)
offers = st.builds(Offer, st.booleans(), st.booleans())
language = st.sampled_from(LOCALES)


def sent(rendered: Rendered) -> Any:
    return SimpleNamespace(components=list(rendered["view"].children))


@given(st.one_of(answers_with_quotes(), refusals()), offers, language, long_text)
@settings(TERSE, max_examples=80)
def test_any_answer_with_any_buttons_is_within_the_limits(
    shown: Answer, offer: Offer, locale: Any, note: str
) -> None:
    with speaking(locale):
        rendered = render_answer(shown, offer, f"shared by {note[:80]}".replace("\n", " "))
    check_limits(rendered)
    assert problems(rendered) == []


@pytest.mark.parametrize("locale", LOCALES)
@given(st.lists(quotes(), min_size=5, max_size=5))
@settings(TERSE, max_examples=15)
def test_five_quotes_that_differ_and_everything_that_can_be_pressed_fit(
    locale: Any, five: list[Any]
) -> None:
    with speaking(locale):
        most = answer(*five, conflict=tuple(five), candidates=(*five, scored("Nobody", 1.0, None)))
        rendered = render_answer(most, EVERYTHING, "x" * 150)
        assert say("more-quotes") in [button["label"] for button in components(rendered, 2)]
    check_limits(rendered)
    assert problems(rendered) == []


@given(answers_with_quotes(), language)
@settings(TERSE, max_examples=40)
def test_further_quotes_are_shown_as_any_are_under_a_head_that_says_so(
    shown: Answer, locale: Any
) -> None:
    with speaking(locale):
        rendered = render_further(shown, shown.quotes)
        head = say("further-quotes")
    check_limits(rendered)
    assert problems(rendered) == []
    assert read(rendered)[1].of("bold") == [head]
    assert len(citations_of(sent(rendered))) == len(shown.quotes)


@given(refusals(), language)
@settings(TERSE, max_examples=60)
def test_nothing_near_can_be_taken_for_an_answer(refused: Answer, locale: Any) -> None:
    with speaking(locale):
        rendered = render_nearest(refused)
    check_limits(rendered)
    assert problems(rendered) == []
    assert components(rendered, CONTAINER) == []
    head, *others = read(rendered)
    assert head.kinds() <= {"subtext", "bold"}
    assert set().union(*(part.kinds() for part in others)) <= {"subtext", *OF_SOURCES}


@given(st.lists(passages(), min_size=1, max_size=3))
@settings(TERSE, max_examples=30)
def test_what_stands_nearest_is_told_with_its_place(near: list[Passage]) -> None:
    rendered = render_nearest(answer(nearest=tuple(near)))
    first = read(rendered)[0].text
    assert first.endswith("Closest passages I found – they may not answer your question:")
    assert any("paragraph" in part.text for part in read(rendered)[1:])


def test_below_closest_texts_only_what_they_do_not_show_is_shown() -> None:
    near = quote_of(document(), "The light was automated in 1983.")
    other = passage_of(document(), "Nobody was hurt, but the light was out")
    refused = answer(near=(near,), nearest=(near.context,), hits=(hit(near.context), hit(other)))
    head, words, _ = read(render_nearest(refused))
    assert head.text.endswith("More passages that come close – they may not answer your question:")
    assert words.text == other.text
    [nothing] = read(render_nearest(replace(refused, hits=(hit(near.context),))))
    assert nothing.text.endswith("I found nothing else close to this question.")


@given(answers_with_quotes(), st.lists(passages(), max_size=4))
@settings(TERSE, max_examples=60)
def test_further_quotes_and_passages_fit_one_message(shown: Answer, others: list[Passage]) -> None:
    rendered = render_further(shown, shown.quotes, others[: 4 - len(shown.quotes)])
    check_limits(rendered)
    assert problems(rendered) == []


def test_the_words_of_a_near_passage_are_shown_plainly() -> None:
    near = passage_of(document(), "Nobody was hurt, but the light was out")
    _, words, place = read(render_nearest(answer(nearest=(near,))))
    assert words.text == near.text
    assert words.kinds() == set()
    assert place.text.startswith("Skerry Point Lighthouse › The storm › paragraph 2")


def test_a_refusal_off_topic_offers_no_near_passages() -> None:
    near = (passage_of(document(), "Nobody was hurt"),)
    labels = [b["label"] for b in components(render_answer(answer(reason=Reason.OFF_TOPIC)), 2)]
    assert "Closest passages" not in labels
    assert "Closest passages" in [
        b["label"] for b in components(render_answer(answer(nearest=near)), 2)
    ]


def test_the_question_is_recalled_from_whatever_is_shown_of_it() -> None:
    quoted = quote_of(document(), "Nobody was hurt")
    given_answer = answer(quoted, question="Was *anybody* hurt?")
    for rendered in (
        render_answer(given_answer, EVERYTHING, "shared by Ada"),
        render_further(given_answer, [quoted]),
        render_nearest(replace(given_answer, quotes=())),
    ):
        assert question_in_ours(sent(rendered)) == "Was *anybody* hurt?"


def test_sharing_is_offered_only_for_what_is_private_in_a_server() -> None:
    assert offer_at(DIRECT, None) == Offer()
    assert offer_at(Place(1, 2), None) == Offer()
    assert offer_at(Place(1, 2, private=True), None) == Offer(share=True)


def scored(words: str, score: float, reading: float | None) -> Any:
    read_ = None if reading is None else Reading(reading)
    return replace(quote_of(document(), words), score=score, reading=read_)


def test_further_quotes_are_not_far_below_the_first_one() -> None:
    share, reading = WORTH_A_LOOK
    first = scored("The light was automated in 1983.", 1.0, 3.0)
    near = scored("Nobody was hurt", share, reading)
    unread = scored("The last keeper", share, None)
    far = scored("Skerry Point", share - 0.01, 3.0)
    unlikely = scored("In January", 1.0, reading - 0.01)
    others = [near, unread, far, unlikely]
    asked = answer(first, candidates=(first, *others))
    assert further(asked, others) == (near, unread)
    refused = answer(candidates=(first, *others))
    assert further(refused, others) == (), "a refusal has no quotes to add"


def test_a_quote_is_known_by_its_citation_although_its_source_has_changed() -> None:
    old, new = document(), document(f"Newer. {document().text}")
    rendered = render_answer(answer(quote_of(old, "Nobody was hurt")))
    (citation,) = citations_of(sent(rendered))
    assert cites(citation, quote_of(new, "Nobody was hurt"))
    assert not cites(citation, quote_of(new, "The last keeper"))


def test_what_needs_the_question_alone_is_not_offered_where_it_followed_another() -> None:
    given_answer = answer(quote_of(document(), "Nobody was hurt"), question="Was anybody hurt?")
    for followed in (False, True):
        shown = render_answer(replace(given_answer, followed=followed), Offer(share=True))
        labels = [button["label"] for button in components(shown, 2)]
        assert ("Share with everyone" in labels) is not followed
