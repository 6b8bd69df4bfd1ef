"""Define ``quoth import``, with which an installation begins to share a database."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from bot.cli.operator import bot_settings
from index.cli import cli
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app.files_import import Imported

NAMES = {
    "customs": "house rules",
    "corpora": "corpus rules and permissions",
    "blocked": "blocks",
    "left": "servers that were left",
}


@cli.command("import", epilog="See docs/how-to/several-processes.md#import-what-is-in-files.")
@click.option("--machine", default="", metavar="NAME",
              help="Import the files of one of several machines that ran separately.")  # fmt: skip
@click.option("--share-sources", is_flag=True,
              help="Share the register, the source files and the fetched pages too.")  # fmt: skip
@click.pass_context
def import_(ctx: click.Context, /, machine: str, share_sources: bool) -> None:
    """Copy what is in this machine's files into the shared database.

    It copies counts, kept questions, house rules, corpus rules and permissions, blocks, servers
    that the bot has left, and the audit log. Stop the bot first. You can run it again: nothing is
    counted or kept twice.
    """
    from bot.app import files_import
    from bot.app.local_state import LocalState
    from bot.app.state import state_of

    settings = bot_settings(ctx)
    with closing(state_of(settings)) as state:
        if isinstance(state, LocalState):
            raise SettingsError(
                "QUOTH_STORE__URL is not set: there is no database to import into",
                hint="See docs/how-to/several-processes.md.",
            )
        for line in _lines(files_import.import_files(settings, state, machine)):
            click.echo(line)
    if share_sources:
        click.echo(_shared(files_import.share_sources(settings)))


def _shared(files: int | None) -> str:
    if files is None:
        return "sources: shared already; they stay as the database has them"
    return f"sources: {files} files; every build reads these from now on, and no folder"


def _lines(done: Imported) -> Iterator[str]:
    ledger = done.ledger
    yield f"counts: {ledger.asked} questions, {ledger.votes} votes"
    left = f"; {ledger.left_out} left out" if ledger.left_out else ""
    yield f"kept questions: {ledger.kept}{left}"
    for kind, record in done.records.items():
        others = f"; {record.others} stay as the database has them" if record.others else ""
        yield f"{NAMES[kind]}: {record.new}{others}"
    yield f"audit log: {done.acts} entries"
    if ledger.left_out:
        yield "Questions from before a person was forgotten are left out: they may be theirs."
    yield "The files are as they were. Delete them when all is well: nobody is forgotten in them."
