"""Nothing asks Discord for anything once the bot has closed its session, and nothing is logged."""

from __future__ import annotations

import asyncio
import gc
import re
import threading
from typing import TYPE_CHECKING, Any

import pytest
from discord.gateway import KeepAliveHandler

from tests.standin import Standin
from tests.support.bot import WHEN, running
from tests.support.messages import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin.faults import Fault

pytest_plugins = ["tests.support.bot_fixtures"]
BOTS = r"/(?:bot|discord)/(?!.*\btests\b)"


async def went_on() -> list[str]:
    """Return what goes on of the bot, and of discord.py: the stand-in has tasks of its own."""
    await asyncio.sleep(0)
    return [repr(task) for task in asyncio.all_tasks() if re.search(BOTS, code_of(task))]


def code_of(task: asyncio.Task[Any]) -> str:
    code = getattr(task.get_coro(), "cr_code", None)
    return str(code and code.co_filename)


async def struck(fault: Fault) -> None:
    while not fault.used:  # noqa: ASYNC110 - a fault is no event
        await asyncio.sleep(0.01)


def tracebacks(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the tracebacks of the log, with those of tasks whose errors nobody has looked at."""
    gc.collect()
    return [str(record.exc_info[1]) for record in caplog.records if record.exc_info]


@pytest.mark.parametrize("path", ["/users/@me$", "/oauth2/applications/@me", "/commands"])
async def test_a_bot_that_leaves_while_it_logs_in_logs_no_traceback(
    discord: Standin, tmp_path: Path, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    slow = discord.faults.slow("*", path, 0.4, times=9)
    async with running(discord, tmp_path, connected=False) as up:
        await struck(slow)
        await up.leave()
    assert await went_on() == []
    assert tracebacks(caplog) == []


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.3])
async def test_a_bot_that_leaves_while_it_connects_again_logs_no_traceback_of_its_session(
    discord: Standin, tmp_path: Path, caplog: pytest.LogCaptureFixture, moment: float
) -> None:
    async with running(discord, tmp_path) as up:
        discord.faults.refuse_gateway(times=50)
        await discord.faults.reconnect()
        await asyncio.sleep(moment)
        await up.leave()
    assert await went_on() == []
    assert [told for told in tracebacks(caplog) if "Session is closed" in told] == []


async def test_a_bot_that_leaves_before_it_knows_all_servers_waits_for_them_no_longer(
    discord: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.bot.GUILD_READY", 30.0)
    async with running(discord, tmp_path, connected=False) as up:
        await eventually(lambda: bool(up.clients and up.clients[-1].guilds))
        await up.leave()
    assert await went_on() == []


async def test_a_bot_that_leaves_while_a_gateway_is_opened_keeps_none_alive(
    discord: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def wait(*_args: object, **_options: object) -> None:
        await asyncio.Event().wait()

    def beating() -> set[threading.Thread]:
        return {each for each in threading.enumerate() if isinstance(each, KeepAliveHandler)}

    monkeypatch.setattr("bot.app.resuming_client.ResumingClient.before_identify_hook", wait)
    others = beating()
    async with running(discord, tmp_path, connected=False) as up:
        await eventually(lambda: bool(beating() - others))
        await up.leave()
    await eventually(lambda: not beating() - others)


@pytest.mark.unanswered("Discord lets the bot answer only after it has left")
async def test_what_discord_lets_wait_for_longer_than_the_bot_stays_is_given_up(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.responder.DRAIN_SECONDS", 0.2)
    monkeypatch.setattr("bot.app.responder.LATE_SECONDS", 0.1)
    async with Standin() as discord, running(discord, tmp_path, deadline=30) as up:
        limited = discord.faults.rate_limit("PATCH", "@original", retry_after=0.6)
        await discord.slash(discord.person("Ada"), "ask", question=WHEN)
        await struck(limited)
        await up.leave()
        await asyncio.sleep(0.7)
    assert await went_on() == []
    assert tracebacks(caplog) == []
    assert "left with 1 interactions unanswered" in caplog.text
