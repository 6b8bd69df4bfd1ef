"""Render the reply to a message that asks several questions: each with what it gets beneath it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from discord import ui

from bot.render.answer_buttons import answer_rows, refusal_rows
from bot.render.layout import length, message, small, text_item
from bot.render.limits import COMPONENTS, MESSAGE_TEXT, units
from bot.render.markdown import ELLIPSIS, label
from bot.render.panel import notes_on, panel_of
from bot.render.refusal import QUESTION, refusal_items
from bot.speech.say import listed, say
from index.answering.together import together
from index.types import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.answer_buttons import Offer, Row
    from bot.render.layout import Rendered
    from index.types import Answer

Items = list[ui.Item[ui.LayoutView]]
QUOTES_BY_PARTS = {2: 2}  # quotes of each question, by how many there are; else one
LONGEST = 150  # characters of one of several questions
LEFT, MOST_LEFT = 120, 3  # units of a question that is left, and how many are named
NEAREST = 1  # closest texts of each question
SIDES = 2  # quotes that differ, or of things that are compared


def render_several(answer: Answer, offer: Offer, *notes: str) -> Rendered:
    """Render the parts of ``answer``, each under its question, with one set of buttons below.

    The message begins with all that was asked, so that its buttons can ask it again. A part that
    does not fit is named instead.

    :raises QuoteAltered: a text to be sent differs from its source.
    """
    parts = [_fewer(part, len(answer.parts)) for part in answer.parts]
    for most in range(len(parts), 0, -1):
        left = [*(part.question for part in parts[most:]), *answer.unasked]
        shown = together(answer.question, parts[:most], left)
        items: Items = [*_items(shown, offer, notes), *_rows(shown, offer)]
        if most == 1 or _count(items) <= COMPONENTS:
            break
    return message(*items)


def _fewer(part: Answer, of: int) -> Answer:
    """Return an answer to one of several questions, with the quotes that there is room for."""
    short = replace(part, question=_short(part.question), read_as=_short(part.read_as))
    if part.conflict or part.sides:
        return replace(short, quotes=part.quotes[:SIDES], conflict=part.conflict[:SIDES])
    return replace(short, quotes=part.quotes[: QUOTES_BY_PARTS.get(of, 1)])


def _short(question: str) -> str:
    """Return the end of a long question: what is told comes before what is asked."""
    return question if len(question) <= LONGEST else f"{ELLIPSIS}{question[-LONGEST:]}"


def _items(answer: Answer, offer: Offer, notes: Sequence[str]) -> Items:
    """Draw all but the buttons; what is refused needs little room, and the others share the rest.

    Between two texts without a frame is a line.
    """
    head = "\n".join(map(small, (label(answer.question, QUESTION) or ELLIPSIS, *notes)))
    last = [text_item(small(_left(answer)))] if answer.unasked else []
    refused = {at: _drawn(part, offer, 0) for at, part in _refused(answer, offer)}
    room = MESSAGE_TEXT - units(head) - length([*last, *chain(*refused.values())])
    share = room // max(1, len(answer.parts) - len(refused))
    items: Items = [text_item(head)]
    for at, part in enumerate(answer.parts):
        drawn = refused.get(at) or _drawn(part, offer, share)
        framed = [isinstance(item, ui.Container) for item in (items[-1], drawn[0])]
        items += [*([] if any(framed) or not at else [ui.Separator()]), *drawn]
    return [*items, *last]


def _refused(answer: Answer, offer: Offer) -> list[tuple[int, Answer]]:
    parts = enumerate(answer.parts)
    return [(at, part) for at, part in parts if offer.tier_of(part) is Tier.NONE]


def _drawn(part: Answer, offer: Offer, room: int) -> Items:
    """Draw what one question gets, in at most ``room`` units unless it is a bare refusal."""
    if part.abstained:
        return refusal_items(part, offer, room, NEAREST)
    return [panel_of(part, notes_on(part), room, reads_on=False)]


def _left(answer: Answer) -> str:
    """Name the questions that are not answered."""
    named = [say("word-quoted", word=label(one, LEFT)) for one in answer.unasked[:MOST_LEFT]]
    return say("unasked", questions=listed(named))


def _rows(answer: Answer, offer: Offer) -> list[Row]:
    if answer.abstained:
        return refusal_rows(False, offer, offer.tier_of(answer))
    return answer_rows(answer, offer)


def _count(items: Items) -> int:
    """Count components, nested ones and those beside a text too."""
    return sum(1 + sum(1 for _ in _nested(item)) for item in items)


def _nested(item: ui.Item[ui.LayoutView]) -> Items:
    found: Items = list(item.walk_children()) if hasattr(item, "walk_children") else []
    return found
