"""An independent client, discord.js, finds nothing wrong with the stand-in: so it is honest.

``tests/discordjs/bot.mjs`` is the bot. It needs Node.js and ``npm ci`` in ``tests/discordjs``,
which CI does; elsewhere these tests are skipped, and say so.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.standin import Standin
from tests.standin.rest import API
from tests.support.paths import TESTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = TESTS / "discordjs"
NODE = shutil.which("node")
SECONDS = 15.0

pytestmark = [
    pytest.mark.skipif(NODE is None, reason="Node.js is not installed"),
    pytest.mark.skipif(
        not (HERE / "node_modules" / "discord.js").is_dir(),
        reason="discord.js is not installed: run `npm ci` in tests/discordjs",
    ),
]


class Bot:
    """The process, and all that it has said, in order."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.said: list[dict[str, Any]] = []
        self._more = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.said.append(json.loads(line))
            self._more.set()
            self._more = asyncio.Event()

    def of(self, event: str) -> list[dict[str, Any]]:
        return [one for one in self.said if one["event"] == event]

    async def says(self, event: str, count: int = 1) -> dict[str, Any]:
        """Wait until it has said ``event`` so often; the last of them."""
        try:
            async with asyncio.timeout(SECONDS):
                while len(self.of(event)) < count:
                    await self._more.wait()
        except TimeoutError:
            raise TimeoutError(f"no {event!r} among {self.said}") from None
        return self.of(event)[-1]

    async def leave(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(b"leave\n")
        await asyncio.wait_for(self._process.wait(), SECONDS)
        await self._reading

    @property
    def complaints(self) -> list[dict[str, Any]]:
        return [one for one in self.said if one["event"] in ("bad", "failed", "unknown")]


@asynccontextmanager
async def discord_js(discord: Standin, *, compress: bool = False) -> AsyncIterator[Bot]:
    """The bot, logged in; afterwards neither it nor the stand-in has anything to complain of."""
    process = await asyncio.create_subprocess_exec(
        str(NODE),
        "bot.mjs",
        cwd=HERE,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ
        | {
            "STANDIN_API": discord.api_base.removesuffix("/v10"),
            "STANDIN_TOKEN": discord.token,
            "STANDIN_COMPRESS": "yes" if compress else "no",
        },
    )
    bot = Bot(process)
    try:
        await bot.says("ready")
        yield bot
        await bot.leave()
        await discord.disconnected()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert bot.complaints == []
    assert discord.problems == []
    assert discord.left_open == []


def test_the_stand_in_serves_where_discord_js_looks() -> None:
    assert API == "/api/v10"


@pytest.mark.parametrize("compress", [False, True])
async def test_it_logs_in_and_sees_the_server_the_channels_and_itself(compress: bool) -> None:
    async with Standin() as discord:
        lab = discord.world.add_channel("lab")
        discord.world.add_channel("a thread in it", parent=lab)
        discord.world.add_role("Staff")
        discord.gateway.heartbeat_interval = 200
        async with discord_js(discord, compress=compress) as bot:
            ready = bot.of("ready")[0]
            assert ready["name"] == "quoth"
            assert (ready["guild"], ready["available"]) == ("Library", True)
            assert ready["me"] == discord.bot.id
            assert (ready["commands"], ready["rooms"]) == (7, 2)
            await discord.until(lambda: discord.gateway.heartbeats >= 4, what="heartbeats")
        assert discord.gateway.identifies == 1
        assert {command["name"] for command in discord.commands} >= {"ask", "Quote this"}


async def test_every_kind_of_interaction_is_understood_and_answered() -> None:
    async with Standin() as discord:
        staff = discord.world.add_role("Staff")
        ada = discord.person("Ada", locale="de")
        async with discord_js(discord) as bot:
            for private in (False, True):
                it = await discord.slash(ada, "ask", question="When?", private=private)
                shown = await it.message()
                await it.follow_up(1)
                assert "asked: When?" in shown.text
                assert shown.ephemeral is private
            answered = await bot.says("answered", 2)
            assert answered == {
                "event": "answered",
                "same": True,
                "components": 3,
                "further": "and this",
                "ephemeral": True,
            }
            chosen = await discord.press(ada, shown, "menu", values=["2"])
            assert (await chosen.message()).text == "chose 2"
            await discord.press(ada, shown, "more")
            await shown.until(lambda m: m.text == "pressed")
            typed = await discord.autocomplete(ada, "capital", "name", "ber")
            assert [choice["value"] for choice in await typed.choices()] == ["berlin", "bern"]
            listed = await discord.slash(ada, "group list")
            assert (await listed.message()).text == "list"
            opener = await discord.slash(ada, "form", dm=True)
            filled = await discord.submit(ada, opener, text="typed into it")
            assert (await filled.message()).text == "typed into it"
            file = discord.upload("lamp.md", b"colza")
            given = {"channel": discord.channel.id, "role": staff}
            sent = await discord.slash(ada, "upload", file=file, **given)
            assert (await sent.message()).text == "lamp.md 5 colza reading-room Staff"
            said = await discord.says(ada, "look at this")
            quoted = await discord.context_menu(ada, "Quote this", said)
            assert (await quoted.message()).text == "you mean: look at this"
            who = await discord.context_menu(ada, "Who is this", ada)
            assert (await who.message()).text == "you mean: ada"
            alone = await discord.slash(ada, "ask", question="alone?", alone=True)
            await alone.message()
            seen = bot.of("interaction")
        assert {one["locale"] for one in seen} == {"de"}
        assert {one["kind"] for one in seen} == {2, 3, 4, 5}


async def test_messages_are_heard_answered_edited_and_read_again() -> None:
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with discord_js(discord) as bot:
            asked = await discord.says(ada, "<@bot> when?")
            (reply,) = await asked.answers()
            await reply.until(lambda m: m.text == "heard, and thought about it")
            assert not reply.pinged
            assert (await bot.says("replied"))["to"] == asked.id
            (again,) = await (await discord.says(ada, "and there?", dm=True)).answers()
            await again.until(lambda m: m.text == "heard, and thought about it")
            hidden = await discord.says(ada, "not for the bot")
            assert hidden.content == "not for the bot"
            await bot.says("message", 3)
            assert [one["content"] for one in bot.of("message")][-1] == "", "without the intent"
            assert discord.typing == [discord.channel.id, ada.dm]


@pytest.mark.parametrize("how", ["op 7", "drop", 4000, 4009, 1001])
async def test_a_lost_connection_is_resumed_and_what_was_missed_is_replayed(
    how: str | int,
) -> None:
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with discord_js(discord) as bot:
            if how == "op 7":
                await discord.faults.reconnect()
            elif how == "drop":
                await discord.faults.drop_gateway()
            else:
                await discord.faults.close_gateway(int(how))
            missed = await discord.says(ada, "<@bot> while you were away")
            await missed.answers(within=SECONDS)
            assert (await bot.says("resumed"))["replayed"] >= 1
            assert (discord.gateway.resumes, discord.gateway.identifies) == (1, 1)


async def test_a_lost_session_is_begun_anew() -> None:
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with discord_js(discord) as bot:
            await discord.faults.invalidate()
            await discord.until(lambda: discord.gateway.identifies == 2, within=SECONDS)
            await bot.says("shard ready", 2)
            await (await discord.slash(ada, "group list")).message()


async def test_a_rate_limit_says_how_long_to_wait_where_discord_js_looks() -> None:
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with discord_js(discord) as bot:
            limited = discord.faults.rate_limit("PATCH", "@original", retry_after=0.3)
            refused = discord.faults.status(503, "POST", "/channels/.*/messages")
            it = await discord.slash(ada, "ask", question="When?")
            await it.message(within=SECONDS)
            asked = await discord.says(ada, "<@bot> when?")
            await asked.answers(within=SECONDS)
            await bot.says("replied")
        assert (limited.used, refused.used) == (1, 1)
        first, second = discord.sent("PATCH", "@original")[:2]
        assert first.status == 429
        assert 0.9 <= second.at - first.at <= 5, "the header's whole second"
