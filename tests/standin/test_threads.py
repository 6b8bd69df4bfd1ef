"""Threads, forums and the Message Content intent on the stand-in, seen by a plain client."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import discord
import pytest
import yarl

from tests.standin import Standin
from tests.standin.gateway import MESSAGE_CONTENT
from tests.standin.plain import Plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

READING = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=True)


class Listener(Plain):
    """Keeps what it hears."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        super().__init__(intents)
        self.messages: list[discord.Message] = []
        self.threads: list[discord.Thread] = []

    async def on_message(self, message: discord.Message) -> None:
        self.messages.append(message)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        self.threads.append(thread)


@asynccontextmanager
async def listening(
    standin: Standin, monkeypatch: pytest.MonkeyPatch, intents: discord.Intents | None = None
) -> AsyncIterator[Listener]:
    monkeypatch.setattr(discord.http.Route, "BASE", standin.api_base)
    gateway = yarl.URL(standin.gateway_url)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    async with Listener(intents) as client:
        running = asyncio.create_task(client.start(standin.token))
        await standin.connected()
        await client.wait_until_ready()
        yield client
        await client.close()
        await asyncio.wait([running])
    assert standin.problems == []


async def heard(client: Listener, n: int) -> list[discord.Message]:
    for _ in range(300):
        if len(client.messages) >= n:
            return client.messages
        await asyncio.sleep(0.01)
    pytest.fail(f"heard only {client.messages}")


async def test_a_post_is_a_thread_whose_first_message_has_its_id(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Standin(privileged=MESSAGE_CONTENT) as standin:
        forum, ana = standin.forum("help"), standin.person("Ana")
        async with listening(standin, monkeypatch, READING) as client:
            post = await standin.post(ana, forum, "A title", "A body")
            (message,) = await heard(client, 1)
            (thread,) = client.threads
            assert message.id == thread.id == int(post["channel_id"])
            assert message.channel is thread
            assert isinstance(thread.parent, discord.ForumChannel)
            assert (thread.name, message.content) == ("A title", "A body")
            assert thread.owner_id == int(ana.id)
            with pytest.raises(discord.HTTPException):
                await client.http.send_message(forum.id, params=_params("not a room"))


async def test_a_thread_of_a_message_has_its_id_and_points_at_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Standin(privileged=MESSAGE_CONTENT) as standin:
        ana = standin.person("Ana")
        async with listening(standin, monkeypatch, READING) as client:
            said = await standin.says(ana, "start here")
            await standin.thread(ana, "More", of=said)
            await standin.says(ana, "later")  # by then, the client has heard of the thread
            await heard(client, 2)
            (thread,) = client.threads
            assert thread.id == int(said.id)
            (starter,) = [message async for message in thread.history()]
            assert starter.type is discord.MessageType.thread_starter_message


async def test_whoever_writes_opens_an_archived_thread_but_not_a_locked_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Standin() as standin:
        ana = standin.person("Ana")
        async with listening(standin, monkeypatch) as client:
            thread = await standin.thread(ana, "A thread")
            await standin.archive(thread)
            await client.http.send_message(thread.id, params=_params("awake"))
            assert thread.archive["archived"] is False
            await standin.archive(thread, locked=True)
            with pytest.raises(discord.HTTPException, match="archived") as raised:
                await client.http.send_message(thread.id, params=_params("no"))
            assert raised.value.code == 50083


async def test_without_the_intent_only_what_concerns_the_bot_has_content(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Standin() as standin:
        ana = standin.person("Ana")
        async with listening(standin, monkeypatch) as client:
            plain = await standin.says(ana, "for nobody")
            await standin.says(ana, "<@bot> a mention", reply_to=plain)
            await standin.says(ana, "direct", dm=True)
            nobody, mention, direct = await heard(client, 3)
            assert nobody.content == ""
            assert mention.content.endswith("a mention")
            assert mention.reference is not None
            original = mention.reference.resolved
            assert isinstance(original, discord.Message)
            assert original.content == "", "what it replies to does not concern the bot"
            assert direct.content == "direct"


@pytest.mark.parametrize(("privileged", "granted"), [(0, False), (MESSAGE_CONTENT, True)])
async def test_the_application_says_what_the_portal_grants(
    monkeypatch: pytest.MonkeyPatch, privileged: int, granted: bool
) -> None:
    async with Standin(privileged=privileged) as standin, listening(standin, monkeypatch) as client:
        assert client.application_flags.gateway_message_content_limited is granted
        application = await client.application_info()
        assert application.flags.gateway_message_content_limited is granted


async def test_of_a_server_without_the_bot_nothing_is_heard_or_to_be_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Standin() as standin:
        ana, far = standin.person("Ana"), standin.world.elsewhere("far away")
        async with listening(standin, monkeypatch) as client:
            await standin.says(ana, "<@bot> are you there?", at=far)
            await standin.says(ana, "here", dm=True)
            (message,) = await heard(client, 1)
            assert message.content == "here"
            with pytest.raises(discord.Forbidden):
                await client.http.get_channel(far.id)


async def test_a_sixth_follow_up_where_only_a_user_installed_it_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Standin() as standin:
        ana, far = standin.person("Ana"), standin.world.elsewhere("far away")
        async with listening(standin, monkeypatch) as client:
            await standin.synced()
            it = await standin.slash(ana, "capital", name="rome", at=far, alone=True)
            await it.message()
            for n in range(6):
                send = client.http.request(
                    discord.http.Route("POST", f"/webhooks/{standin.bot.id}/{it.token}"),
                    json={"content": f"{n}"},
                )
                if n < 5:
                    await send
                    continue
                with pytest.raises(discord.HTTPException) as raised:
                    await send
                assert raised.value.code == 40094


def _params(content: str) -> discord.http.MultipartParameters:
    return discord.http.handle_message_parameters(content=content)
