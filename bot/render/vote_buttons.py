"""*Helpful* and *Not helpful*, below every answer and every refusal."""

from __future__ import annotations

from discord import ui

from bot.speech.say import say

VOTE = "vote1:"


def vote_buttons() -> list[ui.Button[ui.LayoutView]]:
    return [
        ui.Button(label=say("helpful"), custom_id=f"{VOTE}up"),
        ui.Button(label=say("not-helpful"), custom_id=f"{VOTE}down"),
    ]
