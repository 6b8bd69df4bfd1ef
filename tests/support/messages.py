"""What a test does with the bot's messages: ask for one, find its buttons, press one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.servers.house_rules import Customs
from tests.standin.threads import THREAD_STARTER
from tests.support.bot import AUTOMATED, WHEN, Running

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.standin import Standin
    from tests.standin.messages import Message
    from tests.standin.people import Person


BARE = AUTOMATED.rstrip(".")  # a quoted sentence, however it goes on


def named(message: Message, begins: str) -> str:
    """The name of the first button that begins so and can be pressed."""
    names = [part["custom_id"] for part in message.components if part.get("custom_id")]
    return next(name for name in names if name.startswith(begins))


def labels(message: Message) -> list[str]:
    return [part["label"] for part in message.components if part["type"] == 2]


async def asked(discord: Standin, person: Person, question: str = WHEN, **options: bool) -> Message:
    return await (await discord.slash(person, "ask", question=question, **options)).message()


async def pressed(discord: Standin, person: Person, message: Message, begins: str) -> Message:
    """What is shown for a press, which is to nobody but who pressed."""
    shown = await (await discord.press(person, message, named(message, begins))).message()
    assert shown.ephemeral
    return shown


def calls(discord: Standin) -> list[Message]:
    """The messages that pinged anybody; what a thread begins with is Discord's, and does not."""
    everywhere = [m for room in discord.messages.rooms.values() for m in room]
    return [m for m in everywhere if m.pinged and m["type"] != THREAD_STARTER]


def set_customs(up: Running, discord: Standin, **customs: object) -> None:
    """Set the house rules of the stand-in's server."""
    up.house.change(int(discord.world.guild_id), lambda _: Customs(**customs))  # type: ignore[arg-type]


async def eventually(look: Callable[[], bool]) -> None:
    """Wait for what no change of the stand-in announces: a line of the log."""
    for _ in range(250):
        if look():
            return
        await asyncio.sleep(0.02)
    pytest.fail("not within 5 s")
