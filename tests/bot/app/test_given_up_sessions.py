"""A session that discord.py gives up although Discord keeps it: what was missed is heard on it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.ground.backoff import pauses
from tests.standin import Standin
from tests.support.bot import AUTOMATED, WHEN, FakeOracle, Running, running
from tests.support.messages import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures"]
ANSWER = AUTOMATED.rstrip(".")
GONE = "Discord no longer has what was missed"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discord.backoff.ExponentialBackoff.delay", lambda _: 0.3)
    monkeypatch.setattr("bot.app.supervisor.pauses", lambda: pauses(first=0.02, most=0.02))


@pytest.fixture
async def up(discord: Standin, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(discord, tmp_path, oracle=FakeOracle(), deadline=10) as up:
        await eventually(lambda: bool(up.clients[-1].heard))
        yield up
        # What leaves while it connects leaves a thread of discord.py's behind, for a while.
        await eventually(lambda: bool(up.clients[-1].heard))


async def outage(discord: Standin, *, times: int = 1) -> None:
    """Cut the gateway, and refuse the next attempts: discord.py then begins a new session."""
    discord.faults.refuse_gateway(times=times)
    await discord.faults.drop_gateway()


@pytest.mark.parametrize("times", [1, 3])
async def test_what_is_asked_while_the_network_is_away_is_answered_once(
    discord: Standin, up: Running, ada: Person, times: int
) -> None:
    await outage(discord, times=times)
    missed = await discord.says(ada, f"<@bot> {WHEN}")
    direct = await discord.says(ada, f"{WHEN} Really?", dm=True)
    for said in (missed, direct):
        (answer,) = await said.answers(within=20)
        assert ANSWER in answer.text
    await discord.until(lambda: discord.gateway.identifies == 2, within=15)
    after = await discord.says(ada, f"<@bot> {WHEN} And now?")
    assert len(await after.answers(within=20)) == 1
    assert len(await missed.answers()) == len(await direct.answers()) == 1
    assert len(up.oracle.asked) == 3
    assert len(up.clients) == 1


async def test_what_was_answered_before_is_not_answered_again(
    discord: Standin, up: Running, ada: Person
) -> None:
    before = await discord.says(ada, f"<@bot> {WHEN}")
    assert len(await before.answers(within=20)) == 1
    await outage(discord)
    meanwhile = await discord.says(ada, f"<@bot> {WHEN} Now?")
    assert len(await meanwhile.answers(within=20)) == 1
    assert len(await before.answers()) == 1
    assert len(up.oracle.asked) == 2


async def test_where_discord_no_longer_has_the_session_that_is_said_and_nothing_is_waited_for(
    discord: Standin, up: Running, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await outage(discord)
    await discord.says(ada, f"<@bot> {WHEN}")
    discord.gateway.forget_sessions()
    await discord.until(lambda: discord.gateway.identifies == 2, within=15)
    after = await discord.says(ada, f"<@bot> {WHEN} And now?")
    assert len(await after.answers(within=20)) == 1
    await eventually(lambda: caplog.text.count(GONE) == 1)
    assert up.oracle.asked == [f"{WHEN} And now?"]


async def test_a_session_that_discord_invalidates_is_said_to_be_gone(
    discord: Standin, up: Running, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await discord.faults.invalidate()
    await discord.until(lambda: discord.gateway.identifies == 2, within=15)
    after = await discord.says(ada, f"<@bot> {WHEN}")
    assert len(await after.answers(within=20)) == 1
    assert caplog.text.count(GONE) == 1
    assert discord.gateway.resumes == 0
    assert len(up.clients) == 1


async def test_the_first_session_of_a_process_replaces_none(
    discord: Standin, up: Running, caplog: pytest.LogCaptureFixture
) -> None:
    assert up.clients
    assert GONE not in caplog.text
    assert discord.gateway.identifies == 1
