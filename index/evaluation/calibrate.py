"""Fit a calibration to judged questions, and state a promise if they support it.

Half of the questions fit, the other half certifies. The fitting half gives scale and shift
(``platt_scaling``). It also gives the thresholds to try and their order: first the one that is
likeliest to pass, then each looser one. The certifying half tests them in that order, by the
exact binomial bound of C. Clopper and E. Pearson (1934), until one fails. In a fixed
sequence every test may have the whole error level, and the promise is still false with at most
that probability: A. Angelopoulos et al., "Learn then Test" (2021), section 3.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from index.answering.closest import BEST
from index.errors import SettingsError
from index.evaluation.binomial import MOST_ANSWERS, answers_needed, log_at_most, shows
from index.evaluation.curves import ece
from index.evaluation.judgements import holds
from index.evaluation.platt_scaling import fit
from index.snapshots.calibration import GENERAL, Calibration, Promise
from index.types import Reason

if TYPE_CHECKING:
    from index.evaluation import Outcome

FEWEST_QUESTIONS = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged question with the evidence for its first quote.

    ``right`` is False for an unanswerable question. ``closest`` tells whether one of the closest
    texts holds the answer; None if they are not shown because the question is off topic.
    """

    question: str
    evidence: float
    right: bool
    answerable: bool
    closest: bool | None = None


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """The numbers of questions, of those that were answered, and of wrong answers."""

    questions: int
    answered: int
    wrong: int

    @property
    def error(self) -> float:
        """Return the share of wrong answers, 0 without any answer."""
        return self.wrong / self.answered if self.answered else 0.0


@dataclass(frozen=True, slots=True)
class CalibrationResult:
    """A calibration from judged questions, with a promise or without.

    ``first`` are the counts of the certifying half at the first threshold; if it failed, there is
    no promise. ``missing`` is the number of further questions that a promise would need, at this
    error rate: 0 if there is a promise, None if no practical number is enough.
    """

    calibration: Calibration
    fitting: tuple[Judged, ...]
    certifying: tuple[Judged, ...]
    first: AnswerCounts
    missing: int | None


def judged(outcomes: Iterable[Outcome]) -> list[Judged]:
    """Keep what can be learned from: each question once, if it has candidates."""
    found = {
        outcome.judgement.question: Judged(
            outcome.judgement.question,
            outcome.answer.evidence,
            outcome.right(1),
            outcome.answerable,
            _closest_holds(outcome),
        )
        for outcome in outcomes
        if outcome.answer.candidates
    }
    return list(found.values())


def _closest_holds(outcome: Outcome) -> bool | None:
    """Return whether the closest texts hold an answer; None if none would be shown.

    Where none were shown, the third is not known, so that at least what is promised holds.
    """
    answer = outcome.answer
    if answer.refusal is not None and answer.refusal.reason is Reason.OFF_TOPIC:
        return None
    shown = answer.near or answer.candidates[:BEST]
    return any(holds(quote.shown, outcome.judgement.answers) for quote in shown)


def check_enough(answerable: Sequence[bool]) -> None:
    """Refuse questions that cannot give a calibration; ``answerable`` has one flag for each.

    :raises SettingsError: there are too few, or all or none of them are answerable.
    """
    if len(answerable) < FEWEST_QUESTIONS:
        what = f"{len(answerable)} judged questions are too few to calibrate with"
        hint = f"Judge {FEWEST_QUESTIONS} or more; 300 are likely to support a promise."
    elif all(answerable):
        what = "none of the judged questions is unanswerable"
        hint = 'Add questions that the sources do not answer, with "answers": [].'
    elif not any(answerable):
        what = "none of the judged questions is answerable"
        hint = 'Add questions that the sources answer, with strings of them in "answers".'
    else:
        return
    raise SettingsError(what, hint=hint)


def calibrate(questions: Sequence[Judged], risk: float, level: float) -> CalibrationResult:
    """Fit on one half of the questions, and promise what the other half supports.

    :raises SettingsError: see ``check_enough``.
    """
    check_enough([one.answerable for one in questions])
    fitting, certifying = halves(questions)
    fitted = fit([one.evidence for one in fitting], [one.right for one in fitting])
    thresholds = sequence(fitted, fitting, risk)
    seen, first = (tallies(fitted, thresholds[:1], half)[0] for half in (fitting, certifying))
    certified = certify(fitted, thresholds, certifying, risk, level)
    if certified is not None:
        return CalibrationResult(certified, fitting, certifying, first, missing=0)
    best = replace(fitted, threshold=_best_effort(fitted, fitting, risk))
    return CalibrationResult(best, fitting, certifying, first, _missing(seen, first, risk, level))


def halves(questions: Iterable[Judged]) -> tuple[tuple[Judged, ...], tuple[Judged, ...]]:
    """Split the questions evenly by the hash of their text, so that their order does not matter."""
    fitting: list[Judged] = []
    certifying: list[Judged] = []
    ordered = sorted(questions, key=lambda one: _digest(one.question))
    for sort in (True, False):
        members = [one for one in ordered if one.answerable is sort]
        certifying += members[::2]
        fitting += members[1::2]
    return tuple(fitting), tuple(certifying)


def _digest(question: str) -> bytes:
    return sha256(question.encode("utf-8", "surrogatepass")).digest()


def certify(
    fitted: Calibration,
    thresholds: Sequence[float],
    certifying: Sequence[Judged],
    risk: float,
    level: float,
) -> Calibration | None:
    """Return the last threshold that passes before one fails, with its promise, or None."""
    passed = None
    for threshold, seen in zip(thresholds, tallies(fitted, thresholds, certifying), strict=True):
        if not shows(seen.wrong, seen.answered, risk, level):
            break
        promise = Promise(risk, level, seen.questions, seen.answered, seen.wrong)
        passed = replace(fitted, threshold=threshold, promise=promise)
    return passed


def sequence(fitted: Calibration, fitting: Sequence[Judged], risk: float) -> list[float]:
    """Choose the thresholds to test, and their order, from the fitting half alone.

    The first is the one with the smallest p-value there (a stricter one would answer too few
    questions to show anything), and each next one is looser. None is below the general threshold:
    many good answers do not excuse one that is most likely wrong.
    """
    sure = (fitted.probability(one.evidence) for one in fitting)
    candidates = sorted({max(one, GENERAL.threshold) for one in sure})
    seen = tallies(fitted, candidates, fitting)
    surprise = [log_at_most(one.wrong, one.answered, risk) for one in seen]
    return candidates[surprise.index(min(surprise)) :: -1]


def tally(calibration: Calibration, questions: Sequence[Judged]) -> AnswerCounts:
    """Count the answers and the wrong ones at the calibration's threshold."""
    return tallies(calibration, [calibration.threshold], questions)[0]


def tallies(
    calibration: Calibration, thresholds: Sequence[float], questions: Sequence[Judged]
) -> list[AnswerCounts]:
    """Count the answers and the wrong ones at each of ``thresholds``, in their order."""
    sure = np.array([calibration.probability(one.evidence) for one in questions])
    order = np.argsort(-sure, kind="stable")
    wrong = np.cumsum([0, *(not questions[row].right for row in order)])
    answered = np.searchsorted(-sure[order], -np.array(thresholds), side="right")
    return [AnswerCounts(len(questions), int(n), int(wrong[n])) for n in answered]


def _best_effort(fitted: Calibration, fitting: Sequence[Judged], risk: float) -> float:
    """Return the loosest threshold whose estimated share of wrong answers is within ``risk``."""
    sure = np.sort([fitted.probability(one.evidence) for one in fitting])[::-1]
    estimated = np.cumsum(1 - sure) / np.arange(1, len(sure) + 1)  # it never falls
    within = np.flatnonzero(estimated <= risk)
    return max(float(sure[within[-1]]) if len(within) else 0.0, GENERAL.threshold)


def _missing(
    fitting: AnswerCounts, certifying: AnswerCounts, risk: float, level: float
) -> int | None:
    """Estimate how many more questions a promise needs, from the error rate of the worse half."""
    needed = answers_needed(max(fitting.error, certifying.error), risk, level)
    asked = fitting.questions + certifying.questions
    answered = fitting.answered + certifying.answered
    if needed is None or not answered:
        return None
    total = ceil(2 * needed * asked / answered)
    return max(1, total - asked) if total <= MOST_ANSWERS else None


def confidence_error(calibration: Calibration, questions: Sequence[Judged]) -> float:
    """Return the expected calibration error of a calibration on judged questions."""
    sure = np.array([calibration.probability(one.evidence) for one in questions])
    return ece(sure, np.array([one.right for one in questions]))
