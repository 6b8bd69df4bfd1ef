"""With the default models, nothing that answers or builds imports torch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.paths import ROOT

QUESTION = "When was the nuclear deal concluded?"
HEAVY = ["torch", "sentence_transformers", "transformers"]
IMPORTED = f"[name for name in {HEAVY} if name in sys.modules]"
LINES = {
    "a first build": ["build"],
    "a build with nothing to do": ["build"],
    "a full build": ["build", "--full"],
    "ask": ["ask", QUESTION],
    "preview": ["preview", QUESTION],
}
# One process for all: what one of them imports, the next ones have imported too.
COMMANDS = f"""
import json, runpy, sys
told = {{}}
for name, line in {LINES}.items():
    sys.argv = ["quoth", *line]
    try:
        runpy.run_module("bot", run_name="__main__")
    except SystemExit as end:
        told[name] = [end.code, {IMPORTED}]
print(json.dumps(told), file=sys.stderr)
"""
# As `quoth run` does, up to the first answer; what comes after needs Discord.
RUN = f"""
import sys
from pathlib import Path
import bot.app.run
from bot.app.wiring import open_oracle, wire
from bot.settings import BotSettings
from index.settings import load_settings
from index.types import Scope

settings = load_settings(BotSettings)
wire(settings)
assert open_oracle(settings).answer({QUESTION!r}, Scope(("default",))).quotes
print({IMPORTED}, file=sys.stderr)
"""


def reported(code: str, index: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "QUOTH_LIBRARY__INDEX": str(index)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stderr.splitlines()[-1]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """The exit code of each command, and which heavy packages were imported after it."""
    told: dict[str, list[Any]] = json.loads(reported(COMMANDS, tmp_path_factory.mktemp("index")))
    return told


@pytest.mark.parametrize("name", LINES)
def test_no_command_that_builds_or_answers_imports_torch(
    told: dict[str, list[Any]], name: str
) -> None:
    assert told[name] == [0, []]


def test_the_bot_opens_its_index_and_answers_without_torch(shipped_index: Path) -> None:
    assert reported(RUN, shipped_index) == "[]"
