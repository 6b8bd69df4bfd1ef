"""Threads: one of a message or beside it, and a word in it that one role hears."""

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

MAX_THREAD_NAME_CHARACTERS = 90  # characters; Discord allows 100
LOOKED_BACK = 50  # messages of a thread

# Discord's JSON error codes.
ALREADY_HAS_THREAD = 160004
CLOSED_THREAD_CODES = (50083, 160005)  # archived and not to be opened by us; locked
NOT_ALLOWED = (50001, 50013)


async def thread_of(
    message: discord.Message, channel: object, name: str
) -> tuple[discord.Thread, bool]:
    """The thread of ``message``, which may be the one that it stands in; and whether it is new.

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
    """A new public thread in ``channel``; or ``channel`` itself, where that is a thread.

    :raises QuestionError: none can be opened there.
    """
    if isinstance(channel, discord.Thread):
        return channel
    if not isinstance(channel, discord.TextChannel):
        raise _impossible("no-threads")
    kinds = discord.ChannelType
    kind = kinds.news_thread if channel.is_news() else kinds.public_thread
    # Only once: when the receipt is lost, a second one would ask in public a second time.
    return await _allowed(channel.create_thread(name=_titled(name), type=kind))


async def asked_before(
    thread: discord.Thread, message: discord.Message, role: discord.Role
) -> bool:
    """Whether we have called ``role`` in the thread already, about ``message``.

    Where that cannot be looked up, it is taken for so: nobody is to be called twice.
    """
    try:
        async for said in thread.history(limit=LOOKED_BACK):
            ours = said.author.id == message.author.id and role.id in said.raw_role_mentions
            about = said.reference.message_id if said.reference else message.id
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
    """Say ``text``, which mentions ``role`` and nobody else, in reply to ``about``.

    :raises QuestionError: the thread is closed to us.
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


async def _allowed(doing: Awaitable[Made]) -> Made:
    try:
        return await doing
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
