"""A file is replaced whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.pseudonym import Key
from index.files import OWNER_ONLY, file_digest, replace_file
from index.snapshots.locks import exclusive
from tests.support.forks import KILLED, killed_at

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
many_threads = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "file").write_bytes(b"old")
    return tmp_path / "file"


@given(st.binary())
def test_what_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("folder") / "file"
    replace_file(path, data)
    assert path.read_bytes() == data
    assert file_digest(path) == sha256(data).hexdigest()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("broken", ["write", "fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    content = b"new"
    if broken == "write":
        content = "no bytes"  # type: ignore[assignment]
    else:
        monkeypatch.setattr(*((os, "fsync") if broken == "fsync" else (Path, "replace")), full)
    with pytest.raises(TypeError if broken == "write" else OSError):
        replace_file(file, content)
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "nowhere" / "file", b"new")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_is_as_private_as_it_was_asked_to_be(file: Path) -> None:
    umask = os.umask(0o022)
    try:
        replace_file(file, b"new")
        shared = stat.S_IMODE(file.stat().st_mode)
        replace_file(file, b"newer", mode=OWNER_ONLY)
        private = stat.S_IMODE(file.stat().st_mode)
    finally:
        os.umask(umask)
    assert (shared, private) == (0o644, 0o600)


@pytest.mark.parametrize("before", [b"old", None])
@forks
@many_threads
def test_a_kill_at_any_write_leaves_the_old_file_or_the_new(
    tmp_path: Path, before: bytes | None
) -> None:
    path = tmp_path / "file"
    step, code, seen = 0, KILLED, set()
    while code == KILLED:
        step += 1
        path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)
        code = killed_at(step, lambda: replace_file(path, b"new"))
        seen.add(path.read_bytes() if path.exists() else None)
    assert code == 0
    assert step > 5  # opened twice as Python counts it, synced, renamed, the folder synced
    assert seen == {before, b"new"}


@forks
@many_threads
def test_a_kill_while_the_key_is_made_never_leaves_half_of_one(tmp_path: Path) -> None:
    path, step, code = tmp_path / "ledger.key", 0, KILLED
    while code == KILLED:
        step += 1
        path.unlink(missing_ok=True)
        code = killed_at(step, Key(path).make)
        assert path.exists() == Key(path).is_there()
    assert code == 0
    assert step > 3


@pytest.mark.parametrize("name", [".CURRENT-1a2b", ".CANDIDATE-1a2b"])
def test_what_a_killed_write_left_is_swept_up_by_a_later_build(tmp_path: Path, name: str) -> None:
    old, new = tmp_path / name, tmp_path / f"{name}c"
    for path in (old, new):
        path.write_text("20260101T000000Z-0123456789ab\n")
    os.utime(old, (1, 1))
    with exclusive(tmp_path):
        assert not old.exists()
        assert new.exists()  # another process may be writing it now
