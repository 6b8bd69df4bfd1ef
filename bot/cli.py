"""``quoth allow`` and ``quoth audit``: what the operator says of servers, and sees of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli import cli
from index.cli.group import as_json, print_json, settings_of, where

if TYPE_CHECKING:
    from bot.audit import Act, AuditLog
    from bot.register import Register
    from bot.settings import BotSettings
    from bot.shelves import Shelves

LARGEST_ID = 2**64 - 1


@cli.command()
@click.argument("server", type=click.IntRange(1, LARGEST_ID))
@click.argument("name")
@where
@click.option("--withdraw", is_flag=True, help="Allow it no longer.")
@click.pass_context
def allow(ctx: click.Context, /, server: int, name: str, withdraw: bool, **places: Any) -> None:
    """Let the maintainers of SERVER (its id) answer from the corpus NAME."""
    from index.library import Library

    settings = _bot_settings(ctx, **places)
    if not withdraw and name not in Library(settings.library.index).corpora():
        raise click.BadParameter(f"there is no index of a corpus {name!r}", param_hint="NAME")
    _register(settings).change(lambda shelves: _allowed(shelves, server, name, withdraw))
    outcome = "withdrawn" if withdraw else "allowed"
    _note(_audit(settings), server, name, outcome)
    click.echo(f"server {server}: {name} {outcome}")


@cli.command()
@where
@as_json
@click.option("--last", type=click.IntRange(1), help="Only the newest so many.", metavar="N")
@click.pass_context
def audit(ctx: click.Context, /, as_json: bool, last: int | None, **places: Any) -> None:
    """List what maintainers did, oldest first."""
    from bot.audit import act_record

    acts = list(_audit(_bot_settings(ctx, **places)).acts())
    acts = acts[-last:] if last else acts
    if as_json:
        print_json([act_record(act) for act in acts])
        return
    for act in acts:
        click.echo(_line(act))


def _line(act: Act) -> str:
    from index.cli.show import visible

    who = f"user {act.user}" if act.user is not None else "operator"
    given = " ".join(f"{name}={value}" for name, value in act.arguments.items())
    words = f"{act.verb} {given}".strip()
    line = f"{act.at}  server {act.server}  {who}  {words}: {act.outcome}"
    return visible(" ".join(line.split("\n")))


def _allowed(shelves: Shelves, server: int, name: str, withdraw: bool) -> Shelves:
    from dataclasses import replace

    shelf = shelves.shelf(server)
    rest = tuple(kept for kept in shelf.allowed if kept != name)
    return shelves.with_shelf(server, replace(shelf, allowed=rest if withdraw else (*rest, name)))


def _note(log: AuditLog, server: int, name: str, outcome: str) -> None:
    from bot.audit import Act

    try:
        log.append(Act("allow", outcome, server=server, arguments={"name": name}))
    except OSError as error:
        click.echo(f"{log.file} cannot be written ({error}): this is not recorded", err=True)


def _register(settings: BotSettings) -> Register:
    from bot.register import Register

    return Register(settings.discord.corpora, settings.library.corpus)


def _audit(settings: BotSettings) -> AuditLog:
    from bot.audit import AuditLog

    return AuditLog(settings.discord.audit)


def _bot_settings(ctx: click.Context, **places: Any) -> BotSettings:
    from bot.settings import BotSettings

    settings = settings_of(ctx, **places)
    if not isinstance(settings, BotSettings):  # `python -m index` has no such command
        raise TypeError("this command needs the settings of the bot")
    return settings
