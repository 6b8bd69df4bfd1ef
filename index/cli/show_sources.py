"""Print the entries of the register, and what was fetched for them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from index.cli.group import print_json

if TYPE_CHECKING:
    from index.sources.register.edit import Listing
    from index.sources.web.refresh import Refreshed

SIGNS = {"new": "+", "changed": "~", "gone": "!", "failed": "!", "unlisted": "?", "skipped": "-"}


def entry_line(listing: Listing) -> str:
    """Write one entry of the register: its name, its kind, where it is, and its files."""
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


def print_refreshed(done: Refreshed) -> None:
    """Print what was fetched: a line for each page that changed or failed, then the counts."""
    for page in done.pages:
        if sign := SIGNS.get(page.outcome):
            click.echo(f"{sign} {page.url}" if not page.says else f"{sign} {page.line}")
    if done.problem:
        click.echo(f"! {done.name}: {done.problem}", err=True)
    kinds = sorted({str(page.outcome) for page in done.pages})
    counts = [f"{sum(page.outcome == kind for page in done.pages)} {kind}" for kind in kinds]
    click.echo(f"{done.name}: {', '.join(counts) or 'nothing was fetched'}.")


def print_record(found: Any) -> None:
    """Print dataclasses as JSON, with dates as text."""
    record = [asdict(one) for one in found] if isinstance(found, list) else asdict(found)
    print_json(json.loads(json.dumps(record, default=lambda at: at.isoformat())))
