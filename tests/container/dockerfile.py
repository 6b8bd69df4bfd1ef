"""Read a Dockerfile as far as ours goes: one instruction a line, no variables, no heredocs."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = {
    *("FROM", "RUN", "COPY", "USER", "WORKDIR", "ENV", "VOLUME"),
    *("HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT", "CMD"),
}


@dataclass
class Stage:
    """One stage, from its FROM on."""

    base: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def last(self, word: str) -> str:
        """Return the argument of the last instruction of a kind."""
        return [argument for kind, argument in self.steps if kind == word][-1]

    def environment(self) -> dict[str, str]:
        """Return all that ENV sets."""
        pairs = [shlex.split(argument) for kind, argument in self.steps if kind == "ENV"]
        return dict(pair.split("=", 1) for group in pairs for pair in group)

    def health(self) -> list[str]:
        """Return the command of HEALTHCHECK."""
        command: list[str] = json.loads(self.last("HEALTHCHECK").partition("CMD ")[2])
        return command


def stages_of(file: Path) -> list[Stage]:
    """Read the stages of a Dockerfile.

    :raises ValueError: it has an instruction that is not known here.
    """
    stages: list[Stage] = []
    for line in file.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, argument = line.partition(" ")
        if kind not in KNOWN:
            raise ValueError(f"{line!r} is not understood")
        if kind == "FROM":
            base, _, name = argument.partition(" AS ")
            stages.append(Stage(base, name))
        else:
            stages[-1].steps.append((kind, argument))
    return stages


def copied(argument: str) -> tuple[str, list[str], str]:
    """Split the argument of COPY into the stage it copies from ("" is ours), sources and target."""
    words = shlex.split(argument)
    stage = words.pop(0).removeprefix("--from=") if words[0].startswith("--from=") else ""
    return stage, words[:-1], words[-1]
