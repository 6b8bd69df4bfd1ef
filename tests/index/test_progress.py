"""The progress of long tasks where no bar can be drawn: a line now and then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from index.cli import cli
from index.progress import SECONDS_BETWEEN_LINES, ProgressLines

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.hashing_encoder import HashingEncoder


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_line_comes_now_and_then_with_the_time_that_is_left() -> None:
    clock, said = Clock(), list[str]()
    progress = ProgressLines(said.append, clock)
    for done in range(0, 50_001, 100):
        progress("encoding windows", done, 54_000)
        clock.now += 0.5
    assert len(said) == 25
    assert said[0] == "encoding windows: 2,000 of 54,000, about 4 min left"
    assert said[-1].startswith("encoding windows: 50,000 of 54,000, about 20 s left")


def test_a_task_that_is_soon_done_says_nothing() -> None:
    clock, said = Clock(), list[str]()
    progress = ProgressLines(said.append, clock)
    for done in range(10):
        progress("splitting", done, 10)
        clock.now += SECONDS_BETWEEN_LINES / 11
    assert said == []


def test_what_is_known_already_does_not_count_for_the_pace() -> None:
    clock, said = Clock(), list[str]()
    progress = ProgressLines(said.append, clock)
    progress("encoding windows", 50_000, 60_000)
    clock.now += 20
    progress("encoding windows", 51_000, 60_000)
    clock.now += 20
    progress("encoding passages", 0, 10)
    assert said == [
        "encoding windows: 51,000 of 60,000, about 3 min left",
        "encoding passages: 0 of 10",
    ]


def test_a_build_into_a_pipe_says_how_far_it_is(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: HashingEncoder
) -> None:
    monkeypatch.setattr("index.maintenance.rebuild.load_encoder", lambda _: encoder)
    monkeypatch.setattr("index.progress.SECONDS_BETWEEN_LINES", 0)
    places = ["--sources", str(sources), "--index", str(tmp_path / "index")]
    done = CliRunner().invoke(cli, ["build", *places])
    assert done.exit_code == 0, done.output
    assert re.search(r"^encoding passages: \d+ of \d+", done.stderr, re.M)
    assert "encoding" not in done.stdout
