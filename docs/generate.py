"""Write the reference pages that are made from the code: ``make docs``.

The texts are a command's help and a setting's description, which users also see. A path such
as ``docs/how-to/calibrate.md`` in them becomes a link. ``tests/house/test_docs.py``
fails if a committed page differs from what this script writes.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import SecretStr

import bot.__main__  # noqa: F401 - it adds the commands of the bot
from bot.settings import BotSettings
from index.cli import cli
from index.settings import PREFIX, Section

DOCS = Path(__file__).resolve().parent
SHARED = ("sources", "index", "corpus", "as_json")
"""The options of most commands, described once, at the top of the page."""
PAGE = re.compile(r"docs/([\w-]+)/([\w-]+)\.md(#[\w-]+)?")
OPTION = re.compile(r"(?<![`\w-])--[a-z-]+(?=[^`]*(?:`[^`]*`[^`]*)*$)")
"""An option that is not in code already: an even number of backticks follows."""
SENTENCE = re.compile(r"(?<=[A-Za-z`)\"][.?]) (?=[A-Z`])")
TYPES = {"str": "text", "Path": "path", "int": "whole number", "float": "number", "bool": "yes/no"}

CLI = """# Command line
`quoth COMMAND [OPTIONS]`; run `quoth COMMAND --help` for the help of one command.
`python -m index COMMAND` is the same without Discord: it lacks `run`, `sync`, `work`, `preview`, `allow`, `audit`, `forget`, `gaps`, `report`, `backup` and `restore`.

Results go to stdout and messages to stderr.
Options win over the environment, which wins over `.env`: see [Settings](settings.md).
[Errors and exit codes](errors.md) lists the exit codes of all commands.

<!-- Written by docs/generate.py from the commands: `make docs`. -->

These options are the same for every command that has them:

"""  # noqa: E501

SETTINGS = """# Settings
Each setting is an environment variable, or a line of the file `.env` in the folder where you start Quoth.
The options `--sources`, `--index` and `--corpus` win over the environment, and the environment wins over `.env`.
A relative path starts from the folder where you start Quoth.

Settings are read once, at the start: after a change, restart the bot.
`quoth status` prints the settings in force.
Quoth refuses unknown names and values that are not allowed:

```console
$ QUOTH_LIBARY__SOURCES=handbook quoth status
error: QUOTH_LIBARY__SOURCES is not a setting of Quoth

hint: The sections are {sections}.
$ QUOTH_ANSWER__QUOTES=9 quoth status
error: QUOTH_ANSWER__QUOTES: Input should be less than or equal to 5

hint: docs/reference/settings.md lists the settings, and what each may be.
```

<!-- Written by docs/generate.py from the settings classes: `make docs`. -->
"""  # noqa: E501


def commands(
    group: click.Group = cli, before: str = "", *, hidden: bool = False
) -> dict[str, click.Command]:
    """Collect every command by its whole name, in the order in which they were added."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= commands(command, f"{before}{name} ", hidden=hidden)
        elif hidden or not command.hidden:
            found[before + name] = command
    return found


def cli_page() -> str:
    """Write the page of commands: a section each, with help, options and links."""
    every = commands()
    shared = {o.name: o for c in every.values() for o in options(c) if o.name in SHARED}
    top = table(["option", "what it does"], [option_row(shared[name]) for name in SHARED])
    return CLI + top + "".join(command_section(name, every[name]) for name in sorted(every))


def command_section(name: str, command: click.Command) -> str:
    """Write the section of a command: its help, its own options, the shared ones and links."""
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    title = " ".join([name, *(a.make_metavar(click.Context(command)) for a in arguments)])
    own = [option_row(option) for option in options(command) if option.name not in SHARED]
    also = [code(o.opts[0]) for o in options(command) if o.name in SHARED]
    parts = [f"\n## quoth {title}\n{sentences(command.help or '')}\n"]
    if own:
        parts.append("\n" + table(["option", "what it does"], own))
    parts.append(f"\nAlso: {', '.join(also)}.\n" if also else "")
    parts.append(f"\n{linked(command.epilog)}\n" if command.epilog else "")
    return "".join(parts)


def options(command: click.Command) -> list[click.Option]:
    """Return the options of a command, in the order of its help."""
    return [p for p in command.params if isinstance(p, click.Option)]


def option_row(option: click.Option) -> list[str]:
    """Describe an option in a row: its names and what it takes, its help with the default."""
    takes = "" if option.is_flag else f" {option.make_metavar(click.Context(cli))}"
    default = f" Default: {option.default}." if option.show_default else ""
    return [f"`{', '.join(option.opts)}{takes}`", f"{option.help}{default}"]


def settings_page() -> str:
    """Write the page of settings: a table for each section."""
    sections = sorted(BotSettings.model_fields)
    parts = [SETTINGS.format(sections=", ".join(sections))]
    for name, field in BotSettings.model_fields.items():
        kind: Any = field.annotation
        rows = list(setting_rows(name, kind))
        head = ["variable", "type", "default", "what it does"]
        parts.append(f"\n## {name}\n{sentences(inspect.getdoc(kind) or '')}\n\n{table(head, rows)}")
    return "".join(parts)


def setting_rows(section: str, kind: type[Section]) -> Iterator[list[str]]:
    """Describe each setting of a section in a row."""
    schema = kind.model_json_schema()["properties"]
    for name, field in kind.model_fields.items():
        bounds = allowed(schema[name])
        takes = type_name(field.annotation) + (f", {bounds}" if bounds else "")
        default = "none" if field.default is None else code(field.default)
        variable = code(f"{PREFIX}{section.upper()}__{name.upper()}")
        yield [variable, takes, default, linked(field.description or "")]


def type_name(annotation: Any) -> str:
    """Name a setting's type for people; an optional one as what it holds when it is set."""
    kinds = getattr(annotation, "__args__", None) or (annotation,)
    if isinstance(kinds[0], str):  # a Literal
        return " or ".join(f"`{kind}`" for kind in kinds)
    kind = next(k for k in kinds if k is not type(None))
    return "text" if kind is SecretStr else TYPES[kind.__name__]


def allowed(schema: dict[str, Any]) -> str:
    """Word the bounds of a setting: ``1 to 5``, ``at least 1``, ``more than 0``, a pattern."""
    schema = schema.get("anyOf", [{}])[0] | schema  # of an optional setting
    if "pattern" in schema:
        return code(schema["pattern"])
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']:g} to {schema['maximum']:g}"
    words = {"minimum": "at least", "exclusiveMinimum": "more than", "maximum": "at most"}
    return ", ".join(f"{words[key]} {schema[key]:g}" for key in words if key in schema)


def sentences(text: str) -> str:
    """Put each sentence on a line; write options as code and paths of pages as links."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    marked = (OPTION.sub(r"`\g<0>`", " ".join(paragraph.split())) for paragraph in paragraphs)
    return linked("\n\n".join(SENTENCE.sub("\n", paragraph) for paragraph in marked))


def linked(text: str) -> str:
    """Turn each path of a page into a link with the title of the page, or of the section."""
    return PAGE.sub(lambda found: _link(*found.groups()), text)


def _link(folder: str, page: str, anchor: str | None) -> str:
    heads = re.findall(
        r"^#+ (.+)$", (DOCS / folder / f"{page}.md").read_text("utf-8"), re.MULTILINE
    )
    title = next((h for h in heads if anchor and slug(h) == anchor[1:]), heads[0])
    where = f"{page}.md" if folder == "reference" else f"../{folder}/{page}.md"
    return f"[{title}]({where}{anchor or ''})"


def slug(heading: str) -> str:
    """Make the anchor that GitHub and mkdocs give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def table(head: list[str], rows: list[list[str]]) -> str:
    """Write a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def code(text: object) -> str:
    """Write a value as code."""
    return f"`{text}`"


GENERATED = {"cli.md": cli_page, "settings.md": settings_page}


def main() -> None:
    """Write both pages."""
    for name, write in GENERATED.items():
        (DOCS / "reference" / name).write_text(write(), "utf-8")
        sys.stderr.write(f"written: docs/reference/{name}\n")


if __name__ == "__main__":
    main()
