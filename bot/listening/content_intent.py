"""Find out whether Discord lets the bot read messages that do not mention it.

The operator sets this switch in the Developer Portal. Discord ends a connection that requests an
intent the portal does not grant, so the bot reads the granted intents at each login, before it
connects to the gateway.
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
    """The state of the Message Content intent.

    ``given``: the bot reads those messages now. ``withheld``: Discord refused the intent, even if
    the portal grants it.
    """

    given: bool = False
    withheld: bool = False

    def allowed(self, flags: discord.ApplicationFlags) -> bool:
        """Return whether to request the intent; if not, log how the operator can grant it.

        ``flags`` are those of the application, as Discord reports them at login.
        """
        granted = flags.gateway_message_content or flags.gateway_message_content_limited
        if granted and not self.withheld:
            return True
        log.info(
            "messages that do not call the bot are not read, so threads, ask channels and forums "
            "are closed as ways to ask. %s",
            REMEDY,
        )
        return False
