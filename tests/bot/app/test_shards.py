"""One process keeps several shards, as many as Discord recommends or the operator sets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord as dpy
import pytest

from tests.standin import Standin
from tests.support.bot import AUTOMATED, WHEN, running
from tests.support.messages import eventually

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Identify one shard after the other without the five seconds between them."""

    async def at_once(*_: object, **__: object) -> None:
        pass

    monkeypatch.setattr(dpy.AutoShardedClient, "before_identify_hook", at_once)


@pytest.mark.parametrize(("wanted", "recommended", "kept"), [(0, 3, 3), (3, 1, 3), (2, 5, 2)])
async def test_as_many_shards_as_discord_recommends_or_the_operator_sets(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, wanted: int, recommended: int, kept: int
) -> None:
    caplog.set_level("INFO")
    async with (
        Standin(shards=recommended) as discord,
        running(discord, tmp_path, connected=False, shards=wanted),
    ):
        await discord.connected(links=kept, within=30)
        assert sorted(discord.gateway.identified) == [(n, kept) for n in range(kept)]
        await eventually(lambda: f"of {kept}" in caplog.text)
        numbers = ", ".join(map(str, range(kept)))
        assert f"servers: 1, shards: {numbers} of {kept}" in caplog.text


async def test_each_question_is_answered_once_whichever_shard_hears_it(tmp_path: Path) -> None:
    async with (
        Standin(shards=3) as discord,
        running(discord, tmp_path, connected=False) as up,
    ):
        await discord.connected(links=3, within=30)
        ada = discord.person("Ada")
        shown = await (await discord.slash(ada, "ask", question=WHEN)).message()
        mention = await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
        direct = await (await discord.says(ada, WHEN, dm=True)).answers()
        for answer in (shown, *mention, *direct):
            assert AUTOMATED.rstrip(".") in answer.text
        assert len(mention) == len(direct) == 1
        assert up.oracle.asked == [WHEN] * 3
        assert discord.problems == []


async def test_while_one_shard_is_lost_the_others_answer_and_the_bot_is_not_ready(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with Standin(shards=2) as discord, running(discord, tmp_path, connected=False) as up:
        await discord.connected(links=2, within=30)
        await eventually(lambda: up.clients[-1].is_connected)
        server = (int(discord.world.guild_id) >> 22) % 2
        discord.gateway.refusals = 1_000
        await discord.faults.drop_gateway(shard=1 - server)
        await eventually(lambda: not up.clients[-1].is_connected)
        assert f"shard {1 - server} lost the gateway" in caplog.text
        ada = discord.person("Ada")
        answer = await (await discord.slash(ada, "ask", question=WHEN)).message()
        assert AUTOMATED.rstrip(".") in answer.text

        discord.faults.clear()
        await eventually(lambda: up.clients[-1].is_connected)
        assert re.search(rf"shard {1 - server} (?:resumed|began a new session)", caplog.text)
        assert f"shard {server} lost" not in caplog.text
