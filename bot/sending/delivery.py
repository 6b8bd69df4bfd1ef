"""Send through faults that discord.py does not handle.

These are resets, 503 on channels, a defer whose receipt was lost, and rate limits that are long or
come from the proxy before Discord.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

import discord

from bot.ground.backoff import pauses
from bot.ground.discord_errors import CLOSED_CHANNEL_CODES, NO_MENTIONS, TRANSIENT_ERRORS
from bot.health.metrics import ACKNOWLEDGE_SECONDS
from bot.render.layout import files_of
from bot.sending.patience import Patience, asked_to_wait

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from bot.render.layout import Rendered

log = logging.getLogger(__name__)
Sent = TypeVar("Sent")

ATTEMPTS = 5
ATTEMPT_SECONDS = 10.0
PATIENCE_SECONDS = 14 * 60.0  # for rate limits; an interaction can be answered for fifteen minutes
FIRST_ATTEMPTS = 3
FIRST_SECONDS = 3.0  # Discord waits no longer for the first response
TYPING_SECONDS = 1.0
LOOKED_AT = 100  # messages after a question, among which its reply is

# Discord's JSON error codes.
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
CANNOT_REPLY_WITHOUT_HISTORY = 160002


async def persevere(
    attempt: Callable[[], Awaitable[Sent]],
    *,
    attempts: int = ATTEMPTS,
    seconds: float | None = None,
    patience: Patience | None = None,
) -> Sent:
    """Await ``attempt()`` until it succeeds, at most ``attempts`` times, ``seconds`` each.

    What Discord asks to wait (429) is waited for as long as ``patience`` allows, and counts for
    neither. Use it only for attempts that may harmlessly be made twice.
    """
    waiting, waits = patience or Patience(PATIENCE_SECONDS), pauses(first=0.25, most=4.0)
    while True:
        try:
            async with waiting.attempt(seconds or ATTEMPT_SECONDS):
                return await attempt()
        except TRANSIENT_ERRORS as error:
            attempts -= 1
            if not attempts or waiting.exhausted:
                raise
            pause = next(waits)
            log.info("not delivered (%s); trying again in %.1f s", type(error).__name__, pause)
        except discord.HTTPException as error:  # a 429 that discord.py does not wait for
            pause = asked_to_wait(error)
            if error.status != HTTPStatus.TOO_MANY_REQUESTS or not waiting.allows(pause):
                raise
        await asyncio.sleep(pause)


async def acknowledge(
    interaction: discord.Interaction, *, private: bool, in_place: bool = False
) -> bool:
    """Acknowledge an interaction at once; return False if Discord no longer waits for a response.

    ``private``: only the user will see the response. ``in_place``: the response replaces the
    message whose button was pressed, if only the user sees that message.
    """
    if in_place and interaction.message and interaction.message.flags.ephemeral:
        return await _first_response(interaction.response.defer)
    return await _first_response(
        lambda: interaction.response.defer(ephemeral=private, thinking=True)
    )


async def say_privately(interaction: discord.Interaction, rendered: Rendered) -> None:
    """Respond at once, visibly only to the user, with a message that takes no time to make."""
    await _first_response(
        lambda: interaction.response.send_message(
            **rendered, ephemeral=True, allowed_mentions=NO_MENTIONS
        )
    )


async def end(interaction: discord.Interaction, rendered: Rendered) -> None:
    """Respond with ``rendered`` unless there was a response, so that no "thinking…" stays."""
    with undelivered():
        if not interaction.response.is_done():
            await say_privately(interaction, rendered)
        elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await respond(interaction, rendered)


async def _first_response(attempt: Callable[[], Awaitable[object]]) -> bool:
    """Make the first response once; return False if the interaction is not ours to answer.

    It has expired on Discord, or another client of this bot has responded, as when a new process
    starts before the old one ends. If a network fault leaves it open whether our response arrived,
    assume that it did: the edit that follows will show.
    """
    patience = Patience(FIRST_SECONDS)
    try:
        with ACKNOWLEDGE_SECONDS.time():
            await persevere(
                attempt, attempts=FIRST_ATTEMPTS, seconds=FIRST_SECONDS, patience=patience
            )
    except discord.HTTPException as error:
        if error.code == ALREADY_ACKNOWLEDGED and patience.requests == 1:
            log.info("an interaction is left to another client of this bot")
            return False
        if error.code == UNKNOWN_INTERACTION:
            log.warning("a question was acknowledged too late: Discord had given it up")
            return False
        # If the receipt of the first attempt was lost, Discord rejects the second as a repetition.
        if error.code != ALREADY_ACKNOWLEDGED and not isinstance(error, TRANSIENT_ERRORS):
            raise
    except TRANSIENT_ERRORS as error:
        log.warning("a question may not be acknowledged (%s)", type(error).__name__)
    return True


async def respond(interaction: discord.Interaction, rendered: Rendered) -> None:
    """Replace the deferred response by ``rendered``; doing so twice changes nothing."""

    async def edit() -> None:
        files = files_of(rendered) or discord.utils.MISSING
        await interaction.edit_original_response(
            **rendered, attachments=files, allowed_mentions=NO_MENTIONS
        )

    await persevere(edit)


async def end_by_token(client: discord.Client, token: str, rendered: Rendered) -> bool:
    """End an interaction of another process by its ``token``; return False if it has an answer."""
    hook = discord.Webhook.partial(client.application_id or 0, token, client=client)
    original: Any = "@original"  # Discord takes it in place of an id
    waiting = await persevere(lambda: hook.fetch_message(original))
    if not waiting.flags.loading:
        return False
    await persevere(lambda: hook.edit_message(original, **rendered, allowed_mentions=NO_MENTIONS))
    return True


async def follow_up(interaction: discord.Interaction, rendered: Rendered, *, private: bool) -> None:
    """Send a further message after the response, in one attempt: a second could send it twice."""
    await asyncio.wait_for(
        interaction.followup.send(**rendered, ephemeral=private, allowed_mentions=NO_MENTIONS),
        ATTEMPT_SECONDS,
    )


async def reply(message: discord.Message | discord.PartialMessage, rendered: Rendered) -> None:
    """Reply to ``message`` once, without pinging its author.

    The nonce is the id of ``message`` at each attempt, even if Discord delivers ``message`` again.
    So Discord returns the first reply instead of making a second one.
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
        reference = None  # the bot may write here, but not read the history
        await persevere(send)


async def has_reply(client: discord.Client, message: discord.PartialMessage) -> bool:
    """Return whether ``client`` has replied to ``message``, soon after it.

    :raises discord.Forbidden: the bot may not read the history of the channel.
    """
    async for later in message.channel.history(after=message, limit=LOOKED_AT):
        answered = later.reference.message_id if later.reference is not None else None
        if answered == message.id and later.author == client.user:
            return True
    return False


@contextmanager
def undelivered() -> Iterator[None]:
    """Log one line, and raise nothing, if an answer within cannot be delivered.

    That is so if the channel is closed to the bot or the network is lost.
    """
    try:
        yield
    except (*TRANSIENT_ERRORS, discord.HTTPException) as error:
        closed = CLOSED_CHANNEL_CODES.get(getattr(error, "code", 0), "")
        why = f"{error or type(error).__name__}" + (f"; {closed}" if closed else "")
        log.error("an answer was not delivered (%s)", why)


async def show_typing(channel: discord.abc.Messageable) -> None:
    """Show the "typing…" indicator, waiting at most one second and ignoring failures."""
    try:
        await asyncio.wait_for(_type_once(channel), TYPING_SECONDS)
    except (*TRANSIENT_ERRORS, discord.HTTPException) as error:
        log.debug("typing not shown (%s)", type(error).__name__)


async def _type_once(channel: discord.abc.Messageable) -> None:
    await channel.typing()
