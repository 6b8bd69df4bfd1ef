"""A restart without a gap: for a moment two clients of one bot hear everything, and act once."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.support.bot import AUTOMATED, WHEN, FakeOracle, Running, running
from tests.support.judged import judged
from tests.support.messages import asked, eventually, named

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.standin import Standin


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    async with judged() as standin:
        yield standin


@asynccontextmanager
async def overlapping(discord: Standin, folder: Path) -> AsyncIterator[tuple[Running, Running]]:
    """Two processes' worth of objects that share a folder, each with a client of its own."""
    async with running(discord, folder) as old, running(discord, folder, connected=False) as new:
        await discord.connected(links=2, within=30)
        await eventually(lambda: new.clients[-1].is_connected)
        yield old, new


def is_at_rest(*bots: Running) -> bool:
    return not any(bot.clients[-1].responder.in_flight for bot in bots)


async def test_each_command_button_and_message_is_answered_once(
    discord: Standin, tmp_path: Path
) -> None:
    ada = discord.person("Ada")
    async with overlapping(discord, tmp_path) as both:
        shown = await asked(discord, ada, private=True)
        assert AUTOMATED.rstrip(".") in shown.text
        before = len(discord.messages.by_id)
        await (await discord.press(ada, shown, named(shown, "sh1:"))).message()
        await eventually(lambda: is_at_rest(*both))
        posted = len(discord.messages.by_id) - before
        assert posted == 1, "it is shared once"
        said = await discord.says(ada, f"<@bot> {WHEN}")
        await said.answers()
        await eventually(lambda: is_at_rest(*both))
        assert len(await said.answers()) == 1
        assert sum(bot.oracle.asked.count(WHEN) for bot in both) >= 3


async def test_what_is_asked_by_a_command_is_counted_once(discord: Standin, tmp_path: Path) -> None:
    ada = discord.person("Ada")
    async with overlapping(discord, tmp_path) as (old, new):
        await asked(discord, ada)
        await eventually(lambda: is_at_rest(old, new))
        for bot in (old, new):
            bot.ledger.settled().result(10)
        counts = old.ledger.read(0).result(10)
        assert sum(row[-1] for row in counts.asked) == 1


async def test_the_old_one_leaves_and_nothing_that_is_asked_meanwhile_is_lost(
    discord: Standin, tmp_path: Path
) -> None:
    ada = discord.person("Ada")
    async with overlapping(discord, tmp_path) as (old, new):
        assert isinstance(old.oracle, FakeOracle)
        old.oracle.open.clear()
        new.oracle.open.clear()
        its = [await discord.slash(ada, "ask", question=f"{WHEN} {n}") for n in range(4)]
        for it in its:
            await it.acknowledged()
        old.stop.set()
        old.oracle.open.set()
        new.oracle.open.set()
        later = await discord.slash(ada, "ask", question=WHEN)
        for it in (*its, later):
            assert AUTOMATED.rstrip(".") in (await it.message()).text
        await old.leave()
        assert AUTOMATED.rstrip(".") in (await asked(discord, ada)).text
