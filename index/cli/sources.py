"""The group ``quoth sources``, and its commands ``add`` and ``list``."""

from __future__ import annotations

from typing import Any

import click

from index.cli.group import as_json, cli, settings_of, where
from index.cli.progress_bars import progress_bars
from index.cli.show_sources import entry_line, print_record, print_refreshed
from index.sources.site_address import SiteStyle

KINDS = ("page", "sitemap", "feed", "site")
PAGES = 100
BASE = "The web address at which a site shows the files of the folder."
STYLE = f"How the site names pages: {', '.join(SiteStyle)}. If not given, mkdocs."


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
@click.option("--replace", is_flag=True, help="Let FILE take the place of a file of the same name.")
@click.pass_context
def add(
    ctx: click.Context, /, source: str, as_json: bool, no_fetch: bool, replace: bool, **given: Any
) -> None:
    """Add a web address or a FILE to the register.

    The address is that of a page, sitemap, feed or site; for a site, give --prefix or --kind site.
    The entry is added only if something could be fetched. FILE, or a pattern such as 'folder/*.md',
    is below the folder of sources; a FILE from elsewhere is copied into it.
    """
    from index.sources.opening import tree_of
    from index.sources.register.add import add_file, add_web

    tree = tree_of(settings_of(ctx, **places_in(given)))
    about = {key: given.pop(key) for key in ("name", "title", "boost")}
    about["shown_url"] = given.pop("url")
    site = {key: given.pop(key) for key in ("base", "style")}
    if "://" not in source and (given["kind"] or given["prefix"]):
        raise click.UsageError(
            "--kind and --prefix are for web addresses: leave them out for a file."
        )
    with tree.changing() as settings:
        if "://" in source:
            with progress_bars() as progress:
                added = add_web(settings, source, fetch=not no_fetch, progress=progress,
                                **about, **site, **given)  # fmt: skip
        else:
            added = add_file(settings, source, replace=replace, **about, **site)
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
    from index.sources.opening import tree_of
    from index.sources.register.edit import list_sources

    settings = tree_of(settings_of(ctx, **places)).current()
    found = list_sources(settings)
    if as_json:
        print_record(found)
        return
    for listing in found:
        click.echo(entry_line(listing))
    if not found:
        library = settings.library
        click.echo(
            f"{library.register_path} has no entries. Without one, every file in {library.sources} "
            "is a source.",
            err=True,
        )


def places_in(given: dict[str, Any]) -> dict[str, Any]:
    """Take the options of ``where`` out of all that were given."""
    return {key: given.pop(key) for key in ("sources", "index", "corpus")}
