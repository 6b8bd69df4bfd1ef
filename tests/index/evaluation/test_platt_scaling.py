"""A fit that is the likeliest one, and that few questions cannot make wild."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation.platt_scaling import LEAST_SCALE, fit
from index.snapshots.calibration import GENERAL

finite = st.floats(-30, 30)
outcomes = st.lists(st.tuples(finite, st.booleans()), min_size=1, max_size=60)


@given(outcomes)
def test_a_fit_is_never_wild(cases: list[tuple[float, bool]]) -> None:
    found = fit(*zip(*cases, strict=True))
    assert LEAST_SCALE - 1e-9 <= found.scale < 6
    assert abs(found.shift) < 40
    assert found.threshold == GENERAL.threshold


@given(outcomes, finite, finite)
def test_more_evidence_is_never_less_probable(
    cases: list[tuple[float, bool]], one: float, other: float
) -> None:
    found = fit(*zip(*cases, strict=True))
    low, high = sorted((one, other))
    assert found.probability(low) <= found.probability(high)


@given(outcomes)
def test_no_neighbour_of_a_fit_is_likelier(cases: list[tuple[float, bool]]) -> None:
    x, y = (np.array(column, dtype=float) for column in zip(*cases, strict=True))

    def loss(scale: float, shift: float) -> float:
        logits = scale * x + shift
        prior = ((scale - 1) / 0.5) ** 2 / 2 + (shift / 2) ** 2 / 2
        return float(np.sum(np.logaddexp(0, logits) - y * logits) + prior)

    found = fit(x.tolist(), y.astype(bool).tolist())
    best = loss(found.scale, found.shift)
    for d_scale, d_shift in ((0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01), (0.01, -0.01)):
        if found.scale + d_scale >= LEAST_SCALE:
            assert loss(found.scale + d_scale, found.shift + d_shift) >= best - 1e-9


def test_a_fit_finds_the_scale_and_shift_that_made_the_outcomes() -> None:
    chance = np.random.default_rng(3)
    x = chance.normal(0, 2, 20_000)
    y = chance.random(20_000) < 1 / (1 + np.exp(-(0.6 * x - 1.2)))
    found = fit(x.tolist(), y.tolist())
    assert (found.scale, found.shift) == pytest.approx((0.6, -1.2), abs=0.05)


def test_evidence_that_speaks_against_itself_counts_for_next_to_nothing() -> None:
    assert fit([-3.0] * 300 + [3.0] * 300, [True] * 300 + [False] * 300).scale == LEAST_SCALE
