"""Render a quote in its context: the paragraphs around it in the source, page by page.

The message has no frame, because the other pages of the source do not answer the question.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord import ui

from bot.render import button_kinds
from bot.render.excerpt import MORE, Excerpt
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
from bot.render.markdown import label
from bot.render.pointer_codec import Opening, turner
from bot.speech.say import say
from index.citations.citation import Standing, State
from index.types import Passage, Quote

if TYPE_CHECKING:
    from bot.render.layout import Rendered
    from bot.render.pointer_codec import Role
    from index.citations.context import Surroundings
    from index.citations.context_atoms import Cited, ContextPiece
    from index.citations.context_pages import ContextPage

CONTEXT_PAGE_UNITS = 1_500  # units of markup on a page; readers lose their place in longer ones
WIDEST_BREAK = 3  # "\n> "
HEADINGS = 2  # the innermost

Row = ui.ActionRow[ui.LayoutView]


def page_cost(cited: Cited, piece: ContextPiece) -> int:
    """Return the most units that ``piece`` can take on a page, alone or joined to others."""
    text = piece.text
    trailing = WIDEST_BREAK * (len(text) - len(text.rstrip()))
    block = _excerpt(cited, piece).cost()
    return block + trailing + units(_headings(piece)) + 2 * units(MORE) + 4


def render_context(found: Surroundings, opening: Opening) -> Rendered:
    """Render a page of the source with the quote in bold; or say what has become of the source.

    :raises QuoteAltered: the text to be sent differs from the source.
    """
    tabs = _tabs(opening)
    if found.cited is None or found.page is None:
        gone = Standing(found.state, found.title, found.locator)
        return message(*render_standing(gone), *tabs)
    cited, page = found.cited, found.page
    head = text_item("\n".join(_head(found)))
    shown = text_item("\n\n".join(_written(cited, piece) for piece in page.pieces))
    link = link_to(cited.document.url, cited.text)
    place = linked(place_line(_placed(cited, page)), link, say("source"))
    return message(head, shown, place, *_turns(opening, page), *tabs)


def _head(found: Surroundings) -> list[str]:
    """Write that this is context, and how far from the quote it is."""
    lines = [bold(say("in-context"))]
    if found.state is State.QUOTE_STANDS:
        lines.append(say("context-moved"))
    if found.page and found.page.number:
        away = found.page.number
        way = "context-below" if away > 0 else "context-above"
        lines.append(small(say(way, count=abs(away))))
    return lines


def _written(cited: Cited, piece: ContextPiece) -> str:
    """Write ``piece`` as a checked block quote, its headings and cuts in small type outside."""
    lines = [_headings(piece)] if piece.headings else []
    lines += [MORE] if piece.begun else []
    lines.append(_excerpt(cited, piece).written())
    lines += [MORE] if piece.goes_on else []
    return "\n".join(filter(None, lines))


def _excerpt(cited: Cited, piece: ContextPiece) -> Excerpt:
    whole = Passage(cited.document, cited.start, cited.end)
    quote = Quote(cited.document, cited.start, cited.end, whole, 0.0, cited.answer)
    return Excerpt(quote, piece.start, piece.end, (cited.start, cited.end))


def _headings(piece: ContextPiece) -> str:
    written = filter(None, (label(heading, HEADING) for heading in piece.headings[-HEADINGS:]))
    line = SEPARATOR.join(written)
    return small(line) if line else ""


def _placed(cited: Cited, page: ContextPage) -> Cited | ContextPiece:
    """Choose the span to name as the place: the quote if the page shows it, else its start."""
    first, last = page.pieces[0], page.pieces[-1]
    return cited if first.start <= cited.start < last.end else first


def _turns(opening: Opening, page: ContextPage) -> list[Row]:
    """Build the buttons for turning pages; none if one page holds the whole source."""
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
    """Build one button for each quote of the answer, if there are several."""
    if len(opening.pointers) < 2:
        return []
    row: Row = ui.ActionRow()
    for index in range(len(opening.pointers)):
        name = turner("t", Opening(opening.pointers, index))
        text = say("context-quote", number=index + 1)
        here = index == opening.index and opening.number == 0
        row.add_item(button_kinds.TURNS.button(text, name, disabled=here))
    return [row]
