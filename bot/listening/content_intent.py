"""Whether Discord lets us read messages that do not call us: a switch of the operator's.

The switch stands in the Developer Portal. Asking for what it does not grant would end the
connection, so what the portal grants is read at each login, before the gateway is asked.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import discord

log = logging.getLogger(__name__)

REMEDY = (
    "To open them: Developer Portal → your application → Bot → Privileged Gateway Intents → "
    "Message Content Intent; then restart."
)


@dataclass(slots=True)
class Content:
    """``given``: we read them now. ``withheld``: Discord refused them, whatever the portal says."""

    given: bool = False
    withheld: bool = False

    def allowed(self, flags: discord.ApplicationFlags) -> bool:
        """Whether to ask for the intent, by what the application says of itself at login."""
        granted = flags.gateway_message_content or flags.gateway_message_content_limited
        if granted and not self.withheld:
            return True
        log.info(
            "messages that do not call the bot are not read, so threads, ask channels and forums "
            "are closed as ways to ask. %s",
            REMEDY,
        )
        return False
