"""Render the reply to a question on Discord: an answer or a refusal.

Every message uses Components V2, as ``docs/explanation/messages.md`` explains. An answer is a
framed panel of block quotes. Everything else is plain text without frame or quote, so that nothing
can be mistaken for an answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord import ui

from bot.render.answer_buttons import (
    NOTHING,
    QUOTES,
    answer_rows,
    further_rows,
    most_folded,
    read_on,
)
from bot.render.excerpt import MORE
from bot.render.excerpt_choice import excerpt, need
from bot.render.layout import COLOUR, bold, linked, message, place_line, small, text_item
from bot.render.limits import MESSAGE_TEXT, shares, units
from bot.render.links import link_to
from bot.render.markdown import ELLIPSIS
from bot.render.refusal import asked, render_refusal
from bot.speech.say import say
from index.answering.conflicts import order_of
from index.types import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.answer_buttons import Offer
    from bot.render.excerpt import Excerpt
    from bot.render.layout import Rendered
    from index.types import Answer, Quote

FOLDED = 1_200  # units of a quote in prose; the rest of a longer one is folded
UNFOLDED = frozenset({QuoteKind.STEPS, QuoteKind.CODE})  # as long as a message can hold them


def render_answer(answer: Answer, offer: Offer = NOTHING, *notes: str) -> Rendered:
    """Render ``answer``: its quotes, best first, each with its place; or a refusal.

    ``offer`` says which buttons to add; ``notes`` are lines of our own above the quotes.

    :raises QuoteAltered: a quote to be sent differs from its source.
    """
    if answer.abstained:
        return render_refusal(answer, offer)
    lines = [*map(small, notes), *filter(None, [_differ(answer), _as_of(answer), _sides(answer)])]
    return message(_panel(answer, lines), *answer_rows(answer, offer))


def render_further(answer: Answer, quotes: Sequence[Quote]) -> Rendered:
    """Render ``quotes``, which rank below those of ``answer``, under a heading of their own.

    :raises QuoteAltered: a quote to be sent differs from its source.
    """
    further = replace(answer, quotes=tuple(quotes), conflict=())
    panel = _panel(further, [bold(say("further-quotes"))])
    return message(panel, *further_rows(quotes[:QUOTES]))


def _panel(answer: Answer, notes: Sequence[str]) -> ui.Container[ui.LayoutView]:
    """Build the frame: the question, ``notes``, and each quote with its place and link."""
    panel: ui.Container[ui.LayoutView] = ui.Container(accent_colour=COLOUR)
    panel.add_item(text_item(asked(answer)))
    if notes:
        panel.add_item(text_item("\n".join(notes)))
    foldable = most_folded(len(answer.quotes[:QUOTES]))
    for number, shown in enumerate(_excerpts(answer, notes)):
        if number:
            panel.add_item(ui.Separator())
        reads_on = shown.shortened and foldable > 0
        foldable -= reads_on
        panel.add_item(text_item(_with_marks(shown)))
        if reads_on:
            on = read_on(number, answer.quotes[:QUOTES])
            panel.add_item(ui.Section(text_item(folded("read-on")), accessory=on))
        elif shown.shortened:
            panel.add_item(text_item(folded("show-in-context")))
        panel.add_item(linked(place_line(shown.quote), _link(shown.quote), say("source")))
    return panel


def folded(button: str) -> str:
    """Return the line below a folded quote, which names the button that shows the rest."""
    return small(f"[{ELLIPSIS}] {say('folded', button=say(button))}")


def shortened() -> str:
    """Return the line below a quote that was cut, for messages without a button to read on."""
    return small(f"[{ELLIPSIS}] {say('shortened')}")


def _excerpts(answer: Answer, notes: Sequence[str] = ()) -> list[Excerpt]:
    """Give each quote its share of the message, and divide the rest of the room for context."""
    quotes = answer.quotes[:QUOTES]
    if not quotes:
        return []
    marks = units(MORE) + units(folded("show-in-context")) + units(folded("read-on")) + 2
    frame = units(asked(answer)) + sum(units(line) + 1 for line in notes)
    frame += sum(units(place_line(quote)) + marks for quote in quotes)
    room = MESSAGE_TEXT - frame
    needs = [need(quote, _most(quote)) for quote in quotes]
    wanted = [
        _most(quote) if needed is None else needed
        for quote, needed in zip(quotes, needs, strict=True)
    ]
    given = shares(wanted, room)
    spare = (room - sum(given)) // len(quotes)
    return [
        excerpt(quote, own if needed is None else own + spare)
        for quote, needed, own in zip(quotes, needs, given, strict=True)
    ]


def _most(quote: Quote) -> int:
    """Return how many units of a quote are shown at once, if there is room."""
    return MESSAGE_TEXT if quote.kind in UNFOLDED else FOLDED


def _with_marks(shown: Excerpt) -> str:
    """Write the block quote, and small marks outside it where text is left out."""
    lines = [MORE] if shown.more_before else []
    lines.append(shown.written())
    if shown.more_after:
        lines.append(MORE)
    return "\n".join(lines)


def _differ(answer: Answer) -> str:
    """Write that the quotes contradict each other, or "" if they do not."""
    if not answer.conflict:
        return ""
    return bold(say(f"differ-{order_of(answer.conflict)}", count=len(answer.conflict)))


def _as_of(answer: Answer) -> str:
    """Write the date of the source if it was asked how things are now, or "" without one."""
    return bold(say("as-of", date=answer.as_of.isoformat())) if answer.as_of else ""


def _sides(answer: Answer) -> str:
    """Write that each quote is on one of the things that are compared, or "" if they are not."""
    return bold(say("sides")) if answer.sides else ""


def _link(quote: Quote) -> str | None:
    return link_to(quote.locator.url, quote.text)
