"""The group of commands, their shared options, and the way errors are printed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from index.errors import QuothError

if TYPE_CHECKING:
    from index.maintenance.doctor import Check
    from index.settings import IndexSettings

CONTROL = re.compile("[\x7f-\x9f]")
Command = TypeVar("Command", bound=Callable[..., Any])


def _index_settings() -> type[IndexSettings]:
    from index.settings import IndexSettings

    return IndexSettings


@dataclass(frozen=True, slots=True)
class Front:
    """The settings and checks that a front end (Discord, say) adds to the common commands."""

    settings: Callable[[], type[IndexSettings]] = _index_settings
    findings: Callable[[IndexSettings], Iterable[Check]] = lambda settings: ()  # noqa: ARG005


class QuothGroup(click.Group):
    """A command group that prints each QuothError with its hint, and exits with its code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and turn a QuothError into its message, hint and exit code."""
        try:
            return super().invoke(ctx)
        except QuothError as error:
            click.echo(f"error: {error.message}\n\nhint: {error.hint}", err=True)
            ctx.exit(error.exit_code)


@click.group(
    cls=QuothGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with `quoth build`, then `quoth ask`; `quoth doctor` finds what is wrong.",
)
@click.version_option(package_name="quoth", prog_name="quoth")
def cli() -> None:
    """Answer questions in the words of your sources, or say that they do not answer."""


def where(command: Command) -> Command:
    """Add the options ``--sources``, ``--index`` and ``--corpus``, which win over the settings."""
    folder = click.Path(path_type=Path, file_okay=False)
    command = click.option("--corpus", metavar="NAME", help="The corpus to use.")(command)
    command = click.option("--index", type=folder, metavar="DIR", help="The folder of snapshots.")(
        command
    )
    return click.option("--sources", type=folder, metavar="DIR", help="The folder of sources.")(
        command
    )


def phrase(name: str) -> Callable[[Command], Command]:
    """Add an argument that may be several words, so that it works without quotation marks too."""
    return click.argument(
        name,
        nargs=-1,
        required=True,
        metavar=name.upper(),
        callback=lambda _, __, words: " ".join(words),
    )


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")


def counted(number: int, noun: str) -> str:
    """Write how many there are of something: "1 document", "2 documents"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def settings_of(ctx: click.Context, **overrides: Any) -> IndexSettings:
    """Load the settings in force for this command."""
    from index.settings import load_settings

    given = {name: value for name, value in overrides.items() if value is not None}
    front: Front = ctx.obj or Front()
    return load_settings(front.settings(), **({"library": given} if given else {}))


def print_json(record: Any) -> None:
    """Print JSON without raw control characters, even those that JSON would allow."""
    text = json.dumps(record, ensure_ascii=False, indent=2)
    click.echo(CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def say_lines(lines: Iterable[str]) -> None:
    """Print lines on stderr; a line break from a source does not begin a new line."""
    from index.cli.show_quote import visible

    for line in lines:
        click.echo(visible(line).replace("\n", " "), err=True)
