"""The stand-in's threads are Discord's: what the bot may open, and what it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.standin.thread_routes import CREATE_PUBLIC_THREADS
from tests.support.judged import judged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.standin import Standin
    from tests.standin.people import Channel

NAMED = {"name": "a thread", "auto_archive_duration": 1440}


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    async with judged(pings=True) as standin:
        yield standin


async def post(discord: Standin, path: str, body: Any) -> tuple[int, Any]:
    headers = {"Authorization": f"Bot {discord.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(discord.api_base + path, json=body) as answer,
    ):
        return answer.status, await answer.json()


async def threads_of_a_message(discord: Standin) -> list[tuple[int, Any]]:
    said = await discord.says(discord.person("Ada"), "what is this?")
    path = f"/channels/{discord.channel.id}/messages/{said.id}/threads"
    return [await post(discord, path, NAMED), await post(discord, path, NAMED)]


async def test_a_message_has_one_thread_with_its_id(discord: Standin) -> None:
    (status, thread), (refused, error) = await threads_of_a_message(discord)
    assert status == 201
    assert thread["parent_id"] == discord.channel.id
    assert discord.messages.by_id[thread["id"]]["flags"] & 1 << 5
    assert (refused, error["code"]) == (400, 160004)


async def test_without_the_permission_no_thread_is_opened(discord: Standin) -> None:
    may = int(discord.world.app_permissions) & ~CREATE_PUBLIC_THREADS
    discord.world.app_permissions = str(may)
    (status, error), _ = await threads_of_a_message(discord)
    assert (status, error["code"]) == (403, 50013)


async def test_a_thread_has_no_thread(discord: Standin) -> None:
    thread: Channel = discord.world.add_channel("inner", parent=discord.channel)
    body = NAMED | {"type": 11}
    assert (await post(discord, f"/channels/{thread.id}/threads", body))[1]["code"] == 50024
    assert (await post(discord, f"/channels/{discord.channel.id}/threads", body))[0] == 201


async def test_whoever_writes_opens_an_archived_thread_unless_it_is_locked(
    discord: Standin,
) -> None:
    thread: Channel = discord.world.add_channel("inner", parent=discord.channel)
    path = f"/channels/{thread.id}/messages"
    await discord.archive(thread, locked=True)
    assert (await post(discord, path, {"content": "hello"}))[1]["code"] == 50083
    await discord.archive(thread)
    assert (await post(discord, path, {"content": "hello"}))[0] == 200
    assert thread.payload["thread_metadata"]["archived"] is False
