"""What Quoth says on Discord of a quote that somebody asked it to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.answer import shortened
from bot.render.excerpt import excerpt
from bot.render.layout import bold, linked, message, place_line, text_item
from bot.render.limits import MESSAGE_TEXT, units
from bot.render.links import link_to
from bot.render.markdown import label
from bot.speech.say import listed, say
from index.citations.check import CheckVerdict, Typography
from index.types import Passage, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from discord import ui

    from bot.render.layout import Rendered
    from index.citations.check import Change, Checked
    from index.types import Span

MAX_SHOWN_CHANGES, MAX_SHOWN_PLACES = 6, 3
WORDS = 80  # units of markup of what differs


def render_checked(checked: Checked) -> Rendered:
    """The verdict, what differs word by word, and the place in the source, with its link.

    :raises QuoteAltered: what would be sent of a source is not what it says.
    """
    said = "\n".join(_said(checked))
    places = checked.places[:MAX_SHOWN_PLACES]
    room = (MESSAGE_TEXT - units(said)) // max(1, len(places))
    items: list[ui.Item[ui.LayoutView]] = [text_item(said)]
    for place in places:
        line = place_line(place)
        spare = room - units(line) - units(shortened()) - 2
        shown = excerpt(_as_quote(place, checked.changes), spare)
        written = "\n".join([shown.written(), *([shortened()] if shown.shortened else [])])
        items.append(text_item(written))
        items.append(linked(line, link_to(place.locator.url, place.text), say("source")))
    return message(*items)


def verdict_line(verdict: CheckVerdict) -> str:
    """The first words, which nobody can mistake."""
    return f"{bold(say(f'verdict-{verdict}'))} {say(f'verdict-{verdict}-means')}"


def _said(checked: Checked) -> Iterator[str]:
    yield verdict_line(checked.verdict)
    if checked.verdict is CheckVerdict.CHANGED and not checked.changes:
        yield say("stitched")
    yield from (
        f"- {_difference(checked, change)}" for change in checked.changes[:MAX_SHOWN_CHANGES]
    )
    if len(checked.changes) > MAX_SHOWN_CHANGES:
        yield f"- {say('changes-more', count=len(checked.changes) - MAX_SHOWN_CHANGES)}"
    named = [kind for kind in checked.typography if kind is not Typography.LEFT_OUT]
    if named:
        kinds = listed([say(f"typography-{kind.name.lower().replace('_', '-')}") for kind in named])
        yield say("typography-only", kinds=kinds)
    if Typography.LEFT_OUT in checked.typography:
        yield say("words-left-out")
    if checked.partial:
        yield say("partial")


def _difference(checked: Checked, change: Change) -> str:
    claimed = label(checked.claim[change.start : change.end], WORDS)
    there = label(change.there.text, WORDS) if change.there else ""
    if not claimed:
        return say("change-left-out", there=there)
    if not there:
        return say("change-put-in", claimed=claimed)
    return say("change-differs", claimed=claimed, there=there)


def _as_quote(place: Span, changes: Sequence[Change]) -> Quote:
    """The place as a quote in its paragraph; the one stretch that differs underlined."""
    theirs = [change.there for change in changes if change.there and change.there.within(place)]
    only = (theirs[0].start, theirs[0].end) if len(theirs) == 1 else None
    return Quote(place.document, place.start, place.end, _paragraph(place), 1.0, only)


def _paragraph(place: Span) -> Passage:
    document = place.document
    for start, end in document.paragraphs:
        if start <= place.start and place.end <= end:
            return Passage(document, start, end)
    return Passage(document, place.start, place.end)
