"""Passages that cannot be among the best are left out before their windows are compared."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.building.build import build
from index.retrieval import nomination, search
from index.retrieval.query import Query
from index.retrieval.search import Scored, retrieve
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.snapshots.vectors import FaissStore
from index.sources.documents import find_sources
from tests.support.hashing_encoder import HashingEncoder

WORDS = ["oil", "lamp", "horn", "keeper", "storm", "rope", "whale", "orange", "dog", "stair"]
QUESTIONS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder, chance = tmp_path_factory.mktemp("pages"), random.Random(7)
    for number in range(40):
        sections = [
            f"## {' '.join(chance.sample(WORDS, 2))}\n\n"
            + " ".join(f"The {' '.join(chance.sample(WORDS, 3))}." for _ in range(4))
            for _ in range(3)
        ]
        (folder / f"{number:02}.md").write_text("\n\n".join(sections), "utf-8")
    library = Library(tmp_path_factory.mktemp("index"))
    build(library, "c", find_sources(folder), HashingEncoder(), max_bytes=10_000)
    return library.get("c")


def told(found: list[Scored]) -> list[tuple[object, ...]]:
    return [
        (one.row, one.hit.scores, one.window_cosines.tobytes(), one.window_coverage.tobytes())
        for one in found
    ]


@pytest.mark.parametrize("begins", ["what is a", "where is the"])
@pytest.mark.parametrize("pool", [15, 200])
@given(words=QUESTIONS, k=st.integers(1, 15))
def test_the_best_are_those_of_a_search_that_compares_the_windows_of_all_that_were_nominated(
    begins: str, pool: int, words: str, k: int, snapshot: Snapshot
) -> None:
    query = Query.of(f"{begins} {words}", HashingEncoder())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nomination, "POOL", pool)
        patch.setattr(search, "DEFINING", 20)
        found = told(retrieve(query, snapshot, k))
        within = told(retrieve(query, snapshot, k, within=range(3, 60)))
        patch.setattr(search, "_contenders", lambda found, known, *_: (found.rows, known))
        assert found == told(retrieve(query, snapshot, k))
        assert within == told(retrieve(query, snapshot, k, within=range(3, 60)))


def test_the_windows_of_few_passages_are_compared(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    cosines = FaissStore.cosines

    def watched(store: FaissStore, vector: np.ndarray, rows: np.ndarray) -> np.ndarray:
        compared.extend([len(rows)] if store is snapshot.window_vectors else [])
        return cosines(store, vector, rows)

    monkeypatch.setattr(FaissStore, "cosines", watched)
    retrieve(Query.of("which whale oil lamp", HashingEncoder()), snapshot, 1)
    assert len(snapshot.passage_spans) == 120
    assert 0 < compared[0] < len(snapshot.window_spans) / 2
