"""A new index that answers the maintainer's questions worse does not serve, and says why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.answering.answerer import Answerer
from index.cli import cli
from index.errors import GateError, SettingsError
from index.evaluation import read_judgements
from index.maintenance.gate import Gate, ask_gate, read_gate, refuse
from index.settings import AnswerSettings
from index.snapshots.catalogue import CANDIDATE
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder

OIL = {"id": "oil", "question": "Which oil did the lamp burn?", "answers": ["colza oil"]}
Check = Callable[[Snapshot, Snapshot | None], None]


def written(path: Path, *records: object) -> Path:
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return path


@pytest.fixture
def check(tmp_path: Path, encoder: HashingEncoder) -> Check:
    gate = read_gate(written(tmp_path / "gate.jsonl", OIL))
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0))

    def ask(new: Snapshot, serving: Snapshot | None) -> None:
        refuse(gate, new, ask_gate(gate, answerer, new, serving))

    return ask


def spoil(sources: Path) -> None:
    (sources / "lamp.md").write_text("The lamp burned whale oil.\n", "utf-8")


def test_a_worse_index_is_not_published_and_says_which_question_changed(
    rebuild: Build, sources: Path, library: Library, check: Check
) -> None:
    good = rebuild(check=check).snapshot
    spoil(sources)
    with pytest.raises(GateError) as caught:
        rebuild(check=check)
    assert "quote_hit_at_1 is 0 of 1, wanted at least 1" in caught.value.message
    (line,) = caught.value.lines
    assert line.startswith("lost: “Which oil did the lamp burn?” is wrong now: “The lamp burned")
    assert line.endswith("It burned colza oil.” (lamp.md)")
    assert library.current("default") == good


def test_what_was_refused_is_published_without_encoding_it_again(
    rebuild: Build, sources: Path, library: Library, check: Check, encoder: HashingEncoder
) -> None:
    rebuild(check=check)
    spoil(sources)
    with pytest.raises(GateError):
        rebuild(check=check)
    refused = library.candidate("default")
    encoder.encoded = 0
    with pytest.raises(GateError):
        rebuild(check=check)
    assert (library.candidate("default"), encoder.encoded) == (refused, 0)
    assert rebuild().snapshot == refused == library.current("default")
    assert encoder.encoded == 0
    assert not (library.folder("default") / CANDIDATE).exists()


def test_refusals_do_not_pile_up(
    rebuild: Build, sources: Path, library: Library, check: Check
) -> None:
    good = rebuild(check=check).snapshot
    for number in range(4):
        (sources / "lamp.md").write_text(f"The lamp burned whale oil {number} times.\n", "utf-8")
        with pytest.raises(GateError):
            rebuild(check=check)
    assert library.snapshots("default") == [good, library.candidate("default")]


def test_a_refused_index_goes_when_the_sources_are_mended(
    rebuild: Build, sources: Path, library: Library, check: Check
) -> None:
    good = rebuild(check=check).snapshot
    text = (sources / "lamp.md").read_text("utf-8")
    spoil(sources)
    with pytest.raises(GateError):
        rebuild(check=check)
    (sources / "lamp.md").write_text(text, "utf-8")
    assert rebuild(check=check).snapshot == good
    assert library.snapshots("default") == [good]


def test_a_first_index_has_nothing_to_compare_with(
    rebuild: Build, sources: Path, check: Check
) -> None:
    spoil(sources)
    with pytest.raises(GateError) as caught:
        rebuild(check=check)
    (line,) = caught.value.lines
    assert line.startswith("wrong: ")
    assert "before" not in line


def test_the_first_line_says_how_much_must_go_right(tmp_path: Path) -> None:
    file = written(tmp_path / "g.jsonl", {"gate": {"quote_hit_at_1": 0.5}}, OIL)
    gate = read_gate(file)
    assert (gate.least["quote_hit_at_1"], gate.least["refused"]) == (0.5, 1.0)
    assert [judgement.id for judgement in gate.judgements] == ["oil"]
    assert read_judgements(file) == list(gate.judgements)


@pytest.mark.parametrize(
    "asked", [{"mrr": 1}, {"refused": 2}, {"refused": "all"}, {"refused": True}, [], 0.9]
)
def test_a_threshold_that_is_none_is_named(asked: object, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="line 1: not a threshold"):
        read_gate(written(tmp_path / "g.jsonl", {"gate": asked}, OIL))


def test_a_question_that_should_be_refused_and_is_not_falls_short(
    rebuild: Build, library: Library, encoder: HashingEncoder, tmp_path: Path
) -> None:
    rebuild()
    file = written(tmp_path / "g.jsonl", {"question": "Who is the pope?", "answers": []})
    gate: Gate = read_gate(file)
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0))
    passing = ask_gate(gate, answerer, library.get("default"), None)
    assert passing.shortfalls == ("refused is 0 of 1, wanted at least 1",)


def test_the_command_line_says_what_changed_and_publishes_by_force(
    sources: Path,
    library: Library,
    encoder: HashingEncoder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.maintenance.rebuild.load_encoder", lambda settings: encoder)  # noqa: ARG005
    monkeypatch.setenv("QUOTH_READER__MODEL", "none")
    monkeypatch.setenv("QUOTH_ANSWER__MIN_CONFIDENCE", "0")
    monkeypatch.setenv("QUOTH_LIBRARY__GATE", str(written(tmp_path / "gate.jsonl", OIL)))
    run = ["build", "--sources", str(sources), "--index", str(library.root)]
    first = CliRunner().invoke(cli, run)
    assert (first.exit_code, first.stderr) == (0, "")
    spoil(sources)
    refused = CliRunner().invoke(cli, run)
    assert refused.exit_code == GateError.exit_code
    assert refused.stderr.startswith("lost: “Which oil did the lamp burn?” is wrong now")
    assert "error: " in refused.stderr
    forced = CliRunner().invoke(cli, [*run, "--force"])
    assert forced.exit_code == 0
    assert forced.stderr.startswith("lost: ")
    assert library.current("default") in forced.stdout
    assert "0 texts encoded" in forced.stdout
