"""Measure how good the answers are, on judged questions: `quoth eval`.

A judgement is ``{"id", "question", "answers", "kind"}``. A quote is right when it contains one
of the answers, after Unicode NFC and folding of white space only. Without answers, the sources do
not answer the question.

    judgements         judgements in, outcomes and their verdicts out
    intervals          a share or any other statistic with its 95 % interval
    curves             the worth of a confidence: AUROC, risk and coverage, reliability
    metrics            verdicts in, all figures out
    outcome_rows       one JSON object a question, and back
    compare            two runs, question by question
    thresholds         `--fail-under`
    report             one HTML page, with the pictures of report_charts
    calibrate          a calibration and a promise, with the bounds of binomial
    near_tier          from which confidence on the closest text is shown
    example_questions  questions to show to new users
"""

from index.evaluation.intervals import Share
from index.evaluation.judgements import (
    Judgement,
    Outcome,
    Verdict,
    ask_all,
    contains,
    read_judgements,
)
from index.evaluation.metrics import figures

__all__ = [
    "Judgement",
    "Outcome",
    "Share",
    "Verdict",
    "ask_all",
    "contains",
    "figures",
    "read_judgements",
]
