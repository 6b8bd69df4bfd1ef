"""``quoth eval``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, print_json, settings_of, where
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.evaluation import Outcome

FILE = click.Path(path_type=Path, dir_okay=False)


@cli.command("eval")
@click.argument("questions", type=FILE)
@where
@as_json
@click.option("--rows", type=FILE, help="Write one JSON object a question to this file.")
@click.option("--depth", default=10, show_default=True, type=click.IntRange(1, 1000),
              help="How many passages a row lists.")  # fmt: skip
@click.pass_context
def evaluate(
    ctx: click.Context,
    /,
    questions: Path,
    as_json: bool,
    rows: Path | None,
    depth: int,
    **places: Any,
) -> None:
    """Measure the answers on judged QUESTIONS (JSON Lines), with 95 % intervals."""
    from index.answering import Answerer
    from index.cli.build import progress_bars
    from index.evaluation import figures, judge, read_judgements
    from index.library import Library

    settings = settings_of(ctx, **places)
    judgements = read_judgements(questions)
    if rows:
        _write_rows(rows, [])  # a folder that is not there is told before the questions are asked
    snapshot = Library(settings.library.index).get(settings.library.corpus)
    answerer = Answerer.of(settings)
    outcomes = []
    answerer.answer("warm up", snapshot)  # loading the model is no question's latency
    with progress_bars() as progress:
        for outcome in judge(judgements, answerer, snapshot, depth):
            outcomes.append(outcome)
            progress("asking", len(outcomes), len(judgements))
    if rows:
        _write_rows(rows, outcomes)
    record = {"snapshot": snapshot.name, **figures(outcomes)}
    if as_json:
        print_json(record)
    else:
        _print_figures(record)


def _write_rows(path: Path, outcomes: Sequence[Outcome]) -> None:
    from index.records import row_record

    try:
        with path.open("w", encoding="utf-8") as file:
            for outcome in outcomes:
                record = row_record(outcome.answer, outcome.judgement.id)
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be written ({error.strerror})", hint="Name a file in a folder of yours."
        ) from None


def _print_figures(record: dict[str, Any]) -> None:
    click.echo(f"{record['questions']} questions, snapshot {record['snapshot']}\n")
    for name, title in (
        ("quote_hit_at_1", "quote-hit@1"),
        ("quote_hit_at_3", "quote-hit@3"),
        ("shown_hit_at_1", "answered and right"),
        ("answered", "answered"),
        ("error_among_answered", "error among answered"),
    ):
        _print_share(title, record[name])
    click.echo(f"{'MRR':<36} {record['mrr']}")
    for kind, share in record["refused"].items():
        _print_share(f"refused, {kind}", share)
    for kind, share in record["hit_at_1_by_kind"].items():
        _print_share(f"quote-hit@1, {kind}", share)
    latency = record["latency_ms"]
    click.echo(f"{'latency':<36} p50 {latency['p50']} ms, p95 {latency['p95']} ms")


def _print_share(title: str, share: dict[str, Any]) -> None:
    if not share["of"]:
        click.echo(f"{title:<36} no such question")
        return
    low, high = share["interval"]
    counts = f"{share['hits']} of {share['of']}"
    click.echo(f"{title:<36} {share['share']:.3f}  {counts:>14}  [{low:.3f}, {high:.3f}]")
