"""The sources of the sets of questions are made from clones, as their tables say."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from index.training.sources import Clone, SetSources, make
from tests.support.paths import ROOT

TABLES = ("tests/canned/people/sources.toml", "index/training/questions/sources.toml")
BY_HAND = {"conference", "textbook", "tags", "quoth"}


def git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=Ida", "-c", "user.email=ida@example.org")
    done = subprocess.run(
        ["git", "-C", str(folder), *settings, *arguments],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "clone"
    (folder / "docs" / "old").mkdir(parents=True)
    for path in ("docs/lamp.mdx", "docs/old/gas.md", "docs/lamp.png", "README.md", "docs/none.md"):
        text = "" if path == "docs/none.md" else "# Lamps\n\nThe lamp burns\nrapeseed oil.\n"
        (folder / path).write_text(text)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "lamps")
    return folder


@pytest.mark.parametrize("table", TABLES)
def test_each_set_of_a_table_has_questions_and_each_set_of_questions_its_sources(
    table: str,
) -> None:
    path = ROOT / table
    sets = tomllib.loads(path.read_text("utf-8"))
    asked = {one.stem for one in path.parent.glob("*.jsonl")}
    assert set(sets) == asked - BY_HAND
    for one in map(SetSources.model_validate, sets.values()):
        assert re.compile(one.take)
        assert re.compile(one.leave)


def test_what_is_trained_on_is_of_no_set_that_is_held_out() -> None:
    measured, trained = (tomllib.loads((ROOT / one).read_text("utf-8")) for one in TABLES)
    held_out = {one["repository"] for one in measured.values() if one.get("held_out")}
    assert len(held_out) == 11
    assert not held_out & {one["repository"] for one in trained.values()}


def test_the_texts_of_a_commit_are_taken_and_the_answers_found(clone: Path, tmp_path: Path) -> None:
    sources = SetSources(
        repository="skerry/lamps",
        commit=git(clone, "rev-parse", "HEAD"),
        take="^docs/",
        leave="OLD/",
    )
    (clone / "docs" / "lamp.mdx").write_text("changed since")
    asked = tmp_path / "lamps.jsonl"
    asked.write_text(
        '{"id": "1", "question": "what does it burn?", "answers": ["burns rapeseed oil"]}\n'
        '{"id": "2", "question": "what did it burn?", "answers": ["whale oil"]}\n'
        '{"id": "3", "question": "who paints it?", "answers": [], "kind": "unanswerable"}\n'
    )
    said = make(sources, Clone(clone, sources.commit, newest=False), asked, tmp_path / "lamps")
    assert said == "lamps: 1 files; they answer 1 of 2 questions"
    made = [one.relative_to(tmp_path / "lamps") for one in (tmp_path / "lamps").rglob("*.*")]
    assert sorted(map(str, made)) == ["articles/docs/lamp.md", "questions.jsonl"]
    assert "rapeseed" in (tmp_path / "lamps/articles/docs/lamp.md").read_text()


def test_a_commit_that_is_not_in_the_clone_is_an_error_unless_the_newest_will_do(
    clone: Path,
) -> None:
    missing = "0123456789ab"
    with pytest.raises(subprocess.CalledProcessError):
        Clone(clone, missing, newest=False).paths()
    assert "docs/lamp.mdx" in Clone(clone, missing, newest=True).paths()


def test_a_table_with_a_key_that_nobody_reads_is_refused() -> None:
    with pytest.raises(ValidationError):
        SetSources.model_validate({"repository": "a/b", "commit": "0123456", "except": "x"})
