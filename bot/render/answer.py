"""Render the reply to a question on Discord: an answer or a refusal.

Every message uses Components V2, as ``docs/explanation/messages.md`` explains. An answer is a
framed panel of block quotes. Everything else is plain text without frame or quote, so that nothing
can be mistaken for an answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.render.answer_buttons import NOTHING, QUOTES, answer_rows, further_rows
from bot.render.layout import bold, message, small
from bot.render.limits import MESSAGE_TEXT
from bot.render.nearest import passage_items
from bot.render.panel import notes_on, panel_of
from bot.render.refusal import asked, render_refusal
from bot.render.several import render_several
from bot.speech.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.answer_buttons import Offer
    from bot.render.layout import Rendered
    from index.types import Answer, Passage, Quote


def render_answer(answer: Answer, offer: Offer = NOTHING, *notes: str) -> Rendered:
    """Render ``answer``: its quotes, best first, each with its place; or a refusal.

    Of a message that asks several questions, each is answered under its own words. ``offer`` says
    which buttons to add; ``notes`` are lines of our own above the quotes.

    :raises QuoteAltered: a quote to be sent differs from its source.
    """
    if answer.parts:
        return render_several(answer, offer, *notes)
    if answer.abstained:
        return render_refusal(answer, offer)
    lines = [*map(small, notes), *notes_on(answer)]
    return message(panel_of(answer, lines), *answer_rows(answer, offer))


def render_further(
    answer: Answer, quotes: Sequence[Quote], passages: Sequence[Passage] = ()
) -> Rendered:
    """Render ``quotes``, which rank below those of ``answer``, and ``passages`` below them.

    The passages have no frame, since they may not answer.

    :raises QuoteAltered: a text to be sent differs from its source.
    """
    close = bold(say("more-come-close"))
    if not quotes:
        return message(*passage_items(f"{asked(answer)}\n{close}", passages, MESSAGE_TEXT))
    room = MESSAGE_TEXT // 2 if passages else MESSAGE_TEXT
    further = replace(answer, quotes=tuple(quotes), conflict=())
    panel = panel_of(further, [bold(say("further-quotes"))], room)
    others = passage_items(close, passages, MESSAGE_TEXT - room) if passages else []
    return message(panel, *further_rows(quotes[:QUOTES]), *others)
