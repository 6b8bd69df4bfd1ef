"""How good the answers are, on judged questions: `quoth eval`.

A judgement is ``{"id", "question", "answers", "kind"}``; a quote is right when it contains one
of the answers, after Unicode NFC and folding of white space only. No answers mean that the
sources do not answer.

    judging     judgements in, outcomes and their verdicts out
    intervals   a share or any other statistic with its 95 % interval
    curves      what the confidence is worth: AUROC, risk and coverage, reliability
    figures     verdicts in, all figures out
    rows        one JSON object a question, and back
    comparing   two runs, question by question
    bounds      `--fail-under`
    report      one HTML page; pictures: matplotlib's only home
"""

from index.evaluation.intervals import Share
from index.evaluation.judge import Judgement, Outcome, Verdict, contains, judge, read_judgements
from index.evaluation.metrics import figures

__all__ = [
    "Judgement",
    "Outcome",
    "Share",
    "Verdict",
    "contains",
    "figures",
    "judge",
    "read_judgements",
]
