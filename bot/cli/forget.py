"""Define ``quoth forget``, which deletes what is kept of a person."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from bot.cli.operator import LARGEST_ID, bot_settings
from index.cli import cli
from index.cli.group import where
from index.errors import QuothError

if TYPE_CHECKING:
    from bot.settings import BotSettings

SECONDS = 60.0  # that another process may hold the ledger


@cli.command(epilog="See docs/explanation/privacy.md#how-it-is-deleted.")
@click.argument("person", type=click.IntRange(1, LARGEST_ID))
@where
@click.pass_context
def forget(ctx: click.Context, /, person: int, **places: Any) -> None:
    """Delete what is kept of PERSON, on every server.

    PERSON is their Discord id. What is kept are the questions that they asked or voted down, and
    their id in the audit log. The bot may be running. Use it when Discord or the person asks you to
    delete their data.
    """
    settings = bot_settings(ctx, **places)
    questions = _questions(settings, person)
    acts = _acts(settings, person)
    click.echo(
        f"deleted: {questions} kept questions; made nameless: {acts} entries of the audit log"
    )


def _acts(settings: BotSettings, person: int) -> int:
    """Make the acts nameless, also those that are in files from before the database was shared."""
    from bot.app.local_state import LocalState
    from bot.app.state import state_of

    with closing(state_of(settings)) as state:
        acts = state.audit().forget(person)
        if not isinstance(state, LocalState) and settings.discord.audit.exists():
            acts += LocalState(settings).audit().forget(person)
        return acts


def _questions(settings: BotSettings, person: int) -> int:
    from bot.postgres.secrets import store_secrets

    there = settings.discord.ledger.exists()
    if store_secrets(settings.store) is None:
        return _in_ledger(settings, person) if there else 0
    return _in_ledger(settings, person) + (_in_file(settings, person) if there else 0)


def _in_file(settings: BotSettings, person: int) -> int:
    """Forget somebody in the file of before the database was shared."""
    from bot.app.local_state import LocalState

    with closing(LocalState(settings).ledger()) as ledger:
        return ledger.forget(person)


def _in_ledger(settings: BotSettings, person: int) -> int:
    from bot.app.wiring import wire

    wiring = wire(settings)
    ledger = wiring.service.ledger
    try:
        return ledger.forget(person).result(SECONDS)
    except TimeoutError:
        raise QuothError(
            f"another process held the ledger for {SECONDS:.0f} s, so nothing was deleted",
            hint="Run the command again, or stop the bot first.",
        ) from None
    finally:
        ledger.close()
        wiring.state.close()
