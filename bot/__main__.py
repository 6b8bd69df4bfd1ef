"""``quoth``, which is also ``python -m bot``: all that ``python -m index`` does, and ``run``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import bot.cli.backup
import bot.cli.forget
import bot.cli.import_files
import bot.cli.operator
import bot.cli.preview
from index.cli import cli
from index.cli.group import Front, where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.settings import BotSettings
    from index.maintenance.doctor import Check
    from index.settings import IndexSettings


@cli.command(epilog="See docs/how-to/run-as-a-service.md.")
@where
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="Divide the shards over N processes, and replace these one by one on SIGHUP.",
)
@click.pass_context
def run(ctx: click.Context, /, processes: int | None, **places: Any) -> None:
    """Run the bot until SIGTERM or Ctrl-C.

    Exit code 0: stopped; 2: no token, or one that Discord refused.
    """
    settings = bot.cli.operator.bot_settings(ctx, **places)
    if processes is None:
        from bot.app.run import run as serve

        ctx.exit(serve(settings))
    from bot.app.launcher import run as launch

    options = [f"--{name}={value}" for name, value in places.items() if value]
    ctx.exit(launch(settings, processes, options))


@cli.command(epilog="See docs/how-to/run-as-a-service.md#commands-that-are-missing.")
@where
@click.pass_context
def sync(ctx: click.Context, /, **places: Any) -> None:
    """Tell Discord the commands again, without serving.

    `quoth run` does so by itself when they have changed, or when Discord has others.

    Exit code 0: told; 2: no token, or one that Discord refused.
    """
    from bot.app.run import sync as tell

    ctx.exit(tell(bot.cli.operator.bot_settings(ctx, **places)))


@cli.command(epilog="See docs/how-to/workers.md.")
@where
@click.pass_context
def work(ctx: click.Context, /, **places: Any) -> None:
    """Answer for bots that share a database, until stopped.

    It needs the index and the models, and no token. SIGTERM or Ctrl-C stops it.
    """
    from bot.app.work import run as answer

    ctx.exit(answer(bot.cli.operator.bot_settings(ctx, **places)))


def main() -> None:
    """Run the command line, with the bot's settings and its own checks for `quoth doctor`."""
    cli(prog_name="quoth", obj=FRONT)


def _settings() -> type[BotSettings]:
    from bot.settings import BotSettings

    return BotSettings


def _findings(settings: IndexSettings) -> Iterable[Check]:
    from bot.app import store_check, token, upgrade
    from bot.settings import BotSettings

    if not isinstance(settings, BotSettings):
        return ()
    return (
        *token.examine(settings),
        *store_check.examine(settings),
        *upgrade.examine(settings),
    )


FRONT = Front(settings=_settings, findings=_findings)

if __name__ == "__main__":
    main()
