"""Render the result of `/check`: whether a quote is in the sources, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.excerpt_choice import MAX_EXCERPT_CHARACTERS, excerpt
from bot.render.layout import bold, linked, message, place_line, text_item
from bot.render.limits import MESSAGE_TEXT, units
from bot.render.links import link_to
from bot.render.markdown import label
from bot.render.panel import shortened
from bot.speech.say import listed, say
from index.citations.check import CheckVerdict, in_sentences
from index.types import Passage, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from discord import ui

    from bot.render.layout import Rendered
    from index.citations.check import Change, Checked

MAX_SHOWN_CHANGES, MAX_SHOWN_PLACES = 6, 3
WORDS = 80  # units of markup for words that differ


def render_checked(checked: Checked) -> Rendered:
    """Render the verdict, the differences word by word, and the place in the source with its link.

    :raises QuoteAltered: a quote to be sent differs from its source.
    """
    findings = "\n".join(_findings(checked))
    quotes = _quotes(checked)[:MAX_SHOWN_PLACES]
    room = (MESSAGE_TEXT - units(findings)) // max(1, len(quotes))
    items: list[ui.Item[ui.LayoutView]] = [text_item(findings)]
    for quote in quotes:
        line = place_line(quote)
        spare = room - units(line) - units(shortened()) - 2
        shown = excerpt(quote, spare)
        written = "\n".join([shown.written(), *([shortened()] if shown.shortened else [])])
        items.append(text_item(written))
        items.append(linked(line, link_to(quote.locator.url, quote.text), say("source")))
    return message(*items)


def verdict_line(verdict: CheckVerdict) -> str:
    """Return the first line of the reply: the verdict in bold, and what it means."""
    return f"{bold(say(f'verdict-{verdict}'))} {say(f'verdict-{verdict}-means')}"


def _findings(checked: Checked) -> Iterator[str]:
    yield verdict_line(checked.verdict)
    if checked.verdict is CheckVerdict.CHANGED and not checked.changes:
        yield say("stitched")
    yield from _bullets([_difference(checked, change) for change in checked.changes])
    if checked.left_out:
        yield from _left_out(checked)
    if checked.typography:
        names = [f"typography-{kind.name.lower().replace('_', '-')}" for kind in checked.typography]
        only = "typography-only" if checked.verdict is CheckVerdict.EXACT else "typography-too"
        yield say(only, kinds=listed([say(name) for name in names]))
    if checked.attribution:
        yield say("attribution", words=label(checked.attribution, WORDS))
    if checked.partial:
        yield say("partial")


def _bullets(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"- {line}" for line in lines[:MAX_SHOWN_CHANGES])
    if len(lines) > MAX_SHOWN_CHANGES:
        yield f"- {say('changes-more', count=len(lines) - MAX_SHOWN_CHANGES)}"


def _left_out(checked: Checked) -> Iterator[str]:
    """List the omitted words that change the meaning, then all omissions if there are others."""
    slices = _labels([omission.there for omission in checked.left_out])
    matters = _labels([matter.there for matter in checked.matters])
    first = [say("word-quoted", word=word) for word in (matters or slices)[:MAX_SHOWN_CHANGES]]
    yield say("words-left-out", words=listed(first))
    named = matters or slices[:MAX_SHOWN_CHANGES]
    rest = [say("change-left-out", there=there) for there in slices if there not in named]
    yield from _bullets(rest)


def _labels(spans: Sequence[Span]) -> list[str]:
    return list(dict.fromkeys(label(span.text, WORDS) for span in spans))


def _difference(checked: Checked, change: Change) -> str:
    claimed = label(checked.claim[change.start : change.end], WORDS)
    there = label(change.there.text, WORDS) if change.there else ""
    if not claimed:
        return say("change-left-out", there=there)
    if not there:
        return say("change-put-in", claimed=claimed)
    return say("change-differs", claimed=claimed, there=there)


def _quotes(checked: Checked) -> list[Quote]:
    """Return the stretches of the sources to show; a shortened quote includes its omissions."""
    if checked.left_out:
        there = [omission.there for omission in checked.left_out]
        parts = [*checked.places, *there]
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        return [_as_quote(Span(parts[0].document, start, end), there, whole=True)]
    there = [change.there for change in checked.changes if change.there]
    return [_as_quote(place, there, whole=checked.partial) for place in checked.places]


def _as_quote(place: Span, differing: Sequence[Span], *, whole: bool) -> Quote:
    """Quote the place within its paragraph, or its sentence if ``whole``.

    If there is only one difference, it is underlined.
    """
    within = [there for there in differing if there.within(place)]
    only = (within[0].start, within[0].end) if len(within) == 1 else None
    context = _sentence(place) if whole else _paragraph(place)
    if whole and context.end - context.start > MAX_EXCERPT_CHARACTERS:
        place = context  # then show the whole sentence in bold, not only what fits
    return Quote(place.document, place.start, place.end, context, 1.0, only)


def _sentence(place: Span) -> Passage:
    sentence = in_sentences(place)
    return Passage(sentence.document, sentence.start, sentence.end)


def _paragraph(place: Span) -> Passage:
    document = place.document
    for start, end in document.paragraphs:
        if start <= place.start and place.end <= end:
            return Passage(document, start, end)
    return Passage(document, place.start, place.end)
