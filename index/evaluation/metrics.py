"""Compute all figures from verdicts, as plain data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from index.evaluation.curves import Bin, aurc, auroc, ece, reliability, threshold_at
from index.evaluation.intervals import Estimate, Share
from index.evaluation.judgements import Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

COVERAGE = 0.8  # of the answerable questions; makes runs of any threshold comparable
Holds = Callable[[Verdict], bool]


def figures(verdicts: Sequence[Verdict], seconds: Sequence[float] = ()) -> dict[str, Any]:
    """Compute all figures; a figure that no question applies to is ``None``.

    ``quote_hit`` and ``mrr`` judge the order of the candidates, abstaining set aside;
    ``shown_hit_at_1`` counts an abstention as a miss. ``shown_hit`` is the share of which a text
    that is shown as an answer holds one; ``shown_hit_or_near`` counts the near tier too.
    ``seconds`` is how long each question took.
    """
    answerable = [v for v in verdicts if v.answerable]
    answered = [v for v in verdicts if not v.abstained]
    unanswerable = [v for v in verdicts if not v.answerable]
    return {
        "questions": len(verdicts),
        "quote_hit_at_1": _share(answerable, Verdict.right),
        "quote_hit_at_3": _share(answerable, lambda v: v.right(3)),
        "mrr": _mrr(answerable),
        "shown_hit": _share(answerable, lambda v: v.shown_right and not v.abstained),
        "shown_hit_or_near": _share(answerable, lambda v: v.shown_right),
        "shown_hit_at_1": _share(answerable, lambda v: v.right() and not v.abstained),
        "answered": _share(answerable, lambda v: not v.abstained),
        "error_among_answered": _share(answered, lambda v: not v.right()),
        "error_at_80": _error_at_coverage(verdicts, answerable),
        "refused": _by_kind(unanswerable, lambda v: v.abstained),
        "hit_at_1_by_kind": _by_kind(answerable, Verdict.right),
        **_of_the_confidence(verdicts),
        "latency_ms": _latency(seconds),
    }


def scalars(record: Mapping[str, Any]) -> Iterator[tuple[str, float | None]]:
    """Yield every figure that is one number, by its name: ``mrr``, ``refused.off-topic``."""
    for name, value in record.items():
        if not isinstance(value, dict):
            continue
        if {"share", "value"} & value.keys():
            yield name, value.get("share", value.get("value"))
        else:
            for key, inner in value.items():
                yield f"{name}.{key}", _number(inner)


def by_kind(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    """Group the verdicts by the kind of their question, in alphabetical order."""
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.kind].append(verdict)
    return dict(sorted(kinds.items()))


def confidences(verdicts: Sequence[Verdict]) -> NDArray[np.float64]:
    """Return the confidence of each verdict, (n,) float64."""
    return np.array([v.confidence for v in verdicts], dtype=np.float64)


def rights(verdicts: Sequence[Verdict]) -> NDArray[np.bool_]:
    """Return whether each first candidate answers, (n,) bool."""
    return np.array([v.right() for v in verdicts], dtype=np.bool_)


def _number(value: Any) -> float | None:
    found = value.get("share", value.get("value")) if isinstance(value, dict) else value
    return None if found is None else float(found)


def _share(verdicts: Sequence[Verdict], holds: Holds) -> dict[str, Any]:
    return Share(sum(map(holds, verdicts)), len(verdicts)).record


def _by_kind(verdicts: Sequence[Verdict], holds: Holds) -> dict[str, Any]:
    return {kind: _share(members, holds) for kind, members in by_kind(verdicts).items()}


def _estimate(statistic: Callable[..., float], *samples: NDArray[Any]) -> dict[str, Any]:
    if not all(map(len, samples)):
        return {"value": None, "interval": None}
    return Estimate.of(statistic, *samples).record


def _mrr(answerable: Sequence[Verdict]) -> dict[str, Any]:
    reciprocal = np.array([1 / v.rank if v.rank else 0.0 for v in answerable])
    return _estimate(lambda sample: float(sample.mean()), reciprocal)


def _error_at_coverage(verdicts: Sequence[Verdict], answerable: Sequence[Verdict]) -> Any:
    """Return the error among the answered, at the threshold that answers 80 % of the answerable."""
    if not answerable:
        return {"threshold": None, **_share([], Verdict.right)}
    threshold = threshold_at(confidences(answerable), COVERAGE)
    answered = [v for v in verdicts if v.confidence >= threshold]
    return {"threshold": threshold, **_share(answered, lambda v: not v.right())}


def _of_the_confidence(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    answerable = confidences([v for v in verdicts if v.answerable])
    unanswerable = by_kind([v for v in verdicts if not v.answerable])
    pairs = np.column_stack([confidences(verdicts), rights(verdicts)])
    return {
        "auroc": {
            kind: _estimate(auroc, answerable, confidences(members))
            for kind, members in unanswerable.items()
        },
        "aurc": _estimate(_of_pairs(aurc), pairs),
        "ece": _estimate(_of_pairs(ece), pairs),
        "reliability": [_bin(bin_) for bin_ in reliability(pairs[:, 0], pairs[:, 1] == 1)],
    }


def _of_pairs(statistic: Callable[..., float]) -> Callable[[NDArray[np.float64]], float]:
    """Split pairs into two columns, so that a question and its rightness are drawn together."""
    return lambda pairs: statistic(pairs[:, 0], pairs[:, 1] == 1)


def _bin(bin_: Bin) -> dict[str, Any]:
    places = {"low": bin_.low, "high": bin_.high, "confidence": round(bin_.confidence, 4)}
    return places | bin_.right.record


def _latency(seconds: Sequence[float]) -> dict[str, float] | None:
    if not seconds:
        return None
    p50, p95 = np.percentile(np.array(seconds) * 1000, [50, 95])
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1)}


SHARES = {
    "quote_hit_at_1": "quote-hit@1",
    "quote_hit_at_3": "quote-hit@3",
    "shown_hit": "shown-hit, sure",
    "shown_hit_or_near": "shown-hit, sure or near",
    "shown_hit_at_1": "answered and right",
    "answered": "answered",
    "error_among_answered": "error among answered",
    "error_at_80": "error at 80 % answered",
}
ONE_NUMBER = {
    "mrr": "MRR",
    "aurc": "AURC",
    "ece": "ECE",
}
BY_KIND = {
    "refused": "refused, {}",
    "auroc": "AUROC, {}",
    "hit_at_1_by_kind": "quote-hit@1, {}",
}
