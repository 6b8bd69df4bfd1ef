"""Which snapshot serves: always one that was checked, and the last good one when in doubt."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

import index.snapshots.manifest
from index.building.build import build
from index.errors import BuildError, SnapshotCorrupt, SnapshotMissing
from index.snapshots.catalogue import CURRENT
from index.snapshots.library import Library
from index.snapshots.open_snapshots import OpenSnapshots
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder


def two_snapshots(rebuild: Build, sources: Path) -> tuple[str, str]:
    first = rebuild().snapshot
    (sources / "lamp.md").write_text("The lamp burned whale oil.", "utf-8")
    return first, rebuild().snapshot


def test_a_snapshot_is_opened_once_and_followed(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first, second = two_snapshots(rebuild, sources)
    assert library.get("default") is library.get("default")
    library.activate("default", first)
    assert library.get("default").name == first
    library.activate("default", second)
    assert library.get("default").name == second


def test_many_threads_get_one_snapshot(rebuild: Build, library: Library) -> None:
    rebuild()
    found: list[Snapshot] = []
    threads = [
        threading.Thread(target=lambda: found.append(library.get("default"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(map(id, found))) == 1


def test_a_question_in_flight_keeps_the_snapshot_that_it_began_with(
    rebuild: Build, sources: Path, library: Library
) -> None:
    rebuild()
    begun = library.get("default")
    for number in range(7):  # so many that the first one would be pruned
        (sources / "new.txt").write_text(f"Note number {number} was written.", "utf-8")
        rebuild()
    assert "colza" in "".join(document.text for document in begun.documents())
    assert begun.name in library.snapshots("default")
    library.get("default")  # which follows, and lets the first one go
    begun.close()
    rebuild()
    assert begun.name not in library.snapshots("default")


def test_a_broken_snapshot_is_not_activated(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first, second = two_snapshots(rebuild, sources)
    (library.folder("default") / first / "windows.faiss").unlink()
    with pytest.raises(SnapshotCorrupt, match="is missing"):
        library.activate("default", first)
    assert library.current("default") == second


def test_a_new_index_that_cannot_be_read_keeps_the_last_good_one(
    rebuild: Build,
    sources: Path,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, second = two_snapshots(rebuild, sources)
    library.activate("default", first)
    good = library.get("default")
    library.activate("default", second)

    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(index.snapshots.manifest, "file_digest", refuse)
    with caplog.at_level(logging.WARNING):
        assert library.get("default") is good
        assert library.get("default") is good
    (record,) = (record for record in caplog.records if record.name == "index.snapshots.library")
    assert "cannot be read" in record.getMessage()
    assert f"{first} goes on serving" in record.getMessage()


def test_what_was_refused_is_forgotten_when_another_serves(
    rebuild: Build, sources: Path, library: Library
) -> None:
    rebuild()
    library.get("default")
    (sources / "lamp.md").write_text("The lamp burned whale oil.", "utf-8")
    broken = rebuild().snapshot
    file = library.folder("default") / broken / "windows.faiss"
    data = file.read_bytes()
    file.unlink()
    assert library.get("default").name != broken
    (sources / "lamp.md").write_text("The lamp burned seal oil.", "utf-8")
    newer = rebuild().snapshot
    assert library.get("default").name == newer
    file.write_bytes(data)
    library.activate("default", broken)  # it is not broken any more
    assert library.get("default").name == broken


def test_a_missing_current_is_logged_once(
    rebuild: Build, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    rebuild()
    good = library.get("default")
    (library.folder("default") / CURRENT).unlink()
    with caplog.at_level(logging.WARNING):
        assert [library.get("default") for _ in range(3)] == [good] * 3
    assert [record.name for record in caplog.records].count("index.snapshots.library") == 1


def test_a_full_disk_while_activating_leaves_what_serves(
    rebuild: Build, sources: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_snapshots(rebuild, sources)

    def full(handle: int) -> None:
        raise OSError(28, f"No space left on device {handle}")

    monkeypatch.setattr("index.files.os.fsync", full)
    with pytest.raises(BuildError, match="stays in use"):
        library.activate("default", first)
    assert library.current("default") == second
    assert list(library.folder("default").glob(f".{CURRENT}*")) == []


@pytest.mark.parametrize("data", [b"", b"\xff", b"../../etc\n", b"20260101T000000Z-xyz\n"])
def test_a_current_that_names_no_snapshot_is_as_good_as_none(
    data: bytes, rebuild: Build, library: Library
) -> None:
    rebuild()
    (library.folder("default") / CURRENT).write_bytes(data)
    with pytest.raises(SnapshotMissing):
        library.get("default")


def test_a_library_knows_its_corpora(rebuild: Build, library: Library) -> None:
    assert library.corpora() == []
    assert library.snapshots("default") == []
    rebuild()
    (library.root / "stray").mkdir()
    assert library.corpora() == ["default"]


def test_a_start_on_a_corrupt_index_serves_the_newest_intact_older_one(
    rebuild: Build, sources: Path, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    oldest, middle = two_snapshots(rebuild, sources)
    (sources / "lamp.md").write_text("The lamp burned seal oil.", "utf-8")
    newest = rebuild().snapshot
    (library.folder("default") / newest / "windows.faiss").write_bytes(b"rot")
    starting = Library(library.root, older_may_serve=True)
    with caplog.at_level(logging.ERROR):
        assert [starting.get("default").name for _ in range(3)] == [middle] * 3
    (record,) = (record for record in caplog.records if record.name == "index.snapshots.library")
    assert record.levelno == logging.ERROR
    assert f"windows.faiss of snapshot {newest} was changed" in record.getMessage()
    assert f"{middle} goes on serving" in record.getMessage()
    assert "quoth build" in record.getMessage()
    starting.activate("default", oldest)
    assert starting.get("default").name == oldest


def test_an_older_index_serves_past_others_that_are_corrupt_too(
    rebuild: Build, sources: Path, library: Library
) -> None:
    oldest, middle = two_snapshots(rebuild, sources)
    (sources / "lamp.md").write_text("The lamp burned seal oil.", "utf-8")
    newest = rebuild().snapshot
    for name in (middle, newest):
        (library.folder("default") / name / "windows.faiss").unlink()
    assert Library(library.root, older_may_serve=True).get("default").name == oldest


def test_neither_a_candidate_nor_a_newer_index_serves_in_place_of_a_corrupt_one(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first, second = two_snapshots(rebuild, sources)
    (sources / "lamp.md").write_text("The lamp burned seal oil.", "utf-8")
    rebuild()
    library.activate("default", second)  # the maintainer went back
    library.propose("default", first)
    (library.folder("default") / second / "windows.faiss").unlink()
    with pytest.raises(SnapshotCorrupt):
        Library(library.root, older_may_serve=True).get("default")


def test_who_examines_an_index_gets_its_fault_and_not_an_older_index(
    rebuild: Build, sources: Path, library: Library
) -> None:
    _, second = two_snapshots(rebuild, sources)
    assert library.fault("default") is None
    (library.folder("default") / second / "windows.faiss").unlink()
    with pytest.raises(SnapshotCorrupt):
        library.get("default")
    fault = library.fault("default")
    assert fault is not None
    assert "windows.faiss" in fault.message


def test_of_many_corpora_those_used_least_recently_are_let_go_and_opened_again(
    library: Library, sources: Path, encoder: HashingEncoder
) -> None:
    names = ("ash", "birch", "cedar")
    for corpus in names:
        build(library, corpus, find_sources(sources), encoder, max_bytes=10**6)
    library._open = OpenSnapshots(most=2)
    first = library.serving("ash")
    library.serving("birch")
    assert library.serving("ash") is first
    library.serving("cedar")
    library.refresh()
    assert library._open.corpora() == ["ash", "cedar"]
    assert library.serving("birch").corpus == "birch"
    assert "colza" in "".join(one.text for one in first.documents()), "who reads it reads on"
    assert sorted(library._open.corpora()) == ["birch", "cedar"]
