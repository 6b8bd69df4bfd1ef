"""The command ``quoth eval``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, print_json, settings_of, where
from index.cli.judged_questions import ask_judged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.answering.answerer import Answerer
    from index.evaluation import Judgement, Outcome
    from index.evaluation.compare import Comparison
    from index.evaluation.thresholds import Bound
    from index.settings import IndexSettings
    from index.snapshots.snapshot import Snapshot

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


@cli.command(
    "eval",
    epilog="See docs/how-to/measure-answers.md and docs/reference/files.md#judged-questions.",
)
@click.argument("questions", type=FILE)
@where
@as_json
@click.option("--rows", type=FILE, help="Write one JSON object for each question to this file.")
@click.option("--depth", default=10, show_default=True, type=click.IntRange(1, 1000),
              metavar="N", help="How many passages to list in a row.")  # fmt: skip
@click.option("--alone", is_flag=True,
              help="Ask each question as if nothing had been asked before.")  # fmt: skip
@click.option(
    "--report", type=FOLDER, metavar="DIR", help="Write report.html and report.png to this folder."
)
@click.option("--compare", type=FILE, help="Compare with the rows of another run (--rows).")
@click.option("--fail-under", multiple=True, metavar="FIGURE=VALUE",
              help="Fail if a figure is worse than this value. Can be repeated.")  # fmt: skip
@click.pass_context
def evaluate(
    ctx: click.Context,
    /,
    questions: Path,
    as_json: bool,
    rows: Path | None,
    depth: int,
    alone: bool,
    report: Path | None,
    compare: Path | None,
    fail_under: tuple[str, ...],
    **places: Any,
) -> None:
    """Measure the answers to a file of judged QUESTIONS.

    The file is JSON Lines. Each figure has its 95 % interval.

    Exit code 0: measured; 1: a figure is worse than --fail-under allows.
    """
    from index.evaluation import read_judgements
    from index.evaluation.compare import Comparison, check_comparable
    from index.evaluation.outcome_rows import read_rows
    from index.evaluation.thresholds import Bound, names

    settings = settings_of(ctx, **places)
    judgements = read_judgements(questions)
    bounds = [Bound.parse(text, names(judgements)) for text in fail_under]
    others = read_rows(compare) if compare else None
    if others is not None:
        check_comparable(judgements, others)
    _write(rows, report)
    outcomes, record = _measured(judgements, settings, depth=depth, alone=alone)
    _write(rows, report, outcomes, record)
    verdicts = [outcome.verdict for outcome in outcomes]
    comparison = Comparison.of(verdicts, others) if others is not None else None
    _show(record, comparison, str(compare), as_json)
    ctx.exit(0 if _meets(bounds, record) else 1)


def _measured(
    judgements: Sequence[Judgement], settings: IndexSettings, *, depth: int, alone: bool
) -> tuple[Sequence[Outcome], dict[str, Any]]:
    """Ask all the questions, and return what came of each, and the figures."""
    from index.answering.answerer import Answerer
    from index.answering.part import Part
    from index.snapshots.opening import library_of

    snapshot = library_of(settings.library).get(settings.library.corpus)
    answerer = Answerer.of(settings)
    answerer.ask("warm up", (Part(snapshot),))  # so that no latency includes loading the model
    outcomes = ask_judged(judgements, answerer, snapshot, depth=depth, alone=alone)
    return outcomes, _record(snapshot, answerer, outcomes)


def _record(snapshot: Snapshot, answerer: Answerer, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    from index.evaluation import figures

    return {
        "snapshot": snapshot.name,
        "threshold": answerer.threshold(snapshot),
        **figures([one.verdict for one in outcomes], [one.seconds for one in outcomes]),
    }


def _meets(bounds: Sequence[Bound], record: Mapping[str, Any]) -> bool:
    """Return whether every bound of ``--fail-under`` is met, and print those that are not."""
    failures = [failure for bound in bounds if (failure := bound.failure(record))]
    for failure in failures:
        click.echo(f"not met: {failure}", err=True)
    return not failures


def _write(
    rows: Path | None,
    report: Path | None,
    outcomes: Sequence[Outcome] = (),
    record: Mapping[str, Any] | None = None,
) -> None:
    """Write what was asked for; without a record, only check that it can be written."""
    from index.evaluation.outcome_rows import write_rows
    from index.evaluation.report import make_folder, write_report

    if rows:
        write_rows(rows, outcomes)
    if report:
        make_folder(report)
        if record:
            write_report(report, outcomes, record)


def _show(record: dict[str, Any], comparison: Comparison | None, other: str, as_json: bool) -> None:
    from index.cli.show_metrics import print_comparison, print_figures

    compared = comparison.record if comparison else None
    if as_json:
        print_json({**record, "comparison": compared} if compared else record)
        return
    print_figures(record)
    if comparison and compared:
        print_comparison(comparison, compared, other)
