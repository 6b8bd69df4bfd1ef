"""Around a quote, further blocks of its section are shown whole."""

from __future__ import annotations

from dataclasses import replace

from bot.render.excerpt_choice import excerpt, unmarked
from index.cli.show_quote import quote_text
from index.types import Passage, Quote, QuoteKind
from tests.support.factories import document, quote_of
from tests.support.hostile_markdown import markdown_document

SOURCE = document("Take care.\n\nTo light it, open the valve.\n\nWait a minute. Then leave.\n")


def among_blocks() -> Quote:
    found = quote_of(SOURCE, "To light it, open the valve.")
    return replace(found, context=Passage(SOURCE, 0, len(SOURCE.text.rstrip())))


def test_the_blocks_around_a_quote_are_shown_on_discord_and_in_the_terminal() -> None:
    quote = among_blocks()
    assert quote.has_blocks_around
    shown = excerpt(quote, 1_000)
    assert (shown.start, shown.end) == (quote.context.start, quote.context.end)
    assert "**To light it, open the valve\\.**" in shown.written()
    assert "Wait a minute." in quote_text(quote).plain


def test_nothing_is_marked_in_a_text_that_may_not_answer() -> None:
    shown = unmarked(among_blocks(), 1_000)
    assert "Take care" in shown.written()
    assert "**" not in shown.written()


def test_what_comes_before_a_lead_in_in_its_paragraph_is_shown_above_steps() -> None:
    source = markdown_document("A lamp is lit by hand. Do it so:\n\n1. Open it.\n2. Wait.\n")
    start = source.text.index("Do it")
    quote = replace(quote_of(source, "Open it."), start=start, end=source.blocks[-1].end)
    quote = replace(quote, context=Passage(source, 0, quote.end))
    assert quote.has_blocks_around
    assert "A lamp is lit by hand" in excerpt(quote, 1_000).written()
    assert "A lamp is lit by hand" in quote_text(quote).plain


def test_a_message_without_room_shows_the_quote_alone() -> None:
    quote = among_blocks()
    shown = excerpt(quote, 50)
    assert (shown.start, shown.end) == (quote.start, quote.end)


def test_the_other_items_of_a_list_are_shown_around_one_that_answers() -> None:
    source = markdown_document("- Fill it at dusk.\n- Trim it at noon.\n- Clean it on Sundays.\n")
    item = replace(quote_of(source, "- Trim it at noon."), kind=QuoteKind.ITEM)
    quote = replace(item, context=Passage(source, 0, source.blocks[-1].end))
    markup = excerpt(quote, 1_000).written()
    assert "- Fill it at dusk" in markup
    assert "**Trim it at noon\\.**" in markup
    assert "Clean it on Sundays" in quote_text(quote).plain
    alone = replace(item, context=Passage(source, item.start, item.end))
    assert not alone.has_blocks_around
