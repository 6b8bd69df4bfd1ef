"""What is under way when the bot leaves has an end: SIGTERM at any moment, workers that hang."""

from __future__ import annotations

import asyncio
import random
import time
from typing import TYPE_CHECKING, Any

import pytest

from bot.app.client import QuothClient
from tests.standin import Standin
from tests.support.bot import AUTOMATED, UNKNOWN, WHEN, FakeOracle, running
from tests.support.process import BUILDING_WITHOUT_MODEL
from tests.support.sigterm import departure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.snapshots.snapshot import SourceRecord
    from index.types import Scope
    from tests.standin.interactions import Interaction
    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures"]


@pytest.mark.parametrize("moment", [-0.7, 0.0, 1.3])
async def test_after_sigterm_at_any_moment_nothing_is_left_without_an_end(
    tmp_path: Path, moment: float
) -> None:
    moment *= random.uniform(0.5, 1.5)
    seen = await departure(
        tmp_path, [WHEN, UNKNOWN], moment, size=4, seed=7, command=BUILDING_WITHOUT_MODEL
    )
    assert seen.well, (moment, seen)


class SlowShelves(FakeOracle):
    """Its lists of sources take a while."""

    def sources(self, scope: Scope) -> Sequence[SourceRecord]:
        time.sleep(0.3)
        return super().sources(scope)


async def test_suggestions_under_way_are_waited_for(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, oracle=SlowShelves(), deadline=5) as up:
        await discord.synced()
        it = await discord.autocomplete(ada, "ask", "source", "k")
        await asyncio.sleep(0.1)
        await up.leave()
        assert it.suggestions, "the session was closed first"


@pytest.mark.parametrize("way", ["command", "press", "typing", "mention"])
async def test_what_arrives_while_the_gateway_closes_has_an_end(
    discord: Standin, tmp_path: Path, ada: Person, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    late: list[Any] = []
    closing = QuothClient.hear_out

    async def closing_late(client: QuothClient) -> None:
        late.append(await act())
        await closing(client)

    async def act() -> Any:
        if way == "mention":
            return await discord.says(ada, WHEN, dm=True)
        if way == "typing":
            return await discord.autocomplete(ada, "ask", "source", "k")
        if way == "press":
            return await discord.press(ada, shown, still)
        return await discord.slash(ada, "ask", question=WHEN)

    monkeypatch.setattr(QuothClient, "hear_out", closing_late)
    async with running(discord, tmp_path) as up:
        shown = await (await discord.slash(ada, "ask", question=WHEN)).message()
        still = next(
            c["custom_id"] for c in shown.components if str(c.get("custom_id")).startswith("st")
        )
        await up.leave()
    (it,) = late
    if way == "mention":
        (answer,) = await it.answers()
        assert "restart" in answer.text
    elif way == "typing":
        assert it.suggestions is not None
    else:
        assert "restart" in (await it.message()).text


async def test_whoever_waits_for_a_worker_that_hangs_is_told_that_the_bot_leaves(
    discord: Standin, tmp_path: Path, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.responder.DRAIN_SECONDS", 0.5)
    oracle = FakeOracle()
    async with running(discord, tmp_path, oracle=oracle, deadline=30) as up:
        first = await (await discord.slash(ada, "ask", question=WHEN)).message()
        assert AUTOMATED.rstrip(".") in first.text
        oracle.open.clear()
        asked = [await discord.slash(ada, "ask", question=f"{WHEN} {n}") for n in range(3)]
        said = await discord.says(ada, UNKNOWN, dm=True)
        await asyncio.gather(*(it.acknowledged() for it in asked))
        began = time.monotonic()
        await up.leave()
        assert time.monotonic() - began < 5
        assert [await _said(it) for it in asked] == [True] * 3
        (reply,) = await said.answers()
        assert "restart" in reply.text
        oracle.open.set()


async def _said(it: Interaction) -> bool:
    return "restart" in (await it.message()).text
