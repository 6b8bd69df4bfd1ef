"""The command ``quoth multilingual``."""

from __future__ import annotations

from pathlib import Path

import click

from index.cli.group import cli

FOLDER = Path("var/multilingual")


@cli.command(epilog="See docs/how-to/other-languages.md.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=FOLDER)
@click.option("--base", metavar="PLACE",
              help="A folder with multilingual-e5-small, or its name on the hub.")  # fmt: skip
def multilingual(folder: Path, base: str | None) -> None:
    """Make the encoder for sources in other languages, in FOLDER.

    It is multilingual-e5-small, which is downloaded (490 MB) unless --base names a folder
    with it, reduced to eight bits. This takes a minute.

    Exit code 0: made; 5: a package or the base is missing.
    """
    from index.training.make_multilingual import BASE, make_multilingual

    click.echo("Making the encoder: a minute, and longer if it must be downloaded…", err=True)
    make_multilingual(base or BASE.name, folder)
    click.echo(
        f"Made {folder}. Set QUOTH_ENCODER__MODEL={folder} to use it, and run `quoth build`."
    )
