"""What waits for an answer, noted in a database: nothing is left, whatever becomes of a note."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from bot.ground.awaited import Acknowledged
from bot.postgres.connection import SharedDatabase
from bot.servers.shared_awaited import LOOK_EVERY, SharedAwaited
from bot.servers.waiting_files import WaitingFiles
from index.errors import QuothError
from tests.support.postgres import ask, secrets_of, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest_plugins = ["tests.support.postgres_server"]
IT = Acknowledged(7, "token", "de")
OTHER = Acknowledged(8, "", "en", 9)
NOTES = """import sys, time, pathlib
from bot.ground.awaited import Acknowledged
from bot.servers.waiting_files import WaitingFiles
files = WaitingFiles(pathlib.Path(sys.argv[1]))
files.write([Acknowledged(n, "", "", 9) for n in range(100)])
files.write([Acknowledged(7, "token", "de"), Acknowledged(8, "", "en", 9)])
print("noted", flush=True)
time.sleep(600)"""
NOTED = "SELECT id FROM quoth.awaited"
GONE = "DELETE FROM quoth.processes"


class CutDatabase(SharedDatabase):
    """One that may fail once: before a commit, or after it, when the server cannot say so."""

    cut: str = "never"

    def do(self, work: Any) -> Any:
        cut, self.cut = self.cut, "never"
        done = super().do(work) if cut != "before it" else None
        if cut in ("before it", "and not opened again"):
            raise QuothError("the connection was cut", hint="")
        return super().do(work) if cut == "and opened again" else done


@pytest.fixture
def common(database: str) -> Iterator[CutDatabase]:
    with closing(CutDatabase(secrets_of(database))) as shared:
        yield shared


async def test_what_could_not_be_noted_is_noted_later_and_nobody_is_taken_to_be_gone_too_soon(
    common: CutDatabase, database: str
) -> None:
    looking, slow = SharedAwaited(common), SharedAwaited(common)
    await slow.begin(IT)
    tell(database, "UPDATE quoth.processes SET until = now()")  # the database was away
    assert await looking.abandoned() == [], "it could not look itself"
    tell(database, "DELETE FROM quoth.awaited")
    await slow.abandoned()
    assert await looking.abandoned() == [], "both live"
    assert ask(database, NOTED) == [(IT.id,)], "it is noted again"
    tell(database, GONE)
    assert await looking.abandoned() == [IT]


@pytest.mark.parametrize("cut", ["and opened again", "and not opened again"])
async def test_what_is_taken_of_a_process_that_is_gone_is_ended_though_the_connection_was_cut(
    common: CutDatabase, database: str, cut: str
) -> None:
    gone, looking = SharedAwaited(common), SharedAwaited(common)
    await looking.abandoned()
    await gone.begin(IT)
    tell(database, GONE)
    common.cut = cut
    found = [*await looking.abandoned(), *await looking.abandoned()]
    assert found == [IT], "it is returned, and once"
    await looking.end(IT)
    assert ask(database, NOTED) == []
    assert await looking.abandoned() == []


async def test_what_could_not_be_noted_is_noted_as_soon_as_the_database_is_back(
    common: CutDatabase, database: str
) -> None:
    answering = SharedAwaited(common)
    common.cut = "before it"
    await answering.begin(IT)
    async with asyncio.timeout(LOOK_EVERY / 2):
        await answering.rest()
    assert await answering.abandoned() == []
    assert ask(database, NOTED) == [(IT.id,)]


@pytest.fixture
def other_process(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", NOTES, tmp_path], stdout=subprocess.PIPE) as made:
        assert made.stdout is not None
        assert made.stdout.readline() == b"noted\n"
        yield made
        made.kill()


async def test_what_was_never_noted_in_the_database_is_ended_by_the_next_process_of_the_machine(
    common: CutDatabase, tmp_path: Path, other_process: subprocess.Popen[bytes]
) -> None:
    alive = SharedAwaited(common, WaitingFiles(tmp_path))
    assert await alive.abandoned() == [], "its process lives"
    other_process.kill()
    other_process.wait()
    common.cut = "before it"
    assert await alive.abandoned() == [IT, OTHER], "also while the database is away"
    await alive.end(IT)
    following = SharedAwaited(common, WaitingFiles(tmp_path))
    assert await following.abandoned() == []
    noted = {path.read_text() for path in tmp_path.glob("*.jsonl")}  # noqa: ASYNC240 - it is small
    assert noted == {json.dumps(asdict(OTHER)) + "\n", ""}
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}  # noqa: ASYNC240


async def test_a_disk_that_cannot_be_written_stops_nothing(
    common: CutDatabase, database: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    answering = SharedAwaited(common, WaitingFiles(tmp_path / "file" / "folder"))
    await answering.begin(IT)
    assert await answering.abandoned() == []
    assert ask(database, NOTED) == [(IT.id,)]


async def test_what_has_its_end_is_not_ended_again_though_the_note_could_not_be_deleted(
    common: CutDatabase, database: str
) -> None:
    answering = SharedAwaited(common)
    await answering.begin(IT)
    common.cut = "before it"
    await answering.end(IT)
    assert ask(database, NOTED) == [(IT.id,)]
    assert await answering.abandoned() == []
    assert ask(database, NOTED) == []
