"""The commands ``quoth build`` and ``quoth activate``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, counted, print_json, say_lines, settings_of, where
from index.cli.progress_bars import progress_bars
from index.errors import SourceError

if TYPE_CHECKING:
    from index.building.build import BuildReport
    from index.building.gather import Fault
    from index.building.plan import BuildPlan
    from index.maintenance.rebuild import Rebuilder
    from index.settings import IndexSettings

FILE = click.Path(path_type=Path, dir_okay=False)
UNREADABLE = SourceError.exit_code


@cli.command(epilog="See docs/how-to/re-index-and-roll-back.md.")
@where
@as_json
@click.option("--full", is_flag=True, help="Read and encode everything again.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--prune", is_flag=True, help="Remove from the index what is gone from the sources.")
@click.option("--keep", type=click.IntRange(1), metavar="N", help="How many snapshots to keep.")
@click.option(
    "--gate", type=FILE, help="Judged questions that the new index must pass before it serves."
)
@click.option("--force", is_flag=True, help="Publish the index even if it does not pass the gate.")
@click.option("--refresh", is_flag=True, help="First fetch what has changed on the web.")
@click.option("--watch", is_flag=True, help="Keep running, and build whenever a source changes.")
@click.option(
    "--every", metavar="TIME", help="Keep running, and build at this interval: 30m, 6h, 1d."
)
@click.option("--listen", metavar="HOST:PORT", help="Keep running, and build at each signed call.")
@click.pass_context
def build(
    ctx: click.Context,
    /,
    as_json: bool,
    full: bool,
    dry_run: bool,
    prune: bool,
    keep: int | None,
    gate: Path | None,
    force: bool,
    refresh: bool,
    watch: bool,
    every: str | None,
    listen: str | None,
    **places: Any,
) -> None:
    """Index the sources.

    The old index serves until the new one is complete. If nothing has changed, nothing is built.
    Files with the same bytes are not read again, and texts that are in the index already are not
    encoded again. A file that cannot be read is named on stderr; the other files are indexed, and
    its last good text stays. --watch, --every and --listen can be combined: such a build survives
    errors, and ends with Ctrl-C or SIGTERM.

    Exit code 0: done; 4: a file could not be read; 9: the index did not pass the gate.
    """
    settings = settings_of(ctx, **places)
    from index.maintenance.rebuild import Rebuilder

    builder = Rebuilder(settings, prune=prune, force=force, gate=gate, keep=keep)

    def once() -> bool:
        fetched = not refresh or _refresh(settings)
        return not _build(builder, full, as_json) and fetched

    if dry_run:
        well = not say_plan(builder, as_json)
    elif watch or every or listen:
        from index.cli.stay import stay

        stay(once, settings, builder, watch, every, listen)
        return
    else:
        well = once()
    ctx.exit(0 if well else UNREADABLE)


def _refresh(settings: IndexSettings) -> bool:
    """Fetch what has changed of the web sources, and report failures; their last copies stay."""
    from index.sources.opening import tree_of
    from index.sources.register.refresh import refresh_all

    with progress_bars() as progress, tree_of(settings).changing() as places:
        done = refresh_all(places, progress=progress)
    for one in done:
        problems = [page.says for page in one.pages if page.says] + [one.problem or ""]
        say_lines(f"{one.name}: {problem}" for problem in problems if problem)
    return all(one.well for one in done)


def _build(rebuilder: Rebuilder, full: bool, as_json: bool) -> Sequence[Fault]:
    """Build, print what came of it, and return the files that cannot be read."""
    from index.errors import GateError

    try:
        with progress_bars() as progress:
            report = rebuilder.build(full=full, progress=progress)
    except GateError as error:
        say_lines(error.lines)
        raise
    if as_json:
        print_json({**asdict(report), "gate": list(rebuilder.gate_lines)})
    else:
        _say_built(report, rebuilder, full)
    return report.plan.faults


def _say_built(report: BuildReport, rebuilder: Rebuilder, full: bool) -> None:
    from index.snapshots.languages_line import languages_line

    say_lines(rebuilder.gate_lines)
    there = f"{counted(report.documents, 'document')}, {counted(report.passages, 'passage')}"
    if report.encoded == 0 and report.plan.up_to_date and not full:
        click.echo(f"Up to date: {there}.")
    else:
        click.echo(
            f"{report.snapshot}: {there}, {counted(report.encoded, 'text')} encoded, "
            f"{report.reused} reused."
        )
    click.echo(f"Languages: {languages_line(report.languages, rebuilder.encoder_name)}.")
    _say_whose(rebuilder)
    say_what_stays(report.plan)


def _say_whose(rebuilder: Rebuilder) -> None:
    if shared := rebuilder.shared_in:
        say_lines([f"note: the sources are those in {shared}; no folder of this machine is read"])


def say_plan(rebuilder: Rebuilder, as_json: bool) -> Sequence[Fault]:
    """Print what a build would do, and return the files that cannot be read."""
    plan, fresh = rebuilder.plan_and_count()
    if as_json:
        print_json({**asdict(plan), "texts_to_encode": fresh})
        return plan.faults
    for sign, ids in (("+", plan.added), ("~", plan.changed), ("-", plan.removed)):
        for id_ in ids:
            click.echo(f"{sign} {id_}")
    stale = fresh or not plan.up_to_date
    click.echo(f"{counted(fresh, 'text')} to encode." if stale else "Up to date.")
    _say_whose(rebuilder)
    say_what_stays(plan)
    return plan.faults


def say_what_stays(plan: BuildPlan) -> None:
    """Print on stderr what a build keeps without its file, and what it cannot read.

    Notes on what was left out of the files that were read come before the latter.
    """
    for id_ in plan.kept:
        say_lines([f"kept: {id_} is gone from the sources; `quoth build --prune` removes it"])
    say_lines(f"note: {note}" for note in plan.notes)
    for fault in plan.faults:
        kept = f" Its earlier text stays ({counted(fault.kept, 'document')})." if fault.kept else ""
        say_lines([f"not read: {fault.message}. {fault.hint}{kept}"])
    if plan.faults:
        click.echo(f"{len(plan.faults)} of the sources could not be read.", err=True)


@cli.command()
@click.argument("snapshot")
@where
@click.pass_context
def activate(ctx: click.Context, /, snapshot: str, **places: Any) -> None:
    """Let a kept SNAPSHOT serve, after checking every byte of it.

    `quoth status` lists the snapshots. A running bot uses it from its next question on.
    """
    from index.snapshots.opening import library_of

    settings = settings_of(ctx, **places)
    library_of(settings.library).activate(settings.library.corpus, snapshot)
    click.echo(f"The corpus {settings.library.corpus!r} now uses {snapshot}.")
