"""A quote in its context: the pages cover the source, and each is what the source says."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from discord import Locale
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.render.answer import render_answer
from bot.render.context import CONTEXT_PAGE_UNITS, page_cost, render_context
from bot.render.excerpt import QuoteAltered
from bot.render.layout import Rendered
from bot.render.limits import MESSAGE_TEXT, units
from bot.render.markdown import ELLIPSIS
from bot.render.pointer_codec import OPENS, TURNS, Opening, opener, opening_in, turner
from bot.render.quote_markup import APART
from bot.speech.say import speaking
from index.citations.citation import State, citation_of
from index.citations.context import Pointer, surroundings_in
from index.citations.context_atoms import Cited, joined
from index.citations.context_pages import ContextPage, page_around
from index.types import Document, Landmark, Quote
from tests.support.factories import LIGHTHOUSE, answer, document, quote, quote_of
from tests.support.rendered import check_limits, components, problems, read, texts
from tests.support.shown_source import OF_SOURCES, has_rows_or_numbers, in_order, seen_of_source
from tests.support.strategies import LOCALES, TERSE, documents, quotes
from tests.support.visible_text import inked

SMALL = 60  # a page on which little has room: many pages


def letters(_cited: Cited, piece: Any) -> int:
    return len(piece.text)


def cited(quoted: Quote) -> Cited:
    return Cited(quoted.document, quoted.start, quoted.end, quoted.answer)


def pointer(quoted: Quote) -> Pointer:
    shown = quoted.answer and (quoted.answer[0] - quoted.start, quoted.answer[1] - quoted.start)
    return Pointer(citation_of(quoted), quoted.start, shown)


def pages(
    quoted: Quote, room: int = CONTEXT_PAGE_UNITS, cost: Any = page_cost
) -> list[ContextPage]:
    """All of them, from the source's beginning to its end, by turning one by one."""
    middle = page_around(cited(quoted), 0, room, cost)
    found = [middle]
    while found[0].before:
        found.insert(0, page_around(cited(quoted), found[0].number - 1, room, cost))
    while found[-1].after:
        found.append(page_around(cited(quoted), found[-1].number + 1, room, cost))
    return found


def inner(document_: Document, start: int, end: int) -> str:
    return re.sub(r"\s", "", document_.text[start:end])


def covered(found: list[ContextPage]) -> list[int]:
    """The offsets of what is shown and can be seen, in the order in which it is."""
    pieces = [piece for page in found for piece in page.pieces]
    text = pieces[0].document.text
    return [at for p in pieces for at in range(p.start, p.end) if not text[at].isspace()]


def visible_offsets(quoted: Quote) -> list[int]:
    text = quoted.document.text
    spans = quoted.document.paragraphs
    return [at for a, b in spans for at in range(a, b) if not text[at].isspace()]


def said(rendered: Rendered) -> str:
    return "\n".join(texts(rendered))


# --- the pages ---------------------------------------------------------------------------------


@given(quotes(), st.sampled_from([(SMALL, letters), (CONTEXT_PAGE_UNITS, page_cost)]))
@settings(TERSE, max_examples=80)
def test_the_pages_hold_each_paragraph_once_and_in_order(
    quoted: Quote, by: tuple[int, Any]
) -> None:
    found = pages(quoted, *by)
    expected = visible_offsets(quoted)
    if any(a < quoted.end and quoted.start < b for a, b in quoted.document.paragraphs):
        assert covered(found) == expected
    else:  # words that stand in no paragraph are shown beside them
        assert set(expected) <= set(covered(found))
    assert [page.number for page in found] == list(
        range(found[0].number, found[0].number + len(found))
    )


@given(quotes())
@settings(TERSE, max_examples=80)
def test_the_middle_page_begins_no_later_than_the_quote(quoted: Quote) -> None:
    middle = page_around(cited(quoted), 0, CONTEXT_PAGE_UNITS, page_cost)
    first, last = middle.pieces[0], middle.pieces[-1]
    text = quoted.document.text
    ink = quoted.start + len(quoted.text) - len(quoted.text.lstrip())
    if any(a <= ink < b and not text[ink].isspace() for a, b in quoted.document.paragraphs):
        assert first.start <= ink < last.end


@given(quotes())
@settings(TERSE, max_examples=40)
def test_turning_past_the_end_shows_the_last_page(quoted: Quote) -> None:
    found = pages(quoted)
    for far, page in ((9_999, found[-1]), (-9_999, found[0])):
        assert page_around(cited(quoted), far, CONTEXT_PAGE_UNITS, page_cost) == page


def test_turning_the_pages_of_a_source_measures_each_piece_of_it_once() -> None:
    text = "and the sea went on " * 400 + "until dawn."
    measured: list[tuple[int, int]] = []

    def cost(_cited: Cited, piece: Any) -> int:
        measured.append((piece.start, piece.end))
        return len(piece.text)

    quoted = quote(document(text), 0, len(text))
    page_around(cited(quoted), 9_999, 200, cost)
    once = len(measured)
    assert len(pages(quoted, 200, cost)) > 20
    assert len(measured) == once


@given(st.lists(st.sampled_from(["e\u0301", "👩\u200d🚒", "❤\ufe0f", "a", " "]), max_size=80))
def test_no_page_begins_within_a_character(characters: list[str]) -> None:
    text = "x" + "".join(characters) + "x"
    source = document(text, headings=())
    for page in pages(quote(source, 0, len(text)), 9, letters):
        assert not any(joined(text, piece.start) for piece in page.pieces)


def test_paragraphs_are_left_whole_where_a_page_can_hold_them() -> None:
    night = "\n\n".join(f"Night {n}. " + "The wind was north. " * 4 + "So?" for n in range(60))
    source = document(night)
    for page in pages(quote_of(source, "Night 30.")):
        assert [(p.start, p.end) for p in page.pieces] == [
            span
            for span in source.paragraphs
            if page.pieces[0].start <= span[0] < page.pieces[-1].end
        ]
        assert not any(piece.begun or piece.goes_on for piece in page.pieces)


def test_a_quote_that_is_longer_than_a_page_goes_on_below() -> None:
    text = "and the sea went on " * 900 + "until dawn."
    source = document(text)
    found = pages(quote(source, 0, len(text)))
    assert found[0].number == 0
    assert len(found) > 5
    assert "".join(inner(source, p.start, p.end) for page in found for p in page.pieces) == inner(
        source, 0, len(text)
    )
    assert all(piece.text.startswith("and the") or piece.begun for piece in found[0].pieces)


def test_a_sentence_that_stands_twice_is_marked_where_it_was_quoted() -> None:
    source = document("The lamp was lit. The fog came.\n\nThe lamp was lit. The fog went.")
    second = source.text.rindex("The lamp")
    found = surroundings_in(
        source,
        pointer(quote(source, second, second + 17)),
        0,
        room=CONTEXT_PAGE_UNITS,
        cost=page_cost,
    )
    assert found.cited is not None
    assert found.cited.start == second


def test_words_that_moved_are_found_nearest_to_where_they_stood() -> None:
    old = document("The fog came. The lamp was lit.")
    new = document("The lamp was lit. " + "Rain. " * 90 + "The lamp was lit.")
    found = surroundings_in(
        new, pointer(quote_of(old, "The lamp was lit.")), 0, room=CONTEXT_PAGE_UNITS, cost=page_cost
    )
    assert found.state is State.QUOTE_STANDS
    assert found.cited is not None
    assert found.cited.start == 0


# --- what is shown -----------------------------------------------------------------------------


def opened(*quoted: Quote, index: int = 0, number: int = 0) -> Opening:
    return Opening(tuple(map(pointer, quoted)), index, number)


INVISIBLE = document("The lamp.\n\n\x00")  # a paragraph of which nobody sees anything


@given(quotes(), st.integers(-3, 3), st.integers(1, 5), st.sampled_from(LOCALES))
@example(quote_of(INVISIBLE, "The lamp."), 0, 1, Locale.american_english)
@settings(TERSE, max_examples=80)
def test_any_page_is_the_source_s_own_words_within_a_message(
    quoted: Quote, number: int, count: int, language: Locale
) -> None:
    opening = opened(*[quoted] * count, number=number)
    found = surroundings_in(
        quoted.document, opening.pointers[0], number, room=CONTEXT_PAGE_UNITS, cost=page_cost
    )
    assert found.page is not None
    with speaking(language):
        try:
            rendered = render_context(found, opening)
        except QuoteAltered as error:  # pragma: no cover - a failure
            raise AssertionError(quoted) from error
    check_limits(rendered)
    assert problems(rendered) == []
    shown = read(rendered)[1]
    source = quoted.document
    if not has_rows_or_numbers(source):
        assert inked("".join(shown.of("quote"))).replace(APART, "") == "".join(
            seen_of_source(source, piece.start, piece.end) or inked(piece.text) or ELLIPSIS
            for piece in found.page.pieces
        )
        marked = inked("".join(shown.of("bold")))
        assert in_order(marked, inked(quoted.text)), "without the headings within it"
    assert shown.kinds() <= {"quote", "bold", "underline", "subtext", *OF_SOURCES}
    assert units(said(rendered)) <= MESSAGE_TEXT


@given(documents())
@settings(TERSE, max_examples=30)
def test_what_is_gone_shows_nothing_of_the_source(source: Document) -> None:
    gone = quote_of(document(), "The light was automated in 1983.")
    found = surroundings_in(source, pointer(gone), 0, room=CONTEXT_PAGE_UNITS, cost=page_cost)
    assert found.state is State.QUOTE_GONE
    rendered = render_context(found, opened(gone))
    assert all("quote" not in part.kinds() for part in read(rendered))
    check_limits(rendered)


def test_the_answering_words_are_underlined_and_the_headings_stand_above() -> None:
    quoted = quote_of(document(), "The light was automated in 1983.", "in 1983")
    found = surroundings_in(document(), pointer(quoted), 0, room=CONTEXT_PAGE_UNITS, cost=page_cost)
    rendered = render_context(found, opened(quoted))
    (_, shown, place) = read(rendered)
    assert shown.of("underline") == ["in 1983"]
    assert shown.of("bold") == ["The light was automated in 1983."]
    assert "The storm" in shown.text
    assert place.text == "Skerry Point Lighthouse › The keepers › paragraph 1 · 2024-05-17"


def test_each_button_of_a_context_shows_what_it_says() -> None:
    text = "\n\n".join(f"Night {n} was dark." for n in range(900))
    source = document(text, landmarks=(Landmark(0, "Nights"),))
    first, second = quote_of(source, "Night 450 was dark."), quote_of(source, "Night 9 was dark.")
    opening = opened(first, second)
    found = surroundings_in(source, opening.pointers[0], 0, room=CONTEXT_PAGE_UNITS, cost=page_cost)
    rendered = render_context(found, opening)
    message = sent(rendered)
    names = [part["custom_id"] for part in components(rendered, 2) if "custom_id" in part]
    up, back, down, one, two = (opening_in(message, name) for name in names)
    shortened_ = Opening(tuple(map(cut, opening.pointers)))
    assert up == replace(shortened_, number=-1)
    assert back == one == shortened_
    assert down == replace(shortened_, number=1)
    assert two == replace(shortened_, index=1)
    disabled = [part.get("disabled", False) for part in components(rendered, 2)][-5:]
    assert disabled == [False, True, False, True, False]


def cut(pointer_: Pointer) -> Pointer:
    """As a button remembers it: with shortened digests."""
    c = pointer_.citation
    short = replace(c, document=c.document[:10], source=c.source[:8], words=c.words[:8])
    return replace(pointer_, citation=short)


def sent(rendered: Rendered) -> Any:
    return SimpleNamespace(components=list(rendered["view"].children))


@given(st.lists(quotes(), min_size=1, max_size=5), st.data())
@settings(TERSE, max_examples=40)
def test_an_answer_s_button_points_to_each_of_its_quotes(
    shown: list[Quote], data: st.DataObject
) -> None:
    message = sent(render_answer(answer(*shown)))
    index = data.draw(st.integers(0, len(shown) - 1))
    opening = opening_in(message, opener(index, shown))
    assert opening is not None
    for pointer_, quoted in zip(opening.pointers, shown, strict=True):
        assert pointer_.start == quoted.start
        assert citation_of(quoted).words.startswith(pointer_.citation.words)
        expected = pointer(quoted).answer
        assert pointer_.answer == (expected if expected and expected[1] <= 0xFFFF else None)


@given(st.text(max_size=90))
def test_a_name_that_we_did_not_make_opens_nothing(text: str) -> None:
    message = sent(render_answer(answer(quote_of(document(), "Nobody was hurt"))))
    for prefix in (OPENS, TURNS):
        opening = opening_in(message, prefix + text)
        assert opening is None or opening.index < len(opening.pointers)


def test_the_furthest_page_fits_a_name() -> None:
    quoted = quote_of(document(), "Nobody was hurt")
    for number in (10**9, -(10**9)):
        assert len(turner("d", opened(quoted, number=number))) <= 100


# --- a long quote ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("language", LOCALES)
def test_a_long_quote_is_folded_and_all_of_it_can_be_read(count: int, language: Locale) -> None:
    text = "keeper " * 2000 + "end."
    long = quote(document(text), 0, len(text))
    with speaking(language):
        rendered = render_answer(answer(*[long] * count))
    check_limits(rendered)
    assert problems(rendered) == []
    message = sent(rendered)
    names = [part["custom_id"] for part in components(rendered, 2) if "custom_id" in part]
    openings = [opening_in(message, name) for name in names if name.startswith(OPENS)]
    reachable = {
        at for one in openings if one for at in (range(count) if not one.index else [one.index])
    }
    assert reachable == set(range(count))
    if count < 4:
        assert len(openings) == 1 + count, "each has its own Read on"


def test_the_lighthouse_is_read_from_end_to_end() -> None:
    (page,) = pages(quote_of(document(), "Nobody was hurt"))
    assert [piece.headings for piece in page.pieces] == [("The keepers",), ("The storm",)]
    assert all(piece.text in LIGHTHOUSE for piece in page.pieces)
