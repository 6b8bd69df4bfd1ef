"""Draw the charts of a report; the same verdicts give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np

from index.evaluation.curves import reliability, risk_coverage
from index.evaluation.judgements import Verdict
from index.evaluation.metrics import by_kind, confidences, rights
from index.reports.charts import (
    FAINT,
    INK,
    RIGHT,
    UNANSWERABLE,
    WRONG,
    as_svg,
    drawn,
    percent,
    saved,
)

if TYPE_CHECKING:
    from index.reports.charts import Axes, Figure

BINS = np.linspace(0, 1, 41)
POINTS = 400  # of a curve; more are not visible and make the page large


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of a run; ``says`` describes it in words, for those who cannot see it."""

    title: str
    says: str
    draw: Callable[[Axes, Sequence[Verdict], float], None]


def png(verdicts: Sequence[Verdict], threshold: float) -> bytes:
    """Draw all charts side by side, as PNG."""
    return saved(_figure(PICTURES, verdicts, threshold), "png")


def svg(picture: Picture, verdicts: Sequence[Verdict], threshold: float) -> str:
    """Draw one chart, as SVG for a page."""
    return as_svg(_figure([picture], verdicts, threshold), picture.says)


def _figure(pictures: Sequence[Picture], verdicts: Sequence[Verdict], threshold: float) -> Figure:
    def drawing(picture: Picture) -> Callable[[Axes], None]:
        return lambda axes: picture.draw(axes, verdicts, threshold)

    return drawn([(picture.title, drawing(picture)) for picture in pictures])


def _draw_risk(axes: Axes, verdicts: Sequence[Verdict], threshold: float) -> None:
    sure, right = confidences(verdicts), rights(verdicts)
    coverage, risk = risk_coverage(sure, right)
    some = np.unique(np.linspace(0, len(risk) - 1, POINTS).astype(int))
    axes.plot(coverage[some], risk[some], color=RIGHT, linewidth=2)
    answered = sure >= threshold
    if answered.any():
        x, y = answered.mean(), (~right[answered]).mean()
        label = f"at the threshold in force, {threshold:.2f}"
        axes.plot([x], [y], "o", color=WRONG, markersize=8, label=label)
        axes.legend(loc="upper left")
    axes.set(xlim=(0, 1.02), ylim=(0, None), xlabel="questions answered, the surest first",
             ylabel="wrong among them")  # fmt: skip
    percent(axes.xaxis, axes.yaxis)


def _draw_reliability(axes: Axes, verdicts: Sequence[Verdict], threshold: float) -> None:
    bins = list(reliability(confidences(verdicts), rights(verdicts)))
    x = [bin_.confidence for bin_ in bins]
    y = [bin_.right.hits / bin_.right.of for bin_ in bins]
    low = [value - bin_.right.interval[0] for value, bin_ in zip(y, bins, strict=True)]
    high = [bin_.right.interval[1] - value for value, bin_ in zip(y, bins, strict=True)]
    axes.plot([0, 1], [0, 1], color=FAINT, linestyle=":", label="as it should be")
    axes.errorbar(x, y, np.maximum([low, high], 0), color=RIGHT, marker="o", markersize=5,
                  linewidth=1.5, elinewidth=1, capsize=2)  # fmt: skip
    _mark(axes, threshold)
    axes.legend(loc="lower right")
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="confidence", ylabel="first quote right")
    percent(axes.yaxis)


def _draw_confidences(axes: Axes, verdicts: Sequence[Verdict], threshold: float) -> None:
    groups = _groups(verdicts)
    for height, (_, colour, members) in enumerate(reversed(groups)):
        counts, _ = np.histogram(confidences(members), BINS)
        tops = height + 0.85 * counts / max(1, counts.max())
        axes.stairs(tops, BINS, baseline=height, fill=True, color=colour)
        axes.axhline(height, color=FAINT, linewidth=0.5)
    _mark(axes, threshold)
    labels = [f"{fill(name, 14)}\n({len(members):,})" for name, _, members in reversed(groups)]
    axes.set_yticks([at + 0.4 for at in range(len(groups))], labels, fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set(xlim=(0, 1), ylim=(0, len(groups) + 0.35), xlabel="confidence")
    left = threshold < 0.5
    axes.annotate("threshold in force", (threshold, len(groups) + 0.1), fontsize=9,
                  xytext=(5 if left else -5, 0), textcoords="offset points",
                  ha="left" if left else "right")  # fmt: skip


def _groups(verdicts: Sequence[Verdict]) -> list[tuple[str, str, Sequence[Verdict]]]:
    right = [v for v in verdicts if v.answerable and v.right()]
    wrong = [v for v in verdicts if v.answerable and not v.right()]
    kinds = by_kind([v for v in verdicts if not v.answerable])
    found = [("right", RIGHT, right), ("wrong", WRONG, wrong)]
    found += [(kind, UNANSWERABLE, members) for kind, members in kinds.items()]
    return [group for group in found if group[2]]


def _mark(axes: Axes, threshold: float) -> None:
    axes.axvline(threshold, color=INK, linewidth=1, linestyle="--", label="threshold in force")


PICTURES = (
    Picture(
        "What answering more would cost",
        "Risk and coverage: the share of wrong answers as more questions are answered",
        _draw_risk,
    ),
    Picture(
        "Whether the confidence means what it says",
        "Reliability: the share of right first quotes at each confidence",
        _draw_reliability,
    ),
    Picture(
        "How sure it was",
        "Histograms of the confidence: right, wrong, and each kind of unanswerable question",
        _draw_confidences,
    ),
)
