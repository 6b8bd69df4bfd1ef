"""What is sent in each of our languages, and that whoever hears it read aloud misses nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.admin.long_work import DONE, LEFT, Step
from bot.render.answer import render_answer
from bot.render.check import render_checked
from bot.render.layout import Rendered, render_notice
from bot.render.lists import render_help, render_sources, render_standings
from bot.render.quote_markup import APART
from bot.speech.say import LANGUAGES, said_in, say, speaking
from index.answering.conflicts import Order
from index.citations.check import (
    Change,
    Checked,
    CheckVerdict,
    CriticalKind,
    LeftOut,
    Matter,
    Typography,
)
from index.citations.citation import Standing
from index.types import Answer, Document, Reason, Span
from tests.support.discord_markdown import MarkdownState
from tests.support.factories import answer, document, passage_of, quote_of
from tests.support.fluent_texts import messages, variables
from tests.support.rendered import (
    BUTTON,
    CONTAINER,
    check_limits,
    components,
    problems,
    read,
    texts,
)
from tests.support.shown_source import has_rows_or_numbers, seen_of_source
from tests.support.strategies import (
    TERSE,
    answers,
    answers_with_quotes,
    documents,
    long_text,
    refusals,
    standings,
)
from tests.support.visible_text import inked

LONGEST_LABEL = 80
SOURCE = document()
AUTOMATED = "The light was automated in 1983."
SUSPECTED = {
    "en": "may assume",
    "de": "vielleicht",
    "fr": "peut-être",
    "es": "Quizá",
    "pt": "talvez",
    "ja": "かもしれません",
}
languages = st.sampled_from(LANGUAGES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@st.composite
def checks(draw: st.DrawFn) -> Checked:
    source = draw(documents())
    start = draw(st.integers(0, len(source.text) - 1))
    place = Span(source, start, draw(st.integers(start + 1, len(source.text))))
    claim = draw(long_text)
    change = st.builds(
        Change, st.just(0), st.integers(0, len(claim)), st.one_of(st.none(), st.just(place))
    )
    matter = st.builds(Matter, st.sampled_from(CriticalKind), st.just(place))
    matters = st.lists(matter, max_size=9).map(tuple)
    missing = st.builds(LeftOut, st.just(0), st.just(0), st.just(place), matters)
    return Checked(
        claim,
        draw(st.sampled_from(CheckVerdict)),
        (place,) * draw(st.integers(0, 4)),
        tuple(draw(st.lists(st.sampled_from(Typography), unique=True))),
        tuple(draw(st.lists(change, max_size=9))),
        partial=draw(st.booleans()),
        left_out=tuple(draw(st.lists(missing, max_size=9))),
        attribution=draw(long_text),
    )


def check(rendered: Rendered) -> None:
    """Within the limits, by our reckoning and by Discord's rules, and nothing without words."""
    check_limits(rendered)
    assert problems(rendered) == []
    assert [button for button in components(rendered, BUTTON) if not in_words(button)] == []


def in_words(button: dict[str, Any]) -> bool:
    label = button.get("label") or ""
    return has_letters(label) and len(label) <= LONGEST_LABEL


def has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


# --- any answer in any language ----------------------------------------------------------


@given(answers, languages)
@settings(TERSE, max_examples=120)
def test_any_answer_in_any_language_is_one_that_discord_takes(
    given_answer: Answer, language: str
) -> None:
    with speaking(language):
        check(render_answer(given_answer))


@given(checks(), languages)
@settings(TERSE, max_examples=80)
def test_any_check_in_any_language_is_one_that_discord_takes(
    checked: Checked, language: str
) -> None:
    with speaking(language):
        check(render_checked(checked))


@given(st.lists(documents(), max_size=5), st.integers(1, 80), languages)
@settings(TERSE, max_examples=40)
def test_any_list_of_sources_in_any_language_is_one_that_discord_takes(
    sources: list[Document], times: int, language: str
) -> None:
    with speaking(language):
        check(render_sources(sources * times))


@given(st.lists(standings(), max_size=5), st.dates(), long_text, languages)
@settings(TERSE, max_examples=60)
def test_any_other_word_in_any_language_is_one_that_discord_takes(
    found: list[Standing], on: date, text: str, language: str
) -> None:
    with speaking(language):
        for rendered in (
            render_standings(found, on),
            render_help([text] * 9),
            render_notice(say("error-no-corpus", name=text)),
            render_notice(f"{say('failed')} {say('reference', code='abcdef')}"),
        ):
            check(rendered)


@given(answers_with_quotes(), languages)
@TERSE
def test_a_quote_is_the_same_in_any_language(given_answer: Answer, language: str) -> None:
    with speaking(language):
        parts = [part for part in read(render_answer(given_answer)) if "quote" in part.kinds()]
    assert len(parts) == len(given_answer.quotes)
    for part, quoted in zip(parts, given_answer.quotes, strict=True):
        source = quoted.document
        for block in part.of("quote") if not has_rows_or_numbers(source) else []:
            drawn = inked(block).replace(APART, "")
            assert drawn in seen_of_source(source) or drawn in inked(source.text)


@given(refusals(), languages)
@TERSE
def test_nothing_in_a_refusal_of_any_language_looks_like_a_quote(
    refused: Answer, language: str
) -> None:
    with speaking(language):
        rendered = render_answer(refused)
    parts = read(rendered)
    assert components(rendered, CONTAINER) == []
    assert set().union(*(part.kinds() for part in parts)) <= {"bold", "subtext", "code"}
    refusal = said_in(language, "no-answer")
    assert [part.of("bold") for part in parts] == [[refusal], *([[]] * (len(parts) - 1))]


# --- read aloud: without colour, without bold, without emoji ------------------------------


def aloud(rendered: Rendered) -> str:
    """What is left of a message for who sees neither colour nor emphasis nor a frame."""
    labels = [button["label"] for button in components(rendered, BUTTON)]
    return "\n".join([*(plain(part) for part in read(rendered)), *labels])


def plain(part: MarkdownState) -> str:
    return "".join(c for c in part.text if unicodedata.category(c) not in ("So", "Sk", "Cf"))


@every_language
def test_read_aloud_an_answer_and_a_refusal_cannot_be_mixed_up(language: str) -> None:
    near = passage_of(SOURCE, "Nobody was hurt")
    with speaking(language):
        answered = aloud(render_answer(answer(quote_of(SOURCE, AUTOMATED))))
        refused = [aloud(render_answer(answer(reason=why, nearest=(near,)))) for why in Reason]
    assert all(said_in(language, "no-answer") in text for text in refused)
    assert all(said_in(language, "nearest") in text for text in refused)
    assert len(set(refused)) == len(Reason), "each reason is said in words"
    assert said_in(language, "no-answer") not in answered
    assert said_in(language, "source") in answered


@every_language
def test_read_aloud_each_verdict_is_a_word(language: str) -> None:
    with speaking(language):
        said = [aloud(render_checked(Checked("x", verdict))) for verdict in CheckVerdict]
    assert len(set(said)) == len(CheckVerdict)
    for verdict, text in zip(CheckVerdict, said, strict=True):
        word = said_in(language, f"verdict-{verdict}")
        assert text.startswith(word)
        assert word == word.upper(), "stressed even without bold"
        assert has_letters(word)


@every_language
def test_read_aloud_what_was_put_in_and_what_left_out_are_told_apart(language: str) -> None:
    there = Span(SOURCE, 0, 6)
    changes = (Change(0, 3, there), Change(0, 3, None), Change(0, 0, there))
    with speaking(language):
        text = aloud(render_checked(Checked("abc", CheckVerdict.CHANGED, (), (), changes)))
    lines = text.split("\n")[1:]
    assert len(lines) == len(changes)
    words = [re.sub(r"abc|Skerry", "", line) for line in lines]
    assert len(set(words)) == len(changes)
    assert all(map(has_letters, words))


@every_language
def test_no_text_needs_an_emoji_and_none_is_without_words(language: str) -> None:
    for text, entry in messages(language).items():
        if text == "why-not-in-sources":
            continue  # nothing is added
        values = dict.fromkeys(variables(entry), 3)
        written = said_in(language, text, **values)
        # Without letters of its own it is a frame, such as quotation marks around a name.
        assert has_letters(written) or values, f"{language}: {text}"
        assert [c for c in written if unicodedata.category(c) == "So"] == [], f"{language}: {text}"


@every_language
def test_how_far_work_is_stands_in_figures_beside_its_bar(language: str) -> None:
    with speaking(language):
        line = Step("reading", 3, 12).line
    said = line.replace(DONE, "").replace(LEFT, "")
    assert said_in(language, "stage-reading") in said
    assert re.findall(r"\d+", said) == ["3", "12"]


@every_language
def test_sources_that_differ_are_counted_in_words_or_figures(language: str) -> None:
    counts = (2, 3, 4, 5)
    said = {said_in(language, f"differ-{order}", count=n) for order in Order for n in counts}
    assert len(said) == len(Order) * len(counts)


@every_language
def test_a_refusal_never_claims_that_a_premise_is_false(language: str) -> None:
    assert SUSPECTED[language] in said_in(language, "why-false-premise")


@every_language
def test_texts_of_a_message_hold_words_in_every_piece(language: str) -> None:
    with speaking(language):
        rendered = render_answer(answer(quote_of(SOURCE, AUTOMATED)))
    assert all(map(has_letters, texts(rendered)))
