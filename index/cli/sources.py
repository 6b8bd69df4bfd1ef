"""The commands ``quoth sources``, which edit the register."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, print_json, settings_of, where
from index.sources.site_address import SiteStyle

if TYPE_CHECKING:
    from index.sources.register.edit import Listing
    from index.sources.register.entry import Entry
    from index.sources.web.refresh import Refreshed

KINDS = ("page", "sitemap", "feed", "site")
PAGES = 100
BASE = "The web address at which a site shows the files of the folder."
STYLE = f"How the site names pages: {', '.join(SiteStyle)}. If not given, mkdocs."
SIGNS = {"new": "+", "changed": "~", "gone": "!", "failed": "!", "unlisted": "?", "skipped": "-"}


@cli.group()
def sources() -> None:
    """Manage the register of sources."""


@sources.command(
    epilog="See docs/how-to/web-sources.md, docs/how-to/keep-a-register.md and "
    "docs/how-to/documentation-site.md."
)
@click.argument("source", metavar="URL|FILE")
@where
@as_json
@click.option(
    "--name",
    metavar="NAME",
    help="The name of the source. If not given, it is made from the address.",
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    help="What the address holds: page, sitemap, feed or site. If not given, Quoth finds out.",
)
@click.option("--prefix", metavar="URL", help="Fetch the site below this address.")
@click.option(
    "--pages",
    metavar="N",
    default=PAGES,
    show_default=True,
    help="How many pages to fetch at most.",
)
@click.option("--title", help="Show this title instead of the document's own.")
@click.option("--url", metavar="URL", help="Show this web address instead of the document's own.")
@click.option("--base", metavar="URL", help=BASE)
@click.option("--style", type=click.Choice(list(map(str, SiteStyle))), metavar="STYLE", help=STYLE)
@click.option(
    "--boost",
    metavar="N",
    default=1.0,
    show_default=True,
    help="How much its passages count, 0.1 to 10.",
)
@click.option(
    "--no-fetch", is_flag=True, help="Only add the entry; `quoth sources refresh` fetches it."
)
@click.pass_context
def add(ctx: click.Context, /, source: str, as_json: bool, no_fetch: bool, **given: Any) -> None:
    """Add a web address or a FILE to the register.

    The address is that of a page, sitemap, feed or site; for a site, give --prefix or --kind site.
    The entry is added only if something could be fetched. FILE, or a pattern such as 'folder/*.md',
    is below the folder of sources; a FILE from elsewhere is copied into it.
    """
    from index.cli.build import progress_bars
    from index.sources.register.add import add_file, add_web

    settings = settings_of(ctx, **_places(given))
    about = {key: given.pop(key) for key in ("name", "title", "boost")}
    about["shown_url"] = given.pop("url")
    site = {key: given.pop(key) for key in ("base", "style")}
    if "://" in source:
        with progress_bars() as progress:
            added = add_web(settings, source, fetch=not no_fetch, progress=progress,
                            **about, **site, **given)  # fmt: skip
    elif given["kind"] or given["prefix"]:
        raise click.UsageError(
            "--kind and --prefix are for web addresses: leave them out for a file."
        )
    else:
        added = add_file(settings, source, **about, **site)
    if as_json:
        print_record(added)
        return
    if added.refreshed:
        print_refreshed(added.refreshed)
    click.echo(f"{added.entry.name}: added. `quoth build` adds it to the index.")


@sources.command("list")
@where
@as_json
@click.pass_context
def list_(ctx: click.Context, /, as_json: bool, **places: Any) -> None:
    """List the sources in the register, and count their files."""
    from index.sources.register.edit import list_sources

    settings = settings_of(ctx, **places)
    found = list_sources(settings)
    if as_json:
        print_record(found)
        return
    for listing in found:
        click.echo(_line(listing))
    if not found:
        library = settings.library
        click.echo(
            f"{library.register_path} has no entries. Without one, every file in {library.sources} "
            "is a source.",
            err=True,
        )


def _line(listing: Listing) -> str:
    entry = listing.entry
    notes = [
        f"{listing.files} {'page' if entry.web else 'file'}{'s' * (listing.files != 1)}",
        *([f"fetched {listing.fetched:%Y-%m-%d %H:%M}Z"] if listing.fetched else []),
        *([f"at {entry.base}"] if entry.base else []),
        *([f"boost {entry.boost:g}"] if entry.boost != 1 else []),
        *(["hidden"] if entry.hidden else []),
        *(["paused"] if entry.paused else []),
    ]
    return f"{entry.name}  {entry.kind or 'file'}  {entry.web or entry.file}  ({', '.join(notes)})"


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
    from index.sources.register.edit import remove_source

    removed = remove_source(settings_of(ctx, **places), name, delete=delete_files)
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
    from index.sources.register.edit import rename_source

    _report(rename_source(settings_of(ctx, **places), name, to), as_json, f"is now named {to}")


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
    places = _places(given)
    changes = {key: value or None for key, value in given.items() if value is not None}
    if not changes:
        raise click.UsageError("Give --title, --url, --base, --style or --pages.")
    _change(ctx, name, places, as_json, "changed", **changes)


def print_refreshed(done: Refreshed) -> None:
    """Print what was fetched: a line for each page that changed or failed, then the counts."""
    for page in done.pages:
        if sign := SIGNS.get(page.outcome):
            click.echo(f"{sign} {page.url}" if not page.says else f"{sign} {_about(page)}")
    if done.problem:
        click.echo(f"! {done.name}: {done.problem}", err=True)
    kinds = sorted({str(page.outcome) for page in done.pages})
    counts = [f"{sum(page.outcome == kind for page in done.pages)} {kind}" for kind in kinds]
    click.echo(f"{done.name}: {', '.join(counts) or 'nothing was fetched'}.")


def _about(page: Any) -> str:
    return page.says if page.says.startswith(page.url) else f"{page.url}: {page.says}"


def _places(given: dict[str, Any]) -> dict[str, Any]:
    return {key: given.pop(key) for key in ("sources", "index", "corpus")}


def _change(
    ctx: click.Context,
    name: str,
    places: dict[str, Any],
    as_json: bool,
    says: str,
    **changes: Any,
) -> None:
    from index.sources.register.edit import change_source

    _report(change_source(settings_of(ctx, **places), name, **changes), as_json, says)


def _report(entry: Entry, as_json: bool, says: str) -> None:
    if as_json:
        print_record(entry)
    else:
        click.echo(f"{entry.name}: {says}.")


def print_record(found: Any) -> None:
    """Print dataclasses as JSON, with dates as text."""
    record = [asdict(one) for one in found] if isinstance(found, list) else asdict(found)
    print_json(json.loads(json.dumps(record, default=lambda at: at.isoformat())))
