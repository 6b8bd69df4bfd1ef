"""Define ``quoth backup`` and ``quoth restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bot.cli.operator import FILE, bot_settings
from index.cli import cli
from index.cli.group import counted, where

THERE = click.Path(path_type=Path, dir_okay=False, exists=True)


@cli.command(epilog="See docs/how-to/back-up-and-restore.md.")
@click.argument("file", type=FILE)
@where
@click.pass_context
def backup(ctx: click.Context, /, file: Path, **places: Any) -> None:
    """Write all that the bot keeps to FILE.

    FILE is a tar file that only its owner can read. The bot may be running. An earlier FILE is
    replaced when the new one is complete.
    """
    from bot.backup.archive import write_backup
    from bot.postgres.secrets import store_secrets
    from index.snapshots.opening import address_of

    settings = bot_settings(ctx, **places)
    done = write_backup(file, settings)
    click.echo(
        f"written: {file}, {counted(len(done.digests), 'file')}, {file.stat().st_size:,} bytes"
    )
    if store_secrets(settings.store) is not None:
        click.echo(
            "note: what is in the shared database is not in it: see "
            "docs/how-to/several-processes.md#back-up",
            err=True,
        )
    if address_of(settings.library) is not None:
        click.echo(
            "note: sources that are shared in a database are not in it: see "
            "docs/how-to/several-processes.md#share-the-sources",
            err=True,
        )


@cli.command(epilog="See docs/how-to/back-up-and-restore.md.")
@click.argument("file", type=THERE)
@click.option("--replace", is_flag=True, help="Move what is there aside, instead of refusing.")
@where
@click.pass_context
def restore(ctx: click.Context, /, file: Path, replace: bool, **places: Any) -> None:
    """Put what `quoth backup` wrote to FILE where the settings say. Stop the bot first.

    Every byte is checked before anything is written.
    """
    from bot.backup.restore import restore as put_back

    done = put_back(file, bot_settings(ctx, **places), replace=replace)
    for path in done.aside:
        click.echo(f"moved aside: {path}")
    click.echo(f"restored: {counted(done.files, 'file')}")
