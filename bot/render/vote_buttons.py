"""Draw *Helpful* and *Not helpful*, below every answer and every refusal."""

from __future__ import annotations

from bot.render.button_kinds import VOTE, Button
from bot.speech.say import say
from index.types import Tier


def vote_buttons(tier: Tier) -> list[Button]:
    """Make both buttons of an answer of ``tier``, in the language of the asker."""
    return [
        VOTE.button(say("helpful"), f"{VOTE.prefix}up:{tier}"),
        VOTE.button(say("not-helpful"), f"{VOTE.prefix}down:{tier}"),
    ]


def vote_in(custom_id: str) -> tuple[str, str]:
    """Return the vote and the tier that a button names; the tier is "" below older messages.

    :raises ValueError: no button of ours names such a tier.
    """
    vote, _, tier = custom_id.removeprefix(VOTE.prefix).partition(":")
    return vote, Tier(tier) if tier else ""
