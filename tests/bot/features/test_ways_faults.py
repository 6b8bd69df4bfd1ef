"""The ways to ask under each fault between us and Discord: one answer each, all with an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.standin.gateway import MESSAGE_CONTENT
from tests.standin.people import Person
from tests.support.bot import AUTOMATED, UNKNOWN, WHEN, running
from tests.support.judged import judged
from tests.support.messages import eventually, set_customs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.standin import Standin
    from tests.standin.interactions import Interaction
    from tests.standin.messages import Message
    from tests.standin.people import Channel

pytest_plugins = ["tests.support.bot_fixtures", "tests.support.hasty_discord"]
QUOTED = AUTOMATED.rstrip(".")
COMMANDS = ("/ask source", "Answer this", "/settings show")
MESSAGES = ("ask channel", "forum", "thread", "reply without a ping")
FAULTS = ("reset", "lost", "503", "rate limit", "slow")


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    """A Discord whose portal has the Message Content intent switched on for this bot."""
    async with judged(privileged=MESSAGE_CONTENT) as standin:
        yield standin


def arm(
    discord: Standin,
    fault: str,
    method: str,
    path: str,
    after: int = 0,
) -> None:
    faults = discord.faults
    if fault == "reset":
        faults.reset(method, path, after=after)
    elif fault == "lost":
        faults.lose_reply(method, path, how="reset", after=after)
    elif fault == "503":
        faults.status(503, method, path, after=after)
    elif fault == "rate limit":
        faults.rate_limit(method, path, retry_after=0.05, after=after)
    else:
        faults.slow(method, path, 0.3, after=after)


async def used(discord: Standin, ada: Person, command: str) -> Interaction:
    if command == "/ask source":
        return await discord.slash(ada, "ask", question=WHEN, source="Skerry")
    if command == "/settings show":
        return await discord.slash(ada, "settings show")
    return await discord.context_menu(ada, command, await discord.says(ada, WHEN))


@pytest.mark.usefixtures("bot", "hasty_discord")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("method", "path"), [("POST", "/callback"), ("PATCH", "@original")])
async def test_a_command_ends_under_each_fault(
    discord: Standin,
    ada: Person,
    command: str,
    fault: str,
    method: str,
    path: str,
) -> None:
    arm(discord, fault, method, path)
    it = await used(discord, ada, command)
    message = await it.message(within=8)
    expected = "Settings for this server" if command == "/settings show" else QUOTED
    await message.until(lambda m: expected in m.text)
    assert message.ephemeral is (command != "/ask source")


async def said(
    discord: Standin,
    ada: Person,
    way: str,
    room: Channel,
    forum: Channel,
) -> Message:
    if way == "ask channel":
        return await discord.says(ada, WHEN, at=room)
    if way == "forum":
        return await discord.post(ada, forum, WHEN, "Who knows?")
    (first,) = await (await discord.says(ada, f"<@bot> {UNKNOWN}")).answers()
    if way == "reply without a ping":
        return await discord.says(ada, WHEN, reply_to=first, ping=False)
    thread = await discord.thread(ada, "More", of=first)
    return await discord.says(ada, WHEN, at=thread)


@pytest.mark.usefixtures("hasty_discord")
@pytest.mark.parametrize("way", MESSAGES)
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_message_has_one_answer_under_each_fault(
    discord: Standin,
    tmp_path: Path,
    ada: Person,
    way: str,
    fault: str,
) -> None:
    room, forum = discord.world.add_channel("ask"), discord.forum("help")
    after = 0 if way in ("ask channel", "forum") else 1  # the first answer is another one
    async with running(discord, tmp_path) as up:
        rooms = {"channels": frozenset({int(room.id)}), "forums": frozenset({int(forum.id)})}
        set_customs(up, discord, **rooms)
        arm(discord, fault, "POST", "/messages$", after=after)
        asked = await said(discord, ada, way, room, forum)
        (reply,) = await asked.answers(within=8)
        assert QUOTED in reply.text
        await eventually(lambda: not up.clients[-1].responder.in_flight)
        assert len(await asked.answers()) == 1


@pytest.mark.parametrize("status", [500, 503, 403, 404])
async def test_where_history_cannot_be_had_a_post_is_answered_and_a_thread_is_not_ours(
    discord: Standin,
    tmp_path: Path,
    ada: Person,
    status: int,
) -> None:
    forum = discord.forum("help")
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, forums=frozenset({int(forum.id)}))
        discord.faults.status(status, "GET", "/messages", times=99)
        thread = await discord.thread(ada, "A thread")
        await discord.says(ada, WHEN, at=thread)
        post = await discord.post(ada, forum, "The light", WHEN)
        assert len(await post.answers(within=8)) == 1
        await eventually(lambda: not up.clients[-1].responder.in_flight)
        assert up.oracle.asked == [f"The light {WHEN}"]
