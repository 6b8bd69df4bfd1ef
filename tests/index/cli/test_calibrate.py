"""`quoth calibrate`: a new snapshot with a calibration, and nothing lost on the way there."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

import index.models.encoder
from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.gather import gather
from index.building.plan import Basis, plan_build
from index.cli import cli
from index.errors import BuildError, SnapshotCorrupt
from index.snapshots import publish
from index.snapshots.calibration import (
    GENERAL,
    Calibration,
    Measured,
    NearPromise,
    Promise,
    evidence_of,
    measured_record,
)
from index.snapshots.library import Library
from index.snapshots.locks import BEING_BUILT
from index.snapshots.manifest import MANIFEST, content, read_manifest, seal
from index.snapshots.publish import publish_calibrated
from index.snapshots.snapshot import Snapshot
from index.snapshots.verify import verify
from index.sources.documents import find_sources
from tests.conftest import Build
from tests.support.forks import left_by_kills, restored
from tests.support.hashing_encoder import HashingEncoder

PROMISE = Promise(risk=0.05, level=0.95, questions=300, answered=214, wrong=3)
OWN = Calibration(scale=0.8, shift=-0.3, threshold=0.61, promise=PROMISE)


def measured_on(snapshot: Snapshot, **changes: Any) -> Measured:
    fingerprint = snapshot.fingerprint
    one = Measured(
        OWN, snapshot.name, content(snapshot.manifest), evidence_of(fingerprint), date(2026, 11, 24)
    )
    return replace(one, **changes)


def calibrated(library: Library, **changes: Any) -> str:
    return publish_calibrated(library, "default", measured_on(library.get("default"), **changes))


@pytest.fixture
def run(library: Library, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(index.models.encoder, "load_encoder", lambda _: HashingEncoder())
    for name in [name for name in os.environ if name.startswith("QUOTH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("QUOTH_READER__MODEL", "none")

    def quoth(*arguments: str) -> Result:
        places = ["--sources", str(sources), "--index", str(library.root)]
        return CliRunner().invoke(cli, [*arguments, *places], catch_exceptions=False)

    return quoth


def judgements(tmp_path: Path, answerable: int, unanswerable: int) -> str:
    """A file of so many questions about the lamp, none like another."""
    asked = "Which {} oil did the lamp burn?", "Who won the {} World Cup in chess?"
    records = [
        {"question": asked[0].format(f"w{n}"), "answers": ["colza oil"]} for n in range(answerable)
    ] + [{"question": asked[1].format(1900 + n), "answers": []} for n in range(unanswerable)]
    file = tmp_path / "judged.jsonl"
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return str(file)


# The snapshot


def test_a_calibrated_snapshot_is_the_old_one_with_a_calibration(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    first = rebuild().snapshot
    before = library.get("default")
    name = calibrated(library)
    now = library.get("default")
    assert now.name == name != first
    assert (before.calibration_for(), now.calibration_for()) == (GENERAL, OWN)
    verify(now)
    same = {**now.manifest, "created": before.manifest["created"]}
    del same["calibration"]
    assert same == before.manifest
    question = "Which oil did the lamp burn?"
    was, is_ = (Answerer(encoder).ask(question, [Part(one)]) for one in (before, now))
    assert (was.candidates, was.evidence) == (is_.candidates, is_.evidence)
    assert is_.confidence == OWN.probability(was.evidence)


def test_the_old_snapshot_can_be_activated_again(rebuild: Build, library: Library) -> None:
    first = rebuild().snapshot
    before = read_manifest(library.folder("default") / first)
    name = calibrated(library)
    library.activate("default", first)
    assert library.get("default").calibration_for() == GENERAL
    assert library.get("default").manifest == before
    library.activate("default", name)
    assert library.get("default").calibration_for() == OWN


def test_the_old_snapshot_stays_even_if_it_is_the_oldest_of_many(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first = rebuild().snapshot
    for number in range(publish.KEPT_SNAPSHOTS - 1):
        (sources / "new.txt").write_text(f"Note number {number} was written.", "utf-8")
        rebuild()
    library.activate("default", first)
    name = calibrated(library)
    assert {first, name} <= set(library.snapshots("default"))


def test_the_files_are_shared_and_outlive_the_old_snapshot(
    rebuild: Build, library: Library
) -> None:
    first = library.folder("default") / rebuild().snapshot
    now = library.folder("default") / calibrated(library)
    assert (first / "windows.faiss").samefile(now / "windows.faiss")
    shutil.rmtree(first)
    verify(Library(library.root).get("default"))


def test_where_there_are_no_links_the_files_are_copied(
    rebuild: Build, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    first = library.folder("default") / rebuild().snapshot
    now = library.folder("default") / calibrated(library)
    assert not (first / "windows.faiss").samefile(now / "windows.faiss")
    verify(library.get("default"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_calibration_killed_at_any_write_leaves_an_index_that_serves(
    rebuild: Build, library: Library, tmp_path: Path
) -> None:
    first, served = rebuild().snapshot, set()
    states = left_by_kills(library.root, lambda: calibrated(library), tmp_path / "states")
    assert len(states) > 20, "it wrote less than it must"
    for state in states:
        left = Library(state)
        now = left.get("default")
        served.add(now.calibration_for() == OWN)
        assert (now.name == first) is (now.calibration_for() == GENERAL)
        for name in left.snapshots("default"):
            Snapshot(left.folder("default") / name).close()
    assert served == {False, True}
    for state in states[::8]:
        restored(state, library.root)
        rebuild(full=True)
        assert not list(library.folder("default").glob(f"{BEING_BUILT}*"))


def test_a_full_disk_is_one_clear_error_and_the_old_index_serves(
    rebuild: Build, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rebuild().snapshot

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(publish, "seal", full)
    with pytest.raises(BuildError, match="the disk is full"):
        calibrated(library)
    assert Library(library.root).get("default").name == first
    assert not list(library.folder("default").glob(f"{BEING_BUILT}*"))


def test_a_build_that_runs_is_not_disturbed(rebuild: Build, library: Library) -> None:
    rebuild()
    lock = FileLock(library.folder("default") / ".lock")
    with lock, pytest.raises(BuildError, match="another build"):
        calibrated(library)


def test_what_was_measured_on_an_index_that_serves_no_more_is_not_published(
    rebuild: Build, sources: Path, library: Library
) -> None:
    rebuild()
    one = measured_on(library.get("default"))
    (sources / "new.txt").write_text("A note was written.", "utf-8")
    newer = rebuild().snapshot
    with pytest.raises(BuildError, match="another index is in use") as caught:
        publish_calibrated(library, "default", one)
    assert "quoth calibrate" in caught.value.hint
    assert library.current("default") == newer


def test_a_snapshot_that_was_damaged_meanwhile_is_not_published_again(
    rebuild: Build, library: Library
) -> None:
    first = rebuild().snapshot
    one = measured_on(library.get("default"))
    (library.folder("default") / first / "windows.faiss").unlink()
    with pytest.raises(SnapshotCorrupt, match="is missing"):
        publish_calibrated(library, "default", one)
    assert library.snapshots("default") == [first]


@pytest.mark.parametrize("record", [5, {}, {"scale": 1}, measured_record, "x", []])
def test_a_damaged_calibration_is_a_corrupt_snapshot_and_the_last_good_one_serves(
    record: Any, rebuild: Build, library: Library, run: Any
) -> None:
    rebuild()
    good = library.get("default")
    if record is measured_record:
        record = measured_record(measured_on(good)) | {"threshold": 7}
    folder = library.folder("default") / calibrated(library)
    manifest = read_manifest(folder)
    (folder / MANIFEST).unlink()
    digest = seal(folder, manifest | {"calibration": record})
    sealed = folder.rename(folder.with_name(f"{folder.name[:17]}{digest[:12]}"))
    with pytest.raises(SnapshotCorrupt, match=r"the calibration .* is damaged"):
        Snapshot(sealed)
    library.publish("default", sealed.name)
    assert library.get("default") is good
    assert "is damaged" in run("status").stdout


# Builds after it


def test_an_index_is_not_stale_because_it_was_calibrated(
    rebuild: Build, library: Library, sources: Path, encoder: HashingEncoder
) -> None:
    rebuild()
    name = calibrated(library)
    basis = Basis.of(library, "default")
    gathered = gather(find_sources(sources), basis.manifest, max_bytes=10**6)
    assert plan_build(gathered, basis, encoder).up_to_date
    assert rebuild().snapshot == name


def test_a_build_carries_the_calibration_over_and_leaves_the_promise(
    rebuild: Build, sources: Path, library: Library
) -> None:
    first = rebuild().snapshot
    calibrated(library)
    (sources / "new.txt").write_text("A note was written.", "utf-8")
    rebuild()
    now = library.get("default")
    assert now.calibration_for() == replace(OWN, promise=None)
    assert now.measured is not None
    assert (now.measured.snapshot, now.measured.calibration) == (first, OWN)
    (sources / "new.txt").unlink()
    rebuild(prune_gone=True)  # what was measured is back
    assert library.get("default").calibration_for() == OWN


def test_a_full_build_of_the_same_sources_keeps_the_promise(
    rebuild: Build, library: Library
) -> None:
    rebuild()
    name = calibrated(library)
    assert rebuild(full=True).snapshot != name
    assert library.get("default").calibration_for() == OWN


def test_another_model_or_recipe_leaves_the_calibration_behind(
    rebuild: Build, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    calibrated(library)
    rebuild(encoder=HashingEncoder("hashing@2"))
    assert "calibration" not in library.get("default").manifest
    rebuild()
    calibrated(library)
    monkeypatch.setattr("index.building.plan.CHUNKING", "another")
    rebuild()
    assert library.get("default").measured is None
    calibrated(library, evidence=evidence_of("an earlier version"))
    assert library.get("default").calibration_for() == GENERAL
    assert library.get("default").calibration_for("another reader") == GENERAL


# Status


def test_status_says_what_is_promised_or_why_nothing_is(
    rebuild: Build, sources: Path, library: Library, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def promise() -> str:
        (corpus,) = json.loads(run("status", "--json").stdout)["corpora"]
        assert f"  promise: {corpus['promise']}\n" in run("status").stdout
        return str(corpus["promise"])

    first = rebuild().snapshot
    assert promise() == "none (general calibration)"
    calibrated(library)
    assert promise() == ("at most 5 % of answers wrong (95 % sure; 3 of 214 were, on 2026-11-24)")
    monkeypatch.setenv("QUOTH_ANSWER__MIN_CONFIDENCE", "0.9")
    assert promise() == (
        "none (QUOTH_ANSWER__MIN_CONFIDENCE overrides the threshold that was measured)"
    )
    monkeypatch.delenv("QUOTH_ANSWER__MIN_CONFIDENCE")
    (sources / "new.txt").write_text("A note was written.", "utf-8")
    rebuild()
    assert promise() == (
        f"none (measured on snapshot {first}; the sources changed since: "
        "run `quoth calibrate` again)"
    )
    calibrated(library, calibration=replace(OWN, promise=None))
    assert promise() == ("none (calibrated on 2026-11-24, when the questions did not support one)")
    calibrated(library, evidence=evidence_of("an earlier version"))
    assert "that of 2026-11-24 was for another model" in promise()


def test_status_says_what_is_promised_of_the_closest_texts_or_why_nothing_is(
    rebuild: Build, sources: Path, library: Library, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def promise() -> str:
        (corpus,) = json.loads(run("status", "--json").stdout)["corpora"]
        assert f"  closest texts: {corpus['near_promise']}\n" in run("status").stdout
        return str(corpus["near_promise"])

    rebuild()
    assert promise() == "none (general calibration)"
    calibrated(library)
    assert promise() == "none (calibrated on 2026-11-24, when the questions did not support one)"
    near = replace(OWN, near=0.12, near_promise=NearPromise(0.25, 0.95, 300, 60, 31))
    calibrated(library, calibration=near)
    assert library.get("default").calibration_for() == near
    assert promise() == (
        "at least 25 % of closest texts hold the answer (95 % sure; 31 of 60 did, on 2026-11-24)"
    )
    for name in ("QUOTH_ANSWER__MIN_CONFIDENCE", "QUOTH_ANSWER__NEAR_CONFIDENCE"):
        monkeypatch.setenv(name, "0.2")
        assert promise() == f"none ({name} overrides the threshold that was measured)"
        monkeypatch.delenv(name)
    (sources / "new.txt").write_text("A note was written.", "utf-8")
    rebuild()
    assert "the sources changed since" in promise()


# The command


def test_calibrate_publishes_what_it_found_and_says_it(
    rebuild: Build, library: Library, run: Any, tmp_path: Path
) -> None:
    rebuild()
    result = run("calibrate", judgements(tmp_path, 140, 60), "--risk", "0.1")
    assert result.exit_code == 0
    assert "200 questions: the sources answer 140 of them, but not 60." in result.stdout
    assert "Promise: at most 10 % of answers wrong, 95 % sure" in result.stdout
    now = library.get("default")
    assert f"{now.name} is now in use." in result.stdout
    promise = now.calibration_for().promise
    assert promise is not None
    assert (promise.risk, promise.level, promise.questions) == (0.1, 0.95, 100)
    assert promise.answered > 60
    assert promise.wrong < 0.1 * promise.answered
    assert "promise: at most 10 % of answers wrong" in run("status").stdout
    assert re.search(r"shows the closest text from +0\.14 ", result.stdout)
    assert "No closest text is shown" in result.stdout  # nothing unanswerable is answered nearby


def test_calibrate_without_a_promise_says_what_is_missing_and_still_serves_the_fit(
    rebuild: Build, library: Library, run: Any, tmp_path: Path
) -> None:
    rebuild()
    result = run("calibrate", judgements(tmp_path, 30, 20))
    assert "No promise: " in result.stdout
    assert re.search(r"About 1\d\d more such questions", result.stdout)
    assert library.get("default").calibration_for().promise is None
    assert library.get("default").measured is not None
    assert "did not support one" in run("status").stdout


def test_a_dry_run_changes_nothing(
    rebuild: Build, library: Library, run: Any, tmp_path: Path
) -> None:
    first = rebuild().snapshot
    file = judgements(tmp_path, 140, 60)
    result = run("calibrate", file, "--dry-run")
    assert "Nothing was changed" in result.stdout
    assert library.snapshots("default") == [first]
    record = json.loads(run("calibrate", file, "--risk", "0.1", "--dry-run", "--json").stdout)
    assert (record["snapshot"], record["measured_on"]) == (None, first)
    assert record["calibration"]["promise"]["risk"] == 0.1
    assert (record["questions"], record["questions_missing"]) == (200, 0)


def test_calibrating_twice_on_the_same_questions_finds_the_same(
    rebuild: Build, run: Any, tmp_path: Path
) -> None:
    rebuild()
    file = judgements(tmp_path, 60, 30)
    first, second = (json.loads(run("calibrate", file, "--json").stdout) for _ in range(2))
    assert first["calibration"] == second["calibration"]
    assert second["before"] == second["after"] == first["after"]


def test_a_setting_that_overrides_the_threshold_is_told_on_stderr(
    rebuild: Build, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    monkeypatch.setenv("QUOTH_ANSWER__MIN_CONFIDENCE", "0.5")
    result = run("calibrate", judgements(tmp_path, 30, 20), "--json")
    assert "QUOTH_ANSWER__MIN_CONFIDENCE" in result.stderr
    assert json.loads(result.stdout)["questions"] == 50


@pytest.mark.parametrize(("answerable", "unanswerable"), [(20, 19), (40, 0), (0, 40)])
def test_questions_that_will_not_do_are_refused_before_the_model_is_loaded(
    answerable: int,
    unanswerable: int,
    rebuild: Build,
    run: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rebuild()

    def loaded(_: object) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(index.models.encoder, "load_encoder", loaded)
    result = run("calibrate", judgements(tmp_path, answerable, unanswerable))
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert "\n\nhint: " in result.stderr
