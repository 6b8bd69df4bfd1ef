"""Make ``earlier.tar``, a backup by the version of COMMIT of all that a bot of that version kept.

    python tests/files/make_earlier.py

Its ledger has version 1, and its index says nothing of languages. The text is of our own writing:
CC0-1.0.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMIT = "ca43967"
ARTICLE = """# Skerry Point

Skerry Point was first lit on 3 November 1867. The light was automated in 1983.
The last keeper, Ida Holm, handed her keys to the harbour board on the same day.
"""
KEPT = """
from dataclasses import replace
from pathlib import Path
from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Ledger, Vote, Voted
from bot.servers.house_rules import HouseRules, Way

HouseRules(Path("var/customs.json")).change(
    7, lambda customs: replace(customs, off=frozenset({Way.MENU}), keep_days=30)
)
ledger = Ledger(Path("var/ledger.sqlite"), lambda _place: ("default",), lambda _server: 30)
place = Place(7, 8)
ledger.note(Asked(place, "command", AskOutcome.ANSWERED, quoted=(("default", "lighthouse.md"),)))
ledger.note(Asked(place, "mention", AskOutcome.REFUSED, "off-topic",
                  question="Who won the regatta?", missing=("regatta",), person=42))
ledger.note(Voted(place, Vote.UP))
ledger.settled().result(10)
ledger.close()
"""


def main() -> None:
    """Check that version out, run it in an empty folder, and keep its backup."""
    with tempfile.TemporaryDirectory() as scratch:
        code, home = Path(scratch) / "code", Path(scratch) / "home"
        subprocess.run(["git", "worktree", "add", "--detach", code, COMMIT], cwd=HERE, check=True)
        try:
            keep(code, home)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", code], cwd=HERE, check=True)


def keep(code: Path, home: Path) -> None:
    """Let the bot of ``code`` keep something of each kind in ``home``, and back it up."""
    (home / "docs" / "articles").mkdir(parents=True)
    (home / "lighthouse.md").write_text(ARTICLE, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(code)}

    def python(*arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], cwd=home, env=environment, check=True)

    python("-m", "bot", "sources", "add", "lighthouse.md")
    python("-m", "bot", "sources", "boost", "lighthouse", "1.5")
    python("-m", "bot", "build")
    python("-m", "bot", "allow", "7", "default")
    python("-c", KEPT)
    python("-m", "bot", "backup", "earlier.tar")
    shutil.copyfile(home / "earlier.tar", HERE / "earlier.tar")


if __name__ == "__main__":
    main()
