"""The command ``quoth check``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.group import as_json, cli, phrase, print_json, settings_of, where

if TYPE_CHECKING:
    from index.citations.check import Checked

# An ellipsis can change the meaning, so a person must look: only an exact quote is 0.
EXIT = {"exact": 0, "shortened": 3, "changed": 3, "not-in-the-sources": 3}


@cli.command(
    epilog="See docs/how-to/check-a-quote.md and docs/reference/files.md#a-checked-quote-as-json."
)
@phrase("text")
@where
@as_json
@click.pass_context
def check(ctx: click.Context, /, text: str, as_json: bool, **places: Any) -> None:
    """Check whether the quote TEXT is in the sources word for word.

    Exit code 0: it is, apart from typography; 3: it was shortened or changed, or is
    not in the sources.
    """
    from index.citations.check import check as run
    from index.snapshots.opening import library_of

    settings = settings_of(ctx, **places)
    checked = run(text, library_of(settings.library).get(settings.library.corpus))
    if as_json:
        from index.answering.as_json import checked_record

        print_json(checked_record(checked))
    else:
        _show(checked)
    ctx.exit(EXIT[checked.verdict])


def _show(checked: Checked) -> None:
    from rich.console import Console

    from index.cli.show_check import show_checked

    show_checked(checked, Console(highlight=False))
