"""A confidence that is a probability, and a promise that holds on questions nobody has seen."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date
from hashlib import sha256
from math import exp, lgamma, log, log1p

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering import confidence
from index.errors import SettingsError
from index.evaluation import Judgement, Outcome
from index.evaluation.binomial import (
    MOST_ANSWERS,
    answers_needed,
    log_at_most,
    shows,
    upper_bound,
)
from index.evaluation.calibrate import (
    Judged,
    calibrate,
    check_enough,
    halves,
    judged,
    sequence,
    tally,
)
from index.evaluation.curves import ece
from index.evaluation.platt_scaling import fit
from index.retrieval import search
from index.snapshots.calibration import (
    EVIDENCE,
    GENERAL,
    Calibration,
    Measured,
    NearPromise,
    Promise,
    evidence_of,
    measured_from,
    measured_record,
)
from tests.support.factories import answer, document, measured, quote_of
from tests.support.population import Population

LEVEL = 0.95
finite = st.floats(-30, 30)
outcomes = st.lists(st.tuples(finite, st.booleans()), min_size=1, max_size=60)
counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n)))


def questions(*groups: tuple[int, float, bool, bool]) -> list[Judged]:
    """So many questions of this evidence, right or not, answerable or not, a group each."""
    return [
        Judged(f"question {number}.{n}", evidence + n / 1000, right, answerable)
        for number, (many, evidence, right, answerable) in enumerate(groups)
        for n in range(many)
    ]


# The bound


@pytest.mark.parametrize(
    ("wrong", "answered", "bound"),
    [
        (0, 59, 1 - 0.05 ** (1 / 59)),  # the "rule of three", exactly
        (0, 10, 0.2589),
        (1, 10, 0.3942),  # table 2 of Clopper and Pearson's paper, one-sided
        (5, 10, 0.7776),
        (3, 214, 0.0358),
        (10, 10, 1.0),
        (0, 0, 1.0),
    ],
)
def test_the_bound_has_published_values(wrong: int, answered: int, bound: float) -> None:
    assert upper_bound(wrong, answered, LEVEL) == pytest.approx(bound, abs=6e-5)


def summed_by_hand(wrong: int, answered: int, risk: float) -> float:
    """Compute what ``log_at_most`` does from the factorials, and from nothing else."""
    terms = [
        lgamma(answered + 1) - lgamma(k + 1) - lgamma(answered - k + 1)
        + k * log(risk) + (answered - k) * log1p(-risk)
        for k in range(wrong + 1)
    ]  # fmt: skip
    return min(0.0, float(np.logaddexp.reduce(terms)))


def bisected_by_hand(wrong: int, answered: int, level: float) -> float:
    """Search for the error rate at which so few wrong answers become too improbable."""
    low, high = wrong / answered, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        small = middle >= 1 or summed_by_hand(wrong, answered, middle) <= log1p(-level)
        low, high = (low, middle) if small else (middle, high)
    return high


@given(counts, st.floats(0.001, 0.999), st.floats(0.5, 0.999))
def test_bounds_and_probabilities_are_those_of_the_formulas_by_hand(
    case: tuple[int, int], risk: float, level: float
) -> None:
    by_hand = summed_by_hand(*case, risk)
    assert log_at_most(*case, risk) == pytest.approx(by_hand, rel=1e-9, abs=1e-9)
    assert upper_bound(*case, level) == pytest.approx(bisected_by_hand(*case, level), abs=1e-9)


def test_a_probability_too_small_for_a_float_has_its_logarithm_all_the_same() -> None:
    assert log_at_most(0, MOST_ANSWERS, 0.5) == pytest.approx(MOST_ANSWERS * log(0.5))
    assert log_at_most(5, MOST_ANSWERS, 0.5) == pytest.approx(
        summed_by_hand(5, MOST_ANSWERS, 0.5), rel=1e-9
    )


@given(counts, st.floats(0.5, 0.999))
def test_the_bound_rises_with_errors_and_level_and_falls_with_questions(
    case: tuple[int, int], level: float
) -> None:
    wrong, answered = case
    bound = upper_bound(wrong, answered, level)
    assert wrong / answered <= bound <= 1
    assert bound <= upper_bound(wrong + 1, answered, level)
    assert bound >= upper_bound(wrong, answered + 1, level)
    assert bound <= upper_bound(wrong, answered, 0.9995) + 1e-12


@given(counts, st.floats(0.001, 0.999))
def test_to_show_a_risk_is_to_bound_the_error_by_it(case: tuple[int, int], risk: float) -> None:
    bound = upper_bound(*case, LEVEL)
    if abs(bound - risk) > 1e-9:
        assert shows(*case, risk, LEVEL) is (bound < risk)


@pytest.mark.parametrize(
    ("risk", "level"), [(0.05, 0.95), (0.1, 0.95), (0.02, 0.9), (0.2, 0.99), (0.01, 0.95)]
)
def test_without_errors_the_number_needed_is_the_logarithm_of_it(risk: float, level: float) -> None:
    assert answers_needed(0.0, risk, level) == np.ceil(log(1 - level) / log(1 - risk))


@given(st.floats(0, 0.2), st.floats(0.01, 0.3))
def test_the_number_needed_passes_and_there_is_none_at_too_many_errors(
    error: float, risk: float
) -> None:
    needed = answers_needed(error, risk, LEVEL)
    if error >= risk:
        assert needed is None
    if needed is not None:
        assert shows(int(np.ceil(error * needed)), needed, risk, LEVEL)
        assert not shows(int(np.ceil(error * (needed - 1))), needed - 1, risk, LEVEL)


# The halves


@given(st.permutations(range(60)))
def test_the_halves_are_the_same_in_any_order_and_hold_both_sorts_evenly(order: list[int]) -> None:
    every = questions((41, 1.0, True, True), (19, -1.0, False, False))
    fitting, certifying = halves([every[n] for n in order])
    assert (fitting, certifying) == halves(every)
    assert sorted(one.question for one in (*fitting, *certifying)) == sorted(
        one.question for one in every
    )
    assert sum(one.answerable for one in fitting) == 20
    assert sum(not one.answerable for one in fitting) == 9


def test_the_thresholds_to_test_know_nothing_of_the_certifying_half() -> None:
    every = questions((90, 2.0, True, True), (60, -2.0, False, False))
    fitting, certifying = halves(every)
    turned = [dataclasses.replace(one, right=not one.right) for one in certifying]
    first, second = (calibrate([*fitting, *half], 0.1, LEVEL) for half in (certifying, turned))
    assert (first.fitting, first.calibration.scale) == (second.fitting, second.calibration.scale)
    assert first.calibration.promise
    assert second.calibration.promise is None


@given(outcomes, st.floats(0.01, 0.4))
def test_the_tests_begin_where_enough_is_answered_and_grow_looser(
    cases: list[tuple[float, bool]], risk: float
) -> None:
    fitting = [Judged(str(n), x, right, True) for n, (x, right) in enumerate(cases)]
    fitted = fit(*zip(*cases, strict=True))
    thresholds = sequence(fitted, fitting, risk)
    assert thresholds == sorted(set(thresholds), reverse=True)
    answered = [tally(dataclasses.replace(fitted, threshold=t), fitting) for t in thresholds]
    assert [seen.answered for seen in answered] == sorted(seen.answered for seen in answered)
    assert thresholds[-1] >= GENERAL.threshold
    if all(right for _, right in cases):  # then the safest to certify is to answer what one may
        assert len(thresholds) == 1


# The promise


def crowd(chance: np.random.Generator, many: int, hard: float, share: float) -> list[Judged]:
    """Questions of a population in which more evidence is righter, but not by the general law.

    ``share`` of them are unanswerable, and their evidence is lower by ``hard``.
    """
    found = []
    for number in range(many):
        answerable = chance.random() >= share
        evidence = float(chance.normal(2.0 if answerable else 2.0 - hard, 1.5))
        odds = exp(-(1.2 * evidence + 0.8))
        right = answerable and chance.random() < 1 / (1 + odds)
        found.append(Judged(f"{number} {evidence}", evidence, bool(right), answerable))
    return found


def true_error(calibration: Calibration, everybody: Population) -> float:
    return everybody.share(calibration, calibration.threshold) or 0.0


@pytest.mark.parametrize(
    ("hard", "share", "risk", "many"),
    [(3.0, 0.3, 0.10, 500), (4.0, 0.4, 0.05, 800), (2.0, 0.4, 0.20, 300), (1.0, 0.2, 0.15, 900)],
)
def test_what_is_promised_holds_on_fresh_questions_in_95_of_100_splits(
    hard: float, share: float, risk: float, many: int
) -> None:
    chance = np.random.default_rng(20_26)
    everybody = Population(crowd(chance, 20_000, hard, share), lambda one: not one.right)
    promised = broken = 0
    for _ in range(100):
        found = calibrate(crowd(chance, many, hard, share), risk, LEVEL).calibration
        promised += found.promise is not None
        broken += found.promise is not None and true_error(found, everybody) > risk
    assert promised >= 30  # or the test would be passed by promising nothing
    assert broken <= 5


def test_a_false_promise_is_as_rare_as_the_level_says_where_it_is_likeliest() -> None:
    """One threshold, and an error rate just above the risk, so that every promise is false."""
    chance, risk, draws = np.random.default_rng(7), 0.1, 600
    false = 0
    for _ in range(draws):
        luck = chance.random(300)
        draw = [Judged(str(u), 1.0, bool(u > risk + 1e-6), bool(u > risk / 2)) for u in luck]
        false += calibrate(draw, risk, LEVEL).calibration.promise is not None
    assert 0 < false / draws < 0.05 + 3 * (0.05 * 0.95 / draws) ** 0.5


def test_a_promise_tells_what_the_half_said_that_nothing_was_fitted_on() -> None:
    finding = calibrate(questions((200, 3.0, True, True), (80, -3.0, False, False)), 0.05, LEVEL)
    assert finding.calibration.promise == Promise(0.05, LEVEL, 140, 100, 0)
    assert finding.missing == 0
    seen = tally(finding.calibration, finding.certifying)
    assert (seen.questions, seen.answered, seen.wrong) == (140, 100, 0)


def test_too_few_answers_for_a_promise_say_how_many_more_would_do() -> None:
    every = questions((40, 3.0, True, True), (20, -3.0, False, False))
    finding = calibrate(every, 0.05, LEVEL)
    assert finding.calibration.promise is None
    # 59 answers without an error are needed, of 20 in 30; so 89 in each half, 177 in all.
    assert finding.missing == 177 - 60
    assert tally(finding.calibration, every).answered > 0
    more = questions((118, 3.0, True, True), (59, -3.0, False, False))
    assert calibrate(more, 0.05, LEVEL).calibration.promise


def test_where_too_much_is_wrong_no_number_of_questions_would_do() -> None:
    right_or_not = questions((30, 1.0, True, True), (20, 1.0, False, True), (30, 1.0, False, False))
    finding = calibrate(right_or_not, 0.05, LEVEL)
    assert (finding.calibration.promise, finding.missing) == (None, None)
    assert finding.calibration.threshold == GENERAL.threshold


@given(
    st.lists(st.tuples(finite, st.booleans(), st.booleans()), min_size=40, max_size=90),
    st.floats(0.01, 0.5),
)
def test_a_calibration_is_always_one_and_its_promise_is_shown_by_its_counts(
    cases: list[tuple[float, bool, bool]], risk: float
) -> None:
    every = [Judged(str(n), x, r and a, a) for n, (x, r, a) in enumerate(cases)]
    every += [Judged("yes", 1.0, True, True), Judged("no", -1.0, False, False)]
    finding = calibrate(every, risk, LEVEL)
    promise = finding.calibration.promise
    seen = tally(finding.calibration, finding.certifying)
    assert GENERAL.threshold <= finding.calibration.threshold <= 1
    if promise:
        assert (promise.answered, promise.wrong) == (seen.answered, seen.wrong)
        assert shows(promise.wrong, promise.answered, risk, LEVEL)
    else:
        assert finding.missing is None or finding.missing > 0
        assert not shows(finding.first.wrong, finding.first.answered, risk, LEVEL)


@pytest.mark.parametrize(
    ("flags", "what", "hint"),
    [
        ([True, False] * 19, "38 judged questions are too few", "Judge 40"),
        ([True] * 40, "unanswerable", '"answers": []'),
        ([False] * 40, "none of the judged questions is answerable", "strings"),
    ],
)
def test_questions_that_cannot_calibrate_are_refused_with_the_remedy(
    flags: list[bool], what: str, hint: str
) -> None:
    with pytest.raises(SettingsError, match=what) as caught:
        check_enough(flags)
    assert hint in caught.value.hint


def test_a_question_counts_once_and_only_if_it_could_be_asked() -> None:
    said = answer(quote_of(document(), "The light was automated in 1983."), evidence=1.5)
    malformed = answer()
    rows = [
        ("When?", said, (1,)),
        ("When?", said, (1,)),
        ("🦉", malformed, ()),
        ("Who?", said, (2,)),
    ]
    found = judged(
        Outcome(Judgement(str(n), text, ("1983",), "plain"), one, ranks, 0.01)
        for n, (text, one, ranks) in enumerate(rows)
    )
    assert [(one.question, one.evidence, one.right, one.answerable) for one in found] == [
        ("When?", 1.5, True, True),
        ("Who?", 1.5, False, True),
    ]


def test_calibrating_makes_the_error_small() -> None:
    chance = np.random.default_rng(5)
    finding = calibrate(crowd(chance, 2000, 3.0, 0.5), 0.1, LEVEL)
    fresh = crowd(chance, 5000, 3.0, 0.5)

    def error(calibration: Calibration) -> float:
        sure = [calibration.probability(one.evidence) for one in fresh]
        return ece(np.array(sure), np.array([one.right for one in fresh]))

    assert error(finding.calibration) < 0.04 < error(GENERAL)


# What a manifest holds


def test_a_record_reads_back_as_what_it_was() -> None:
    promises = (None, None), (Promise(0.05, 0.95, 300, 214, 3), NearPromise(0.25, 0.9, 300, 50, 20))
    for promise, near in promises:
        one = measured(calibration=Calibration(0.8, -0.3, 0.61, promise, 0.1, near))
        assert measured_from(measured_record(one)) == one


@pytest.mark.parametrize(
    "damage",
    [
        {"scale": 0}, {"scale": "1"}, {"scale": float("nan")}, {"scale": float("inf")},
        {"scale": True}, {"scale": None}, {"scale": 10**400}, {"shift": float("-inf")},
        {"threshold": 1.1}, {"threshold": -0.1}, {"threshold": float("nan")},
        {"promise": 5}, {"promise": []}, {"promise": {}}, {"snapshot": "../x"}, {"snapshot": 7},
        {"content": None}, {"evidence": 1}, {"on": "soon"}, {"on": 5},
        {"promise": {"risk": 0, "level": 0.9, "questions": 3, "answered": 2, "wrong": 1}},
        {"promise": {"risk": 0.1, "level": 2, "questions": 3, "answered": 2, "wrong": 1}},
        {"promise": {"risk": 0.1, "level": 0.9, "questions": 3, "answered": 2, "wrong": 3}},
        {"promise": {"risk": 0.1, "level": 0.9, "questions": 3, "answered": 2.0, "wrong": 1}},
        {"near": 1.1}, {"near": None}, {"near_promise": 5},
        {"near_promise": {"useful": 1, "level": 0.9, "questions": 3, "shown": 2, "held": 1}},
        {"near_promise": {"useful": 0.2, "level": 0.9, "questions": 3, "shown": 2, "held": 3}},
    ],
    ids=str,
)  # fmt: skip
def test_a_damaged_record_is_a_value_error_whatever_the_damage(damage: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no |that |soon"):
        measured_from(measured_record(measured()) | damage)


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        ({"scale": "1"}, "no calibration (scale: Input should be a valid number)"),
        ({"on": "soon"}, "no calibration (on: Input should be a valid date"),
        (
            {"promise": {"risk": 0.1, "level": 0.9, "questions": 3, "answered": 2.0, "wrong": 1}},
            "no calibration (promise.answered: Input should be a valid integer)",
        ),
    ],
)
def test_a_damaged_record_is_one_line_with_the_key_at_fault(
    damage: dict[str, object], line: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(line)) as caught:
        measured_from(measured_record(measured()) | damage)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "key", sorted(measured_record(measured()).keys() - {"near", "near_promise"})
)
def test_no_key_of_a_record_may_be_missing(key: str) -> None:
    record = measured_record(measured())
    del record[key]
    with pytest.raises(ValueError, match=f"no calibration \\({key}: Field required\\)"):
        measured_from(record)


@pytest.mark.parametrize("gone", [("near",), ("near_promise",), ("near", "near_promise")])
def test_a_record_that_was_made_before_the_near_tier_reads_with_the_general_one(
    gone: tuple[str, ...],
) -> None:
    one = measured()
    record = {key: value for key, value in measured_record(one).items() if key not in gone}
    assert measured_from(record) == one
    assert one.calibration.near == GENERAL.near


def test_a_record_is_written_as_it_always_was() -> None:
    promise = Promise(0.1, 0.95, 300, 200, 9)
    one = Measured(
        Calibration(1.25, -0.5, 0.5, promise), "s-1", "c1", "e|r|logistic", date(2026, 11, 24)
    )
    text = (
        '{"scale": 1.25, "shift": -0.5, "threshold": 0.5, "promise": {"risk": 0.1, "level": 0.95, '
        '"questions": 300, "answered": 200, "wrong": 9}, "near": 0.14, "near_promise": null, '
        '"snapshot": "s-1", "content": "c1", "evidence": "e|r|logistic", "on": "2026-11-24"}'
    )
    assert json.dumps(measured_record(one)) == text
    assert measured_from(json.loads(text)) == one


@pytest.mark.parametrize("record", [None, 5, "x", [], {}, [["scale", 1]]])
def test_what_is_no_record_at_all_is_a_value_error_too(record: object) -> None:
    with pytest.raises(ValueError, match=r"no |that |soon"):
        measured_from(record)


def test_a_calibration_holds_for_its_evidence_and_its_promise_for_its_content() -> None:
    one = measured(calibration=Calibration(0.8, -0.3, 0.61, Promise(0.05, 0.95, 300, 214, 3)))
    assert one.applied(one.evidence, one.content) == one.calibration
    assert one.applied(one.evidence, "other") == Calibration(0.8, -0.3, 0.61)
    near = Calibration(0.8, -0.3, 0.61, near=0.2, near_promise=NearPromise(0.25, 0.95, 90, 60, 30))
    of_near = measured(calibration=near)
    assert of_near.applied(one.evidence, one.content) == near
    assert of_near.applied(one.evidence, "other") == Calibration(0.8, -0.3, 0.61, near=0.2)
    assert one.applied(evidence_of("another model"), one.content) == GENERAL


def test_the_name_of_the_evidence_changes_with_what_gives_it() -> None:
    made_of = (
        confidence.WITH_READER, confidence.WITHOUT_READER, dataclasses.astuple(search.WEIGHTS),
    )  # fmt: skip
    digest = sha256(repr(made_of).encode("utf-8")).hexdigest()[:8]
    assert EVIDENCE.rpartition("-")[2] == digest, "write it into index/snapshots/calibration.py"
