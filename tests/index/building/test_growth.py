"""Indexes that grow: what is taken over from the one before is as if all had been cut again."""

from __future__ import annotations

import random
import sys
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.answering.answerer import Answerer
from index.answering.as_json import answer_record
from index.answering.part import Part
from index.building.build import build
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.snapshots.manifest import read_manifest
from index.snapshots.snapshot import Snapshot
from index.snapshots.verify import verify
from index.sources.documents import find_sources
from tests.conftest import Build
from tests.support.format_3 import as_format_3
from tests.support.hashing_encoder import HashingEncoder

WORDS = (
    *("lamp", "oil", "keeper", "tower", "storm", "horn", "was", "lit", "in"),
    *("Mole", "Lampe", "Öl", "Sturm", "brannte", "gelöscht", "der", "war"),
)
QUESTIONS = ("Which oil did the lamp burn?", "Who was the last keeper?", "When was the hron lit?")


def text(chance: random.Random) -> str:
    paragraphs = [
        " ".join(chance.choices(WORDS, k=chance.randrange(1, 12))).capitalize() + "."
        for _ in range(chance.randrange(1, 7))
    ]
    return f"# {chance.choice(WORDS)}\n\n" + "\n\n".join(paragraphs) + "\n"


def edit(chance: random.Random, folder: Path) -> None:
    """Add, change, remove or rename one file."""
    files = sorted(folder.iterdir())
    file = chance.choice(files)
    match chance.randrange(4):
        case 0 if len(files) > 1:
            file.unlink()
        case 1:
            file.rename(file.with_name(f"{chance.randrange(100):03}.md"))
        case 2:
            file.write_text(text(chance), "utf-8")
        case _:
            (folder / f"{chance.randrange(100):03}.md").write_text(text(chance), "utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_an_index_after_many_edits_is_byte_for_byte_the_one_built_at_once(
    seed: int, tmp_path: Path
) -> None:
    chance, folder = random.Random(seed), tmp_path / "edited"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number:03}.md").write_text(text(chance), "utf-8")
    grown, whole = Library(tmp_path / "grown"), Library(tmp_path / "whole")
    for _ in range(6):
        edit(chance, folder)
        contents = []
        for library, full in ((grown, False), (whole, True)):
            build(
                library, "default", find_sources(folder), HashingEncoder(),
                max_bytes=10**6, prune_gone=True, full=full,
            )  # fmt: skip
            contents.append(library.manifest("default")["files"])
        assert contents[0] == contents[1]
    verify(grown.get("default"))


def test_the_rows_of_an_unchanged_document_are_not_cut_again(
    rebuild: Build, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    (sources / "horn.txt").write_text("The horn is orange.\n", "utf-8")
    cut: list[str] = []
    draft = sys.modules["index.building.draft"]
    rows_of = draft.rows_of

    def noted(document: object, encoder: object) -> object:
        cut.append(document.id)  # type: ignore[attr-defined]
        return rows_of(document, encoder)

    monkeypatch.setattr(draft, "rows_of", noted)
    assert rebuild().plan.changed == ("horn.txt",)
    assert cut == ["horn.txt"]


def answers(snapshot: Snapshot) -> list[object]:
    answerer = Answerer(HashingEncoder(), AnswerSettings(min_confidence=0))
    records = [answer_record(answerer.ask(asked, [Part(snapshot)])) for asked in QUESTIONS]
    return [str(record).replace(snapshot.name, "") for record in records]


def test_a_snapshot_of_format_3_gives_the_same_answers(rebuild: Build, library: Library) -> None:
    rebuild()
    expected = answers(library.get("default"))
    name = as_format_3(library, "default")
    old = Library(library.root).get("default")
    assert (old.name, old.manifest["format"]) == (name, 3)
    assert verify(old)["passages"] > 0
    assert answers(old) == expected


def test_a_snapshot_of_format_3_serves_until_something_changes_and_keeps_its_vectors(
    rebuild: Build, sources: Path, library: Library
) -> None:
    rebuild()
    name = as_format_3(library, "default")
    assert rebuild().snapshot == name
    (sources / "horn.txt").write_text("The horn\n\nIt is orange.\n", "utf-8")
    encoder = HashingEncoder()
    report = rebuild(encoder=encoder)
    assert (report.encoded, encoder.encoded) == (1, 1)
    grown = read_manifest(library.folder("default") / report.snapshot)
    rebuild(full=True)
    assert grown["files"] == library.manifest("default")["files"]
    assert grown["format"] == 4


class _WideEncoder(HashingEncoder):
    """An encoder whose vectors take eighty kilobytes each."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.tile(super().encode_passages(texts), 20_000 // 64)


@pytest.mark.parametrize("full", [True, False])
def test_a_build_never_holds_all_vectors_in_memory(
    full: bool, rebuild: Build, sources: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.building.encoding.ENCODED_AT_ONCE", 4)
    monkeypatch.setattr("index.building.encoding.WRITTEN_AT_ONCE", 4)
    lamps = "\n\n".join(f"Lamp {number} was lit in {1500 + number}." for number in range(300))
    (sources / "lamps.md").write_text(lamps, "utf-8")
    rebuild(encoder=_WideEncoder())
    (sources / "horn.txt").write_text("The horn is orange.\n", "utf-8")
    tracemalloc.start()
    rebuild(encoder=_WideEncoder(), full=full)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    folder = library.folder("default") / library.current("default")
    assert peak < sum(path.stat().st_size for path in folder.glob("*.faiss")) / 4


def test_a_snapshot_is_mapped_and_not_read_into_memory(rebuild: Build, library: Library) -> None:
    rebuild()
    snapshot = library.get("default")
    for table in snapshot.tables.values():
        for array in (table.spans, table.keys):
            base = array
            while isinstance(base.base, np.ndarray):
                base = base.base
            assert isinstance(base, np.memmap)
