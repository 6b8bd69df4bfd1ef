"""Files that nobody wrote are not read again to open a snapshot; whatever differs is found."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import SnapshotCorrupt
from index.snapshots import file_marks
from index.snapshots.file_marks import NOTED, marks_of, note_marks, noted_marks
from index.snapshots.library import Library
from index.snapshots.manifest import read_manifest
from index.snapshots.snapshot import Snapshot
from index.snapshots.verify import verify
from tests.conftest import Build

FILES = ["windows.faiss", "windows.spans.npy", "lexical-windows/data.csc.index.npy"]


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files that were just written for old ones."""
    monkeypatch.setattr(file_marks, "SETTLED_NS", -(10**12))


@pytest.fixture
def folder(settled: None, rebuild: Build, library: Library) -> Path:  # noqa: ARG001
    found = library.folder("default") / rebuild().snapshot
    wait_for_another_time(found)
    return found


def wait_for_another_time(folder: Path) -> None:
    """Wait until what is written has another time than the files of ``folder``."""
    newest = max(path.stat().st_ctime_ns for path in folder.rglob("*"))
    scratch = folder.parent / "scratch"
    scratch.write_bytes(b"")
    while scratch.stat().st_ctime_ns <= newest:
        time.sleep(0.001)
        scratch.write_bytes(b"")
    scratch.unlink()


def refuse_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> str:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr("index.snapshots.manifest.file_digest", refuse)


def flipped(path: Path) -> bytes:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    return bytes(data)


def in_place(path: Path) -> None:
    """Change one bit, and leave the size and the time of writing as they were."""
    before, data = path.stat(), flipped(path)
    with path.open("rb+") as file:
        file.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def by_another(path: Path) -> None:
    """Put another file in its place, of the same size and time of writing."""
    before, other = path.stat(), path.with_name("other")
    other.write_bytes(flipped(path))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def rot(folder: Path, name: str = FILES[0]) -> None:
    """Change one bit as a failing disk does: the system knows nothing of it."""
    in_place(folder / name)
    note_marks(folder, marks_of(folder, read_manifest(folder)["files"]))


def test_files_that_nobody_wrote_are_not_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_to_read(monkeypatch)
    assert set(Snapshot(folder).trusted) == set(read_manifest(folder)["files"])


@pytest.mark.parametrize("change", [in_place, by_another])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_written_since_is_compared_whatever_its_size_and_time(
    folder: Path, name: str, change: Callable[[Path], None]
) -> None:
    change(folder / name)
    with pytest.raises(SnapshotCorrupt, match=f"{name} of snapshot .* was changed"):
        Snapshot(folder)


@pytest.mark.parametrize("data", [b"", b"[]", b"no json", b'{"windows.faiss": 7}'])
def test_without_notes_that_can_be_read_every_file_is_compared(folder: Path, data: bytes) -> None:
    (folder / NOTED).write_bytes(data)
    assert Snapshot(folder).trusted == []
    in_place(folder / FILES[0])
    with pytest.raises(SnapshotCorrupt):
        Snapshot(folder)


def test_a_file_that_was_written_just_now_is_not_trusted(
    rebuild: Build, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_marks, "SETTLED_NS", 10**12)  # all that this test writes is new
    folder = library.folder("default") / rebuild().snapshot
    assert noted_marks(folder) == {}
    assert Snapshot(folder).trusted == []


def test_a_service_finds_what_a_disk_changed_and_serves_the_index_before(
    folder: Path, rebuild: Build, sources: Path, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    (sources / "lamp.md").write_text("The lamp burned whale oil.", "utf-8")
    newest = library.folder("default") / rebuild().snapshot
    rot(newest)
    serving = Library(library.root, older_may_serve=True)
    with caplog.at_level(logging.ERROR):
        while serving.get("default").name == newest.name:
            time.sleep(0.01)
    assert serving.get("default").name == folder.name
    assert "windows.faiss" in caplog.text
    assert f"{folder.name} goes on serving" in caplog.text


def test_a_service_without_an_index_before_tells_the_next_question(
    folder: Path, library: Library
) -> None:
    rot(folder)
    serving = Library(library.root, older_may_serve=True)

    def ask_until_it_is_refused() -> None:
        while serving.serving("default"):
            time.sleep(0.01)

    with pytest.raises(SnapshotCorrupt, match=r"windows\.faiss"):
        ask_until_it_is_refused()


def test_a_service_notes_what_it_compared_and_a_command_writes_nothing(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / NOTED).unlink()
    Library(library.root).get("default")
    assert not (folder / NOTED).exists()
    Library(library.root, older_may_serve=True).get("default")
    refuse_to_read(monkeypatch)
    assert Library(library.root).get("default").trusted


def test_who_examines_or_activates_an_index_reads_every_byte(
    folder: Path, library: Library
) -> None:
    rot(folder)
    snapshot = library.get("default")
    with pytest.raises(SnapshotCorrupt):
        verify(snapshot)
    with pytest.raises(SnapshotCorrupt):
        library.activate("default", folder.name)
    assert library.fault("default") is not None
