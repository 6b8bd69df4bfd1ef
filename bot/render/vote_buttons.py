"""Draw *Helpful* and *Not helpful*, below every answer and every refusal."""

from __future__ import annotations

from bot.render.button_kinds import VOTE, Button
from bot.speech.say import say


def vote_buttons() -> list[Button]:
    """Make both buttons, in the language of the asker."""
    return [
        VOTE.button(say("helpful"), f"{VOTE.prefix}up"),
        VOTE.button(say("not-helpful"), f"{VOTE.prefix}down"),
    ]
