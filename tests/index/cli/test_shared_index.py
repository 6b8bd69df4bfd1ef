"""A shared index on the command line: `quoth status`, `activate` and `doctor`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.building.build import build
from index.cli import cli
from index.maintenance.doctor import examine
from index.settings import IndexSettings, LibrarySettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT
from tests.support.shared_library import shared_library

pytest_plugins = ["tests.support.postgres_server"]

NOWHERE = "postgresql://quoth:swordfish@127.0.0.1:1/quoth?connect_timeout=2"


@pytest.fixture
def library(tmp_path: Path, database: str) -> Library:
    """The library of the machine that builds."""
    return shared_library(tmp_path / "builder", database)


def run(command: list[str], folder: Path, address: str) -> Result:
    env = {"QUOTH_LIBRARY__URL": address}
    return CliRunner().invoke(cli, [*command, "--index", str(folder)], env=env)


def test_status_says_what_is_shared_and_how_much_of_it_is_here(
    rebuild: Build, database: str, tmp_path: Path
) -> None:
    name = rebuild().snapshot
    record = json.loads(run(["status", "--json"], tmp_path / "reader", database).stdout)
    assert [corpus["serving"] for corpus in record["corpora"]] == [name]
    assert "snapshots 1, corpora 1" in record["shared"]
    assert "copies here 0, 0 of 20,000 MB" in record["shared"]
    assert record["settings"]["QUOTH_LIBRARY__URL"] == "**********"
    assert "copies here 1" in run(["status"], tmp_path / "builder", database).stdout


def test_an_index_of_before_is_shared_by_activating_it(
    sources: Path, database: str, tmp_path: Path
) -> None:
    alone = Library(tmp_path / "alone")
    built = build(alone, "default", find_sources(sources), HashingEncoder(), max_bytes=10**6)
    done = run(["activate", built.snapshot], alone.root, database)
    assert done.exit_code == 0, done.output
    reader = shared_library(tmp_path / "reader", database)
    assert reader.get("default").name == built.snapshot


def test_doctor_says_once_that_the_database_cannot_be_reached(tmp_path: Path) -> None:
    (tmp_path / "lamp.md").write_text("The lamp was lit in 1867.", "utf-8")
    places = LibrarySettings(index=tmp_path / "index", sources=tmp_path, url=NOWHERE)
    failed = [one for one in examine(IndexSettings(library=places)) if not one.well]
    assert [one.what for one in failed] == ["shared"]
    assert failed[0].says.startswith("postgresql://127.0.0.1/quoth: the shared index cannot")
    assert "swordfish" not in failed[0].says + failed[0].remedy


def test_without_an_address_nothing_of_it_is_imported() -> None:
    code = """
import sys
from index.settings import LibrarySettings
from index.maintenance.rebuild import Rebuilder
from index.settings import IndexSettings
from index.snapshots.opening import library_of
from index.sources.opening import tree_of
library_of(LibrarySettings()).corpora()
Rebuilder(IndexSettings()).plan()
with tree_of(IndexSettings()).changing():
    pass
print([name for name in sys.modules if "psycopg" in name or ".shared" in name])
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_psycopg_the_remedy_is_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in [name for name in sys.modules if name.startswith("index.snapshots.shared.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "index.postgres", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    said = run(["status"], tmp_path, NOWHERE).stderr
    assert "psycopg cannot be imported" in said
    assert "pip install 'quoth[postgres]'" in said
