"""Each close code that Discord's gateway documents: which resume, begin anew, or end the bot."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import discord as dpy
import pytest
from discord import app_commands

from bot.admin.long_work import Abandoned, last_word
from bot.ground.backoff import pauses
from bot.render.layout import render_lines
from index.errors import SettingsError
from tests.standin import Standin
from tests.support.bot import AUTOMATED, WHEN, FakeOracle, running
from tests.support.process import LOADED, WITHOUT_MODEL, quoth_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.admin.desk import Desk
    from bot.admin.long_work import Progress
    from bot.app.client import QuothClient
    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures", "tests.support.hasty_discord"]
pytestmark = pytest.mark.usefixtures("hasty_discord")

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
RESUMED = [1000, 1001, 1011, 1012, 4000, 4001, 4002, 4005, 4008]
ANEW = [4003, 4007, 4009]  # Discord has dropped the session, so that a RESUME is refused
FINAL = {
    4004: "Reset Token",
    4010: "Update Quoth",
    4012: "Update Quoth",
    4013: "Update Quoth",
    4014: "Privileged Gateway Intents",
}
MORE_SHARDS = 4011


@pytest.fixture(autouse=True)
def hasty_supervisor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.supervisor.pauses", lambda: pauses(first=0.02, most=0.02))


@pytest.mark.parametrize("code", RESUMED)
async def test_after_a_passing_fault_the_session_is_resumed_and_what_was_asked_meanwhile_answered(
    discord: Standin, tmp_path: Path, ada: Person, code: int
) -> None:
    async with running(discord, tmp_path, oracle=FakeOracle(seconds=0.05), deadline=10):
        before = await discord.slash(ada, "ask", question=WHEN)
        await discord.faults.close_gateway(code)
        meanwhile = await discord.slash(ada, "ask", question=f"{WHEN} Now?")
        for it in (before, meanwhile):
            assert AUTOMATED.rstrip(".") in (await it.message(within=15)).text
        assert (discord.gateway.resumes, discord.gateway.identifies) == (1, 1)


@pytest.mark.parametrize("code", ANEW)
async def test_where_the_session_is_gone_a_new_one_begins(
    discord: Standin, tmp_path: Path, ada: Person, code: int
) -> None:
    async with running(discord, tmp_path, oracle=FakeOracle(seconds=0.05), deadline=10) as up:
        before = await discord.slash(ada, "ask", question=WHEN)
        await discord.faults.close_gateway(code)
        discord.gateway.forget_sessions()
        await discord.until(lambda: discord.gateway.identifies == 2, within=15)
        after = await discord.slash(ada, "ask", question=WHEN)
        for it in (before, after):
            assert AUTOMATED.rstrip(".") in (await it.message(within=15)).text
        assert discord.gateway.resumes == 0
        assert len(up.clients) == 1


@pytest.mark.parametrize("code", FINAL)
async def test_a_final_code_ends_the_bot_with_its_remedy_after_it_has_answered(
    discord: Standin, tmp_path: Path, ada: Person, code: int
) -> None:
    with suppress(SettingsError):
        async with running(discord, tmp_path, oracle=FakeOracle(seconds=0.3), deadline=10) as up:
            it = await discord.slash(ada, "ask", question=WHEN)
            await it.acknowledged()
            await discord.faults.close_gateway(code)
            assert AUTOMATED.rstrip(".") in (await it.message()).text
            await asyncio.wait({up.task}, timeout=5)
    refusal = up.task.exception()
    assert isinstance(refusal, SettingsError)
    assert (refusal.exit_code, str(code) in refusal.message) == (2, True)
    assert FINAL[code] in refusal.hint
    assert discord.gateway.attempts == 1


@pytest.mark.parametrize("code", [4010, MORE_SHARDS])
async def test_long_work_has_its_last_word_whatever_ends_the_connection(
    discord: Standin, tmp_path: Path, ada: Person, code: int
) -> None:
    def work(progress: Progress) -> str:
        for step in range(40 if code == MORE_SHARDS else 4000):
            progress("reading", step, 4000)
            time.sleep(0.01)
        return "finished"

    with suppress(SettingsError):
        async with running(discord, tmp_path, equip=partial(_with_long_work, work)) as up:
            it = await discord.slash(ada, "toil")
            await discord.until(lambda: it.original and "of" in it.original.text, within=5)
            await discord.faults.close_gateway(code)
            expected = "finished" if code == MORE_SHARDS else "abandoned"
            message = await it.message()
            await message.until(lambda m: m.text == expected, within=10)
    assert up.task.done()


def _with_long_work(work: Callable[[Progress], str], client: QuothClient, desk: Desk) -> None:
    @app_commands.command(name="toil", description="Work for long")
    async def toil(interaction: dpy.Interaction) -> None:
        async def worked() -> None:
            try:
                said = await desk.bench.do(interaction, "Toil", work)
            except Abandoned:
                said = "abandoned"
            await last_word(interaction, render_lines([said]))

        await client.responder.serve_long(interaction, worked)

    client._tree.add_command(toil)


async def test_where_more_shards_are_wanted_what_is_under_way_is_answered_first(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, oracle=FakeOracle(seconds=0.3), deadline=10) as up:
        it = await discord.slash(ada, "ask", question=WHEN)
        await it.acknowledged()
        await discord.faults.close_gateway(MORE_SHARDS)
        assert AUTOMATED.rstrip(".") in (await it.message()).text
        await discord.until(lambda: discord.gateway.identifies == 2, within=15)
        assert len(up.clients) == 2
        assert not up.task.done()


async def test_a_final_code_is_the_exit_code_2_of_the_process(tmp_path: Path) -> None:
    async with (
        Standin() as discord,
        quoth_run(tmp_path, discord.environment, command=WITHOUT_MODEL) as process,
    ):
        await discord.connected(within=LOADED)
        it = await discord.slash(discord.person("Ada"), "ask", question=WHEN)
        await it.acknowledged()
        await discord.faults.close_gateway(4010)
        assert await process.ended(within=30) == 2
        assert it.ended
        assert FINAL[4010] in process.log.splitlines()[-1]
        assert "Traceback" not in process.log
