"""The closest text is shown from where it is still useful, and the promise of it holds."""

from __future__ import annotations

import dataclasses
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation import Judgement, Outcome
from index.evaluation.binomial import shows
from index.evaluation.calibrate import CalibrationResult, Judged, calibrate, judged
from index.evaluation.near_tier import (
    FEWEST_REFUSED,
    below_threshold,
    near_sequence,
    near_tally,
    with_near,
)
from index.snapshots.calibration import GENERAL, Calibration, NearPromise
from index.types import Reason, Refusal
from tests.support.factories import answer, document, quote_of
from tests.support.population import Population

LEVEL, USEFUL = 0.95, 0.25


def questions(*groups: tuple[int, float, bool, bool | None]) -> list[Judged]:
    """So many questions of this evidence, right or not, whose closest texts hold the answer."""
    return [
        Judged(f"question {number}.{n}", evidence + n / 1000, right, bool(closest), closest)
        for number, (many, evidence, right, closest) in enumerate(groups)
        for n in range(many)
    ]


def chance_of(evidence: float, scale: float, shift: float) -> float:
    return 1 / (1 + exp(-(scale * evidence + shift)))


def crowd(chance: np.random.Generator, many: int, helps: float) -> list[Judged]:
    """Questions of a population; the higher ``helps``, the more closest texts hold the answer.

    They always do where the first quote is right.
    """
    found = []
    for number in range(many):
        answerable = chance.random() >= 0.3
        evidence = float(chance.normal(1.0 if answerable else -2.0, 2.0))
        luck = chance.random()
        right = answerable and luck < chance_of(evidence, 1.2, -0.5)
        closest = answerable and luck < chance_of(evidence, 1.2, helps)
        found.append(Judged(f"{number} {evidence}", evidence, right, answerable, closest or right))
    return found


def calibrated(every: list[Judged], useful: float = USEFUL) -> CalibrationResult:
    return with_near(calibrate(every, 0.1, LEVEL), useful, LEVEL)


def share_held(calibration: Calibration, everybody: Population) -> float:
    share = everybody.share(calibration, calibration.near, calibration.threshold)
    return 1.0 if share is None else share


@pytest.mark.parametrize(("helps", "useful", "many"), [(0.5, 0.25, 500), (1.5, 0.4, 300)])
def test_what_is_promised_holds_on_fresh_questions_in_95_of_100_splits(
    helps: float, useful: float, many: int
) -> None:
    chance = np.random.default_rng(20_26)
    everybody = Population(crowd(chance, 20_000, helps), lambda one: bool(one.closest))
    promised = broken = 0
    for _ in range(100):
        found = calibrated(crowd(chance, many, helps), useful).calibration
        promised += found.near_promise is not None
        broken += found.near_promise is not None and share_held(found, everybody) < useful
    assert promised >= 30  # or the test would be passed by promising nothing
    assert broken <= 5


def test_a_false_promise_is_as_rare_as_the_level_says_where_it_is_likeliest() -> None:
    """One confidence below the threshold, and a share just below what is promised."""
    chance, draws = np.random.default_rng(7), 400
    false = 0
    for _ in range(draws):
        luck = chance.random(200)
        draw = [Judged(str(u), -1.0, False, bool(u < 0.5), bool(u < 0.249)) for u in luck]
        draw += questions((60, 3.0, True, True))
        false += calibrated(draw).calibration.near_promise is not None
    assert 0 < false / draws < 0.05 + 3 * (0.05 * 0.95 / draws) ** 0.5


def test_the_choice_of_the_answers_threshold_makes_no_false_promise_likelier() -> None:
    """All closest texts of one confidence hold as often as is promised, less a little.

    The threshold above them is chosen by the same half, somewhere among them.
    """
    chance, draws, false = np.random.default_rng(11), 300, 0
    for _ in range(draws):
        x, luck = chance.normal(0.5, 1.0, 400), chance.random(400)
        draw = [
            Judged(str(u), float(e), bool(u < 0.24), bool(u < 0.5), bool(u < 0.249))
            for e, u in zip(x, luck, strict=True)
        ]
        false += calibrated(draw).calibration.near_promise is not None
    assert false / draws < 0.05 + 3 * (0.05 * 0.95 / draws) ** 0.5


def test_where_the_closest_texts_hold_the_answer_far_below_they_are_shown_far_below() -> None:
    far = questions((120, 3.0, True, True), (120, -4.0, False, True), (60, -8.0, False, False))
    found = calibrated(far).calibration
    assert 0 < found.near < GENERAL.near
    promise = found.near_promise
    assert promise is not None
    assert promise == NearPromise(USEFUL, LEVEL, 150, promise.shown, promise.shown)
    assert 50 < promise.shown <= 60  # the fitting half has the thresholds


def test_many_good_texts_do_not_excuse_useless_ones() -> None:
    """A third of all would still hold the answer if those of the lowest confidence were shown."""
    every = questions((120, 4.0, True, True), (80, -1.0, False, True), (160, -6.0, False, False))
    found = calibrated(every).calibration
    assert found.probability(-6.0) < found.near < found.probability(-1.0) + 1e-9


def test_where_no_closest_text_is_useful_none_is_shown() -> None:
    every = questions((120, 4.0, True, True), (120, -2.0, False, False))
    finding = calibrated(every)
    assert finding.calibration.near == finding.calibration.threshold
    assert finding.calibration.near_promise is None
    assert near_tally(finding.calibration, every).shown == 0


@pytest.mark.parametrize("refused", [FEWEST_REFUSED, 4 * FEWEST_REFUSED])
def test_of_too_few_refused_questions_the_general_threshold_stays(refused: int) -> None:
    every = questions((120, 4.0, True, True), (refused, -4.0, False, True), (1, 5.0, False, False))
    finding = calibrated(every)
    few = len(below_threshold(finding.calibration, finding.fitting)) < FEWEST_REFUSED
    assert few is (refused == FEWEST_REFUSED)  # about half of them are in the fitting half
    assert (finding.calibration.near == GENERAL.near) is few


def test_questions_off_topic_are_no_part_of_the_tier() -> None:
    every = questions((120, 4.0, True, True), (300, -2.0, False, None))
    finding = calibrated(every)
    assert below_threshold(finding.calibration, every) == []
    assert finding.calibration.near == GENERAL.near


def test_the_thresholds_to_test_know_nothing_of_the_certifying_half() -> None:
    chance = np.random.default_rng(3)
    finding = calibrate(crowd(chance, 300, 0.5), 0.1, LEVEL)
    turned = [dataclasses.replace(one, closest=not one.closest) for one in finding.certifying]
    other = dataclasses.replace(finding, certifying=tuple(turned))
    one, two = (near_sequence(half.calibration, half.fitting, USEFUL) for half in (finding, other))
    assert one == two == sorted(one, reverse=True)
    assert max(one) < finding.calibration.threshold


@given(
    st.lists(
        st.tuples(st.floats(-30, 30), st.booleans(), st.sampled_from([True, False, None])),
        min_size=40,
        max_size=90,
    ),
    st.floats(0.05, 0.9),
)
def test_a_near_threshold_is_never_above_the_answers_and_its_promise_is_shown_by_its_counts(
    cases: list[tuple[float, bool, bool | None]], useful: float
) -> None:
    every = [Judged(str(n), x, right, True, near) for n, (x, right, near) in enumerate(cases)]
    every += [Judged("yes", 1.0, True, True, True), Judged("no", -1.0, False, False, False)]
    finding = calibrated(every, useful)
    found = finding.calibration
    assert 0 <= found.near <= found.threshold
    if promise := found.near_promise:
        seen = near_tally(found, finding.certifying)
        assert (promise.shown, promise.held) == (seen.shown, seen.held)
        assert shows(seen.shown - seen.held, seen.shown, 1 - useful, LEVEL)
        assert seen.at_least(LEVEL) >= useful - 1e-9


def test_the_closest_texts_are_judged_as_they_would_be_shown() -> None:
    refused = answer(candidates=(quote_of(document(), "The light was automated in 1983."),))
    off = dataclasses.replace(refused, refusal=Refusal(Reason.OFF_TOPIC))
    asked = [("When?", refused, "1983"), ("Who?", refused, "a keeper"), ("Why?", off, "1983")]
    found = judged(
        Outcome(Judgement(str(n), text, (wanted,), "plain"), one, (), 0.01)
        for n, (text, one, wanted) in enumerate(asked)
    )
    assert [one.closest for one in found] == [True, False, None]
