"""A kill at any write, of a first build, a pruning build or an activation, costs no index."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.errors import BuildError, SnapshotMissing
from index.settings import AnswerSettings
from index.snapshots.catalogue import CURRENT
from index.snapshots.library import Library
from index.snapshots.locks import BEING_BUILT
from index.snapshots.snapshot import Snapshot
from index.snapshots.verify import verify
from tests.conftest import Build
from tests.support.forks import KILLED, in_a_fork, killed_at, refused_at
from tests.support.hashing_encoder import HashingEncoder

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
]


def test_a_disk_that_is_full_from_any_write_on_leaves_what_served(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first = rebuild().snapshot
    (sources / "new.txt").write_text("A note was written.", "utf-8")
    step, code, kept = 0, BuildError.exit_code, 0
    while code == BuildError.exit_code:
        step += 1
        code = refused_at(step, rebuild)
        assert "colza" in texts(Library(library.root))
        kept += library.current("default") == first
    assert code == 0
    assert kept > 15
    assert library.current("default") != first


def texts(library: Library) -> str:
    snapshot = library.get("default")
    verify(snapshot)
    return "".join(document.text for document in snapshot.documents())


def test_a_first_build_that_is_killed_leaves_nothing_or_an_index(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    rebuild()  # so that not each child imports what a build needs
    codes, served = [KILLED], 0
    while codes[-1] == KILLED:
        shutil.rmtree(library.root, ignore_errors=True)
        codes.append(killed_at(len(codes), rebuild))
        try:
            assert "colza" in texts(Library(library.root))
            served += 1
        except SnapshotMissing:
            assert codes[-1] == KILLED
        if len(codes) % 8 == 0:  # and the next build never stumbles over what is left
            rebuild()
            assert library.current("default") in library.snapshots("default")
    assert codes[-1] == 0
    assert len(codes) > 30
    assert served >= 2  # after it was published, and when it got through
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0))
    assert answerer.ask("Which oil?", [Part(Library(library.root).get("default"))]).quotes


def test_a_kill_while_old_snapshots_are_removed_leaves_no_half_of_one(
    rebuild: Build, sources: Path, library: Library
) -> None:
    for number in range(5):
        (sources / "new.txt").write_text(f"Note number {number} was written.", "utf-8")
        rebuild()
    (sources / "new.txt").write_text("The last note was written.", "utf-8")
    state = library.root.with_name("state")
    shutil.copytree(library.root, state, symlinks=True)
    step, code, before = 0, KILLED, library.current("default")
    while code == KILLED:
        # What is killed before it is published is the matter of another test: some of it is enough.
        step += 1 if library.current("default") != before else 5
        shutil.rmtree(library.root)
        shutil.copytree(state, library.root, symlinks=True)
        code = killed_at(step, rebuild)
        for name in library.snapshots("default"):
            Snapshot(library.folder("default") / name).close()
        assert library.current("default") in library.snapshots("default")
    assert code == 0
    assert library.snapshots("default")[-1] == library.current("default")
    rebuild()
    folder = library.folder("default")
    assert not list(folder.glob(f"{BEING_BUILT}*"))
    assert {path.name for path in folder.iterdir()} - set(library.snapshots("default")) <= {
        CURRENT,
        ".lock",
    }


def test_an_activation_that_is_killed_changes_nothing_or_everything(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first = rebuild().snapshot
    (sources / "lamp.md").write_text("The lamp burned whale oil.", "utf-8")
    second = rebuild().snapshot
    step, code, seen = 0, KILLED, set()
    while code == KILLED:
        step += 1
        library.publish("default", second)
        code = killed_at(step, lambda: library.activate("default", first))
        seen.add(Library(library.root).get("default").name)
    assert code == 0
    assert seen == {first, second}


def test_of_two_processes_that_build_at_once_one_is_told_so(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    codes: list[int] = []

    class Slow(HashingEncoder):
        """While the first process encodes, a second one begins."""

        def encode_passages(self, texts: list[str]) -> object:  # type: ignore[override]
            if not codes:
                codes.append(in_a_fork(lambda: rebuild(encoder=encoder)))
            return super().encode_passages(texts)

    report = rebuild(encoder=Slow())
    assert codes == [BuildError.exit_code]
    assert Library(library.root).get("default").name == report.snapshot


def test_a_text_that_stands_in_many_places_is_encoded_once(
    rebuild: Build, sources: Path, encoder: HashingEncoder
) -> None:
    for number in range(5):
        (sources / f"copy-{number}.txt").write_text("It was lit.\n\nIt was lit.\n", "utf-8")
    report = rebuild()
    assert report.encoded == encoder.encoded
    once = encoder.encoded
    (sources / "more.txt").write_text("It was lit.\n", "utf-8")
    again = rebuild()
    assert (again.encoded, encoder.encoded) == (1, once + 1)  # its title
    assert again.passages == report.passages + 1
