"""A kill at any write, of a first build, a pruning build or an activation, costs no index."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
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
from tests.support.forks import (
    KILLED,
    in_a_fork,
    killed_at,
    left_by_kills,
    refused_at,
    restored,
)
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


def imported(rebuild: Build, library: Library) -> None:
    """Import what a build needs, since a child that compiles it changes the disk for that too."""
    rebuild()
    shutil.rmtree(library.root)


def test_a_first_build_that_is_killed_leaves_nothing_or_an_index(
    rebuild: Build, library: Library, encoder: HashingEncoder, tmp_path: Path
) -> None:
    imported(rebuild, library)
    states = left_by_kills(library.root, rebuild, tmp_path / "states")
    assert len(states) > 30
    served = 0
    for number, state in enumerate(states):
        with suppress(SnapshotMissing):
            assert "colza" in texts(Library(state))
            served += 1
        if number % 8 == 0:  # and the next build never stumbles over what is left
            restored(state, library.root)
            rebuild()
            assert library.current("default") in library.snapshots("default")
            assert "colza" in texts(Library(library.root))
    assert served >= 1, "after it was published"
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0))
    assert answerer.ask("Which oil?", [Part(Library(library.root).get("default"))]).quotes


def test_a_kill_while_old_snapshots_are_removed_leaves_no_half_of_one(
    rebuild: Build, sources: Path, library: Library, tmp_path: Path
) -> None:
    for number in range(5):
        (sources / "new.txt").write_text(f"Note number {number} was written.", "utf-8")
        rebuild()
    (sources / "new.txt").write_text("The last note was written.", "utf-8")
    before = library.current("default")
    published = 0

    def chosen(step: int) -> bool:
        """Before it is published, a kill is the matter of another test: some of it is enough."""
        return step % 5 == 0 or library.current("default") != before

    for state in left_by_kills(library.root, rebuild, tmp_path / "states", at=chosen):
        left = Library(state)
        for name in left.snapshots("default"):
            Snapshot(left.folder("default") / name).close()
        assert left.current("default") in left.snapshots("default")
        published += left.current("default") != before
    assert published > 10, "none was killed while it removed something"
    assert library.current("default") != before
    assert library.snapshots("default")[-1] == library.current("default")
    restored(state, library.root)
    rebuild()
    folder = library.folder("default")
    assert not list(folder.glob(f"{BEING_BUILT}*"))
    assert {path.name for path in folder.iterdir()} - set(library.snapshots("default")) <= {
        CURRENT,
        ".lock",
    }


def test_a_kill_leaves_what_was_copied_at_its_step(
    rebuild: Build, library: Library, tmp_path: Path
) -> None:
    imported(rebuild, library)
    states = left_by_kills(library.root, rebuild, tmp_path / "states")
    for step in range(1, len(states) + 1, 20):
        shutil.rmtree(library.root, ignore_errors=True)
        assert killed_at(step, rebuild) == KILLED
        assert in_it(library.root) == in_it(states[step - 1]), step


def in_it(folder: Path) -> list[tuple[str, int]]:
    """The files of a folder with their sizes; names have the time and the process in them."""
    return sorted(
        (re.sub(r"[0-9a-f]{4,}", "#", str(path.relative_to(folder))), path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file()
    )


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
