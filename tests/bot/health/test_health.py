"""What an operator's tools see of a bot: live, ready, its numbers, and systemd's watchdog."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import threading
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.app._dpy_internals import point_at
from bot.app.supervisor import stay_connected
from bot.app.vital_signs import watched
from bot.health.canary import Canary
from bot.health.metrics import REGISTRY
from bot.health.watchdog import notify, stay_watched
from bot.settings import HealthSettings
from index.errors import SettingsError
from tests.standin import Standin
from tests.support.bot import UNKNOWN, WHEN, FakeOracle, wired
from tests.support.messages import eventually
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.app.client import QuothClient
    from bot.app.wiring import Wiring
    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wiring_with(discord: Standin, folder: Path, port: int, **settings: Any) -> Wiring:
    places = {"api_base": discord.api_base, "gateway_url": discord.gateway_url}
    wiring = wired(folder, FakeOracle(), **places, **settings)
    health = HealthSettings(port=port)
    return replace(wiring, settings=wiring.settings.model_copy(update={"health": health}))


@asynccontextmanager
async def pages(discord: Standin, folder: Path) -> AsyncIterator[str]:
    """A bot on the stand-in, with the address of its health pages."""
    port = free_port()
    wiring, stop = wiring_with(discord, folder, port), asyncio.Event()
    await wiring.service.asker.open()
    point_at(discord.api_base, discord.gateway_url)
    async with watched(wiring) as signs:
        connection = stay_connected(lambda: impatient(signs.client()), discord.token, stop)
        task = asyncio.create_task(connection)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            stop.set()
            await task
    await wiring.close()


def impatient(client: QuothClient) -> QuothClient:
    """Let ``client`` be ready soon: Discord names its servers in seconds, the stand-in at once."""
    client._connection.guild_ready_timeout = 0.05
    return client


async def got(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def until_ready(url: str, status: int) -> str:
    async with asyncio.timeout(20):
        while (found := await got(f"{url}/readyz"))[0] != status:  # noqa: ASYNC110 - a page is no event
            await asyncio.sleep(0.02)
    return found[1]


async def test_it_is_live_before_it_is_ready_and_not_ready_without_a_gateway(
    discord: Standin, tmp_path: Path
) -> None:
    async with pages(discord, tmp_path) as url:
        assert (await got(f"{url}/livez"))[0] == 200
        assert await until_ready(url, 200) == "ready\n"
        discord.faults.refuse_gateway(times=1)
        await discord.faults.drop_gateway()
        assert "gateway" in await until_ready(url, 503)
        assert (await got(f"{url}/livez"))[0] == 200
        await until_ready(url, 200)


async def test_the_metrics_have_what_happened_and_nothing_of_who_or_what(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with pages(discord, tmp_path) as url:
        await until_ready(url, 200)
        for question in (WHEN, UNKNOWN):
            await (await discord.slash(ada, "ask", question=question)).message()
        status, text = await got(f"{url}/metrics")
    assert status == 200
    numbers = [line for line in text.splitlines() if not line.startswith("#")]
    for name in (
        'quoth_questions_total{outcome="answered",tier="sure",way="command",why=""}',
        'quoth_questions_total{outcome="refused",tier="none",way="command"',
        "quoth_answer_seconds_count",
        "quoth_acknowledge_seconds_count",
        'quoth_discord_requests_total{method="POST",status="200"}',
        "quoth_ready 1.0",
        'quoth_waiting{kind="question"} 0.0',
        'quoth_busy_threads{kind="look-up"}',
        'quoth_lost_threads{kind="question"} 0.0',
        "process_resident_memory_bytes",
    ):
        assert any(line.startswith(name) for line in numbers), name
    for secret in (ada.id, discord.token, "automated", "regatta", discord.world.guild_id):
        assert secret not in text


async def test_the_age_of_the_index_is_known_from_the_start(
    discord: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeOracle, "snapshot", lambda _self: "20260101T000000Z-0123456789ab")
    wiring = wiring_with(discord, tmp_path, 0)
    await wiring.service.asker.open()
    async with watched(wiring):
        assert number("quoth_index_built_timestamp_seconds") == 1_767_225_600
    await wiring.close()


async def test_questions_that_wait_and_threads_that_hang_are_counted(
    discord: Standin, tmp_path: Path
) -> None:
    wiring = wiring_with(discord, tmp_path, 0, deadline=1.0)
    asker = wiring.service.asker
    await asker.open()
    workers, gate = asker.pools["question"], threading.Event()
    count = (os.cpu_count() or 1) + 1
    async with watched(wiring) as signs:
        its = [asyncio.create_task(workers.do(gate.wait)) for _ in range(count)]
        await eventually(lambda: workers.waiting == 1)
        signs.measure()
        assert number("quoth_waiting", kind="question") == 1
        assert number("quoth_busy_threads", kind="question") == count - 1
        outcomes = await asyncio.gather(*its, return_exceptions=True)  # given up in time
        assert sum(isinstance(one, TimeoutError) for one in outcomes) >= count - 1
        signs.measure()
        assert number("quoth_lost_threads", kind="question") >= count - 1
        gate.set()
        await eventually(lambda: not workers.at_work)
    await wiring.close()


def number(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


async def test_a_bot_whose_questions_are_not_answered_is_not_ready(
    discord: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pages(discord, tmp_path) as url:
        await until_ready(url, 200)
        monkeypatch.setattr(Canary, "sings", property(lambda _self: False))
        assert await until_ready(url, 503) == "no question was answered lately\n"
        assert "quoth_ready 0.0" in (await got(f"{url}/metrics"))[1]


def test_the_dashboard_shows_each_number_of_ours_and_no_other() -> None:
    board = json.loads((ROOT / "docs/how-to/grafana-dashboard.json").read_text("utf-8"))
    shown = " ".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    named = set(re.findall(r"\b(?:quoth|process)_\w+", shown))
    families = {family.name: family for family in REGISTRY.collect()}
    endings = r"_(?:total|bucket)$"
    assert {re.sub(endings, "", name) for name in named} <= families.keys()
    ours = {name for name in families if name.startswith("quoth_")}
    assert ours <= {re.sub(endings, "", name) for name in named}
    counters = {name for name, family in families.items() if family.type == "counter"}
    assert {name for name in named if name in counters} == set(), "these end in _total"


async def test_a_port_that_is_taken_is_named_with_the_remedy(
    discord: Standin, tmp_path: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wiring = wiring_with(discord, tmp_path, taken.getsockname()[1])
        with pytest.raises(SettingsError, match="cannot be used") as refusal:
            async with watched(wiring):
                pass
        assert "QUOTH_HEALTH__PORT" in refusal.value.hint
        await wiring.close()


async def test_a_canary_that_gets_no_answer_falls_silent_and_sings_again() -> None:
    broken = False

    async def ask() -> None:
        if broken:
            raise TimeoutError

    canary = Canary(ask, every=0.02)
    running = asyncio.create_task(canary.run())
    await asyncio.sleep(0.1)
    assert canary.sings
    broken = True
    await eventually(lambda: not canary.sings)
    broken = False
    await eventually(lambda: canary.sings)
    running.cancel()


async def test_systemd_hears_that_the_bot_is_well_and_nothing_when_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    well = True
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "40000")
        notify("READY=1")
        assert systemd.recv(64) == b"READY=1"
        watching = asyncio.create_task(stay_watched(lambda: well))
        await asyncio.sleep(0.1)
        assert systemd.recv(64) == b"WATCHDOG=1"
        well = False
        await asyncio.sleep(0.05)
        while True:  # what was sent before
            try:
                systemd.recv(64)
            except BlockingIOError:
                break
        await asyncio.sleep(0.1)
        with pytest.raises(BlockingIOError):
            systemd.recv(64)
        watching.cancel()


def test_a_systemd_that_does_not_listen_does_not_end_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nowhere"))
    notify("READY=1")
    assert "systemd was not told READY=1 (No such file or directory)" in caplog.text


async def test_without_systemd_and_without_a_port_nothing_is_served_or_sent(
    discord: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    wiring = wiring_with(discord, tmp_path, 0)
    await wiring.service.asker.open()
    async with watched(wiring) as signs:
        assert signs.lacking() == ["no connection to Discord's gateway"]
    await wiring.close()
