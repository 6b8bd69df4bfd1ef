"""An opened snapshot: nothing of it is served that is not as it was sealed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import index.snapshots.document_table
import index.snapshots.manifest
import index.snapshots.snapshot as snapshot_module
from index.errors import SnapshotCorrupt
from index.snapshots.layout import DATABASE
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.snapshots.verify import verify
from tests.conftest import Build


@pytest.fixture
def folder(rebuild: Build, library: Library) -> Path:
    return library.folder("default") / rebuild().snapshot


def change(folder: Path, statement: str) -> None:
    database = sqlite3.connect(folder / DATABASE)
    database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents SET text = text || ' And more.'",
        "UPDATE documents SET text = NULL",
        "UPDATE documents SET text = CAST(text AS BLOB)",
        "UPDATE documents SET text = CAST(x'ff' AS TEXT)",
        "UPDATE documents SET text = 'Forged.', sha256 = 'forged'",
        "UPDATE documents SET title = 'Another source'",
        "UPDATE documents SET url = 'https://evil.example'",
        "UPDATE documents SET published = '2001-01-01'",
        "UPDATE documents SET published = 'soon'",
        "UPDATE documents SET landmarks = '[[0, \"Elsewhere\", 1]]'",
        "UPDATE documents SET blocks = 'no json'",
        "UPDATE documents SET id = row",
        "DELETE FROM documents",
        "DROP TABLE documents",
    ],
)
def test_a_row_that_is_changed_behind_an_open_snapshot_is_never_read(
    folder: Path, statement: str
) -> None:
    snapshot = Snapshot(folder)
    change(folder, statement)
    for row, sealed in enumerate(snapshot.manifest["sources"]):
        with pytest.raises(SnapshotCorrupt, match="not stored as it was indexed") as caught:
            snapshot.document(row)
        assert sealed["id"] in caught.value.message


def test_a_document_that_was_read_before_stays_what_it_was(folder: Path) -> None:
    snapshot = Snapshot(folder)
    before = snapshot.document(0).text
    change(folder, "UPDATE documents SET text = 'Forged.'")
    assert snapshot.document(0).text == before


def test_only_so_many_documents_are_kept_in_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.snapshots.document_table, "KEPT_DOCUMENTS", 1)
    snapshot = Snapshot(folder)
    first = snapshot.document(0)
    assert snapshot.document(0) is first
    snapshot.document(1)
    assert snapshot.document(0) is not first
    assert snapshot.document(0) == first


def test_a_file_that_cannot_be_read_is_as_bad_as_a_changed_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(index.snapshots.manifest, "file_digest", refuse)
    with pytest.raises(SnapshotCorrupt, match=r"cannot be read \(Permission denied\)"):
        Snapshot(folder)


@pytest.mark.parametrize(
    "name", [DATABASE, "passages.faiss", "windows.spans.npy", "lexical-passages/vocab.index.json"]
)
def test_files_that_are_sealed_but_are_nonsense_are_refused(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who sealed it anew: the seal holds, and it still cannot be opened."""
    monkeypatch.setattr(snapshot_module, "check_files", lambda *_, **__: None)
    (folder / name).write_bytes(b"nonsense")
    with pytest.raises(SnapshotCorrupt):
        Snapshot(folder)


def test_a_folder_under_another_name_is_not_the_sealed_one(folder: Path) -> None:
    other = folder.with_name(folder.name[:-1] + ("0" if folder.name[-1] != "0" else "1"))
    folder.rename(other)
    with pytest.raises(SnapshotCorrupt, match="changed after it was sealed"):
        Snapshot(other)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"format"', b"null"])
def test_a_manifest_of_nonsense_is_damaged(folder: Path, data: bytes) -> None:
    (folder / "manifest.json").write_bytes(data)
    with pytest.raises(SnapshotCorrupt, match="damaged"):
        Snapshot(folder)


def test_verify_finds_too_few_vectors_and_vectors_that_are_not_unit(folder: Path) -> None:
    snapshot = Snapshot(folder)
    rows = snapshot.passage_vectors.vectors(snapshot.passage_spans[:, 0] * 0)
    snapshot.passage_vectors = type(snapshot.passage_vectors)(rows * 2)
    with pytest.raises(SnapshotCorrupt, match="unit length"):
        verify(snapshot)
    snapshot.passage_vectors = type(snapshot.passage_vectors)(rows[:-1])
    with pytest.raises(SnapshotCorrupt, match="vectors for"):
        verify(snapshot)


def test_sources_are_told_without_their_texts(folder: Path) -> None:
    snapshot = Snapshot(folder)
    assert [(source.id, source.title) for source in snapshot.sources()] == [
        ("horn.txt", "The horn"),
        ("lamp.md", "The lamp"),
    ]
