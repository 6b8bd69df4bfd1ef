"""Show what `quoth calibrate` found: the figures before and after, and what is promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.promise_words import near_promise_words, percent, promise_words

if TYPE_CHECKING:
    from index.evaluation.calibrate import CalibrationResult

LINES = (
    ("threshold", "refuses below"),
    ("answered", "answered"),
    ("wrong", "of these, wrong"),
    ("calibration_error", "calibration error (ECE)"),
    ("near", "shows the closest text from"),
    ("closest_shown", "closest texts shown"),
    ("closest_held", "of these, with the answer"),
)


def print_calibrated(
    record: dict[str, Any], finding: CalibrationResult, risk: float, level: float, useful: float
) -> None:
    """Print the figures of ``record``, the promises or why there are none, and the snapshot."""
    unanswerable = record["questions"] - record["answerable"]
    click.echo(
        f"{record['questions']} questions: the sources answer {record['answerable']} of them, "
        f"but not {unanswerable}.\n"
        f"{record['fitting']} fitted the confidence; "
        f"the other {record['certifying']} show how good it is:\n\n"
        f"{'':<36} {'before':>8} {'after':>8}"
    )
    for name, title in LINES:
        click.echo(f"{title:<36} {record['before'][name]:>8} {record['after'][name]:>8}")
    click.echo(f"\n{_promise_or_why_not(finding, risk, level)}")
    click.echo(_near_promise_or_why_not(finding, useful, level))
    served = record["snapshot"]
    click.echo(f"{served} is now in use." if served else "Nothing was changed (--dry-run).")


def _promise_or_why_not(finding: CalibrationResult, risk: float, level: float) -> str:
    from index.evaluation.binomial import upper_bound

    if finding.calibration.promise:
        words = promise_words(finding.calibration.promise)
        return f"Promise: {words}, {percent(level)} sure, on questions like these."
    seen = finding.first
    bound = percent(round(upper_bound(seen.wrong, seen.answered, level), 3))
    why = (
        f"No promise: where the first half erred least, {seen.wrong} of {seen.answered} answers "
        f"to the second half were wrong.\nThat shows at most {bound} wrong "
        f"({percent(level)} sure), not {percent(risk)}."
    )
    if finding.missing is None:
        return f"{why}\nNo number of questions is enough at this error rate; try a larger --risk."
    return f"{why}\nAbout {finding.missing:,} more such questions could support it."


def _near_promise_or_why_not(finding: CalibrationResult, useful: float, level: float) -> str:
    from index.evaluation.near_tier import FEWEST_REFUSED, below_threshold, near_tally

    calibration = finding.calibration
    if calibration.near_promise:
        words = near_promise_words(calibration.near_promise)
        return f"Promise: {words}, {percent(level)} sure, on questions like these."
    refused = len(below_threshold(calibration, finding.fitting))
    if refused < FEWEST_REFUSED:
        return (
            f"No promise for closest texts: the first half has {refused} refused questions, and "
            f"{FEWEST_REFUSED} are needed."
        )
    if calibration.near == calibration.threshold:
        return (
            f"No closest text is shown: in the first half, none is estimated to hold the answer "
            f"{percent(useful)} of the time."
        )
    seen = near_tally(calibration, finding.certifying)
    bound = percent(round(seen.at_least(level), 3))
    return (
        f"No promise for closest texts: {seen.held} of {seen.shown} in the second half hold the "
        f"answer.\nThat shows at least {bound} ({percent(level)} sure), not {percent(useful)}."
    )
