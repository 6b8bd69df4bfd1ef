"""Sending that survives what discord.py does not: resets, 503 on channels, a lost defer."""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import discord

from bot.ground.backoff import pauses
from bot.ground.discord_errors import CLOSED_CHANNEL_CODES, NO_MENTIONS, TRANSIENT_ERRORS
from bot.render.layout import files_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from bot.render.layout import Rendered

log = logging.getLogger(__name__)
Sent = TypeVar("Sent")

ATTEMPTS = 5
ATTEMPT_SECONDS = 10.0
FIRST_ATTEMPTS = 3
FIRST_SECONDS = 3.0  # Discord waits no longer for the first response
TYPING_SECONDS = 1.0

# Discord's JSON error codes.
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
CANNOT_REPLY_WITHOUT_HISTORY = 160002


async def persevere(
    attempt: Callable[[], Awaitable[Sent]],
    *,
    attempts: int = ATTEMPTS,
    seconds: float | None = None,
) -> Sent:
    """Await ``attempt()`` until it succeeds, at most ``attempts`` times, ``seconds`` each.

    Only for what does no harm when it is done twice.
    """
    for number, pause in enumerate(pauses(first=0.25, most=4.0), start=1):
        try:
            return await asyncio.wait_for(attempt(), seconds or ATTEMPT_SECONDS)
        except TRANSIENT_ERRORS as error:
            if number == attempts:
                raise
            why = type(error).__name__
            log.info("not delivered (%s); trying again in %.1f s", why, pause)
        await asyncio.sleep(pause)
    raise AssertionError("pauses() has no end")


async def acknowledge(
    interaction: discord.Interaction, *, private: bool, in_place: bool = False
) -> bool:
    """Tell Discord at once that we heard; False when it no longer waits for us.

    ``in_place``: what we respond will take the place of the message whose button was pressed, if
    only who pressed sees that.
    """
    if in_place and interaction.message and interaction.message.flags.ephemeral:
        return await _first_response(lambda: interaction.response.defer())
    return await _first_response(
        lambda: interaction.response.defer(ephemeral=private, thinking=True)
    )


async def say_privately(interaction: discord.Interaction, rendered: Rendered) -> None:
    """Answer at once, for the asker alone: what needs no thought."""
    await _first_response(
        lambda: interaction.response.send_message(
            **rendered, ephemeral=True, allowed_mentions=NO_MENTIONS
        )
    )


async def end(interaction: discord.Interaction, rendered: Rendered) -> None:
    """Whatever has failed, leave nobody before "thinking…": end what has no end yet."""
    with undelivered():
        if not interaction.response.is_done():
            await say_privately(interaction, rendered)
        elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await respond(interaction, rendered)


async def _first_response(attempt: Callable[[], Awaitable[object]]) -> bool:
    """Make the first response, once; False when Discord has given the interaction up.

    When the network leaves it open whether it arrived, it is taken as made: the edit will show.
    """
    try:
        await persevere(attempt, attempts=FIRST_ATTEMPTS, seconds=FIRST_SECONDS)
    except discord.HTTPException as error:
        if error.code == UNKNOWN_INTERACTION:
            log.warning("a question was acknowledged too late: Discord had given it up")
            return False
        # When the receipt of the first attempt was lost, Discord calls the second one a repetition.
        if error.code != ALREADY_ACKNOWLEDGED and not isinstance(error, TRANSIENT_ERRORS):
            raise
    except TRANSIENT_ERRORS as error:
        log.warning("a question may not be acknowledged (%s)", type(error).__name__)
    return True


async def respond(interaction: discord.Interaction, rendered: Rendered) -> None:
    """Put ``rendered`` where the deferred response is; doing that twice changes nothing."""

    async def edit() -> None:
        files = files_of(rendered) or discord.utils.MISSING
        await interaction.edit_original_response(
            **rendered, attachments=files, allowed_mentions=NO_MENTIONS
        )

    await persevere(edit)


async def follow_up(interaction: discord.Interaction, rendered: Rendered, *, private: bool) -> None:
    """Add a message to what was responded: once, since a second attempt could be a second one."""
    await asyncio.wait_for(
        interaction.followup.send(**rendered, ephemeral=private, allowed_mentions=NO_MENTIONS),
        ATTEMPT_SECONDS,
    )


async def reply(message: discord.Message, rendered: Rendered) -> None:
    """Reply to ``message`` once, without pinging its author.

    The nonce is that of the message, at each attempt, and if the same is heard again: so Discord
    gives back the first reply instead of making a second one.
    """
    nonce = message.id
    reference: discord.MessageReference | None = message.to_reference(fail_if_not_exists=False)

    async def send() -> None:
        await message.channel.send(
            **rendered,
            reference=reference,  # type: ignore[arg-type]  # None is what its default means
            mention_author=False,
            allowed_mentions=NO_MENTIONS,
            nonce=nonce,
        )

    try:
        await persevere(send)
    except discord.HTTPException as error:
        if error.code != CANNOT_REPLY_WITHOUT_HISTORY:
            raise
        reference = None  # we may write here, but not read what we reply to
        await persevere(send)


@contextmanager
def undelivered() -> Iterator[None]:
    """Write one line when an answer cannot be delivered: a channel closed to us, a lost network."""
    try:
        yield
    except (*TRANSIENT_ERRORS, discord.HTTPException) as error:
        closed = CLOSED_CHANNEL_CODES.get(getattr(error, "code", 0), "")
        why = f"{error or type(error).__name__}" + (f"; {closed}" if closed else "")
        log.error("an answer was not delivered (%s)", why)


async def show_typing(channel: discord.abc.Messageable) -> None:
    """Show that a reply is being prepared: a courtesy, which nothing waits for long."""
    try:
        await asyncio.wait_for(_type_once(channel), TYPING_SECONDS)
    except (*TRANSIENT_ERRORS, discord.HTTPException) as error:
        log.debug("typing not shown (%s)", type(error).__name__)


async def _type_once(channel: discord.abc.Messageable) -> None:
    await channel.typing()
