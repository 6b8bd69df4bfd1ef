"""What every library holds to: one in a folder, and one that machines share in a database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index.building.build import build
from index.errors import BuildError, GateError, SnapshotCorrupt, SnapshotMissing
from index.snapshots.calibration import GENERAL, Measured
from index.snapshots.library import Library
from index.snapshots.publish import KEPT_SNAPSHOTS, publish_calibrated, withdraw
from index.snapshots.snapshot import Snapshot
from index.snapshots.verify import verify
from index.sources.documents import find_sources
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder
from tests.support.shared_library import shared_library

pytest_plugins = ["tests.support.postgres_server"]
Another = Callable[..., Library]


@pytest.fixture(params=["folder", "shared"])
def another(request: pytest.FixtureRequest, tmp_path: Path) -> Another:
    """Open the same library once more: in another process or, if it is shared, on ``machine``."""
    if request.param == "folder":
        return lambda _machine="", **options: Library(tmp_path / "index", **options)
    address = request.getfixturevalue("database")

    def opened(machine: str = "builder", **options: bool) -> Library:
        return shared_library(tmp_path / machine, address, **options)

    return opened


@pytest.fixture
def library(another: Another) -> Library:
    """The library in which ``rebuild`` builds."""
    return another()


def changed(sources: Path, oil: str) -> None:
    (sources / "lamp.md").write_text(f"The lamp burned {oil} oil.", "utf-8")


def two_snapshots(rebuild: Build, sources: Path) -> tuple[str, str]:
    first = rebuild().snapshot
    changed(sources, "whale")
    return first, rebuild().snapshot


def texts(snapshot: Snapshot) -> str:
    return " ".join(document.text for document in snapshot.documents())


def test_before_the_first_build_there_is_nothing(library: Library) -> None:
    assert library.corpora() == library.snapshots("default") == library.earlier("default") == []
    assert library.current_or_none("default") is library.candidate("default") is None
    for opened in (library.get, library.current, library.manifest):
        with pytest.raises(SnapshotMissing, match="no index for the corpus 'default'"):
            opened("default")


def test_what_is_built_here_serves_elsewhere_byte_for_byte(
    rebuild: Build, library: Library, another: Another
) -> None:
    name = rebuild().snapshot
    there = another("reader")
    assert there.corpora() == ["default"]
    assert there.current("default") == name
    assert there.manifest("default") == library.manifest("default")
    snapshot = there.get("default")
    assert snapshot.manifest == library.get("default").manifest
    assert verify(snapshot)["documents"] == 2


def test_each_library_follows_what_another_publishes(
    rebuild: Build, sources: Path, another: Another
) -> None:
    rebuild()
    reader = another("reader")
    first = reader.get("default")
    changed(sources, "whale")
    second = rebuild().snapshot
    assert reader.serving("default") is first, "until it is refreshed"
    reader.refresh()
    assert reader.serving("default").name == second
    assert "whale" in texts(reader.get("default"))
    assert "colza" in texts(first), "a question in flight keeps the snapshot that it began with"


def test_an_earlier_snapshot_serves_again_everywhere_by_its_name(
    rebuild: Build, sources: Path, library: Library, another: Another
) -> None:
    first, second = two_snapshots(rebuild, sources)
    reader = another("reader")
    assert reader.get("default").name == second
    reader.activate("default", first)
    assert library.get("default").name == first
    assert library.snapshots("default") == reader.snapshots("default") == [first, second]
    assert library.earlier("default") == []
    with pytest.raises(SnapshotMissing):
        reader.activate("default", "20260101T000000Z-000000000000")


def test_the_oldest_snapshots_go_and_what_serves_stays(
    rebuild: Build, sources: Path, library: Library, another: Another
) -> None:
    oldest = rebuild().snapshot
    library.activate("default", oldest)
    reader = another("reader")
    begun = reader.get("default")
    for number in range(KEPT_SNAPSHOTS + 2):
        changed(sources, f"colza number {number}")
        newest = rebuild().snapshot
    assert newest == library.snapshots("default")[-1]
    assert len(set(library.snapshots("default")) - {oldest}) == KEPT_SNAPSHOTS
    assert "1867" in texts(begun), "what is open can be read to the end"
    reader.refresh()
    assert reader.serving("default").name == newest


def test_while_one_builds_another_is_refused_and_told_who_builds(
    library: Library, another: Another, rebuild: Build
) -> None:
    with (
        library.building("default"),
        pytest.raises(BuildError, match=r"another build of default is running: .*process"),
        another("second").building("default"),
    ):
        pytest.fail("both build")
    with another("second").building("other"), another("third").building("default"):
        pass
    assert rebuild().snapshot == library.current("default")


def test_what_a_build_refuses_serves_nowhere(
    rebuild: Build, sources: Path, library: Library, another: Another
) -> None:
    first = rebuild().snapshot
    changed(sources, "whale")

    def refuse(_new: Snapshot, _old: Snapshot | None) -> None:
        raise GateError("worse", hint="")

    with pytest.raises(GateError):
        rebuild(check=refuse)
    candidate = library.candidate("default")
    assert candidate in library.snapshots("default")
    assert another("reader").get("default").name == library.get("default").name == first
    assert rebuild().snapshot == candidate, "what was refused is not made once more"
    assert another("reader").get("default").name == candidate
    assert library.candidate("default") is None


def test_a_candidate_that_is_withdrawn_is_gone(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first, second = two_snapshots(rebuild, sources)
    library.activate("default", first)
    library.propose("default", second)
    withdraw(library, "default")
    assert library.snapshots("default") == [first]


def test_a_calibration_is_published_like_any_other_snapshot(
    rebuild: Build, another: Another
) -> None:
    name = rebuild().snapshot
    machine = another("calibrator")
    snapshot = machine.get("default")
    measured = Measured(GENERAL, snapshot.name, "0" * 12, "evidence", date(2026, 1, 1))
    calibrated = publish_calibrated(machine, "default", measured)
    reader = another("reader").get("default")
    assert reader.name == calibrated != name
    assert reader.measured == measured
    assert reader.manifest["files"] == snapshot.manifest["files"]


def test_a_machine_without_the_sources_of_before_builds_on_what_is_published(
    rebuild: Build, sources: Path, another: Another
) -> None:
    rebuild()
    (sources / "new.txt").write_text("The foghorn of Holm was sold in 1990.", "utf-8")
    machine, encoder = another("second builder"), HashingEncoder()
    report = build(machine, "default", find_sources(sources), encoder, max_bytes=10**6)
    assert report.reused > report.encoded > 0
    assert len(report.plan.added) == 1


def test_damage_is_found_and_a_damaged_snapshot_is_not_activated(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first, second = two_snapshots(rebuild, sources)
    assert library.fault("default") is None
    (library.folder("default") / second / "windows.faiss").write_bytes(b"rot")
    fault = library.fault("default")
    assert isinstance(fault, SnapshotCorrupt)
    assert "windows.faiss" in fault.message
    library.activate("default", first)
    assert library.fault("default") is None


def test_snapshots_of_one_corpus_are_not_those_of_another(
    library: Library, sources: Path, another: Another
) -> None:
    encoder = HashingEncoder()
    names = [
        build(library, corpus, find_sources(sources), encoder, max_bytes=10**6).snapshot
        for corpus in ("default", "staff")
    ]
    reader = another("reader")
    assert reader.corpora() == ["default", "staff"]
    assert [reader.snapshots(corpus) for corpus in reader.corpora()] == [[one] for one in names]
    with closing(reader.get("staff")) as snapshot:
        assert snapshot.corpus == "staff"
