"""What commands print: data that parses, and never a raw control character of a source."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

# Before anything is patched: it takes its names when it is imported.
import index.maintenance.doctor
import index.models.encoder
from index.cli import cli
from index.snapshots.library import Library
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT

HOSTILE = (
    "---\ntitle: The lamp\nurl: https://example.org/lamp\ndate: 2024-05-17\n---\n"
    "## The \x1b[31mlamp\x07\n\n"
    "The lamp \x1b[2J\x1b]0;title\x07 burned \x9b31m whale \x08\x08\x08 oil\x7f "
    "[bold]in[/bold] 1867. It was automated \x0b\x0c in 1983.\n\n## Bell \x07\n\n"
    "The horn \x1b[8m is orange [link=file:///x]here[/link].\n"
)
QUESTION = "Which whale oil burned in the lamp \x1b[2J\x9b31m zebra?"
ASKED = "Which whale oil burned in 1867?"
PRINTERS = [
    ["ask", QUESTION],
    ["ask", QUESTION, "--explain"],
    ["ask", QUESTION, "--json", "--explain"],
    ["build", "--full"],
    ["build", "--full", "--json"],
    ["build", "--dry-run"],
    ["build", "--dry-run", "--json"],
    ["status"],
    ["status", "--json"],
    ["verify"],
    ["verify", "--json"],
    ["doctor"],
    ["doctor", "--json"],
    ["eval"],
    ["eval", "--json"],
    ["chat"],
]


def without_question(arguments: list[str]) -> str:
    return " ".join(argument for argument in arguments if argument != QUESTION)


@pytest.fixture
def places(
    tmp_path: Path, library: Library, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Options that name an index of a hostile source, made and asked without torch."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(index.models.encoder, "load_encoder", lambda _: HashingEncoder())
    for user in (index.maintenance.doctor, index.maintenance.rebuild):
        monkeypatch.setattr(user, "load_encoder", lambda _: HashingEncoder())
    monkeypatch.setenv("QUOTH_ANSWER__MIN_CONFIDENCE", "0")
    (sources / "hostile.md").write_text(HOSTILE, "utf-8")
    options = ["--sources", str(sources), "--index", str(library.root)]
    assert CliRunner().invoke(cli, ["build", *options]).exit_code == 0
    return options


def run(arguments: list[str], places: list[str], tmp_path: Path) -> Result:
    if arguments[0] == "eval":
        file = tmp_path / "q.jsonl"
        file.write_text(json.dumps({"question": QUESTION, "answers": ["whale"]}), "utf-8")
        arguments = ["eval", str(file), *arguments[1:]]
    asked = f"{QUESTION}\n" if arguments[0] == "chat" else None  # and then its input ends
    return CliRunner().invoke(cli, [*arguments, *places], input=asked, catch_exceptions=False)


def controls(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"}


@pytest.mark.parametrize("arguments", PRINTERS, ids=without_question)
def test_no_control_character_of_a_source_or_question_is_printed_raw(
    arguments: list[str], places: list[str], tmp_path: Path
) -> None:
    result = run(arguments, places, tmp_path)
    assert result.exit_code == 0, result.output
    printed = result.stdout
    if arguments[0] in ("ask", "chat"):
        assert "whale" in printed
    if arguments[0] == "chat":  # the test's terminal echoes what was typed
        printed = printed.replace(QUESTION, "")
    assert controls(printed) == set()
    if "--json" in arguments:
        assert json.loads(result.stdout)


def test_json_holds_the_source_to_the_letter(places: list[str], tmp_path: Path) -> None:
    record = json.loads(run(["ask", ASKED, "--json"], places, tmp_path).stdout)
    body = HOSTILE.split("---\n", 2)[2]
    quote = record["quotes"][0]
    assert quote["text"] == body[quote["start"] : quote["end"]]
    assert "\x9b31m whale" in quote["text"]
    assert quote["locator"] == {
        "title": "The lamp",
        "headings": ["The \x1b[31mlamp\x07"],
        "paragraph": 1,
        "page": None,
        "url": "https://example.org/lamp",
        "published": "2024-05-17",
    }


def test_brackets_of_a_source_are_no_markup_of_ours(places: list[str], tmp_path: Path) -> None:
    said = run(["ask", ASKED], places, tmp_path).stdout
    assert "[bold]in[/bold]" in " ".join(said.split())
    assert "␛[2J" in said


def test_a_question_that_is_not_utf_8_is_answered(places: list[str], tmp_path: Path) -> None:
    result = run(["ask", "Which oil burned in the lamp, caf\udce9?", "--json"], places, tmp_path)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["question"].isprintable()


def test_a_dry_run_says_what_is_new_changed_and_gone(
    places: list[str], sources: Path, tmp_path: Path
) -> None:
    assert run(["build", "--dry-run"], places, tmp_path).stdout == "Up to date.\n"
    (sources / "horn.txt").unlink()
    (sources / "lamp.md").write_text("It burned whale oil.", "utf-8")
    (sources / "new.md").write_text("It burned whale oil.", "utf-8")
    before = sorted(path.name for path in Path(places[-1]).rglob("*"))
    said = run(["build", "--dry-run", "--prune"], places, tmp_path).stdout
    assert said == "+ new.md\n~ lamp.md\n- horn.txt\n3 texts to encode.\n"
    assert sorted(path.name for path in Path(places[-1]).rglob("*")) == before


def test_doctor_reads_the_register_as_a_build_does(
    places: list[str], sources: Path, tmp_path: Path
) -> None:
    register = '[[source]]\nname = "lamp"\nfile = "lamp.md"\nboost = 1.5\n'
    (sources.parent / "sources.toml").write_text(register, "utf-8")
    assert "NOT freshness" in run(["doctor"], places, tmp_path).stdout
    assert run(["build"], places, tmp_path).exit_code == 0
    assert "ok  freshness" in run(["doctor"], places, tmp_path).stdout


def test_doctor_says_that_the_index_is_stale(
    places: list[str], sources: Path, tmp_path: Path
) -> None:
    (sources / "new.md").write_text("It burned whale oil.", "utf-8")
    result = run(["doctor"], places, tmp_path)
    assert result.exit_code == 1
    assert "NOT freshness" in result.stdout
    assert "Run `quoth build`." in result.stdout


def test_status_says_what_is_wrong_with_an_index(
    places: list[str], library: Library, tmp_path: Path
) -> None:
    (library.folder("default") / library.current("default") / "manifest.json").write_bytes(b"{")
    result = run(["status"], places, tmp_path)
    assert result.exit_code == 0
    assert "is damaged" in result.stdout
    (corpus,) = json.loads(run(["status", "--json"], places, tmp_path).stdout)["corpora"]
    assert corpus["serving"] is None


def test_a_damaged_index_is_mended_by_a_build(
    places: list[str], library: Library, tmp_path: Path
) -> None:
    broken = library.current("default")
    (library.folder("default") / broken / "windows.faiss").write_bytes(b"")
    assert run(["build"], places, tmp_path).exit_code == 0
    assert library.current("default") != broken
    assert run(["verify"], places, tmp_path).exit_code == 0


def test_python_m_index_knows_nothing_of_discord(places: list[str]) -> None:
    code = (
        f"import runpy, sys\nsys.argv = ['index', 'verify', *{places!r}]\n"
        "try: runpy.run_module('index', run_name='__main__')\n"
        "finally: print({'bot', 'discord', 'torch'} & sys.modules.keys(), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "is unchanged since it was built" in run.stdout
    assert run.stderr == "set()\n"
