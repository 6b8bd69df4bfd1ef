"""The commands ``quoth sources refresh``, ``diff`` and ``lint``, which keep sources up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from index.cli.group import as_json, counted, print_json, settings_of, where
from index.cli.progress_bars import progress_bars
from index.cli.show_sources import print_record, print_refreshed
from index.cli.sources import sources

NOT_WELL = 4  # as for a source that cannot be used


@sources.command(epilog="See docs/how-to/web-sources.md#keep-the-pages-up-to-date.")
@click.argument("name", required=False)
@where
@as_json
@click.option("--all", "all_", is_flag=True, help="Fetch every source that is not paused.")
@click.option("--prune", is_flag=True, help="Remove pages that are gone or no longer linked.")
@click.pass_context
def refresh(
    ctx: click.Context, /, name: str | None, as_json: bool, all_: bool, prune: bool, **places: Any
) -> None:
    """Fetch what has changed on the web.

    If a page cannot be fetched or is gone, its last copy stays.

    Exit code 0: done; 4: a page could not be fetched.
    """
    from index.sources.opening import tree_of
    from index.sources.register.refresh import refresh_all, refresh_source

    if bool(name) == all_:
        raise click.UsageError("Give a NAME, or --all.")
    tree = tree_of(settings_of(ctx, **places))
    with progress_bars() as progress, tree.changing() as settings:
        done = (
            [refresh_source(settings, name, prune=prune, progress=progress)]
            if name
            else refresh_all(settings, prune=prune, progress=progress)
        )
    if as_json:
        print_record(done)
    else:
        for one in done:
            print_refreshed(one)
    ctx.exit(0 if all(one.well for one in done) else NOT_WELL)


@sources.command()
@where
@as_json
@click.pass_context
def diff(ctx: click.Context, /, as_json: bool, **places: Any) -> None:
    """Show what a build would add, change and remove.

    Fetches nothing and changes nothing.

    Exit code 0: done; 4: a file cannot be read.
    """
    from index.cli.build import say_plan
    from index.maintenance.rebuild import Rebuilder

    faults = say_plan(Rebuilder(settings_of(ctx, **places)), as_json)
    ctx.exit(NOT_WELL if faults else 0)


@sources.command(epilog="See docs/how-to/keep-a-register.md#find-problems.")
@where
@as_json
@click.option("--skip", multiple=True, metavar="CHECK", help="Leave out a check. Can be repeated.")
@click.pass_context
def lint(ctx: click.Context, /, as_json: bool, skip: Sequence[str], **places: Any) -> None:
    """Look for duplicates, missing titles and other problems.

    Tells what was left out of the files, too.

    Exit code 0: nothing found, or only what was left out; 1: something found.
    """
    from index.maintenance.lint import LEFT_OUT
    from index.maintenance.lint import lint as run
    from index.models.encoder import load_encoder
    from index.sources.opening import tree_of

    settings = tree_of(settings_of(ctx, **places)).current()
    encoder = None if "long" in skip else load_encoder(settings.encoder)
    with progress_bars() as progress:
        found = [one for one in run(settings, encoder, progress=progress) if one.check not in skip]
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        for one in found:
            click.echo(f"{one.check:<14} {one.says}")
        click.echo(f"{counted(len(found), 'finding')}." if found else "No findings.", err=True)
    ctx.exit(1 if any(one.check != LEFT_OUT for one in found) else 0)
