"""Several processes that one starts: each has its share, comes again, and is replaced in turn."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from bot.app.launched_process import LaunchedProcess, launched
from bot.app.launcher import Launcher, shares_of
from index.errors import SettingsError
from tests.support.bot import settings_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SOON = 60.0
# Says that it answers, and notes its end; one that is told to fail ends at once.
CHILD = """
import os, signal, socket, sys, time
part, told, code = sys.argv[1:]
def note(what):
    with open(told, "a") as file:
        file.write(f"{part} {what} {os.getpid()}\\n")
def leave(*_):
    note("leaves")
    os._exit(0)
signal.signal(signal.SIGTERM, leave)
note("starts")
if code != "0":
    sys.exit(int(code))
note("answers")
socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(
    b"STATUS=answers questions", os.environ["NOTIFY_SOCKET"])
time.sleep(600)
"""


class Children:
    """A launcher of two processes, and what these have noted."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._told = folder, folder / "told"
        self.code = 0  # with which the next one ends at once
        self.silence = 0.0
        self.launcher = Launcher(self._launch, 2, pause=0.05)
        self.running = asyncio.create_task(self.launcher.keep())

    async def _launch(self, part: int) -> LaunchedProcess:
        given = [str(part), str(self._told), str(self.code)]
        child = [sys.executable, "-S", "-E", "-c", CHILD, *given]
        silent = {"WATCHDOG_USEC": str(int(self.silence * 1e6))}
        return await launched(child, os.environ | silent, self._folder)

    @property
    def told(self) -> list[tuple[str, str, int]]:
        lines = self._told.read_text().splitlines() if self._told.exists() else []
        return [(part, what, int(pid)) for part, what, pid in map(str.split, lines)]

    def pids(self, what: str) -> dict[str, int]:
        """The process of each part that has noted ``what`` last."""
        return {part: pid for part, noted, pid in self.told if noted == what}

    async def until(self, what: str, times: int) -> None:
        async with asyncio.timeout(SOON):
            while sum(noted == what for _, noted, _ in self.told) < times:  # noqa: ASYNC110
                await asyncio.sleep(0.02)


@pytest.fixture
async def children(tmp_path: Path) -> AsyncIterator[Children]:
    made = Children(tmp_path)
    yield made
    made.launcher.stop()
    await asyncio.wait_for(made.running, SOON)


async def test_a_process_that_ends_comes_again_and_all_leave_together(children: Children) -> None:
    await children.until("answers", 2)
    first = children.pids("answers")
    assert set(first) == {"0", "1"}
    os.kill(first["1"], signal.SIGKILL)
    await children.until("answers", 3)
    second = children.pids("answers")
    assert (second["0"], second["1"] != first["1"]) == (first["0"], True)
    children.launcher.stop()
    assert await asyncio.wait_for(children.running, SOON) == 0
    assert children.pids("leaves") == second


async def test_each_leaves_only_when_its_successor_answers_and_one_after_the_other(
    children: Children,
) -> None:
    await children.until("answers", 2)
    old = children.pids("answers")
    children.launcher.replace()
    children.launcher.replace()  # while it is being done
    await children.until("leaves", 2)
    new = children.pids("answers")
    happened = [(part, what) for part, what, _ in children.told if what != "starts"][2:]
    assert happened == [("0", "answers"), ("0", "leaves"), ("1", "answers"), ("1", "leaves")]
    assert children.pids("leaves") == old
    assert not set(new.values()) & set(old.values())


async def test_if_a_successor_ends_at_once_all_others_stay(
    children: Children, caplog: pytest.LogCaptureFixture
) -> None:
    await children.until("answers", 2)
    children.code = 1
    children.launcher.replace()
    await children.until("starts", 3)
    async with asyncio.timeout(SOON):
        while "does not answer" not in caplog.text:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert children.pids("leaves") == {}
    children.code = 0
    children.launcher.replace()
    await children.until("leaves", 2)


async def test_wrong_settings_end_all_of_them_with_their_code(children: Children) -> None:
    await children.until("answers", 2)
    children.code = SettingsError.exit_code
    os.kill(children.pids("answers")["0"], signal.SIGKILL)
    assert await asyncio.wait_for(children.running, SOON) == SettingsError.exit_code
    assert set(children.pids("leaves")) == {"1"}


async def test_one_that_falls_silent_is_killed_and_comes_again(children: Children) -> None:
    await children.until("answers", 2)
    children.silence = 0.3
    for pid in children.pids("answers").values():
        os.kill(pid, signal.SIGKILL)
    await children.until("answers", 6)
    assert children.pids("leaves") == {}


def test_the_shards_are_divided_evenly_and_each_is_in_one_share(tmp_path: Path) -> None:
    def shares(shards: str, processes: int) -> list[str]:
        return shares_of(settings_in(tmp_path, shards=shards), processes)

    assert shares("4", 2) == ["0-1/4", "2-3/4"]
    assert shares("5", 3) == ["0-0/5", "1-2/5", "3-4/5"]
    assert shares("4-7/8", 2) == ["4-5/8", "6-7/8"]
    assert shares("3/4", 1) == ["3-3/4"]


@pytest.mark.parametrize(("shards", "processes"), [("0", 2), ("2", 3), ("3/4", 2)])
def test_what_cannot_be_divided_is_refused_with_the_remedy(
    tmp_path: Path, shards: str, processes: int
) -> None:
    with pytest.raises(SettingsError, match="shards") as refusal:
        shares_of(settings_in(tmp_path, shards=shards), processes)
    assert "QUOTH_DISCORD__SHARDS" in refusal.value.hint
