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
    can_be_asked_again,
    further_rows,
    most_folded,
    read_on,
    refusal_rows,
)
from bot.render.excerpt import MORE
from bot.render.excerpt_choice import excerpt, need
from bot.render.layout import COLOUR, bold, linked, message, place_line, small, text_item, titled
from bot.render.limits import MESSAGE_TEXT, shares, units
from bot.render.links import link_to
from bot.render.markdown import ELLIPSIS, label
from bot.speech.say import language_named, listed, say
from index.answering.conflicts import order_of
from index.answering.refusal import places_by_source, refusal_of
from index.types import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.answer_buttons import Offer
    from bot.render.excerpt import Excerpt
    from bot.render.layout import Rendered
    from index.types import Answer, Passage, Quote, Reason

QUESTION, WORD = 700, 40  # units of markup; the longest question of `/ask` fits, escaped
MAX_MISSING_WORDS = 5
FOLDED = 1_200  # units of a quote in prose; the rest of a longer one is folded
UNFOLDED = frozenset({QuoteKind.STEPS, QuoteKind.CODE})  # as long as a message can hold them


def render_answer(answer: Answer, offer: Offer = NOTHING, *notes: str) -> Rendered:
    """Render ``answer``: its quotes, best first, each with its place; or a refusal.

    ``offer`` says which buttons to add; ``notes`` are lines of our own above the quotes.

    :raises QuoteAltered: a quote to be sent differs from its source.
    """
    if answer.abstained:
        return _refusal(answer, offer)
    lines = [*map(small, notes), *filter(None, [_differ(answer)])]
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
    panel.add_item(text_item(_asked(answer)))
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
    frame = units(_asked(answer)) + sum(units(line) + 1 for line in notes)
    frame += sum(units(place_line(quote)) + marks for quote in quotes)
    room = MESSAGE_TEXT - frame
    given = shares([min(need(quote), _most(quote)) for quote in quotes], room)
    spare = (room - sum(given)) // len(quotes)
    return [
        excerpt(quote, own if need(quote) > _most(quote) else own + spare)
        for quote, own in zip(quotes, given, strict=True)
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


def _asked(answer: Answer) -> str:
    """Write the question: Discord shows who used a command, but not what they asked.

    Below it, write the corrected spelling and the single source that was asked, if there are any.
    """
    lines = [label(answer.question, QUESTION) or ELLIPSIS]
    if answer.read_as:  # our text adds its own question mark
        lines.append(say("read-as", question=label(answer.read_as.rstrip(" ?？"), QUESTION)))
    if answer.within:
        lines.append(say("only-in", title=titled(answer.within, "")))
    return "\n".join(map(small, lines))


def _differ(answer: Answer) -> str:
    """Write that the quotes contradict each other, or "" if they do not."""
    if not answer.conflict:
        return ""
    return bold(say(f"differ-{order_of(answer.conflict)}", count=len(answer.conflict)))


def _link(quote: Quote) -> str | None:
    return link_to(quote.locator.url, quote.text)


def _refusal(answer: Answer, offer: Offer) -> Rendered:
    """Render that the sources do not answer, why, and where to look.

    The nearest passages are named but not shown.
    """
    why = refusal_of(answer)
    alone = bool(answer.within)
    lines = [_asked(answer), bold(say("no-answer-within")) if alone else _no_answer(why.reason)]
    if why.language:
        lines.append(say("other-language", language=language_named(why.language)))
    words = [word for word in (label(word, WORD) for word in why.missing) if word]
    if words:
        unfound = "not-mentioned-within" if alone else "not-mentioned"
        lines.append(say(unfound, words=listed(_first(words)), count=len(words)))
    following = say("try-other-words")
    rows = refusal_rows(bool(why.nearest) and can_be_asked_again(answer), offer)
    if not (near := places_by_source(why)):
        return message(text_item("\n".join([*lines, following])), *rows)
    head = text_item("\n".join([*lines, say("nearest")]))
    return message(head, *map(_near, near), text_item(following), *rows)


def _no_answer(reason: Reason) -> str:
    return f"{bold(say('no-answer'))} {say(f'why-{reason}')}".rstrip()


def _near(passages: Sequence[Passage]) -> ui.Item[ui.LayoutView]:
    """Name the nearest places of one source; even the link quotes no words of theirs."""
    return linked(place_line(*passages), link_to(passages[0].locator.url), say("open"))


def _first(words: list[str]) -> list[str]:
    """Return the first few words in quotation marks, and the number of the others."""
    more = len(words) - MAX_MISSING_WORDS
    named = [say("word-quoted", word=word) for word in words[:MAX_MISSING_WORDS]]
    return [*named, say("words-more", count=more)] if more > 0 else named
