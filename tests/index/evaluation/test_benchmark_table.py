"""The table of measurements: its baselines are what they are called, and it writes where it may."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.evaluation import Judgement
from index.retrieval.query import Query
from index.snapshots.library import Library
from tests.benchmarks import section, table
from tests.benchmarks.systems import FUSION, systems
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder

ASKED = "Which oil burned in the lamp?"


def test_every_system_says_the_same_again_and_only_quoth_abstains(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    rebuild()
    every = systems(library.get("default"), encoder)
    assert list(every)[-1] == "**Quoth**"
    for name, ask in every.items():
        said = ask(ASKED)
        assert said == ask(ASKED)
        assert "oil" in said.quotes[0].text
        assert 0 < len(said.passages) <= 10
        assert name == "**Quoth**" or not said.abstained


def test_rank_fusion_is_the_sum_of_reciprocal_ranks(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    rebuild()
    snapshot = library.get("default")
    query = Query.of(ASKED, encoder)
    by_words = np.argsort(-snapshot.passage_terms.coverage(query.terms), kind="stable").tolist()
    by_vector = snapshot.passage_vectors.search(query.vector, 10)[1].tolist()
    sums = {r: sum(1 / (FUSION + o.index(r) + 1) for o in (by_words, by_vector)) for r in by_words}
    wanted = sorted(sums, key=lambda row: (-sums[row], row))
    said = systems(snapshot, encoder)[f"rank fusion ({FUSION}) of both"](ASKED)
    assert list(said.passages) == [snapshot.passage(row) for row in wanted]


def test_a_table_has_a_row_for_each_system_and_a_cell_for_each_column(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    rebuild()
    asked = [
        (Judgement("a", ASKED, ("colza oil",), "answerable"), "lamp.md"),
        (Judgement("b", "Who won?", (), "off-topic"), None),
    ]
    tallies, unit = table.run("lamp", asked, library.get("default"), encoder, 7)
    tally = tallies["**Quoth**"]
    assert (tally.ranks, len(tally.verdicts), len(tally.varied)) == ([1], 2, 3)
    text = section.section("lamp", {"documents": 2, "passages": 3}, tallies, unit)
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert len(lines) == 2 * (2 + len(tallies))
    for group in (lines[: len(lines) // 2], lines[len(lines) // 2 :]):
        assert len({line.count("|") for line in group}) == 1


def test_the_same_sample_is_drawn_again_and_no_kind_has_more_than_asked_for() -> None:
    asked = [(Judgement(str(n), "?", (), f"kind {n % 3}"), None) for n in range(30)]
    one, other = (table.sampled(iter(asked), 4, 7) for _ in range(2))
    assert one == other
    kinds = [judgement.kind for judgement, _ in one]
    assert [kinds.count(kind) for kind in sorted(set(kinds))] == [4, 4, 4]


def test_the_section_is_written_between_its_comments_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    monkeypatch.setattr(section, "PAGE", page)
    table, speed = (
        (f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->\n") for name in ("benchmark", "speed")
    )
    page.write_text(f"before\n{'old'.join(table)}between\n{'slow'.join(speed)}after\n", "utf-8")
    section.write(r"new \1")
    section.write(r"newer \1")
    section.write("fast", "speed")
    assert page.read_text("utf-8") == (
        "before\n"
        + "\nnewer \\1\n\n".join(table)
        + "between\n"
        + "\nfast\n\n".join(speed)
        + "after\n"
    )
    page.write_text("nothing to write between\n", "utf-8")
    with pytest.raises(SystemExit, match="must have"):
        section.write("new")
