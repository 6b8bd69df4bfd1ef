"""Sending that survives what discord.py does not: resets, 503 on channels, a lost defer.

``docs/explanation/faults.md`` has the table that each function here answers to.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import discord

from bot.backoff import pauses

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.render import Rendered

log = logging.getLogger(__name__)
Sent = TypeVar("Sent")

NOBODY = discord.AllowedMentions.none()
# TimeoutError is an OSError; errno 104 is what Linux says where discord.py expects 54 or 10054.
TRANSIENT = (OSError, aiohttp.ClientError, discord.DiscordServerError)
ATTEMPTS = 5
ATTEMPT_SECONDS = 10.0
ACKNOWLEDGE_SECONDS = 3.0  # Discord's own limit for the first response
TYPING_SECONDS = 1.0

# Discord's JSON error codes.
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
CANNOT_REPLY_WITHOUT_HISTORY = 160002


async def persevere(
    attempt: Callable[[], Awaitable[Sent]],
    *,
    attempts: int = ATTEMPTS,
    seconds: float = ATTEMPT_SECONDS,
) -> Sent:
    """Await ``attempt()`` until it succeeds, at most ``attempts`` times, ``seconds`` each.

    Only for what does no harm when it is done twice.
    """
    for number, pause in enumerate(pauses(first=0.25, most=4.0), start=1):
        try:
            return await asyncio.wait_for(attempt(), seconds)
        except TRANSIENT as error:
            if number == attempts:
                raise
            why = type(error).__name__
            log.info("not delivered (%s); trying again in %.1f s", why, pause)
        await asyncio.sleep(pause)
    raise AssertionError("pauses() has no end")


async def acknowledge(interaction: discord.Interaction, *, private: bool) -> bool:
    """Tell Discord at once that we heard; False when it no longer waits for us.

    When the network leaves it open whether we were heard, the answer is sent all the same.
    """
    try:
        await persevere(
            lambda: interaction.response.defer(ephemeral=private, thinking=True),
            attempts=2,
            seconds=ACKNOWLEDGE_SECONDS,
        )
    except discord.HTTPException as error:
        if error.code == ALREADY_ACKNOWLEDGED:  # the first one arrived, and its receipt was lost
            return True
        if error.code == UNKNOWN_INTERACTION:
            log.warning("a question was acknowledged too late: Discord had given it up")
            return False
        if not isinstance(error, discord.DiscordServerError):
            raise
    except (OSError, aiohttp.ClientError) as error:
        log.warning("a question may not be acknowledged (%s)", type(error).__name__)
    return True


async def respond(interaction: discord.Interaction, rendered: Rendered) -> None:
    """Put ``rendered`` where the deferred response is; doing that twice changes nothing."""
    await persevere(lambda: interaction.edit_original_response(**rendered, allowed_mentions=NOBODY))


async def respond_privately(interaction: discord.Interaction, rendered: Rendered) -> None:
    """Say ``rendered`` to the asker alone, although the deferred response is public.

    Who sees a response is fixed when it is deferred, so that one is taken back first. A follow-up
    that arrives twice is seen twice, by one person: better than not at all.
    """
    try:
        await persevere(interaction.delete_original_response)
    except (*TRANSIENT, discord.HTTPException):
        await respond(interaction, rendered)
        return
    await persevere(
        lambda: interaction.followup.send(**rendered, ephemeral=True, allowed_mentions=NOBODY)
    )


async def reply(message: discord.Message, rendered: Rendered) -> None:
    """Reply to ``message`` once, without pinging its author.

    The nonce is the same at each attempt, so that Discord gives back the first message instead of
    making a second one.
    """
    nonce = secrets.randbits(63)
    reference: discord.MessageReference | None = message.to_reference(fail_if_not_exists=False)

    async def send() -> None:
        await message.channel.send(
            **rendered,
            reference=reference,  # type: ignore[arg-type]  # None is what its default means
            mention_author=False,
            allowed_mentions=NOBODY,
            nonce=nonce,
        )

    try:
        await persevere(send)
    except discord.HTTPException as error:
        if error.code != CANNOT_REPLY_WITHOUT_HISTORY:
            raise
        reference = None  # we may write here, but not read what we reply to
        await persevere(send)


async def show_typing(channel: discord.abc.Messageable) -> None:
    """Show that a reply is being prepared: a courtesy, which nothing waits for long."""
    try:
        await asyncio.wait_for(_type_once(channel), TYPING_SECONDS)
    except (*TRANSIENT, discord.HTTPException) as error:
        log.debug("typing not shown (%s)", type(error).__name__)


async def _type_once(channel: discord.abc.Messageable) -> None:
    await channel.typing()
