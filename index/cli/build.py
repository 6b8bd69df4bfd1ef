"""``quoth build`` and ``quoth activate``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, print_json, settings_of, where

if TYPE_CHECKING:
    from index.building import Progress
    from index.planning import BuildPlan
    from index.settings import IndexSettings


@cli.command()
@where
@as_json
@click.option("--full", is_flag=True, help="Encode everything again.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.pass_context
def build(ctx: click.Context, /, as_json: bool, full: bool, dry_run: bool, **places: Any) -> None:
    """Index the sources. What serves goes on serving until the new index is complete."""
    settings = settings_of(ctx, **places)
    if dry_run:
        _dry_run(settings, as_json)
        return
    from index.building import build as run
    from index.encoder import load_encoder
    from index.library import Library

    places_ = settings.library
    with progress_bars() as progress:
        report = run(
            Library(places_.index),
            places_.corpus,
            places_.sources,
            load_encoder(settings.encoder),
            max_bytes=places_.max_file_bytes,
            full=full,
            progress=progress,
        )
    if as_json:
        print_json(asdict(report))
        return
    if report.encoded == 0 and report.plan.up_to_date and not full:
        click.echo(f"Up to date: {report.documents} documents, {report.passages} passages.")
        return
    click.echo(
        f"{report.snapshot}: {report.documents} documents, {report.passages} passages, "
        f"{report.encoded} texts encoded, {report.reused} reused."
    )


def _dry_run(settings: IndexSettings, as_json: bool) -> None:
    from index.building import texts_to_encode
    from index.documents import read_sources
    from index.encoder import load_encoder
    from index.library import Library
    from index.planning import plan_build

    places, encoder = settings.library, load_encoder(settings.encoder)
    documents = list(read_sources(places.sources, max_bytes=places.max_file_bytes))
    library = Library(places.index)
    plan = plan_build(library, places.corpus, documents, encoder)
    fresh = 0 if plan.up_to_date else texts_to_encode(library, places.corpus, documents, encoder)
    if as_json:
        print_json({**asdict(plan), "texts_to_encode": fresh})
        return
    _print_plan(plan)
    click.echo(f"{fresh} texts to encode." if fresh or not plan.up_to_date else "Up to date.")


def _print_plan(plan: BuildPlan) -> None:
    for sign, ids in (("+", plan.added), ("~", plan.changed), ("-", plan.removed)):
        for id_ in ids:
            click.echo(f"{sign} {id_}")


@cli.command()
@click.argument("snapshot")
@where
@click.pass_context
def activate(ctx: click.Context, /, snapshot: str, **places: Any) -> None:
    """Go back (or forth) to a kept SNAPSHOT, after every byte of it was checked."""
    from index.library import Library

    settings = settings_of(ctx, **places)
    Library(settings.library.index).activate(settings.library.corpus, snapshot)
    click.echo(f"{snapshot} serves the corpus {settings.library.corpus!r} now.")


@contextmanager
def progress_bars() -> Iterator[Progress]:
    """Bars with counts and the time left, on stderr; none where nobody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    bars = Bars(
        TextColumn("{task.description:>20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    tasks: dict[str, Any] = {}

    def progress(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage)
        bars.update(tasks[stage], completed=done, total=total)

    with bars:
        yield progress
