"""Define ``quoth allow``, ``audit``, ``gaps`` and ``report``, the commands of the operator."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.cli import cli
from index.cli.group import as_json, print_json, settings_of, where
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.admin.audit import Act, AuditTrail
    from bot.ledger import Counts, Kept
    from bot.ledger.gaps import Gap
    from bot.report.figures import QuotedSource
    from bot.servers.corpus_rules import RuleSet
    from bot.settings import BotSettings

LARGEST_ID = 2**64 - 1
FILE = click.Path(path_type=Path, dir_okay=False)


@cli.command(epilog="See docs/how-to/several-corpora.md.")
@click.argument("server", type=click.IntRange(1, LARGEST_ID))
@click.argument("name")
@where
@click.option("--withdraw", is_flag=True, help="Withdraw the permission.")
@click.pass_context
def allow(ctx: click.Context, /, server: int, name: str, withdraw: bool, **places: Any) -> None:
    """Allow a server to use the corpus NAME.

    SERVER is its id on Discord. Nothing is answered from the corpus until maintainers of the server
    choose it with `/corpus use`.
    """
    from bot.app.state import state_of
    from bot.app.wiring import corpus_rules_of
    from index.errors import SnapshotMissing
    from index.snapshots.opening import library_of

    settings = bot_settings(ctx, **places)
    if not withdraw and name not in library_of(settings.library).corpora():
        raise SnapshotMissing(
            f"there is no index of a corpus {name!r}",
            hint=f"Build it first: `quoth build --corpus {name} --sources DIR`.",
        )
    with closing(state_of(settings)) as state:
        rules = corpus_rules_of(settings, state)
        rules.change(lambda rules: _allowed(rules, server, name, withdraw))
        outcome = "withdrawn" if withdraw else "allowed"
        _note(state.audit(), server, name, outcome)
    click.echo(f"server {server}: {name} {outcome}")


@cli.command(epilog="See docs/reference/files.md#audit-log.")
@where
@as_json
@click.option("--last", type=click.IntRange(1), help="Show only the newest N.", metavar="N")
@click.pass_context
def audit(ctx: click.Context, /, as_json: bool, last: int | None, **places: Any) -> None:
    """List what maintainers did, oldest first."""
    from bot.admin.audit import act_record
    from bot.app.state import state_of

    with closing(state_of(bot_settings(ctx, **places))) as state:
        acts = list(state.audit().acts())
    acts = acts[-last:] if last else acts
    if as_json:
        print_json([act_record(act) for act in acts])
        return
    for act in acts:
        click.echo(_line(act))


@cli.command(epilog="See docs/how-to/find-the-gaps.md and docs/reference/files.md#gaps.")
@where
@as_json
@click.option("--server", type=click.IntRange(1, LARGEST_ID), metavar="ID",
              help="Only questions asked in this server.")  # fmt: skip
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
              help="Only questions asked on this day or later.")  # fmt: skip
@click.option("--export", type=FILE, help="Write the gaps to this file, as draft questions.")
@click.pass_context
def gaps(
    ctx: click.Context,
    /,
    as_json: bool,
    server: int | None,
    since: datetime | None,
    export: Path | None,
    **places: Any,
) -> None:
    """List questions that were refused or voted down.

    The most frequent come first. Only servers that chose to keep questions have any; otherwise the
    counts are shown.
    """
    from bot.cli.show_gaps import gaps_record, lines_of
    from bot.ledger.counts import EARLIEST
    from bot.ledger.gaps import drafts
    from bot.report import write_file
    from index.cli.show_quote import visible

    settings = bot_settings(ctx, **places)
    day = since.date().isoformat() if since else EARLIEST
    counts = _counts(settings, server, day)
    found = _gaps(settings, counts.kept)
    if export:
        write_file(export, drafts(found))
    if as_json:
        print_json(gaps_record(found, counts))
        return
    for line in lines_of(found, counts):
        click.echo(visible(line))


@cli.command(epilog="See docs/how-to/find-the-gaps.md.")
@where
@click.option("--out", type=FILE, required=True, help="Write the page to this file.")
@click.pass_context
def report(ctx: click.Context, /, out: Path, **places: Any) -> None:
    """Write an HTML page about questions, answers and gaps."""
    from bot.ledger.counts import EARLIEST
    from bot.report import page, write_file

    settings = bot_settings(ctx, **places)
    counts = _counts(settings, None, EARLIEST)
    write_file(out, page(counts, _gaps(settings, counts.kept), _sources(settings)))
    click.echo(f"written: {out}")


def _counts(settings: BotSettings, server: int | None, since: str) -> Counts:
    from bot.app.state import state_of

    with closing(state_of(settings)) as state:
        return state.counts(server, since)


def _gaps(settings: BotSettings, kept: Sequence[Kept]) -> list[Gap]:
    from bot.ledger.gaps import gaps_of
    from index.models.encoder import load_encoder

    return gaps_of(kept, load_encoder(settings.encoder).encode_passages) if kept else []


def _sources(settings: BotSettings) -> list[QuotedSource]:
    """List the sources of all corpora that serve; a corpus that cannot be read gets a line."""
    from bot.report.figures import QuotedSource
    from index.errors import SnapshotError
    from index.snapshots.opening import library_of

    library, found = library_of(settings.library), []
    for corpus in library.corpora():
        try:
            sources = library.manifest(corpus)["sources"]
        except SnapshotError as error:
            click.echo(f"{corpus}: {error.message}", err=True)
            continue
        found += [QuotedSource(corpus, source["id"], source["title"]) for source in sources]
    return found


def _line(act: Act) -> str:
    from index.cli.show_quote import visible

    who = "operator" if act.user is None else f"user {act.user or '(forgotten)'}"
    given = " ".join(f"{name}={value}" for name, value in act.arguments.items())
    words = f"{act.verb} {given}".strip()
    line = f"{act.at}  server {act.server}  {who}  {words}: {act.outcome}"
    return visible(" ".join(line.split("\n")))


def _allowed(rules: RuleSet, server: int, name: str, withdraw: bool) -> RuleSet:
    own = rules.of(server)
    rest = tuple(kept for kept in own.allowed if kept != name)
    return rules.with_rules(server, replace(own, allowed=rest if withdraw else (*rest, name)))


def _note(log: AuditTrail, server: int, name: str, outcome: str) -> None:
    from bot.admin.audit import Act

    try:
        log.append(Act("allow", outcome, server=server, arguments={"name": name}))
    except (OSError, QuothError) as error:
        click.echo(f"{log.name} cannot be written ({error}), so this is not recorded", err=True)


def bot_settings(ctx: click.Context, **places: Any) -> BotSettings:
    """Read the settings, with the places that the command line names."""
    from bot.settings import BotSettings

    settings = settings_of(ctx, **places)
    if not isinstance(settings, BotSettings):  # `python -m index` has no such command
        raise TypeError("this command needs the settings of the bot")
    return settings
