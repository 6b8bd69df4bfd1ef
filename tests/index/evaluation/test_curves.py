"""What a confidence is worth, beside the definition written out the slow way."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation.curves import aurc, auroc, ece, reliability, risk_coverage, threshold_at
from index.evaluation.intervals import Estimate

# Few values, so that ties are common.
confidence = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 1.0]) | st.floats(0, 1)
some = st.lists(confidence, min_size=1, max_size=40)
judged = st.lists(st.tuples(confidence, st.booleans()), min_size=1, max_size=60)
Judged = list[tuple[float, bool]]


def arrays(questions: Judged) -> tuple[np.ndarray, np.ndarray]:
    return np.array([c for c, _ in questions], float), np.array([r for _, r in questions], bool)


@given(some, some)
def test_auroc_is_the_share_of_pairs_in_order_a_tie_counting_half(
    positives: list[float], negatives: list[float]
) -> None:
    pairs = [(p > n) + (p == n) / 2 for p in positives for n in negatives]
    assert auroc(np.array(positives), np.array(negatives)) == pytest.approx(np.mean(pairs))


@given(judged)
def test_aurc_is_the_mean_risk_with_each_questions_confidence_as_the_threshold(
    questions: Judged,
) -> None:
    risks = []
    for threshold, _ in questions:
        answered = [right for confidence, right in questions if confidence >= threshold]
        risks.append(1 - sum(answered) / len(answered))
    assert aurc(*arrays(questions)) == pytest.approx(np.mean(risks))


@given(judged, st.randoms(use_true_random=False))
def test_no_curve_depends_on_the_order_of_the_questions(questions: Judged, pick: object) -> None:
    shuffled = list(questions)
    pick.shuffle(shuffled)  # type: ignore[attr-defined]
    for statistic in (aurc, ece):
        one, other = statistic(*arrays(questions)), statistic(*arrays(shuffled))
        assert one == pytest.approx(other)


@given(judged)
def test_the_curve_ends_where_all_are_answered(questions: Judged) -> None:
    coverage, risk = risk_coverage(*arrays(questions))
    assert (np.diff(coverage) > 0).all()
    assert coverage[-1] == 1
    assert risk[-1] == pytest.approx(1 - np.mean([right for _, right in questions]))


@given(judged)
def test_each_question_is_in_one_bin_of_the_reliability_table(questions: Judged) -> None:
    bins = list(reliability(*arrays(questions)))
    assert sum(b.right.of for b in bins) == len(questions)
    assert sum(b.right.hits for b in bins) == sum(right for _, right in questions)
    assert all(one.high < other.low for one, other in pairwise(bins))


def test_bins_hold_about_the_same_number_of_questions() -> None:
    sure = np.linspace(0, 1, 1000)
    assert [b.right.of for b in reliability(sure, sure > 0.5)] == [100] * 10


def test_ece_is_nought_for_a_confidence_that_means_what_it_says() -> None:
    sure = np.repeat([0.2, 0.8], 50)
    right = np.tile([True, False, False, False, False], 10)
    assert ece(sure, np.append(right, ~right)) == pytest.approx(0)
    assert ece(np.full(100, 0.9), np.arange(100) % 2 == 0) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("coverage", "threshold"), [(1.0, 0.1), (0.8, 0.3), (0.79, 0.3), (0.5, 0.6), (0.1, 1.0)]
)
def test_the_threshold_answers_at_least_the_wanted_share(coverage: float, threshold: float) -> None:
    sure = np.arange(1, 11) / 10
    assert threshold_at(sure, coverage) == threshold
    assert (sure >= threshold).mean() >= coverage


def test_an_interval_is_the_same_again_and_holds_its_value() -> None:
    sample = np.random.default_rng(1).random(200)
    one, other = (Estimate.of(lambda s: float(s.mean()), sample) for _ in range(2))
    assert one == other
    assert one.interval[0] < one.value < one.interval[1]
    # What the bootstrap should find for a mean: 1.96 standard errors on each side.
    half = 1.96 * sample.std() / len(sample) ** 0.5
    assert one.interval[1] - one.interval[0] == pytest.approx(2 * half, rel=0.1)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50), st.randoms())
def test_the_calibration_error_is_a_share_and_knows_no_order(
    cases: list[tuple[float, bool]], chance: Random
) -> None:
    def error() -> float:
        return ece(np.array([sure for sure, _ in cases]), np.array([right for _, right in cases]))

    before = error()
    chance.shuffle(cases)
    assert 0 <= before <= 1
    assert error() == pytest.approx(before)
