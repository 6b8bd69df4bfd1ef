"""Send a reply; where Discord refuses it, say at least that."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

import discord

from bot.asking.reply import refused
from bot.ground.discord_errors import AUTOMOD_CODES, CLOSED_CHANNEL_CODES
from bot.render.layout import render_notice
from bot.speech.say import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.render.layout import Rendered

log = logging.getLogger(__name__)


async def send_reply(
    send: Callable[[Rendered], Awaitable[None]], rendered: Rendered, *, awaited: bool
) -> None:
    """Send ``rendered`` by ``send``, or an apology if Discord refuses its content.

    What AutoMod blocks is no fault of ours: it is said only where a response is ``awaited``.
    """
    try:
        await send(rendered)
    except discord.HTTPException as error:
        if error.status != HTTPStatus.BAD_REQUEST or error.code in CLOSED_CHANNEL_CODES:
            raise
        if error.code not in AUTOMOD_CODES:
            await send(refused(error))
            return
        log.warning("the server's AutoMod blocked an answer")
        if awaited:
            await send(render_notice(say("automod")))
