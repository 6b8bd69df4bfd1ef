"""What `quoth doctor` says of an installation without an index."""

from __future__ import annotations

from pathlib import Path

from index.maintenance.doctor import examine
from index.settings import IndexSettings, LibrarySettings


def test_a_missing_index_is_said_once_and_not_again_of_its_languages(tmp_path: Path) -> None:
    (tmp_path / "lamp.md").write_text("The lamp was lit in 1867.", "utf-8")
    settings = IndexSettings(library=LibrarySettings(index=tmp_path / "index", sources=tmp_path))
    found = list(examine(settings))
    assert [one.what for one in found if not one.well] == ["index", "freshness"]
    assert len({one.says for one in found}) == len(found)
