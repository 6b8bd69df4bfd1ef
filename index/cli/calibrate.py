"""The command ``quoth calibrate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, print_json, settings_of, where
from index.cli.judged_questions import ask_judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.evaluation import Outcome
    from index.evaluation.calibrate import CalibrationResult
    from index.settings import IndexSettings
    from index.snapshots.calibration import Calibration, Measured
    from index.snapshots.snapshot import Snapshot


@cli.command(
    epilog="See docs/how-to/calibrate.md and docs/reference/files.md#a-calibration-as-json."
)
@click.argument("questions", type=click.Path(path_type=Path, dir_okay=False))
@where
@as_json
@click.option("--risk", default=0.05, show_default=True, type=click.FloatRange(0.001, 0.5),
              metavar="SHARE", help="The largest share of answers that may be wrong.")  # fmt: skip
@click.option("--level", default=0.95, show_default=True, type=click.FloatRange(0.5, 0.999),
              metavar="SHARE", help="How certain the promise must be.")  # fmt: skip
@click.option("--useful", default=0.25, show_default=True, type=click.FloatRange(0.01, 0.9),
              metavar="SHARE",
              help="The least share of closest texts that must hold the answer.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show the result, and change nothing.")
@click.pass_context
def calibrate(
    ctx: click.Context,
    /,
    questions: Path,
    as_json: bool,
    risk: float,
    level: float,
    useful: float,
    dry_run: bool,
    **places: Any,
) -> None:
    """Fit the confidence to a file of judged QUESTIONS (JSON Lines).

    Promise what they support: how many answers are wrong at most, and how many of the closest
    texts, which are shown if none is sure to answer, hold the answer at least.

    The result is a new snapshot: the index that serves, with the calibration in its manifest. At
    least 40 questions are needed, some of them unanswerable.

    Exit code 0: calibrated, with or without a promise; 2: the questions are too few.
    """
    from index.answering.answerer import Answerer
    from index.cli.show_calibration import print_calibrated
    from index.evaluation import read_judgements
    from index.evaluation.calibrate import check_enough
    from index.models.loading import reader_fingerprint
    from index.snapshots.opening import library_of
    from index.snapshots.publish import publish_calibrated

    settings = settings_of(ctx, **places)
    judgements = read_judgements(questions)
    check_enough([bool(judgement.answers) for judgement in judgements])
    library, corpus = library_of(settings.library), settings.library.corpus
    snapshot = library.get(corpus)
    reader = reader_fingerprint(settings.reader)
    outcomes = ask_judged(judgements, Answerer.of(settings), snapshot, depth=1)
    finding = _fitted(outcomes, risk, level, useful)
    measured = _measured(finding, snapshot, reader)
    keep = settings.library.keep
    name = None if dry_run else publish_calibrated(library, corpus, measured, keep=keep)
    record = _record(finding, snapshot, reader) | {"measured_on": snapshot.name, "snapshot": name}
    if as_json:
        print_json(record)
    else:
        print_calibrated(record, finding, risk, level, useful)
    _say_overrides(settings)


def _say_overrides(settings: IndexSettings) -> None:
    """Say which settings keep the new calibration from being used."""
    if settings.answer.min_confidence is not None:
        click.echo("QUOTH_ANSWER__MIN_CONFIDENCE overrides the threshold: unset it.", err=True)
    if settings.answer.near_confidence is not None:
        click.echo(
            "QUOTH_ANSWER__NEAR_CONFIDENCE overrides that of closest texts: unset it.", err=True
        )


def _fitted(
    outcomes: Sequence[Outcome], risk: float, level: float, useful: float
) -> CalibrationResult:
    """Fit and certify both thresholds: that of answers, then that of the closest texts."""
    from index.evaluation.calibrate import calibrate as certify
    from index.evaluation.calibrate import judged
    from index.evaluation.near_tier import with_near

    return with_near(certify(judged(outcomes), risk, level), useful, level)


def _measured(finding: CalibrationResult, snapshot: Snapshot, reader: str) -> Measured:
    from datetime import UTC, datetime

    from index.snapshots.calibration import Measured, evidence_of
    from index.snapshots.manifest import content

    return Measured(
        finding.calibration,
        snapshot.name,
        content(snapshot.manifest),
        evidence_of(snapshot.fingerprint, reader),
        datetime.now(UTC).date(),
    )


def _record(finding: CalibrationResult, snapshot: Snapshot, reader: str) -> dict[str, Any]:
    from dataclasses import asdict

    both = (*finding.fitting, *finding.certifying)
    return {
        "questions": len(both),
        "answerable": sum(one.answerable for one in both),
        "fitting": len(finding.fitting),
        "certifying": len(finding.certifying),
        "before": _figures(snapshot.calibration_for(reader), finding),
        "after": _figures(finding.calibration, finding),
        "calibration": asdict(finding.calibration),
        "questions_missing": finding.missing,
    }


def _figures(calibration: Calibration, finding: CalibrationResult) -> dict[str, Any]:
    """Return the figures of a calibration on the half that nothing was fitted on."""
    from index.evaluation.calibrate import confidence_error, tally
    from index.evaluation.near_tier import near_tally

    seen = tally(calibration, finding.certifying)
    near = near_tally(calibration, finding.certifying)
    return {
        "threshold": round(calibration.threshold, 4),
        "answered": seen.answered,
        "wrong": seen.wrong,
        "near": round(calibration.near, 4),
        "closest_shown": near.shown,
        "closest_held": near.held,
        "calibration_error": round(confidence_error(calibration, finding.certifying), 4),
    }
