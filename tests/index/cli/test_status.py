"""``quoth status``: what it says of an index that is damaged."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from index.cli import cli
from index.snapshots.library import Library
from tests.conftest import Build


def test_status_names_the_damaged_file_and_says_that_an_older_index_serves(
    rebuild: Build, sources: Path, library: Library
) -> None:
    rebuild()
    (sources / "lamp.md").write_text("The lamp burned whale oil.", "utf-8")
    newest = rebuild().snapshot
    (library.folder("default") / newest / "windows.faiss").write_bytes(b"rot")
    run = CliRunner().invoke(cli, ["status", "--index", str(library.root), "--json"])
    (corpus,) = json.loads(run.stdout)["corpora"]
    assert corpus["serving"] is None
    assert "windows.faiss" in corpus["says"]
    assert "serves the newest older one" in corpus["says"]
    assert len(corpus["kept"]) == 2
