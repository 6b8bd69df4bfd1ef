"""With the default models, nothing that answers or builds imports torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

QUESTION = "When was the nuclear deal concluded?"
HEAVY = ["torch", "sentence_transformers", "transformers"]
REPORT = f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
COMMAND = f"""
import runpy, sys
try:
    runpy.run_module("bot", run_name="__main__")
finally:
    {REPORT}
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
{REPORT}
"""


def heavy(code: str, *arguments: str, index: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "QUOTH_LIBRARY__INDEX": str(index)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stderr.splitlines()[-1]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    assert heavy(COMMAND, "build", index=folder) == "[]"
    return folder


@pytest.mark.parametrize("command", ["ask", "preview"])
def test_no_command_that_answers_imports_torch(command: str, index: Path) -> None:
    assert heavy(COMMAND, command, QUESTION, index=index) == "[]"


def test_a_build_and_a_build_with_nothing_to_do_import_no_torch(index: Path) -> None:
    assert heavy(COMMAND, "build", index=index) == "[]"
    assert heavy(COMMAND, "build", "--full", index=index) == "[]"


def test_the_bot_opens_its_index_and_answers_without_torch(index: Path) -> None:
    assert heavy(RUN, index=index) == "[]"
