"""Builds: only what changed is encoded, and no fault costs an index that worked."""

from __future__ import annotations

import errno
import logging
import os
import resource
import signal
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from numpy.typing import NDArray

import index.snapshots.publish as publishing
from index.answering.answerer import Answerer
from index.answering.part import Part
from index.errors import BuildError, SnapshotCorrupt, SnapshotMismatch, SnapshotMissing
from index.settings import AnswerSettings
from index.snapshots.catalogue import CURRENT
from index.snapshots.layout import DATABASE, TABLES
from index.snapshots.library import Library
from index.snapshots.locks import BEING_BUILT
from index.snapshots.manifest import FORMAT, MANIFEST
from index.snapshots.snapshot import Snapshot
from index.snapshots.verify import verify
from tests.conftest import Build
from tests.support.forks import left_by_kills, restored
from tests.support.hashing_encoder import HashingEncoder, LoadingEncoder

EVERYTHING = AnswerSettings(min_confidence=0)
QUESTION = "Which oil did the lamp burn?"


def ask(library: Library, encoder: HashingEncoder) -> str:
    answer = Answerer(encoder, EVERYTHING).ask(QUESTION, [Part(library.get("default"))])
    return answer.quotes[0].text


def test_a_build_that_changes_nothing_does_not_load_the_model(rebuild: Build) -> None:
    first = rebuild()
    again = rebuild(encoder=LoadingEncoder())
    assert (again.snapshot, again.encoded) == (first.snapshot, 0)
    assert again.plan.up_to_date


def test_only_changed_texts_are_encoded(
    rebuild: Build, sources: Path, encoder: HashingEncoder
) -> None:
    rebuild()
    horn = sources / "horn.txt"
    horn.write_text(horn.read_text("utf-8") + "\nIt was repaired in May.\n", "utf-8")
    encoder.encoded = 0
    report = rebuild()
    # The passage that has grown, and the new window; every other text is as it was.
    assert report.encoded == encoder.encoded == 2
    assert report.plan.changed == ("horn.txt",)


class _RememberingEncoder(HashingEncoder):
    """An encoder that remembers each text that it encoded."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        return super().encode_passages(texts)


def test_no_text_is_encoded_twice_even_if_it_is_a_passage_and_a_window(
    rebuild: Build, library: Library
) -> None:
    encoder = _RememberingEncoder()
    report = rebuild(encoder=encoder)
    snapshot = library.get("default")
    keys = {table: set(snapshot.tables[table].keys.tolist()) for table in TABLES}
    assert keys["passages"] & keys["windows"]  # this corpus has such texts
    assert len(encoder.texts) == len(set(encoder.texts)) == report.encoded
    assert report.encoded == len(set().union(*keys.values()))
    assert report.encoded + report.reused == sum(map(len, keys.values()))
    assert snapshot.passage_vectors.vectors(np.arange(report.passages)).shape[0] > 0


def test_a_window_takes_the_vector_of_a_passage_of_the_old_index(
    rebuild: Build, sources: Path
) -> None:
    (sources / "horn.txt").write_text("The horn\n\nIt is orange.\n", "utf-8")
    rebuild()
    (sources / "horn.txt").write_text("The horn\n\nIt is orange. It is loud.\n", "utf-8")
    encoder = _RememberingEncoder()
    rebuild(encoder=encoder)
    assert "It is orange." not in encoder.texts


def test_full_encodes_everything_again(rebuild: Build) -> None:
    first = rebuild()
    again = rebuild(full=True)
    assert again.encoded == first.encoded > 0
    assert again.reused == first.reused


def test_a_removed_source_stays_until_it_is_pruned(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first = rebuild()
    (sources / "horn.txt").unlink()
    kept = rebuild()
    assert (kept.snapshot, kept.plan.kept, kept.plan.removed) == (first.snapshot, ("horn.txt",), ())
    assert rebuild(prune_gone=True).plan.removed == ("horn.txt",)
    assert [source.id for source in library.get("default").sources()] == ["lamp.md"]


def test_a_changed_title_alone_makes_a_new_index(rebuild: Build, sources: Path) -> None:
    first = rebuild()
    lamp = sources / "lamp.md"
    lamp.write_text("---\ntitle: Lamp and oil\n---\n" + lamp.read_text("utf-8"), "utf-8")
    again = rebuild()
    assert again.snapshot != first.snapshot
    assert 0 < again.encoded <= again.sections  # only headings are encoded again


def test_a_second_build_at_the_same_time_says_so(rebuild: Build, library: Library) -> None:
    folder = library.folder("default")
    folder.mkdir(parents=True)
    with FileLock(folder / ".lock"), pytest.raises(BuildError, match="another build"):
        rebuild()


def test_old_snapshots_go_and_the_serving_one_stays(
    rebuild: Build, sources: Path, library: Library
) -> None:
    for number in range(8):
        (sources / "new.txt").write_text(f"Note number {number} was written.", "utf-8")
        last = rebuild().snapshot
    assert len(library.snapshots("default")) == publishing.KEPT_SNAPSHOTS
    assert library.current("default") == last


def test_an_earlier_snapshot_can_serve_again(
    rebuild: Build, sources: Path, library: Library, encoder: HashingEncoder
) -> None:
    first = rebuild().snapshot
    (sources / "lamp.md").write_text("The lamp burned whale oil.", "utf-8")
    second = rebuild().snapshot
    assert "whale" in ask(library, encoder)
    library.activate("default", first)
    assert "colza" in ask(library, encoder)
    library.activate("default", second)
    assert "whale" in ask(library, encoder)


def test_activating_what_is_not_there_is_refused(rebuild: Build, library: Library) -> None:
    rebuild()
    with pytest.raises(SnapshotMissing):
        library.activate("default", "../default")


def test_readers_never_fail_while_builds_go_on(
    rebuild: Build, sources: Path, library: Library, encoder: HashingEncoder
) -> None:
    rebuild()
    failures: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                ask(library, encoder)
            except BaseException as error:
                failures.append(error)
                return

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(12):
        (sources / "new.txt").write_text(f"Note number {number} was written.", "utf-8")
        rebuild()
    stop.set()
    reader.join()
    assert failures == []


def tampered(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "name",
    [
        *(
            DATABASE,
            MANIFEST,
            "passages.faiss",
            "windows.faiss",
            "lexical-windows/vocab.index.json",
        ),
        *("sections.spans.npy", "windows.keys.npy", "lexical-passages/counts.npy"),
    ],
)
def test_a_snapshot_with_one_changed_bit_is_refused(
    rebuild: Build, library: Library, name: str
) -> None:
    folder = library.folder("default") / rebuild().snapshot
    tampered(folder / name)
    with pytest.raises(SnapshotCorrupt):
        Library(library.root).get("default")


@pytest.mark.parametrize("name", [DATABASE, MANIFEST, "windows.faiss"])
def test_a_snapshot_with_a_missing_or_cut_file_is_refused(
    rebuild: Build, library: Library, name: str
) -> None:
    path = library.folder("default") / rebuild().snapshot / name
    path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(SnapshotCorrupt):
        Library(library.root).get("default")
    path.unlink()
    with pytest.raises((SnapshotCorrupt, SnapshotMissing)):
        Library(library.root).get("default")


def test_a_text_that_is_changed_behind_an_open_snapshot_is_not_quoted(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    folder = library.folder("default") / rebuild().snapshot
    library.get("default")
    database = sqlite3.connect(folder / DATABASE)
    database.execute("UPDATE documents SET text = replace(text, 'colza', 'olive')")
    database.commit()
    database.close()
    with pytest.raises(SnapshotCorrupt):
        ask(library, encoder)


def test_a_broken_new_index_keeps_the_last_good_one_and_is_logged_once(
    rebuild: Build,
    sources: Path,
    library: Library,
    encoder: HashingEncoder,
    caplog: pytest.LogCaptureFixture,
) -> None:
    rebuild()
    good = ask(library, encoder)
    (sources / "lamp.md").write_text("The lamp burned whale oil.", "utf-8")
    tampered(library.folder("default") / rebuild().snapshot / DATABASE)
    with caplog.at_level(logging.WARNING):
        assert [ask(library, encoder) for _ in range(3)] == [good] * 3
    assert [record.name for record in caplog.records].count("index.snapshots.library") == 1
    (library.folder("default") / CURRENT).unlink()
    assert ask(library, encoder) == good


def test_an_older_format_is_refused_with_the_remedy(rebuild: Build, library: Library) -> None:
    path = library.folder("default") / rebuild().snapshot / MANIFEST
    path.write_text(path.read_text("utf-8").replace(f'"format": {FORMAT}', '"format": 0'), "utf-8")
    with pytest.raises(SnapshotMismatch) as caught:
        Library(library.root).get("default")
    assert "quoth build" in caught.value.hint


def test_an_index_of_another_model_is_refused(rebuild: Build, library: Library) -> None:
    rebuild()
    with pytest.raises(SnapshotMismatch):
        ask(library, HashingEncoder("hashing@2"))


def test_an_index_of_another_version_of_the_model_is_refused_with_the_remedy(
    rebuild: Build, library: Library
) -> None:
    rebuild()
    with pytest.raises(SnapshotMismatch) as caught:
        ask(library, HashingEncoder("hashing@2"))
    assert caught.value.message == (
        "the index was built with a different version of the model hashing"
    )
    assert caught.value.hint == "Rebuild it with `quoth build`."


def test_a_build_with_another_model_encodes_everything(rebuild: Build, library: Library) -> None:
    first = rebuild()
    other = HashingEncoder("hashing@2")
    assert rebuild(encoder=other).encoded == first.encoded
    assert ask(library, other)


def test_verify_counts_what_it_checked(rebuild: Build, library: Library) -> None:
    report = rebuild()
    checked = verify(library.get("default"))
    assert checked["passages"] == report.passages
    assert checked["windows"] == report.windows


def test_verify_finds_an_offset_that_does_not_hold_its_text(
    rebuild: Build, library: Library
) -> None:
    rebuild()
    snapshot = library.get("default")
    snapshot.window_spans = snapshot.window_spans.copy()
    snapshot.window_spans[0, 1] += 1
    with pytest.raises(SnapshotCorrupt, match="windows row 0"):
        verify(snapshot)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_build_killed_at_any_write_leaves_an_index_that_serves(
    rebuild: Build, sources: Path, library: Library, encoder: HashingEncoder, tmp_path: Path
) -> None:
    rebuild()
    (sources / "lamp.md").write_text("The lamp burned whale oil.", "utf-8")
    states = left_by_kills(library.root, rebuild, tmp_path / "states")
    assert len(states) > 30, "the build wrote less than it must"
    answers = [ask(Library(state), encoder) for state in states]
    assert {before_or_after(answer) for answer in answers} == {"colza", "whale"}
    for number, state in enumerate(states[::8]):  # and the next build goes on from there
        restored(state, library.root)
        (sources / "lamp.md").write_text(f"The lamp burned {number} casks of oil.", "utf-8")
        rebuild()
        assert f"{number} casks" in ask(Library(library.root), encoder)
        assert not list(library.folder("default").glob(f"{BEING_BUILT}*"))


def before_or_after(answer: str) -> str:
    return next(oil for oil in ("colza", "whale") if oil in answer)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
@pytest.mark.parametrize("size", [0, 100, 3_000, 10_000])
def test_a_full_disk_is_one_clear_error_and_the_old_index_serves(
    rebuild: Build, sources: Path, library: Library, encoder: HashingEncoder, size: int
) -> None:
    rebuild()
    good = ask(library, encoder)
    (sources / "more.txt").write_text("The lamp burned whale oil, and more.\n\n" * 60, "utf-8")
    pid = os.fork()
    if not pid:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            rebuild()
        except BuildError as error:
            os._exit(0 if "stays in use" in error.message else 2)
        except BaseException:
            os._exit(3)
        os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert ask(Library(library.root), encoder) == good
    assert not list(library.folder("default").glob(f"{BEING_BUILT}*"))


def test_a_failing_write_names_the_cause(
    rebuild: Build, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(publishing, "sync_folder", no_space)
    with pytest.raises(BuildError, match="the disk is full") as caught:
        rebuild()
    assert "space" in caught.value.hint
    with pytest.raises(SnapshotMissing):
        library.get("default")


def test_a_snapshot_is_opened_by_name_only(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing):
        Snapshot(tmp_path / "nothing")


@pytest.mark.parametrize("coded_from", [0, 100_000])
def test_an_index_that_grew_is_byte_for_byte_the_one_built_at_once(
    rebuild: Build,
    sources: Path,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    coded_from: int,
) -> None:
    monkeypatch.setattr("index.snapshots.vectors.ALL_COMPARED", coded_from)
    rebuild()
    (sources / "a-first.txt").write_text("It burned whale oil. It burned colza oil.\n", "utf-8")
    (sources / "horn.txt").write_text("The horn is painted orange.\n\nIt burned oil.\n", "utf-8")
    grown = rebuild()
    at_once = rebuild(full=True)
    assert 0 < grown.encoded < at_once.encoded
    folder = library.folder("default")
    files = [Snapshot(folder / report.snapshot).manifest["files"] for report in (grown, at_once)]
    assert files[0] == files[1]
    assert ("windows.codes.faiss" in files[0]) == (coded_from == 0)
