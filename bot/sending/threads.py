"""Find or open a thread for a question, and mention one role in it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import discord

from bot.sending.delivery import persevere
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from typing import TypeVar

    Made = TypeVar("Made")

MAX_THREAD_NAME_CHARACTERS = 90  # Discord allows 100
LOOKED_BACK = 50  # the latest messages of a thread

# Discord's JSON error codes.
ALREADY_HAS_THREAD = 160004
CLOSED_THREAD_CODES = (50083, 160005)  # archived, and the bot may not reopen it; locked
NOT_ALLOWED = (50001, 50013)


async def thread_of(
    message: discord.Message, channel: object, name: str
) -> tuple[discord.Thread, bool]:
    """Return the thread of ``message``, and whether the call has opened it.

    If ``message`` is in a thread, that one is returned.

    :raises QuestionError: there is none, and none can be opened.
    """
    if isinstance(channel, discord.Thread):
        return channel, False
    title = _titled(name)
    try:
        return await _allowed(persevere(lambda: message.create_thread(name=title))), True
    except discord.HTTPException as error:
        if error.code != ALREADY_HAS_THREAD or message.guild is None:
            raise
    found = await message.guild.fetch_channel(message.id)  # a message's thread has its id
    if not isinstance(found, discord.Thread):
        raise _impossible("no-threads")
    return found, False


async def thread_beside(channel: object, name: str) -> discord.Thread:
    """Open a public thread in ``channel``; if ``channel`` is a thread, return it.

    :raises QuestionError: no thread can be opened there.
    """
    if isinstance(channel, discord.Thread):
        return channel
    if not isinstance(channel, discord.TextChannel):
        raise _impossible("no-threads")
    kinds = discord.ChannelType
    kind = kinds.news_thread if channel.is_news() else kinds.public_thread
    # One attempt only: if its receipt were lost, a second would ask in public twice.
    return await _allowed(channel.create_thread(name=_titled(name), type=kind))


async def asked_before(
    thread: discord.Thread, message: discord.Message, role: discord.Role
) -> bool:
    """Return whether the bot has already called ``role`` in the thread about ``message``.

    True if the history must not be read, so that no one is called twice.
    """
    try:
        async for earlier in thread.history(limit=LOOKED_BACK):
            ours = earlier.author.id == message.author.id and role.id in earlier.raw_role_mentions
            about = earlier.reference.message_id if earlier.reference else message.id
            if ours and about == message.id:
                return True
    except discord.Forbidden:
        return True
    return False


async def call(
    thread: discord.Thread,
    text: str,
    role: discord.Role,
    *,
    about: discord.Message | None = None,
) -> None:
    """Send ``text``, in which only ``role`` is pinged, as a reply to ``about``.

    :raises QuestionError: the thread is closed to the bot.
    """
    only = discord.AllowedMentions(everyone=False, users=False, roles=[role], replied_user=False)
    nonce = secrets.randbits(63)
    reference = about.to_reference(fail_if_not_exists=False) if about else None

    async def send() -> None:
        await thread.send(
            text,
            allowed_mentions=only,
            nonce=nonce,
            reference=reference,  # type: ignore[arg-type]  # None is what its default means
        )

    await _allowed(persevere(send))


async def _allowed(request: Awaitable[Made]) -> Made:
    """Await ``request``; turn a missing permission into an error for the user."""
    try:
        return await request
    except discord.HTTPException as error:
        if error.code in CLOSED_THREAD_CODES:
            raise _impossible("thread-closed") from error
        if error.code in NOT_ALLOWED:
            raise _impossible("no-threads") from error
        raise


def _titled(name: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    return (
        line
        if len(line) <= MAX_THREAD_NAME_CHARACTERS
        else line[: MAX_THREAD_NAME_CHARACTERS - 1].rstrip() + "…"
    )


def _impossible(kind: str) -> QuestionError:
    return QuestionError(f"no thread: {kind}", hint="", kind=kind)
