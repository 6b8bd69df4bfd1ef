from __future__ import annotations

from datetime import date

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.answer import render_answer
from bot.render.layout import render_lines, render_notice
from bot.render.limits import COMPONENTS, MESSAGE_TEXT, units
from bot.render.lists import render_help, render_sources, render_standings
from bot.render.quote_line import NOWHERE
from bot.render.quote_markup import APART
from index.answering.refusal import MAX_PLACES
from index.citations.citation import Standing
from index.cli.show_answer import NO_ANSWER
from index.types import Answer, Document, Markup, Quote
from tests.support.discord_markdown import MarkdownState
from tests.support.rendered import (
    CONTAINER,
    check_limits,
    components,
    payload,
    problems,
    read,
    texts,
    walk,
)
from tests.support.shown_source import has_rows_or_numbers, prose_of_source, seen_of_source
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


@given(answers)
@TERSE
def test_any_answer_is_within_discords_limits_and_passes_its_published_rules(
    given_answer: Answer,
) -> None:
    check_limits(render_answer(given_answer))
    assert problems(render_answer(given_answer)) == []


@given(answers_with_quotes())
@TERSE
def test_any_answer_shows_quotes_as_they_stand_with_what_answers_marked_and_nothing_else_active(
    given_answer: Answer,
) -> None:
    parts = read(render_answer(given_answer))
    only_our_formatting_is_active(parts)
    quoting = [part for part in parts if "quote" in part.kinds()]
    assert len(quoting) == len(given_answer.quotes)
    for part, quoted in zip(quoting, given_answer.quotes, strict=True):
        it_stands_so_in_its_source(part, quoted)
        what_answers_or_nothing_is_bold(part, quoted)
        the_words_that_answer_or_none_are_underlined(part, quoted)


def it_stands_so_in_its_source(part: MarkdownState, quoted: Quote) -> None:
    source = quoted.document
    if has_rows_or_numbers(source):
        return  # what is ours in these is looked at in test_quote_markup
    for block in part.of("quote"):
        drawn = inked(block).replace(APART, "")
        assert drawn in seen_of_source(source) or drawn in inked(source.text)


def what_answers_or_nothing_is_bold(part: MarkdownState, quoted: Quote) -> None:
    source = quoted.document
    if source.markup is Markup.MARKDOWN:
        return  # the source may have bold of its own
    answering = source.text[slice(*(quoted.core or (quoted.start, quoted.end)))]
    assert inked(answering).startswith(inked("".join(part.of("bold"))))


def the_words_that_answer_or_none_are_underlined(part: MarkdownState, quoted: Quote) -> None:
    source, answering = quoted.document, quoted.answer or NOWHERE
    if has_rows_or_numbers(source):
        return
    raw = not seen_of_source(source, quoted.start, quoted.end)
    if underlined := inked("".join(part.of("underline"))):
        expected = source.text[slice(*answering)] if raw else ""
        assert underlined == (inked(expected) or prose_of_source(source, *answering))


def only_our_formatting_is_active(parts: list[MarkdownState]) -> None:
    kinds = set().union(*(part.kinds() for part in parts))
    assert kinds <= {
        "quote", "bold", "underline", "subtext", "italic", "strike", "code", "fence", "list",
    }  # fmt: skip


@given(refusals())
@TERSE
def test_nothing_in_any_refusal_looks_like_a_quote(refused: Answer) -> None:
    rendered = render_answer(refused)
    parts = read(rendered)
    assert components(rendered, CONTAINER) == []
    assert set().union(*(part.kinds() for part in parts)) <= {"bold", "subtext", "code"}
    assert [part.of("bold") for part in parts] == [[NO_ANSWER], *([[]] * (len(parts) - 1))]
    assert len(parts) <= 1 + MAX_PLACES + 1


@given(st.lists(documents(), max_size=5), st.integers(1, 80))
@settings(TERSE, max_examples=30)
def test_any_list_of_sources_is_within_the_limits(sources: list[Document], times: int) -> None:
    rendered = render_sources(sources * times)
    check_limits(rendered)
    assert problems(rendered) == []


@given(long_text)
@settings(TERSE, max_examples=30)
def test_any_notice_and_any_help_are_within_the_limits(text: str) -> None:
    for rendered in (render_notice(text), render_help([text] * 9)):
        check_limits(rendered)
        assert problems(rendered) == []


@given(st.lists(standings(), max_size=5), st.dates())
@settings(TERSE, max_examples=30)
def test_any_word_on_an_old_answer_is_within_the_limits(
    found: list[Standing], asked_on: date
) -> None:
    rendered = render_standings(found, asked_on)
    check_limits(rendered)
    assert problems(rendered) == []


@given(st.lists(long_text, min_size=1, max_size=60), st.booleans())
@settings(TERSE, max_examples=20)
def test_any_lines_of_ours_are_within_the_limits(lines: list[str], pressed: bool) -> None:
    told = [f"- {line[:900].strip() or 'x'}" for line in lines]
    buttons = [discord.ui.Button(label="Clear", custom_id="x")] if pressed else []
    body = payload(render_lines(told, *buttons))
    assert sum(map(units, texts(render_lines(told, *buttons)))) <= MESSAGE_TEXT
    assert len(walk(body["components"])) <= COMPONENTS
