"""Define ``quoth forget``, which deletes what is kept of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli.operator import LARGEST_ID, audit_log, bot_settings
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
    acts = audit_log(settings).forget(person)
    click.echo(
        f"deleted: {questions} kept questions; made nameless: {acts} entries of the audit log"
    )


def _questions(settings: BotSettings, person: int) -> int:
    from bot.app.wiring import wire
    from bot.postgres.secrets import store_secrets

    if store_secrets(settings.store) is None and not settings.discord.ledger.exists():
        return 0
    ledger = wire(settings).service.ledger
    try:
        return ledger.forget(person).result(SECONDS)
    except TimeoutError:
        raise QuothError(
            f"another process held the ledger for {SECONDS:.0f} s, so nothing was deleted",
            hint="Run the command again, or stop the bot first.",
        ) from None
    finally:
        ledger.close()
