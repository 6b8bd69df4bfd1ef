"""Print figures and comparisons in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from index.cli.show_quote import visible
from index.evaluation.metrics import BY_KIND, ONE_NUMBER, SHARES

if TYPE_CHECKING:
    from index.evaluation.compare import Comparison, Paired

MAX_LISTED_CHANGES = 20  # of the won, and of the lost questions; `--json` has all
TESTS = {
    "quote_hit_at_1": "quote-hit@1",
    "shown_hit_at_1": "answered and right",
    "refused": "refused, and rightly",
}


def print_figures(record: Mapping[str, Any]) -> None:
    """Print all figures of a run, one a line, with their intervals."""
    click.echo(f"{record['questions']} questions, snapshot {record['snapshot']}\n")
    for name, title in SHARES.items():
        _print_share(title, record[name])
    for name, title in ONE_NUMBER.items():
        _print_estimate(title, record[name])
    for name, title in BY_KIND.items():
        for kind, found in record[name].items():
            show = _print_share if "share" in found else _print_estimate
            show(title.format(kind), found)
    latency = record["latency_ms"]
    click.echo(f"{'latency':<36} p50 {latency['p50']} ms, p95 {latency['p95']} ms")


def _print_share(title: str, found: Mapping[str, Any]) -> None:
    counts = f"{found['hits']} of {found['of']}"
    _print(title, found["share"], counts, found["interval"])


def _print_estimate(title: str, found: Mapping[str, Any]) -> None:
    _print(title, found["value"], "", found["interval"])


def _print(title: str, value: float | None, counts: str, interval: Sequence[float] | None) -> None:
    if value is None or interval is None:
        click.echo(f"{_line(title):<36} no such questions")
        return
    low, high = interval
    click.echo(f"{_line(title):<36} {value:.3f}  {counts:>14}  [{low:.3f}, {high:.3f}]")


def print_comparison(comparison: Comparison, record: Mapping[str, Any], other: str) -> None:
    """Print the figures side by side, then what was won and lost, and whether it may be chance."""
    from index.evaluation.metrics import scalars

    click.echo(
        f"\nCompared with {_line(other)}, on {record['questions']} questions that both asked"
    )
    if left_out := record["only_here"] + record["only_there"]:
        click.echo(
            f"({left_out} left out: {record['only_here']} only in this run, "
            f"{record['only_there']} only in the other)"
        )
    click.echo(f"\n{'':<40} {'here':>7} {'there':>7} {'change':>7}")
    others = dict(scalars(record["there"]))
    for name, value in scalars(record["here"]):
        there = others.get(name)
        if value is not None and there is not None:
            click.echo(f"{_line(name):<40} {value:>7.3f} {there:>7.3f} {value - there:>+7.3f}")
    for paired in comparison.tests():
        _print_paired(paired)


def _print_paired(paired: Paired) -> None:
    won, lost = len(paired.won), len(paired.lost)
    click.echo(f"\n{TESTS[paired.name]}: {won} won, {lost} lost of {paired.of}; {_says(paired.p)}")
    for sign, verdicts in (("+", paired.won), ("-", paired.lost)):
        for verdict in verdicts[:MAX_LISTED_CHANGES]:
            click.echo(f"  {sign} {_line(verdict.id)}  {_line(verdict.question)}")
        if verdicts[MAX_LISTED_CHANGES:]:
            click.echo(f"  {sign} and {len(verdicts) - MAX_LISTED_CHANGES} more; --json has all")


def _line(text: str) -> str:
    """Write a name or a question from a file in one line, without control characters."""
    return " ".join(visible(text).split())


def _says(p: float) -> str:
    return f"p = {p:.3g}, " + ("unlikely to be chance" if p < 0.05 else "may be chance")
