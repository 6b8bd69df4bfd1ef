"""The order in which the tests run leaves none out, and nothing that it names is gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.paths import ROOT
from tests.support.workers import BESIDE, FORKING, in_order

files = st.dictionaries(
    st.sampled_from([*FORKING, *BESIDE]) | st.text(max_size=3), st.integers(1, 9)
)


@given(files, st.integers(1, 5))
def test_each_file_comes_once(sizes: dict[str, int], workers: int) -> None:
    assert sorted(in_order(sizes, workers)) == sorted(sizes)


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
def test_each_worker_begins_with_tests_that_fork_it(workers: int) -> None:
    sizes = dict.fromkeys(FORKING, 3) | {f"tests/test_{number}.py": 2 for number in range(100)}
    order = [name for name in in_order(sizes, workers) for _ in range(sizes[name])]
    shares = [order[len(order) * worker // workers :] for worker in range(workers)]
    assert all(FORKING[worker] in share[:4] for worker, share in enumerate(shares))


@pytest.mark.parametrize("name", [*FORKING, *BESIDE, *BESIDE.values()])
def test_what_is_named_is_there(name: str) -> None:
    assert (ROOT / name).exists()
