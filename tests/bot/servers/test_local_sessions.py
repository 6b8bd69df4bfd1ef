"""How far Discord was heard, noted on the disk: found by the next process, whatever a note has."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from bot.ground.gateway_session import GatewaySession
from bot.servers.local_sessions import LocalSessions

if TYPE_CHECKING:
    from pathlib import Path

IT = GatewaySession("secret", 0, 2, "wss://gateway.discord.gg", 7, frozenset({3, 4}))
OTHER = GatewaySession("other", 1, 2, "wss://gateway.discord.gg", 9)
NOTES = """import sys, pathlib
from itertools import count
from bot.ground.gateway_session import GatewaySession
from bot.servers.local_sessions import LocalSessions
sessions = LocalSessions(pathlib.Path(sys.argv[1]))
for number in count():
    taken = frozenset(range(number % 50))
    sessions.jot([GatewaySession("id", 0, 1, "wss://gateway.discord.gg", number, taken)])
    if number == 20:
        print("noted", flush=True)"""
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
ALMOST = st.fixed_dictionaries({
    "at": ANY_JSON | st.floats(),
    "sessions": st.lists(
        st.fixed_dictionaries({
            "id": ANY_JSON | st.text(), "shard": ANY_JSON | st.just(0),
            "shards": ANY_JSON | st.just(2), "address": ANY_JSON | st.text(),
            "sequence": ANY_JSON | st.integers(), "taken": ANY_JSON | st.lists(st.integers()),
        })
    ),
})  # fmt: skip


async def found(folder: Path, wanted: tuple[int, ...] = (0, 1)) -> list[GatewaySession]:
    looking = LocalSessions(folder)
    left = await looking.look([], wanted, 2)
    looking.release()
    return [it.session for it in left]


async def test_what_a_process_has_noted_is_found_by_one_process_when_it_is_gone(
    tmp_path: Path,
) -> None:
    first, second, third = (LocalSessions(tmp_path) for _ in range(3))
    first.jot([IT])
    assert await second.look([], {0, 1}, 2) == [], "its process lives"
    await first.leave([IT, OTHER])
    first.release()
    (one, other) = await second.look([], {0, 1}, 2)
    assert {one.session, other.session} == {IT, OTHER}
    assert 0 <= one.seconds < 60
    assert await third.look([], {0, 1}, 2) == [], "it is found once"
    second.release()
    left = await third.look([], {0, 1}, 2)
    assert {it.session for it in left} == {IT, OTHER}, "who found it was killed before it was used"
    await third.leave([])
    third.release()
    assert await found(tmp_path) == []


async def test_only_the_shards_that_are_wanted_are_found(tmp_path: Path) -> None:
    first = LocalSessions(tmp_path)
    first.jot([IT, OTHER])
    first.release()
    assert await found(tmp_path, (1,)) == [OTHER]
    assert await found(tmp_path, (0, 1)) == [OTHER], "the other is nobody's any more"


async def test_only_the_owner_can_read_a_note_and_it_has_no_more_than_ids(tmp_path: Path) -> None:
    noting = LocalSessions(tmp_path)
    noting.jot([IT])
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}  # noqa: ASYNC240
    (path,) = tmp_path.glob("*.json")  # noqa: ASYNC240 - it is small
    noted = json.loads(path.read_text("utf-8"))
    assert noted.keys() == {"at", "sessions"}
    assert abs(noted["at"] - time.time()) < 60
    assert noted["sessions"] == [
        {"id": "secret", "shard": 0, "shards": 2, "address": "wss://gateway.discord.gg"}
        | {"sequence": 7, "taken": [3, 4]}
    ]
    assert "secret" not in repr(IT), "a log cannot show it"


@given(st.binary() | st.one_of(ANY_JSON, ALMOST).map(lambda it: json.dumps(it).encode()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_note_of_any_content_stops_nothing_and_is_removed(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "gone.json").write_bytes(content)
    for it in await found(tmp_path):
        assert isinstance(it.id, str)
        assert isinstance(it.address, str)
        assert all(type(id_) is int for id_ in (it.sequence, *it.taken))
    assert not (tmp_path / "gone.json").exists()
    for path in tmp_path.iterdir():  # noqa: ASYNC240
        path.unlink()


async def test_deeply_nested_notes_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "gone.json").write_text("[" * 100_000, "utf-8")
    assert await found(tmp_path) == []


def killed_while_it_writes(folder: Path) -> None:
    command = [sys.executable, "-c", NOTES, folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"noted\n"
        os.kill(process.pid, signal.SIGKILL)


async def test_a_process_that_is_killed_while_it_writes_leaves_a_whole_note(tmp_path: Path) -> None:
    for _ in range(5):
        killed_while_it_writes(tmp_path)
        looking = LocalSessions(tmp_path)
        (left,) = await looking.look([], {0}, 1)
        assert left.session.sequence >= 20
        assert left.session.taken == frozenset(range(left.session.sequence % 50))
        await looking.leave([])
        looking.release()


async def test_a_disk_that_cannot_be_written_is_said_once_and_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    noting = LocalSessions(tmp_path / "file" / "folder")
    for session in (IT, OTHER):
        noting.jot([session])
        assert await noting.look([session], {0}, 2) == []
    assert caplog.text.count("is not noted") == 1


async def test_who_hears_nothing_new_writes_seldom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Any] = []
    noting = LocalSessions(tmp_path)
    monkeypatch.setattr(noting, "_write", written.append)
    for _ in range(5):
        await noting.look([IT], {0}, 2)
    assert len(written) == 1
