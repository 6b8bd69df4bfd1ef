"""A build that is killed keeps the vectors that it made, and never uses one that is not whole."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.building.vector_log import VECTOR_LOG, VectorLog
from index.snapshots.library import Library
from index.snapshots.row_table import as_keys
from tests.conftest import Build
from tests.support.forks import in_a_fork
from tests.support.hashing_encoder import HashingEncoder

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
KEYS = as_keys(bytes([n]) * 16 for n in range(8))
VECTORS = np.random.default_rng(7).random((8, 5), dtype=np.float32)


def written(folder: Path, count: int = len(KEYS), fingerprint: str = "one") -> VectorLog:
    log = VectorLog(folder, fingerprint)
    log.add(KEYS[:count], VECTORS[:count])
    log.close()
    return log


def read(folder: Path, fingerprint: str = "one") -> dict[bytes, bytes]:
    return resumed(VectorLog(folder, fingerprint))


def resumed(log: VectorLog) -> dict[bytes, bytes]:
    log.resume(KEYS)
    keys = log.keys().tolist()
    vectors = log.vectors(np.arange(len(log))) if keys else []
    return {key: vector.tobytes() for key, vector in zip(keys, vectors, strict=True)}


def whole(count: int) -> dict[bytes, bytes]:
    return {KEYS[n].tobytes(): VECTORS[n].tobytes() for n in range(count)}


def test_what_was_added_is_read_with_the_same_bits(tmp_path: Path) -> None:
    written(tmp_path)
    assert read(tmp_path) == whole(8)


@given(st.data())
def test_a_record_that_is_not_whole_is_ignored_and_written_over(data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        written(folder)
        file = folder / VECTOR_LOG
        content = file.read_bytes()
        cut = data.draw(st.integers(0, len(content)))
        file.write_bytes(content[:cut])
        found = read(folder)
        assert found == whole(len(found))
        log = VectorLog(folder, "one")
        known = resumed(log)
        if len(known) < len(KEYS):
            log.add(KEYS[len(known) :], VECTORS[len(known) :])
        log.close()
        assert file.read_bytes() == content


@given(st.data())
def test_a_byte_that_changed_spoils_no_vector_that_is_used(data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        written(folder)
        content = bytearray((folder / VECTOR_LOG).read_bytes())
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
        (folder / VECTOR_LOG).write_bytes(content)
        found = read(folder)
        assert found == whole(len(found))


def test_another_encoder_has_no_use_for_it(tmp_path: Path) -> None:
    written(tmp_path)
    assert read(tmp_path, "another") == {}
    written(tmp_path, 2, "another")
    assert read(tmp_path, "another") == whole(2)
    assert read(tmp_path) == {}


def test_builds_that_are_killed_again_and_again_do_not_pile_up(tmp_path: Path) -> None:
    written(tmp_path)
    before = (tmp_path / VECTOR_LOG).stat().st_size
    log = VectorLog(tmp_path, "one")
    log.resume(KEYS[1:2])
    assert log.keys().tolist() == KEYS[1:2].tolist()
    log.add(KEYS[5:6], VECTORS[5:6])
    log.close()
    assert (tmp_path / VECTOR_LOG).stat().st_size < before / 2
    assert read(tmp_path) == {KEYS[n].tobytes(): VECTORS[n].tobytes() for n in (1, 5)}


def test_a_vector_that_cannot_be_kept_is_told_at_once(tmp_path: Path) -> None:
    log = VectorLog(tmp_path / "missing", "one")
    with pytest.raises(OSError, match="missing"):
        log.add(KEYS, VECTORS)


class Fatal(HashingEncoder):
    """Kills the process when it has encoded so many texts."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.encoded + len(texts) > self.most:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode_passages(texts)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_build_that_was_killed_goes_on_where_it_was(
    rebuild: Build, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.building.encoding.ENCODED_AT_ONCE", 1)
    log = library.folder("default") / VECTOR_LOG
    for _ in range(2):
        assert in_a_fork(lambda: rebuild(encoder=Fatal(3))) == -signal.SIGKILL
        assert log.exists()
    encoder = HashingEncoder()
    assert rebuild(encoder=encoder).encoded == encoder.encoded
    assert not log.exists(), "a snapshot has its vectors"
    resumed = texts_and_vectors(library)
    assert rebuild(full=True).encoded == encoder.encoded + 6
    assert texts_and_vectors(library) == resumed


def texts_and_vectors(library: Library) -> list[bytes]:
    snapshot = library.get("default")
    stores = (snapshot.passage_vectors, snapshot.window_vectors)
    return [store.vectors(np.arange(len(store))).tobytes() for store in stores]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_full_build_uses_no_vector_of_an_earlier_one(
    rebuild: Build, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.building.encoding.ENCODED_AT_ONCE", 1)
    assert in_a_fork(lambda: rebuild(encoder=Fatal(3))) == -signal.SIGKILL
    encoder = HashingEncoder()
    report = rebuild(encoder=encoder, full=True)
    assert report.encoded == encoder.encoded
    assert library.get("default").name == report.snapshot
    again = HashingEncoder()
    assert rebuild(encoder=again, full=True).encoded == encoder.encoded
