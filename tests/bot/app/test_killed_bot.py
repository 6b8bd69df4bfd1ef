"""A bot that shares nothing and is killed: its next process ends what it had heard."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from bot.ground.awaited import Acknowledged
from bot.servers.local_awaited import LocalAwaited
from bot.servers.waiting_files import WaitingFiles
from tests.standin import Standin
from tests.support.bot import AUTOMATED, WHEN, Running, running
from tests.support.judged import judged
from tests.support.messages import asked, eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

IT = Acknowledged(7, "token", "de")


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Standin]:
    monkeypatch.setattr("bot.servers.local_awaited.LOOK_EVERY", 0.1)
    async with judged() as standin:
        yield standin


def notes(folder: Path) -> list[Path]:
    return [path for path in (folder / "waiting").rglob("*.jsonl") if path.stat().st_size]


def give_to_a_process_that_is_gone(up: Running) -> None:
    """Let what waits be what another process has noted, whose lock is free."""
    (own,) = notes(up.folder)
    shutil.copy(own, own.with_name("gone.jsonl"))
    awaited: Any = up.clients[-1].service.awaited
    awaited._ours.clear()


@pytest.mark.parametrize("way", ["command", "mention"])
async def test_what_a_killed_process_had_heard_is_ended_by_the_next(
    discord: Standin, tmp_path: Path, way: str
) -> None:
    ada = discord.person("Ada")
    async with running(discord, tmp_path) as up:
        up.oracle.open.clear()
        if way == "command":
            it = await discord.slash(ada, "ask", question=WHEN)
            await eventually(lambda: bool(notes(tmp_path)))
            give_to_a_process_that_is_gone(up)
            assert "restart" in (await it.message()).text
        else:
            said = await discord.says(ada, f"<@bot> {WHEN}")
            await eventually(lambda: bool(notes(tmp_path)))
            give_to_a_process_that_is_gone(up)
            (told,) = await said.answers(within=30)
            assert "restart" in told.text
        up.oracle.open.set()
        await eventually(lambda: not notes(tmp_path))


async def test_what_has_its_answer_is_noted_no_longer(discord: Standin, tmp_path: Path) -> None:
    async with running(discord, tmp_path):
        shown = await asked(discord, discord.person("Ada"))
        assert AUTOMATED.rstrip(".") in shown.text
        await eventually(lambda: not notes(tmp_path))


async def test_what_waited_is_the_next_process_s_until_it_has_its_end(tmp_path: Path) -> None:
    first = WaitingFiles(tmp_path)
    await LocalAwaited(first).begin(IT)
    second, third = (LocalAwaited(WaitingFiles(tmp_path)) for _ in range(2))
    assert await second.abandoned() == [], "its process lives"
    first.release()
    assert await second.abandoned() == [IT]
    assert await third.abandoned() == [], "it is taken once"
    second._files.release()
    assert await third.abandoned() == [IT], "who took it was killed too"
    await third.end(IT)
    third._files.release()
    assert await second.abandoned() == []
