"""What can be pressed below an answer and below a refusal.

Each name holds what is needed, or the text of its message does, so that a button works for as
long as its message stands. ``bot.features.answer_buttons`` has what the presses do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from discord import ButtonStyle, ui

from bot.render import button_kinds
from bot.render.button_kinds import Button
from bot.render.citation_codec import packed
from bot.render.limits import COMPONENTS
from bot.render.pointer_codec import opener
from bot.render.vote_buttons import vote_buttons
from bot.speech.say import say
from index.answering.followups import leans
from index.answering.quoting import further
from index.citations.citation import citation_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.types import Answer, Quote

MORE, SHARE, NEAREST = (
    button_kinds.MORE.prefix,
    button_kinds.SHARE.prefix,
    button_kinds.NEAREST.prefix,
)
HUMAN, HUMAN_YES = button_kinds.HUMAN.prefix, button_kinds.HUMAN_YES.prefix
QUOTES = 5  # the most that settings allow

Row = ui.ActionRow[ui.LayoutView]


@dataclass(frozen=True, slots=True)
class Offer:
    """What depends on the place: ``share`` a private answer there, or ask a ``human``."""

    share: bool = False
    human: bool = False


NOTHING = Offer()


def answer_rows(answer: Answer, offer: Offer) -> list[Row]:
    """What stands below an answer."""
    quotes = answer.quotes[:QUOTES]
    row: Row = ui.ActionRow()
    row.add_item(button_kinds.OPENS.button(say("show-in-context"), opener(0, quotes)))
    alone = can_be_asked_again(answer)
    others = [other for other in answer.candidates if other not in answer.quotes]
    if alone and further(answer, others):
        row.add_item(button_kinds.MORE.button(say("more-quotes")))
    row.add_item(still_button(quotes))
    if alone and offer.share:
        row.add_item(button_kinds.SHARE.button(say("share")))
    return [row, _last_row(offer)]


def can_be_asked_again(answer: Answer) -> bool:
    """Whether its question, which stands in the message, is all that it was made of.

    A follow-up is understood with the turn before, and one source may have been asked alone.
    """
    return not answer.within and not leans(answer.question)


def further_rows(quotes: Sequence[Quote]) -> list[Row]:
    """What stands below further quotes, which only one person sees."""
    opens = button_kinds.OPENS.button(say("show-in-context"), opener(0, quotes))
    return [ui.ActionRow(opens, still_button(quotes))]


def refusal_rows(nearest: bool, offer: Offer) -> list[Row]:
    """What stands below a refusal; ``nearest``: there are passages that come near."""
    first = [button_kinds.NEAREST.button(say("nearest-passages"))] if nearest else []
    return [_last_row(offer, *first)]


def still_button(quotes: Sequence[Quote]) -> Button:
    """A button whose name holds what was cited, so that anyone can ask later whether it stands."""
    cited = packed([citation_of(quote) for quote in quotes])
    return button_kinds.STILL.button(say("still-so"), cited)


def read_on(index: int, quotes: Sequence[Quote]) -> Button:
    """*Show in context* at a quote of which only the beginning is shown."""
    return button_kinds.OPENS.button(say("read-on"), opener(index, quotes, again=True))


def confirm_button(answer: int) -> Button:
    """What calls a human about the private answer that is the message of that id."""
    name = f"{HUMAN_YES}{answer}"
    return button_kinds.HUMAN_YES.button(say("human-confirm"), name, style=ButtonStyle.primary)


def most_folded(quotes: int) -> int:
    """How many of so many quotes can have a *Read on*, each of which takes three components.

    Where they cannot, *Show in context* leads to them as well.
    """
    panel, rows = 2 + 5 * quotes, 9
    return max(0, (COMPONENTS - panel - rows) // 3)


def _last_row(offer: Offer, *first: Button) -> Row:
    human = [button_kinds.HUMAN.button(say("ask-a-human"))] if offer.human else []
    return ui.ActionRow(*first, *human, *vote_buttons())
