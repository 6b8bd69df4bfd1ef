"""Draw the frame of an answer: the question, and each quote with its place, within its room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import ui

from bot.render.answer_buttons import QUOTES, most_folded, read_on
from bot.render.excerpt import MORE
from bot.render.excerpt_choice import excerpt, need
from bot.render.layout import COLOUR, bold, linked, place_line, small, text_item
from bot.render.limits import MESSAGE_TEXT, shares, units
from bot.render.links import link_to
from bot.render.markdown import ELLIPSIS
from bot.render.refusal import asked
from bot.speech.say import say
from index.answering.conflicts import order_of
from index.types import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.excerpt import Excerpt
    from index.types import Answer, Quote

FOLDED = 1_200  # units of a quote in prose; the rest of a longer one is folded
UNFOLDED = frozenset({QuoteKind.STEPS, QuoteKind.CODE})  # as long as a message can hold them


def panel_of(
    answer: Answer, notes: Sequence[str], room: int = MESSAGE_TEXT, *, reads_on: bool = True
) -> ui.Container[ui.LayoutView]:
    """Build the frame: the question, ``notes``, and each quote with its place and link.

    Its text has at most ``room`` units. ``reads_on``: folded quotes have a *Read on* while there
    are components left for it.
    """
    panel: ui.Container[ui.LayoutView] = ui.Container(accent_colour=COLOUR)
    panel.add_item(text_item(asked(answer)))
    if notes:
        panel.add_item(text_item("\n".join(notes)))
    foldable = most_folded(len(answer.quotes[:QUOTES])) if reads_on else 0
    for number, shown in enumerate(_excerpts(answer, notes, room)):
        if number:
            panel.add_item(ui.Separator())
        unfolds = shown.shortened and foldable > 0
        foldable -= unfolds
        panel.add_item(text_item(_with_marks(shown)))
        if unfolds:
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


def notes_on(answer: Answer) -> list[str]:
    """Write how the quotes of an answer belong together, or of when the first is."""
    return [line for line in (_differ(answer), _as_of(answer), _sides(answer)) if line]


def _excerpts(answer: Answer, notes: Sequence[str], room: int) -> list[Excerpt]:
    """Give each quote its share of the room, and divide the rest of it for context."""
    quotes = answer.quotes[:QUOTES]
    if not quotes:
        return []
    marks = units(MORE) + units(folded("show-in-context")) + units(folded("read-on")) + 2
    frame = units(asked(answer)) + sum(units(line) + 1 for line in notes)
    frame += sum(units(place_line(quote)) + marks for quote in quotes)
    room = max(0, room - frame)
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
