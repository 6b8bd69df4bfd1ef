"""What ends the bot, what does not, and how it says so."""

from __future__ import annotations

import asyncio
import socket
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.app._dpy_internals import point_at
from bot.app.client import QuothClient
from bot.app.in_flight import InFlight
from bot.app.supervisor import stay_connected
from bot.asking.asker import Asker
from bot.ground.backoff import pauses
from bot.ground.place import DIRECT
from bot.servers.corpus_rules import RuleSet
from index.errors import SettingsError
from tests.standin import Standin
from tests.support.bot import FakeOracle, running, wired

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOBODY_HERE = "127.0.0.1:1"
RULES = RuleSet(("default",))


async def test_a_token_that_discord_refuses_ends_it_with_the_remedy(tmp_path: Path) -> None:
    async with Standin() as discord:
        discord.token = "mistaken"
        with pytest.raises(SettingsError, match="refused the token") as refusal:
            async with running(discord, tmp_path, connected=False) as up:
                await up.task
    assert "Reset Token" in refusal.value.hint


@pytest.mark.parametrize("code", [4004, 4010, 4012, 4013, 4014])
async def test_a_final_close_code_ends_it_with_a_clear_line(tmp_path: Path, code: int) -> None:
    async with Standin() as discord:
        up = None
        with suppress(SettingsError):
            async with running(discord, tmp_path) as up:
                await discord.faults.close_gateway(code)
                await asyncio.wait({up.task}, timeout=5)
        assert up is not None
        refusal = up.task.exception()
        assert isinstance(refusal, SettingsError)
        assert str(code) in refusal.message
        assert refusal.hint
        assert discord.gateway.attempts == 1


async def test_when_discord_wants_more_shards_it_asks_for_their_number_and_connects_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.supervisor.pauses", lambda: pauses(first=0.02, most=0.02))
    async with Standin() as discord, running(discord, tmp_path) as up:
        await discord.faults.close_gateway(4011)
        await _until(lambda: discord.gateway.identifies == 2)
        assert len(discord.sent("GET", "/gateway/bot")) == 2
        assert not up.task.done()


async def test_when_discord_wants_more_shards_than_the_operator_set_the_setting_is_named(
    tmp_path: Path,
) -> None:
    async with Standin() as discord:
        up = None
        with suppress(SettingsError):
            async with running(discord, tmp_path, shards=1) as up:
                await discord.faults.close_gateway(4011)
                await asyncio.wait({up.task}, timeout=5)
        assert up is not None
        refusal = up.task.exception()
        assert isinstance(refusal, SettingsError)
        assert "wants more shards" in refusal.message
        assert "QUOTH_DISCORD__SHARDS" in refusal.hint
        assert discord.gateway.attempts == 1


async def test_where_nobody_listens_it_tries_again_and_leaves_when_it_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.supervisor.pauses", lambda: pauses(first=0.02, most=0.02))
    point_at(f"http://{NOBODY_HERE}/api/v10", None)
    wiring, stop = wired(tmp_path, FakeOracle()), asyncio.Event()
    task = asyncio.create_task(stay_connected(wiring.client, "token", stop))
    await _until(lambda: caplog.text.count("Discord not reached") >= 3)
    stop.set()
    await asyncio.wait_for(task, 2)
    assert "Traceback" not in caplog.text
    await wiring.close()


async def test_a_gateway_that_nobody_opens_is_waited_for_and_leaving_is_quick(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with Standin() as discord:
        discord.gateway_url = f"ws://127.0.0.1:{_closed_port()}/gateway/"
        async with running(discord, tmp_path, connected=False) as up:
            await _until(lambda: "gateway not reached" in caplog.text)
            before = time.monotonic()
            await up.leave()
        assert time.monotonic() - before < 1
        assert discord.gateway.attempts == 0, (
            "the address of the settings counts, not /gateway/bot's"
        )
    assert "Traceback" not in caplog.text


async def test_being_told_to_leave_before_the_login_is_no_error(tmp_path: Path) -> None:
    async with Standin() as discord, running(discord, tmp_path, connected=False) as up:
        await up.leave()
        assert up.task.exception() is None


async def test_a_bug_is_not_taken_for_a_bad_connection(tmp_path: Path) -> None:
    class Mistaken(QuothClient):
        async def setup_hook(self) -> None:
            raise ZeroDivisionError

    async with Standin() as discord:
        point_at(discord.api_base, None)
        wiring = wired(tmp_path, FakeOracle())
        mistaken = partial(
            Mistaken, wiring.service, tmp_path, desk=wiring.desk, missed=wiring.missed
        )
        with pytest.raises(ZeroDivisionError):
            await stay_connected(mistaken, discord.token, asyncio.Event())
        await wiring.close()


async def test_leaving_does_not_wait_for_ever() -> None:
    flights = InFlight()

    async def never() -> None:
        with flights.one():
            await asyncio.Event().wait()

    task = asyncio.create_task(never())
    await asyncio.sleep(0)
    assert await flights.drain(0.05) == 1
    task.cancel()


async def test_a_question_whose_turn_never_comes_is_given_up_in_time() -> None:
    asker = Asker(lambda: FakeOracle(seconds=0.3), 0.1, RULES)
    await asker.open()
    before = time.monotonic()
    both = await asyncio.gather(
        asker.answer("a", DIRECT), asker.answer("b", DIRECT), return_exceptions=True
    )
    assert [type(result) for result in both] == [TimeoutError, TimeoutError]
    assert time.monotonic() - before < 0.25
    asker.close()


def test_pauses_grow_up_to_their_limit_and_are_never_all_alike() -> None:
    drawn = [pause for _, pause in zip(range(10), pauses(first=1, most=60), strict=False)]
    assert all(2**n / 2 <= pause <= 2**n for n, pause in enumerate(drawn[:6]))
    assert all(30 <= pause <= 60 for pause in drawn[6:])
    assert len(set(drawn[6:])) > 1


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _until(look: Callable[[], bool], within: float = 5) -> None:
    async with asyncio.timeout(within):
        while not look():  # noqa: ASYNC110 - a log is no event
            await asyncio.sleep(0.01)
