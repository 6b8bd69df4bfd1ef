"""Render the passages nearest to a question that the sources do not answer.

They are plain text under a bold heading, without quote or frame, so that none can be taken for an
answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.layout import bold, linked, message, place_line, small, text_item
from bot.render.limits import MESSAGE_TEXT, units
from bot.render.links import link_to
from bot.render.markdown import label
from bot.render.refusal import plainly
from bot.speech.say import say
from index.answering.closest import places_beside
from index.answering.refusal import as_quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord import ui

    from bot.render.layout import Rendered
    from index.types import Answer, Passage

MAX_PASSAGE_UNITS = 900  # units of markup of one passage
MAX_QUESTION_UNITS = 700
NEAREST = "none-of-this-answers", "nothing-near"  # names of texts: above them, without them
NOT_SHOWN = "more-come-close", "nothing-else-near"


def render_nearest(answer: Answer) -> Rendered:
    """Render the passages nearest to an unanswered question, or say that there are none.

    Of an answer whose closest texts are shown, they are those of which nothing is shown yet.
    """
    found, nothing = NOT_SHOWN if answer.near else NEAREST
    asked = small(label(answer.question, MAX_QUESTION_UNITS))
    near = places_beside(answer)
    if not near:
        return message(text_item(f"{asked}\n{say(nothing)}"))
    return message(*passage_items(f"{asked}\n{bold(say(found))}", near, MESSAGE_TEXT))


def passage_items(
    head: str, passages: Sequence[Passage], room: int
) -> list[ui.Item[ui.LayoutView]]:
    """Draw ``passages`` with their places below ``head``, in at most ``room`` units."""
    places = [place_line(passage) for passage in passages]
    room -= units(head) + sum(map(units, places))
    most = min(MAX_PASSAGE_UNITS, room // len(passages))
    items: list[ui.Item[ui.LayoutView]] = [text_item(head)]
    for passage, place in zip(passages, places, strict=True):
        items.append(text_item(plainly(as_quote(passage), most)))
        items.append(linked(place, link_to(passage.locator.url), say("open")))
    return items
