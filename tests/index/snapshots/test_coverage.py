"""The best rows of a large table are found without the scores of all rows: the same ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.snapshots import bm25
from index.snapshots import coverage as coverage_module
from index.snapshots.bm25 import LexicalIndex
from index.snapshots.coverage import FullCoverage, SparseCoverage

WORDS = ["oil", "lamp", "horn", "keeper", "storm", "rope"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), min_size=1)


@pytest.fixture(params=[(0, 0), (20_000, 0), (20_000, 1), (20_000, 30)], ids=str)
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every table for a large one."""
    monkeypatch.setattr(bm25, "ALL_SCORED", 0)
    monkeypatch.setattr(bm25, "DENSE", len(WORDS))
    monkeypatch.setattr(coverage_module, "ANCHORED", request.param[0])
    monkeypatch.setattr(coverage_module, "LOOKED_UP", request.param[1])


@pytest.mark.usefixtures("large")
@given(TEXTS, st.lists(st.sampled_from([*WORDS, "zebra"]), max_size=6), st.integers(1, 12))
def test_a_large_table_gives_the_shares_and_the_best_rows_of_a_sum_over_all(
    texts: list[str], question: list[str], count: int
) -> None:
    lexicon = LexicalIndex.build(texts)
    every, some = lexicon.coverage(question), lexicon.covering(question)
    assert isinstance(some, SparseCoverage)
    rows = np.arange(len(texts))[::-1]
    assert some[rows].tobytes() == every[rows].tobytes()
    ranked = np.argsort(-every, kind="stable")[:count]
    assert some.best(count).tolist() == ranked[every[ranked] > 0].tolist()


def test_rows_that_only_a_common_word_brings_are_never_looked_at() -> None:
    rare, common = np.zeros(1000, np.float32), np.full(1000, 0.2, np.float32)
    rare[::100] = 5
    terms = [
        coverage_module.TermScores(np.flatnonzero(one).astype(np.int32), one[one > 0], most)
        for one, most in ((common, 0.3), (rare, 6.0))
    ]
    looked: list[int] = []

    class Watched(coverage_module.TermScores):
        def of(self, rows: np.ndarray) -> np.ndarray:
            looked.append(len(rows))
            return super().of(rows)

    watched = [Watched(one.rows, one.scores, one.most) for one in terms]
    best = SparseCoverage(watched, 6.3, 1000).best(5)
    assert best.tolist() == [0, 100, 200, 300, 400]
    assert max(looked) == 10


def test_all_rows_are_scored_where_most_have_some_of_the_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bm25, "ALL_SCORED", 0)
    lexicon = LexicalIndex.build(["oil lamp", "oil", "oil storm"])
    assert isinstance(lexicon.covering(["oil"]), SparseCoverage)
    assert isinstance(lexicon.covering(["oil", "lamp"]), FullCoverage)


def test_a_small_table_scores_all_rows() -> None:
    texts = ["oil", "lamp oil", "storm"]
    found = LexicalIndex.build(texts).covering(["oil"])
    assert isinstance(found, FullCoverage)
    assert sorted(found.best(2).tolist()) == [0, 1]
    assert found.best(5).tolist() == [0, 1, 2]


@given(st.lists(st.sampled_from([0, 0, 0, 0.1, 0.2, 0.5]), min_size=1), st.integers(1, 12))
def test_of_a_large_table_the_best_rows_are_those_of_a_full_sort(
    shares: list[float], count: int
) -> None:
    held = np.array(shares, dtype=np.float32)
    ranked = np.argsort(-held, kind="stable")[:count]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coverage_module, "ALL_RANKED", 0)
        patch.setattr(coverage_module, "SAMPLED", 3)
        best = FullCoverage(held).best(count).tolist()
    if len(shares) <= count:
        assert best == list(range(len(shares)))
    else:
        assert best == sorted(ranked[held[ranked] > 0].tolist())
