"""Define ``quoth forget``, which deletes what is kept of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli.operator import LARGEST_ID, bot_settings
from index.cli import cli
from index.cli.group import where

if TYPE_CHECKING:
    from bot.settings import BotSettings

SECONDS = 60.0  # that another process may hold the ledger


@cli.command(epilog="See docs/explanation/privacy.md#how-it-is-deleted.")
@click.argument("person", type=click.IntRange(1, LARGEST_ID))
@where
@click.pass_context
def forget(ctx: click.Context, /, person: int, **places: Any) -> None:
    """Delete what is kept of PERSON (their Discord id), on every server.

    These are the questions that they asked or voted down, and their id in the audit log. The bot
    may be running. Use it when Discord or the person asks you to delete their data.
    """
    from bot.admin.audit import AuditLog

    settings = bot_settings(ctx, **places)
    questions = _questions(settings, person) if settings.discord.ledger.exists() else 0
    acts = AuditLog(settings.discord.audit).forget(person)
    click.echo(
        f"deleted: {questions} kept questions; made nameless: {acts} entries of the audit log"
    )


def _questions(settings: BotSettings, person: int) -> int:
    from bot.asking.recording import ledger_of
    from bot.servers.corpus_rules_file import CorpusRulesFile
    from bot.servers.house_rules import HouseRules

    rules = CorpusRulesFile(settings.discord.corpora, settings.library.corpus)
    ledger = ledger_of(settings.discord.ledger, rules, HouseRules(settings.discord.customs))
    try:
        return ledger.forget(person).result(SECONDS)
    finally:
        ledger.close()
