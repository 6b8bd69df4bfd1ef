"""What Quoth says on Discord of a quote that somebody asked it to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.excerpt import excerpt
from bot.limits import MESSAGE_TEXT, units
from bot.links import link_to
from bot.markdown import label
from bot.render import SHORTENED, linked, message, place_line, text_item
from index.checking import Typography, Verdict
from index.types import Passage, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from discord import ui

    from bot.render import Rendered
    from index.checking import Change, Checked
    from index.types import Span

SAYS = {
    Verdict.EXACT: "**EXACT.** My sources hold these words.",
    Verdict.CHANGED: "**CHANGED.** My sources do not say it like that.",
    Verdict.ABSENT: "**NOT IN MY SOURCES.** Nothing in them comes near these words.",
}
STITCHED = "Each part is in my sources, but they do not stand together there."
PARTIAL = "It is a part of a sentence: read the whole one."
LEFT_OUT = "Words are left out where the ellipsis stands."
MOST_CHANGES, MOST_PLACES = 6, 3
WORDS = 80  # units of markup of what differs


def render_checked(checked: Checked) -> Rendered:
    """The verdict, what differs word by word, and the place in the source, with its link.

    :raises QuoteAltered: what would be sent of a source is not what it says.
    """
    said = "\n".join(_said(checked))
    places = checked.places[:MOST_PLACES]
    room = (MESSAGE_TEXT - units(said)) // max(1, len(places))
    items: list[ui.Item[ui.LayoutView]] = [text_item(said)]
    for place in places:
        line = place_line(place)
        spare = room - units(line) - units(SHORTENED) - 2
        shown = excerpt(_as_quote(place, checked.changes), spare)
        written = "\n".join([shown.written(), *([SHORTENED] if shown.shortened else [])])
        items.append(text_item(written))
        items.append(linked(line, link_to(place.locator.url, place.text), "Source"))
    return message(*items)


def _said(checked: Checked) -> Iterator[str]:
    yield SAYS[checked.verdict]
    if checked.verdict is Verdict.CHANGED and not checked.changes:
        yield STITCHED
    yield from (f"- {_difference(checked, change)}" for change in checked.changes[:MOST_CHANGES])
    if len(checked.changes) > MOST_CHANGES:
        yield f"- and {len(checked.changes) - MOST_CHANGES} more"
    named = [kind for kind in checked.typography if kind is not Typography.LEFT_OUT]
    if named:
        yield f"Only the typography differs: {', '.join(named)}."
    if Typography.LEFT_OUT in checked.typography:
        yield LEFT_OUT
    if checked.partial:
        yield PARTIAL


def _difference(checked: Checked, change: Change) -> str:
    claimed = label(checked.claim[change.start : change.end], WORDS)
    there = label(change.there.text, WORDS) if change.there else ""
    if not claimed:
        return f"left out: “{there}”"
    if not there:
        return f"put in: “{claimed}”"
    return f"the quote has “{claimed}”, the source has “{there}”"


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
