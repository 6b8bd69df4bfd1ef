"""What goes wrong with a shared index: what served goes on, and nothing is half published."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from index.building.build import build
from index.errors import BuildError, SettingsError, SnapshotCorrupt, SnapshotUnavailable
from index.files import file_digest
from index.snapshots import refusals
from index.snapshots.library import Library
from index.snapshots.shared import bulletin, download, upload
from index.snapshots.shared.local_copies import LocalCopies
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT
from tests.support.postgres import CUT, ask, tell
from tests.support.shared_library import shared_library

pytest_plugins = ["tests.support.postgres_server"]

NOWHERE = "postgresql://quoth:secret@127.0.0.1:1/quoth?connect_timeout=2"
Machine = Callable[..., Library]


@pytest.fixture
def machine(database: str, tmp_path: Path) -> Machine:
    """Open the shared library on a machine with a folder of its own."""
    return lambda name="reader", **options: shared_library(tmp_path / name, database, **options)


@pytest.fixture
def library(machine: Machine) -> Library:
    """The library in which ``rebuild`` builds."""
    return machine("builder")


@pytest.fixture(autouse=True)
def nothing_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "RETRY_SECONDS", 0.0)
    monkeypatch.setattr(bulletin, "REST", 0.0)


def change(sources: Path, oil: str) -> None:
    (sources / "lamp.md").write_text(f"The lamp burned {oil} oil.", "utf-8")


def shelved(folder: Path) -> list[str]:
    """What is in the folder of a corpus, but for locks."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith("lock"))


def full(*_: object) -> bytes:
    raise OSError(28, "No space left on device")


def test_a_builder_that_is_killed_while_it_publishes_leaves_nothing_and_no_lock(
    rebuild: Build, sources: Path, machine: Machine, database: str, tmp_path: Path
) -> None:
    first = rebuild().snapshot
    change(sources, "whale")
    script = f"""
import sys, time
from pathlib import Path
from index.building.build import build
from index.snapshots.shared import upload
from index.sources.documents import find_sources
from tests.support.hashing_encoder import HashingEncoder
from tests.support.shared_library import shared_library
rows = upload._rows
def stopping(*given):
    for number, row in enumerate(rows(*given)):
        yield row
        if number == 3:
            print("publishing", flush=True)
            time.sleep(600)
upload._rows = stopping
library = shared_library(Path({str(tmp_path / "killed")!r}), {database!r})
build(library, "default", find_sources(Path({str(sources)!r})), HashingEncoder(), max_bytes=10**6)
"""
    builder = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert builder.stdout is not None
    with builder, builder.stdout:
        assert builder.stdout.readline() == "publishing\n"
        with pytest.raises(BuildError, match="another build of default is running"):
            rebuild()
        builder.send_signal(signal.SIGKILL)
        builder.wait()
    assert machine().get("default").name == first
    assert ask(database, "SELECT DISTINCT name FROM quoth_index.files") == [(first,)]
    until_it_is_free(rebuild)
    assert machine().current("default") != first


def until_it_is_free(rebuild: Build) -> None:
    """The server releases the lock when it sees that the other end is gone."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(BuildError):
            rebuild()
            return
    pytest.fail("the lock of a killed builder is held")


def test_a_build_whose_connection_was_cut_does_not_publish_over_what_another_published(
    rebuild: Build, sources: Path, library: Library, machine: Machine, database: str
) -> None:
    rebuild()
    other, encoder = machine("other builder"), HashingEncoder()
    change(sources, "whale")
    published = []

    def cut(_new: Snapshot, _old: Snapshot | None) -> None:
        tell(database, CUT)
        report = build(other, "default", find_sources(sources), encoder, max_bytes=10**6)
        published.append(report.snapshot)

    with pytest.raises(BuildError, match="the earlier index stays in use"):
        rebuild(check=cut)
    assert [library.current("default")] == published
    assert rebuild().encoded == 0, "what was encoded is kept"


def test_a_snapshot_that_was_changed_before_it_is_published_is_not(
    rebuild: Build, sources: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rebuild().snapshot
    change(sources, "whale")
    monkeypatch.setattr(upload, "CHUNK", 64)
    reading = upload._rows

    def spoilt(corpus: str, folder: Path, files: Any) -> Iterator[list[Any]]:
        (folder / "windows.faiss").write_bytes(b"rot")
        return reading(corpus, folder, files)

    monkeypatch.setattr(upload, "_rows", spoilt)
    with pytest.raises(SnapshotCorrupt, match=r"windows\.faiss"):
        rebuild()
    assert library.current("default") == first


def test_files_of_many_chunks_arrive_as_they_were(
    rebuild: Build, machine: Machine, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    monkeypatch.setattr(upload, "CHUNK", 100)
    name = rebuild().snapshot
    assert ask(database, "SELECT max(part) > 50 FROM quoth_index.chunks") == [(True,)]
    assert machine().get("default").name == name


def test_a_damaged_chunk_is_refused_and_what_served_goes_on(
    rebuild: Build,
    sources: Path,
    machine: Machine,
    database: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reader, first = machine(), rebuild().snapshot
    assert reader.get("default").name == first
    reader.refresh()  # it listens from now on
    change(sources, "whale")
    second = rebuild().snapshot
    tell(database, "UPDATE quoth_index.chunks SET content = set_byte(content, 0, 255 - get_byte("
         "content, 0)) WHERE digest IN (SELECT digest FROM quoth_index.files WHERE "
         f"name = '{second}' AND path = 'windows.faiss')")  # fmt: skip
    for _ in range(3):
        reader.refresh()
        assert reader.serving("default").name == first
    assert caplog.text.count(f"windows.faiss of snapshot {second} is not in the shared index") == 1
    assert second not in shelved(reader.folder("default"))
    with pytest.raises(SnapshotCorrupt):
        machine("new").get("default")
    assert machine("service", older_may_serve=True).get("default").name == first


def test_a_lost_chunk_is_found_without_fetching_the_others(
    rebuild: Build, machine: Machine, database: str
) -> None:
    name = rebuild().snapshot
    assert machine().fault("default") is None
    tell(database, "DELETE FROM quoth_index.chunks WHERE digest IN (SELECT digest FROM "
         "quoth_index.files WHERE path = 'documents.sqlite')")  # fmt: skip
    fault = machine().fault("default")
    assert isinstance(fault, SnapshotCorrupt)
    assert f"documents.sqlite of snapshot {name} is not complete" in fault.message
    assert not machine().folder("default").exists()


def test_a_full_disk_keeps_what_serves_and_is_tried_again(
    rebuild: Build,
    sources: Path,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reader, first = machine(), rebuild().snapshot
    reader.get("default")
    change(sources, "whale")
    second = rebuild().snapshot
    with monkeypatch.context() as patch:
        patch.setattr(download, "_copied", full)
        for _ in range(3):
            reader.refresh()
            assert reader.serving("default").name == first
        with pytest.raises(SnapshotUnavailable, match="No space left on device"):
            machine("other").get("default")
    assert caplog.text.count("No space left on device") == 1
    assert shelved(reader.folder("default")) == [first, "CURRENT"]
    reader.refresh()
    assert reader.serving("default").name == second


def test_connections_that_are_cut_while_nobody_uses_them_are_opened_again(
    rebuild: Build, sources: Path, machine: Machine, database: str
) -> None:
    reader = machine()
    rebuild()
    reader.get("default")
    reader.refresh()
    tell(database, CUT)
    change(sources, "whale")
    second = rebuild().snapshot
    for _ in range(3):  # what the server says last comes before the end of the connection
        reader.refresh()
    assert reader.serving("default").name == second


def test_nothing_is_asked_of_the_database_while_nothing_is_published(
    rebuild: Build, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    reader = machine()
    name = reader.get("default").name
    reader.refresh()
    monkeypatch.setattr(Library, "get", lambda *_: pytest.fail("it was looked up again"))
    reader.refresh()
    assert reader.serving("default").name == name


def test_without_the_database_a_service_starts_with_what_served_here_last(
    rebuild: Build, sources: Path, machine: Machine, tmp_path: Path
) -> None:
    first = rebuild().snapshot
    reader = machine()
    reader.get("default")
    change(sources, "whale")
    rebuild()
    reader.refresh()
    reader.activate("default", first)
    reader.get("default")
    alone = shared_library(tmp_path / "reader", NOWHERE, older_may_serve=True)
    assert alone.get("default").name == first
    alone.refresh()
    assert alone.serving("default").name == first
    with pytest.raises(SnapshotUnavailable) as refused:
        shared_library(tmp_path / "reader", NOWHERE).get("default")
    assert "secret" not in refused.value.message + refused.value.hint


def test_a_copy_that_is_damaged_is_fetched_again(
    rebuild: Build, machine: Machine, tmp_path: Path
) -> None:
    name = rebuild().snapshot
    machine().get("default").close()
    file = tmp_path / "reader" / "default" / name / "windows.faiss"
    intact = file_digest(file)
    file.write_bytes(b"rot")
    machine().get("default")
    assert file_digest(file) == intact


def test_files_that_are_here_are_linked_and_damaged_ones_are_not(
    rebuild: Build, sources: Path, machine: Machine, tmp_path: Path
) -> None:
    first = rebuild().snapshot
    machine().get("default").close()
    (sources / "zinc.txt").write_text("Zinc roofs came in 1920.", "utf-8")
    second = rebuild().snapshot
    (sources / "zinc.txt").unlink()
    third = rebuild(prune_gone=True).snapshot  # the files of the first one again
    folder = tmp_path / "reader" / "default"
    damaged = folder / first / "passages.faiss"
    damaged.write_bytes(b"rot")
    machine().get("default").close()
    assert (folder / third / "windows.faiss").samefile(folder / first / "windows.faiss")
    assert not (folder / third / "passages.faiss").samefile(damaged)
    assert damaged.read_bytes() == b"rot", "a file of another snapshot is never written to"
    assert not (folder / second).exists()


def test_a_snapshot_that_is_removed_while_it_is_fetched_arrives_whole(
    rebuild: Build, sources: Path, library: Library, machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    first = rebuild().snapshot
    change(sources, "whale")
    rebuild()
    reading = download.described

    def removed(*given: Any) -> bytes:
        data = reading(*given)
        library.remove("default", first)
        return data

    monkeypatch.setattr(download, "described", removed)
    monkeypatch.setattr("index.snapshots.shared.shared_catalogue.described", removed)
    reader = machine()
    assert reader.sealed("default", first).manifest["counts"]["documents"] == 2
    assert first not in reader.snapshots("default")


def test_opening_one_corpus_fetches_that_one_alone_and_copies_have_a_bound(
    library: Library, sources: Path, machine: Machine, tmp_path: Path
) -> None:
    names = ("ash", "birch", "cedar", "default")
    for corpus in names:
        build(library, corpus, find_sources(sources), HashingEncoder(), max_bytes=10**6)
    reader, folder = machine(), tmp_path / "reader"
    size = 0
    for corpus in names[:2]:
        reader.get(corpus)
        size += LocalCopies(folder, 1).copies()[-1].size
    assert sorted(path.name for path in folder.iterdir()) == ["ash", "birch"]
    bounded = machine(bound=int(size * 1.1))
    held = bounded.get("ash")
    reader._open._held.clear()  # "birch" is open nowhere now, and "ash" in the other
    bounded.get("cedar")
    kept = {copy.corpus for copy in LocalCopies(folder, 1).copies()}
    assert kept == {"ash", "cedar"}
    assert held.passage(0).text
    assert reader.get("birch").name == library.current("birch"), "it is fetched again"


def test_copies_of_what_was_deleted_go_when_they_are_no_longer_open(
    rebuild: Build, sources: Path, library: Library, machine: Machine
) -> None:
    names = []
    reader = machine()
    for oil in ("colza", "whale", "seal"):
        change(sources, oil)
        names.append(rebuild().snapshot)
        reader.get("default")
        for older in names[:-1]:
            library.remove("default", older)
    assert shelved(reader.folder("default")) == [*sorted(names[1:]), "CURRENT"]


def test_only_what_can_be_fetched_again_is_removed_for_others(
    rebuild: Build, sources: Path, machine: Machine, tmp_path: Path, library: Library
) -> None:
    rebuild()
    change(sources, "whale")
    with pytest.raises(RuntimeError):
        rebuild(check=lambda _new, _old: (_ for _ in ()).throw(RuntimeError))
    candidate = library.candidate("default")
    tight = machine("builder", bound=1)
    encoder = HashingEncoder()
    build(machine("other"), "staff", find_sources(sources), encoder, max_bytes=10**6)
    tight.get("staff")
    assert candidate in shelved(tmp_path / "builder" / "default")


def test_a_later_version_of_the_tables_is_refused(
    rebuild: Build, machine: Machine, database: str
) -> None:
    rebuild()
    tell(database, "UPDATE quoth_index.installation SET version = 99")
    with pytest.raises(SettingsError, match="has version 99"):
        machine().get("default")


@pytest.mark.parametrize("address", ["mysql://localhost/quoth", "postgresql://a:secret@h/%quoth"])
def test_an_address_that_is_none_is_refused_without_repeating_it(
    address: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="QUOTH_LIBRARY__URL") as refused:
        shared_library(tmp_path, address)
    assert "secret" not in refused.value.message + refused.value.hint
