"""``quoth run`` and ``quoth work`` as processes of their own, which start in no time.

They are forked from a process that has imported all, and do what the commands do from their
settings on. Workers answer by the tests' encoder.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tests.support.forkserver import Forked

if TYPE_CHECKING:
    import signal
    from collections.abc import Mapping
    from pathlib import Path

IDENTIFY = 0.3  # seconds between two sessions that begin, where Discord wants five


class ForkedQuoth:
    """A process that does what ``command`` does in the folder ``home``."""

    def __init__(self, command: str, home: Path, environment: Mapping[str, str], log: str) -> None:
        given = os.environ | dict(environment)
        self._process = Forked(_run, command, home=home, environment=given, log=home / log)

    def signal(self, number: signal.Signals) -> bool:
        """Send a signal; return whether the process was there."""
        there = self._process.returncode is None
        self._process.send_signal(number)
        return there

    async def ended(self) -> int:
        """Wait for the end, and return the exit code."""
        return await self._process.wait()


def _run(command: str) -> None:
    sys.exit(_serve(command))


def _serve(command: str) -> int:
    import bot.app.run
    import bot.app.shared_state
    import bot.app.work
    import bot.asking.librarian
    from bot.settings import BotSettings
    from index.settings import load_settings
    from tests.support.hashing_librarian import open_hashing_librarian

    bot.app.shared_state.IDENTIFY = IDENTIFY
    bot.asking.librarian.open_librarian = open_hashing_librarian  # type: ignore[assignment]
    settings = load_settings(BotSettings)
    return {"run": bot.app.run.run, "work": bot.app.work.run}[command](settings)
