"""The command ``quoth still``."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, print_json, settings_of, where
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.citations.citation import Citation, Standing
    from index.settings import IndexSettings

NOT_SO = 1
SAID = {
    "unchanged": "unchanged",
    "quote-stands": "the source has changed, but the quote is still in it",
    "quote-gone": "the source has changed, and the quote is no longer in it",
    "source-gone": "the source is no longer indexed",
}


@cli.command(epilog="See docs/reference/files.md#whether-an-answer-still-holds.")
@click.argument("file", type=click.File(encoding="utf-8"))
@where
@as_json
@click.pass_context
def still(ctx: click.Context, /, file: IO[str], as_json: bool, **places: Any) -> None:
    """Check whether the quotes of an earlier answer still hold.

    FILE is what `quoth ask --json` printed; `-` reads stdin.

    Exit code 0: every source is unchanged; 1: a source has changed or is gone.
    """
    from index.citations.citation import State, citations_in

    record = _read(file)
    citations = citations_in(record)
    standings = _looked_up(settings_of(ctx, **places), record, citations)
    if as_json:
        print_json(
            [standing_record(*pair) for pair in zip(record["quotes"], standings, strict=True)]
        )
    else:
        _print(record, standings)
    unchanged = all(standing.state is State.UNCHANGED for standing in standings)
    ctx.exit(0 if unchanged else NOT_SO)


def standing_record(quote: Mapping[str, Any], standing: Standing) -> dict[str, Any]:
    """Return the object that ``quoth still --json`` prints for one quote."""
    from index.answering.as_json import locator_record

    return {
        "corpus": quote["corpus"],
        "document": quote["document"],
        "state": standing.state.value,
        "locator": locator_record(standing.locator) if standing.locator else None,
    }


def _read(file: IO[str]) -> dict[str, Any]:
    try:
        record = json.load(file)
        return {"quotes": record["quotes"], **record}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise QuestionError(
            f"{file.name} is not an answer saved by `quoth ask --json`.",
            hint="Save one with `quoth ask --json QUESTION > FILE`.",
        ) from None


def _looked_up(
    settings: IndexSettings, record: dict[str, Any], citations: Sequence[Citation]
) -> list[Standing]:
    """Look each citation up in the corpus that it was taken from, if there still is one."""
    from index.citations.citation import Standing, State, standing_of
    from index.snapshots.opening import library_of

    library = library_of(settings.library)
    there = set(library.corpora())
    found = []
    for quote, citation in zip(record["quotes"], citations, strict=True):
        corpus = str(quote["corpus"])
        known = corpus in there
        found.append(
            standing_of(citation, [library.get(corpus)]) if known else Standing(State.SOURCE_GONE)
        )
    return found


def _print(record: dict[str, Any], standings: Sequence[Standing]) -> None:
    from index.cli.show_answer import place
    from index.cli.show_quote import visible

    for quote, standing in zip(record["quotes"], standings, strict=True):
        where_ = place(standing.locator) if standing.locator else visible(str(quote["document"]))
        click.echo(f"{SAID[standing.state.value]}: {where_}")
    if not standings:
        click.echo("It quotes nothing, so nothing can have changed.")
