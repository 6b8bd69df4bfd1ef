"""The command ``quoth judge``."""

from __future__ import annotations

from pathlib import Path

import click

from index.cli.group import cli

FOLDER = Path("var/judge")


@cli.command(epilog="See docs/how-to/use-another-model.md#a-judge.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=FOLDER)
@click.option("--base", metavar="PLACE",
              help="A folder with the judge's base, or its name on the hub.")  # fmt: skip
def judge(folder: Path, base: str | None) -> None:
    """Make the judge, a reader for what is in doubt, in FOLDER.

    It is made of all-mpnet-base-v2, which is downloaded (440 MB) unless --base names a folder with
    it, and of what Quoth's training changed. This takes a minute.

    Exit code 0: made; 5: a package or the base is missing.
    """
    from index.training.make_judge import BASE, make_judge

    click.echo("Making the judge: a minute, and longer if its base must be downloaded…", err=True)
    make_judge(base or BASE.name, folder)
    click.echo(f"Made {folder}. Set QUOTH_READER__JUDGE={folder} to use it.")
