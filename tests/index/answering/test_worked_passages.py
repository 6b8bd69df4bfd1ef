"""What shows how something is done counts more for whoever does not ask for a single fact."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.answering.quoting import candidates
from index.building.build import build
from index.retrieval.query import Query
from index.retrieval.search import WEIGHTS, retrieve
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from tests.support.hashing_encoder import HashingEncoder

PROSE = "The lamp is lit at dusk by a keeper, and nobody else may touch it."
STEPS = "1. Open the valve of the lamp.\n2. Hold a match to the wick.\n"
CODE = "To light the lamp from afar, run this:\n\n```\nlamp --light\n```\n"
ITEMS = "- The lamp is heavy.\n- The lamp has a brass wick.\n"
PLUS = pytest.approx(WEIGHTS.quote_worked)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("lamps")
    (folder / "pages").mkdir()
    sections = {"Duty": PROSE, "Lighting": STEPS, "Remote": CODE, "Parts": ITEMS}
    text = "\n".join(f"## {heading}\n\n{body}\n" for heading, body in sections.items())
    (folder / "pages" / "lamp.md").write_text(f"# The lamp\n\n{text}", "utf-8")
    library = Library(folder / "index")
    build(library, "c", find_sources(folder / "pages"), HashingEncoder(), max_bytes=10_000)
    return library.get("c")


def gains(question: str, snapshot: Snapshot) -> dict[str, float]:
    """Return by how much the best quote below each heading scores higher than without the rule."""
    query = Query.of(question, HashingEncoder())
    hits = retrieve(query, snapshot, 5)
    now, before = (
        [*reversed(candidates(query, hits, snapshot, 20, weights))]
        for weights in (WEIGHTS, replace(WEIGHTS, quote_worked=0.0))
    )
    scores = {one.locator.headings[-1]: one.score for one in now}
    return {
        one.locator.headings[-1]: scores[one.locator.headings[-1]] - one.score for one in before
    }


@pytest.mark.parametrize(
    "question", ["how do i light the lamp", "lamp does not light", "can i light the lamp myself?"]
)
def test_steps_and_code_count_more_and_prose_and_lists_do_not(
    question: str, snapshot: Snapshot
) -> None:
    assert gains(question, snapshot) == {
        "Duty": pytest.approx(0), "Lighting": PLUS, "Remote": PLUS, "Parts": pytest.approx(0),
    }  # fmt: skip


@pytest.mark.parametrize(
    "question", ["who lights the lamp?", "how many lamps are there?", "when was the lamp lit?"]
)
def test_nothing_counts_more_where_one_fact_answers(question: str, snapshot: Snapshot) -> None:
    assert set(gains(question, snapshot).values()) == {0.0}
