"""The command ``quoth judge``."""

from __future__ import annotations

from pathlib import Path

import click

from index.cli.group import cli

FOLDER = Path("var/judge")


@cli.command(epilog="See docs/how-to/use-another-model.md#a-judge.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=FOLDER)
@click.option("--base", metavar="FOLDER|NAME",
              help="The model that the judge is made of: a folder with it, or its name on the hub.")  # fmt: skip
def judge(folder: Path, base: str | None) -> None:
    """Make the judge in FOLDER: a larger reader, asked where the shipped one is in doubt.

    It is made of all-mpnet-base-v2, which is downloaded (440 MB) unless --base names a folder with
    it, and of what Quoth's training changed. This takes a minute.

    Exit code 0: made; 5: a package or the base is missing.
    """
    from index.models.judge import BASE, make_judge

    click.echo("Making the judge: a minute, and longer if its base must be downloaded…", err=True)
    make_judge(base or BASE, folder)
    click.echo(f"Made {folder}. Set QUOTH_READER__JUDGE={folder} to use it.")
