"""Draw the buttons below an answer and below a refusal.

The custom id of a button holds what a press needs, or the text of its message does, so that a
button works for as long as its message is there. ``bot.features`` has what a press does.
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
from index.answering.closest import more
from index.answering.followups import leans
from index.citations.citation import citation_of
from index.types import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.types import Answer, Quote

QUOTES = 5  # the most that settings allow

Row = ui.ActionRow[ui.LayoutView]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a place allows: to ``share`` a private answer, to ask a ``human``.

    ``closest``: where the sources do not surely answer, the closest text is shown.
    """

    share: bool = False
    human: bool = False
    closest: bool = True

    def tier_of(self, answer: Answer) -> Tier:
        """Return the tier of what is shown there: without closest texts, nothing is near."""
        return Tier.NONE if answer.tier is Tier.NEAR and not self.closest else answer.tier


NOTHING = Offer()


def answer_rows(answer: Answer, offer: Offer) -> list[Row]:
    """Make the rows of buttons below an answer."""
    quotes = answer.quotes[:QUOTES]
    row: Row = ui.ActionRow()
    row.add_item(button_kinds.OPENS.button(name=opener(0, quotes)))
    alone = can_be_asked_again(answer)
    further, passages = more(answer, answer.quotes)
    if alone and not answer.parts and (further or passages):
        row.add_item(button_kinds.MORE.button("" if further else say("more-passages")))
    row.add_item(still_button(quotes))
    if alone and offer.share:
        row.add_item(button_kinds.SHARE.button())
    return [row, _last_row(offer, Tier.SURE)]


def can_be_asked_again(answer: Answer) -> bool:
    """Return whether the question in the message is enough to answer it again.

    It is not for a follow-up, nor for a question to one source alone.
    """
    first, *_ = answer.parts or (answer,)
    return not (answer.within or answer.followed or leans(first.question))


def further_rows(quotes: Sequence[Quote]) -> list[Row]:
    """Make the row of buttons below further quotes, which only one person sees."""
    opens = button_kinds.OPENS.button(name=opener(0, quotes))
    return [ui.ActionRow(opens, still_button(quotes))]


def refusal_rows(nearest: bool, offer: Offer, tier: Tier) -> list[Row]:
    """Make the row of buttons below a refusal; ``nearest``: there are passages that come near."""
    label = say("more-passages") if tier is Tier.NEAR else ""
    first = [button_kinds.NEAREST.button(label)] if nearest else []
    return [_last_row(offer, tier, *first)]


def still_button(quotes: Sequence[Quote]) -> Button:
    """Make *Is this still so?*; its custom id holds what was cited, so that it works later."""
    cited = packed([citation_of(quote) for quote in quotes])
    return button_kinds.STILL.button(name=cited)


def read_on(index: int, quotes: Sequence[Quote]) -> Button:
    """Make *Read on*, for a quote of which only the beginning is shown."""
    return button_kinds.OPENS.button(say("read-on"), opener(index, quotes, again=True))


def confirm_button(answer: int) -> Button:
    """Make the button that confirms a call about the private answer with the id ``answer``."""
    name = f"{button_kinds.HUMAN_YES.prefix}{answer}"
    return button_kinds.HUMAN_YES.button(name=name, style=ButtonStyle.primary)


def most_folded(quotes: int) -> int:
    """Count how many of ``quotes`` quotes can have a *Read on*, which takes three components.

    *Show in context* leads to the others.
    """
    panel, rows = 2 + 5 * quotes, 9
    return max(0, (COMPONENTS - panel - rows) // 3)


def _last_row(offer: Offer, tier: Tier, *first: Button) -> Row:
    human = [button_kinds.HUMAN.button()] if offer.human else []
    return ui.ActionRow(*first, *human, *vote_buttons(tier))
