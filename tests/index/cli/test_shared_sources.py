"""Shared sources on the command line: `quoth sources`, `build` and `doctor` on several machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.cli import cli
from index.maintenance.doctor import examine
from index.sources.opening import shared_tree_of
from index.sources.register.file import read_register
from tests.support.hashing_encoder import HashingEncoder
from tests.support.source_trees import machine

pytest_plugins = ["tests.support.postgres_server"]
Quoth = Callable[..., Result]
BELL = "# The bell\n\nThe bell weighs nine hundred pounds.\n"


@pytest.fixture
def quoth(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """Run a command on a machine; the first one has shared its sources."""
    monkeypatch.setattr("index.maintenance.rebuild.load_encoder", lambda _: HashingEncoder())
    monkeypatch.setattr("index.models.encoder.load_encoder", lambda _: HashingEncoder())
    tree = shared_tree_of(machine(tmp_path / "one", database))
    assert tree is not None
    tree.share()

    def run(name: str, *command: str) -> Result:
        places = machine(tmp_path / name, database).library
        env = {
            "QUOTH_LIBRARY__URL": database,
            "QUOTH_LIBRARY__SOURCES": str(places.sources),
            "QUOTH_LIBRARY__INDEX": str(places.index),
            "QUOTH_LIBRARY__FETCHED": str(places.fetched),
        }
        return CliRunner().invoke(cli, command, env=env)

    return run


def listed(quoth: Quoth, name: str) -> list[str]:
    return [
        one["entry"]["name"] for one in json.loads(quoth(name, "sources", "list", "--json").stdout)
    ]


def test_every_command_that_changes_sources_changes_them_on_all_machines(
    quoth: Quoth, tmp_path: Path
) -> None:
    file = tmp_path / "bell.md"
    file.write_text(BELL, "utf-8")
    for command in (
        ["add", str(file), "--title", "The bell"],
        ["boost", "bell", "1.5"],
        ["hide", "bell"],
        ["show", "bell"],
        ["rename", "bell", "harbour-bell"],
        ["set", "harbour-bell", "--url", "https://example.org/bell"],
        ["refresh", "--all"],
    ):
        done = quoth("two", "sources", *command)
        assert done.exit_code == 0, done.output
    assert listed(quoth, "one") == listed(quoth, "three") == ["harbour-bell"]
    assert read_register(tmp_path / "one" / "sources.toml").entries == ()
    assert "+ bell.md" in quoth("one", "sources", "diff").stdout
    assert "bell.md" in quoth("one", "sources", "lint", "--skip", "long").stdout
    assert quoth("three", "sources", "remove", "harbour-bell", "--delete-files").exit_code == 0
    assert listed(quoth, "two") == []
    assert "bell" not in quoth("two", "sources", "diff").stdout


def test_a_file_takes_the_place_of_another_only_when_asked(quoth: Quoth, tmp_path: Path) -> None:
    file = tmp_path / "lamp.md"
    file.write_text("# Lamp\n\nThe lamp was lit in 1868.\n", "utf-8")
    refused = quoth("two", "sources", "add", str(file))
    assert "already a file of that name" in refused.stderr
    assert quoth("two", "sources", "add", str(file), "--replace").exit_code == 0
    assert listed(quoth, "one") == ["lamp"]
    file.write_text("# Lamp\n\nThe lamp was lit in 1869.\n", "utf-8")
    assert quoth("one", "sources", "add", str(file), "--replace").exit_code == 0
    assert listed(quoth, "two") == ["lamp"], "the entry is kept"
    copy = tmp_path / "two" / "fetched" / ".shared" / "default" / "sources" / "lamp.md"
    assert "1869" in copy.read_text("utf-8")


def test_a_build_says_that_it_reads_no_folder_of_this_machine(quoth: Quoth, tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    unread = machine(tmp_path / "two").library.sources / "unread.md"
    unread.write_text("Nobody reads this.", "utf-8")
    done = quoth("two", "build")
    assert "2 documents" in done.stdout
    assert "note: the sources are those in postgresql://" in done.stderr
    assert "no folder of this machine is read" in quoth("one", "build", "--dry-run").stderr


def test_doctor_counts_the_shared_sources(quoth: Quoth, tmp_path: Path, database: str) -> None:
    quoth("one", "build")
    said = {one.what: one.says for one in examine(machine(tmp_path / "two", database))}
    assert said["sources"].startswith("shared in postgresql://")
    assert said["sources"].endswith(": 2 files")
