"""Drawing a quote takes little work, however long it is and whatever its source holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.answer import render_answer
from bot.render.excerpt import Excerpt
from index.text.dress.shown_text import shown_lines
from index.types import Markup, Quote
from tests.support.factories import answer, document, quote
from tests.support.hostile_markdown import markdown_document
from tests.support.strategies import TERSE, quotes
from tests.support.work import work_of

SHORT, LONG = 2_000, 8_000  # code points
UNITS = {
    "words": "keeper ", "marks": "*a* ", "brackets": "(a) ", "sentences": "It went (up). ",
    "pictures": "😀 ", "code": "`a` ",
}  # fmt: skip
MOST_GROWTH = 6  # of the work for four times the text; were it squared, it would be 16
NESTED = {
    "emphasis": ("*", "*"), "bold": ("**", "**"), "elements": ("<b>", "</b>"),
    "links": ("[", "](x)"), "pictures": ("![", "](x)"),
}  # fmt: skip


def whole(text: str, markup: Markup = Markup.PLAIN) -> Quote:
    return quote(document(text, markup=markup), 0, len(text))


def drawing(quoted: Quote) -> int:
    shown_lines(quoted.document, 0, quoted.end)  # what a source holds is found once
    return work_of(lambda: render_answer(answer(quoted)))


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_folded_of_a_quote_takes_no_work(unit: str) -> None:
    short, long = (whole(UNITS[unit] * (size // len(UNITS[unit]))) for size in (SHORT, LONG))
    drawing(short)
    assert drawing(long) <= 1.2 * drawing(short)


@pytest.mark.parametrize("row", ["| keeper | lamp |\n", "| **|** |\n", "| `a` | *b* |\n"])
def test_the_rows_of_a_table_that_no_message_can_hold_take_no_work(row: str) -> None:
    def table(size: int) -> Quote:
        return whole(f"| a | b |\n|---|---|\n{row * (size // len(row))}", Markup.MARKDOWN)

    short, long = table(LONG), table(4 * LONG)
    drawing(short)
    assert drawing(long) <= 2 * drawing(short)


@pytest.mark.parametrize("marks", NESTED)
def test_marks_within_marks_take_work_as_there_are_of_them(marks: str) -> None:
    before, after = NESTED[marks]
    sources = [
        document(before * count + "a" + after * count, markup=Markup.MARKDOWN)
        for count in (100, 400)
    ]
    few, many = (
        work_of(lambda source=source: shown_lines(source, 0, len(source.text)))
        for source in sources
    )
    assert many <= MOST_GROWTH * few


@pytest.mark.parametrize("unit", ["\n    2) ", "    code\n"])
def test_a_source_that_repeats_one_thing_takes_work_as_there_is_of_it(unit: str) -> None:
    sources = [markdown_document(unit * count) for count in (100, 400)]
    few, many = (
        work_of(lambda source=source: shown_lines(source, 0, len(source.text)))
        for source in sources
    )
    assert many <= MOST_GROWTH * few


@given(quotes(), st.integers(0, 4_000))
@TERSE
def test_an_excerpt_fits_where_its_markup_does(quoted: Quote, room: int) -> None:
    shown = Excerpt(quoted, quoted.start, quoted.end)
    cost = shown.cost()
    assert shown.cost_within(room) == (cost if cost <= room else None)
    assert shown.cost_within(cost) == cost
