"""Read from a page of the documentation what it tells an operator to write and to run."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from tests.support.paths import ROOT

HOW_TO = ROOT / "docs" / "how-to"
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    """Return the blocks of ``language`` of a page, as they are to be copied."""
    text = (HOW_TO / page).read_text("utf-8")
    return [textwrap.dedent(body) for _, named, body in FENCE.findall(text) if named == language]


def commands(page: str) -> list[str]:
    """Return the commands of a page, in their order."""
    return [line for block in blocks(page, "sh") for line in block.splitlines() if line.strip()]


class Unit:
    """A unit of systemd, as a page shows it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.options = re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE)

    def all(self, name: str) -> list[str]:
        """Return the words of each line of this option."""
        return [word for found, value in self.options if found == name for word in value.split()]

    def one(self, name: str) -> str:
        """Return the value of an option that is there once."""
        (value,) = [value for found, value in self.options if found == name]
        return str(value)

    def moved(self, places: dict[str, Path | str]) -> Unit:
        """Return a copy for other places than those of the page."""
        text = self.text
        for old, new in places.items():
            text = text.replace(old, str(new))
        return Unit(text)


def service() -> Unit:
    """Return the unit of the bot."""
    (text,) = blocks("run-as-a-service.md", "ini")
    return Unit(text)
