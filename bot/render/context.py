"""A quote in its context: the paragraphs around it, as they stand in the source, page by page.

No frame: a page further down does not answer, it only stands in the same source.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord import ui

from bot.render import button_kinds
from bot.render.excerpt import Excerpt
from bot.render.layout import (
    HEADING,
    SEPARATOR,
    bold,
    linked,
    message,
    place_line,
    small,
    text_item,
)
from bot.render.limits import units
from bot.render.links import link_to
from bot.render.lists import render_standing
from bot.render.markdown import ELLIPSIS, block_quote, label
from bot.render.pointer_codec import Opening, turner
from bot.speech.say import say
from index.citations.citation import Standing, State
from index.types import Passage, Quote

if TYPE_CHECKING:
    from bot.render.layout import Rendered
    from bot.render.pointer_codec import Role
    from index.citations.context import Surroundings
    from index.citations.context_pages import Cited, ContextPage, ContextPiece

CONTEXT_PAGE_UNITS = 1_500  # units of markup on a page: what can be read without losing one's place
WIDEST_BREAK = 3  # "\n> "
HEADINGS = 2  # the innermost

Row = ui.ActionRow[ui.LayoutView]


def page_cost(cited: Cited, piece: ContextPiece) -> int:
    """At most how many units ``piece`` takes on a page, alone or joined to its neighbours."""
    text = piece.text
    bold_at, underlined = (
        (max(first - piece.start, 0), min(last, piece.end) - piece.start)
        for first, last in ((cited.start, cited.end), cited.answer or (0, 0))
    )
    trailing = WIDEST_BREAK * (len(text) - len(text.rstrip()))
    block = units(block_quote(text, bold_at, underlined))
    return block + trailing + units(_headings(piece)) + 2 * units(_mark()) + 4


def render_context(found: Surroundings, opening: Opening) -> Rendered:
    """A page of the source, what was quoted in bold; or what has become of it.

    :raises QuoteAltered: what would be sent is not what the source says.
    """
    tabs = _tabs(opening)
    if found.cited is None or found.page is None:
        gone = Standing(found.state, found.title, found.locator)
        return message(*render_standing(gone), *tabs)
    cited, page = found.cited, found.page
    said = text_item("\n".join(_said(found)))
    shown = text_item("\n\n".join(_written(cited, piece) for piece in page.pieces))
    link = link_to(cited.document.url, cited.text)
    place = linked(place_line(_placed(cited, page)), link, say("source"))
    return message(said, shown, place, *_turns(opening, page), *tabs)


def _said(found: Surroundings) -> list[str]:
    lines = [bold(say("in-context"))]
    if found.state is State.QUOTE_STANDS:
        lines.append(say("context-moved"))
    if found.page and found.page.number:
        away = found.page.number
        way = "context-below" if away > 0 else "context-above"
        lines.append(small(say(way, count=abs(away))))
    return lines


def _written(cited: Cited, piece: ContextPiece) -> str:
    """A block quote, read back; outside it, in small type, what stands above it and what is cut."""
    whole = Passage(cited.document, cited.start, cited.end)
    quote = Quote(cited.document, cited.start, cited.end, whole, 0.0, cited.answer)
    lines = [_headings(piece)] if piece.headings else []
    lines += [_mark()] if piece.begun else []
    lines.append(Excerpt(quote, piece.start, piece.end).written())
    lines += [_mark()] if piece.goes_on else []
    return "\n".join(filter(None, lines))


def _headings(piece: ContextPiece) -> str:
    written = filter(None, (label(heading, HEADING) for heading in piece.headings[-HEADINGS:]))
    line = SEPARATOR.join(written)
    return small(line) if line else ""


def _mark() -> str:
    return small(f"[{ELLIPSIS}]")


def _placed(cited: Cited, page: ContextPage) -> Cited | ContextPiece:
    """What the place is told of: the quote where it is shown, or else where the page begins."""
    first, last = page.pieces[0], page.pieces[-1]
    return cited if first.start <= cited.start < last.end else first


def _turns(opening: Opening, page: ContextPage) -> list[Row]:
    """Further up and further down, and back; none, where the page holds all of the source."""
    if not (page.before or page.after):
        return []

    def button(role: Role, text: str, number: int, possible: bool) -> ui.Button[ui.LayoutView]:
        name = turner(role, replace(opening, number=number))
        return button_kinds.TURNS.button(say(text), name, disabled=not possible)

    up = button("u", "context-up", page.number - 1, page.before)
    back = button("q", "context-back", 0, page.number != 0)
    down = button("d", "context-down", page.number + 1, page.after)
    return [ui.ActionRow(up, back, down)]


def _tabs(opening: Opening) -> list[Row]:
    """One button for each quote of the answer, where there are several."""
    if len(opening.pointers) < 2:
        return []
    row: Row = ui.ActionRow()
    for index in range(len(opening.pointers)):
        name = turner("t", Opening(opening.pointers, index))
        text = say("context-quote", number=index + 1)
        here = index == opening.index and opening.number == 0
        row.add_item(button_kinds.TURNS.button(text, name, disabled=here))
    return [row]
