"""What `quoth doctor` says of an installation without an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.maintenance.doctor import examine
from index.models.cascade import CascadeReader
from index.settings import IndexSettings, LibrarySettings, ReaderSettings
from tests.support.word_reader import WordReader


def test_a_missing_index_is_said_once_and_not_again_of_its_languages(tmp_path: Path) -> None:
    (tmp_path / "lamp.md").write_text("The lamp was lit in 1867.", "utf-8")
    settings = IndexSettings(library=LibrarySettings(index=tmp_path / "index", sources=tmp_path))
    found = list(examine(settings))
    assert [one.what for one in found if not one.well] == ["index", "freshness"]
    assert len({one.says for one in found}) == len(found)


def test_a_judge_that_is_not_there_is_said_with_the_way_to_make_it(tmp_path: Path) -> None:
    settings = IndexSettings(
        library=LibrarySettings(index=tmp_path / "index", sources=tmp_path),
        reader=ReaderSettings(judge=tmp_path / "judge"),
    )
    (reader,) = (one for one in examine(settings) if one.what == "reader")
    assert "no judge" in reader.says
    assert "quoth judge" in reader.remedy


def test_the_reader_is_loaded_once_and_its_judge_tried_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded, judge = [], WordReader("loads")

    def load(settings: ReaderSettings) -> CascadeReader:
        loaded.append(settings)
        return CascadeReader(WordReader("loads"), judge)

    monkeypatch.setattr("index.maintenance.doctor.load_reader", load)
    settings = IndexSettings(
        library=LibrarySettings(index=tmp_path / "index", sources=tmp_path),
        reader=ReaderSettings(judge=tmp_path / "judge"),
    )
    said = {one.what: one.says for one in examine(settings)}
    assert said["judge"].startswith(str(tmp_path / "judge"))
    assert len(loaded) == 1
    assert judge.pages
