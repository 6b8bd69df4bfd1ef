"""The commands ``quoth sources remove``, ``rename``, ``set`` and others, which edit an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, settings_of, where
from index.cli.show_sources import print_record
from index.cli.sources import BASE, STYLE, places_in, sources

if TYPE_CHECKING:
    from index.sources.register.entry import Entry


@sources.command()
@click.argument("name")
@where
@as_json
@click.option(
    "--delete-files", is_flag=True, help="Also delete its files from the folder of sources."
)
@click.pass_context
def remove(
    ctx: click.Context, /, name: str, as_json: bool, delete_files: bool, **places: Any
) -> None:
    """Remove a source from the register.

    What was fetched for it is deleted.
    Files in the folder of sources stay, and stay sources, unless --delete-files is given.
    """
    from index.sources.opening import tree_of
    from index.sources.register.edit import remove_source

    with tree_of(settings_of(ctx, **places)).changing() as settings:
        removed = remove_source(settings, name, delete=delete_files)
    if as_json:
        print_record(removed)
    elif removed.entry.file and not delete_files:
        click.echo(
            f"{name}: removed from the register. Its files stay, and are still used as sources."
        )
    else:
        click.echo(
            f"{name}: removed, {len(removed.files)} files. `quoth build` removes it from the index."
        )


@sources.command()
@click.argument("name")
@click.argument("to")
@where
@as_json
@click.pass_context
def rename(ctx: click.Context, /, name: str, to: str, as_json: bool, **places: Any) -> None:
    """Rename a source. What was fetched for it stays."""
    from index.sources.opening import tree_of
    from index.sources.register.edit import rename_source

    with tree_of(settings_of(ctx, **places)).changing() as settings:
        renamed = rename_source(settings, name, to)
    _report(renamed, as_json, f"is now named {to}")


@sources.command()
@click.argument("name")
@where
@as_json
@click.pass_context
def pause(ctx: click.Context, /, name: str, as_json: bool, **places: Any) -> None:
    """Stop fetching a source; what was fetched stays in the index."""
    _change(ctx, name, places, as_json, "paused", paused=True)


@sources.command()
@click.argument("name")
@where
@as_json
@click.pass_context
def resume(ctx: click.Context, /, name: str, as_json: bool, **places: Any) -> None:
    """Fetch a paused source again from now on."""
    _change(ctx, name, places, as_json, "will be fetched again", paused=False)


@sources.command()
@click.argument("name")
@where
@as_json
@click.pass_context
def hide(ctx: click.Context, /, name: str, as_json: bool, **places: Any) -> None:
    """Leave a source out of the index, but keep its entry."""
    words = "hidden; `quoth build` removes it from the index"
    _change(ctx, name, places, as_json, words, hidden=True)


@sources.command()
@click.argument("name")
@where
@as_json
@click.pass_context
def show(ctx: click.Context, /, name: str, as_json: bool, **places: Any) -> None:
    """Put a hidden source back into the index."""
    _change(ctx, name, places, as_json, "shown; `quoth build` adds it to the index", hidden=False)


@sources.command()
@click.argument("name")
@click.argument("boost", type=float)
@where
@as_json
@click.pass_context
def boost(ctx: click.Context, /, name: str, boost: float, as_json: bool, **places: Any) -> None:
    """Make a source count more or less.

    BOOST is 0.1 to 10: above 1, its passages count more; below 1, less.
    """
    _change(ctx, name, places, as_json, f"counts {boost:g} times", boost=boost)


@sources.command("set")
@click.argument("name")
@where
@as_json
@click.option("--title", help="The title to show. An empty one restores the document's own.")
@click.option(
    "--url",
    metavar="URL",
    help="The web address to show. An empty one restores the document's own.",
)
@click.option("--base", metavar="URL", help=f"{BASE} An empty one removes it.")
@click.option("--style", metavar="STYLE", help=f"{STYLE} An empty one restores the default.")
@click.option("--pages", metavar="N", type=int, help="How many pages to fetch at most.")
@click.pass_context
def set_(ctx: click.Context, /, name: str, as_json: bool, **given: Any) -> None:
    """Change what is shown of a source, or how much is fetched."""
    places = places_in(given)
    changes = {key: value or None for key, value in given.items() if value is not None}
    if not changes:
        raise click.UsageError("Give --title, --url, --base, --style or --pages.")
    _change(ctx, name, places, as_json, "changed", **changes)


def _change(
    ctx: click.Context,
    name: str,
    places: dict[str, Any],
    as_json: bool,
    says: str,
    **changes: Any,
) -> None:
    from index.sources.opening import tree_of
    from index.sources.register.edit import change_source

    with tree_of(settings_of(ctx, **places)).changing() as settings:
        changed = change_source(settings, name, **changes)
    _report(changed, as_json, says)


def _report(entry: Entry, as_json: bool, says: str) -> None:
    if as_json:
        print_record(entry)
    else:
        click.echo(f"{entry.name}: {says}.")
