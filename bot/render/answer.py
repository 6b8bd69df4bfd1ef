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
from bot.render.panel import notes_on, panel_of
from bot.render.refusal import render_refusal
from bot.render.several import render_several
from bot.speech.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.answer_buttons import Offer
    from bot.render.layout import Rendered
    from index.types import Answer, Quote


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


def render_further(answer: Answer, quotes: Sequence[Quote]) -> Rendered:
    """Render ``quotes``, which rank below those of ``answer``, under a heading of their own.

    :raises QuoteAltered: a quote to be sent differs from its source.
    """
    further = replace(answer, quotes=tuple(quotes), conflict=())
    panel = panel_of(further, [bold(say("further-quotes"))])
    return message(panel, *further_rows(quotes[:QUOTES]))
