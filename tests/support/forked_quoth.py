"""``quoth run`` and ``quoth work`` as processes of their own, which start in no time.

They are forked from a process that has imported all, and do what the commands do from their
settings on. Workers answer by the tests' encoder.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([
    "bot.app.run", "bot.app.work", "bot.asking.remote_librarian", "bot.postgres.connection",
    "bot.postgres.inquiries", "bot.postgres.leases", "bot.ledger.postgres_ledger",
    "tests.support.hashing_librarian",
])  # fmt: skip
IDENTIFY = 0.3  # seconds between two sessions that begin, where Discord wants five
LOOK_SECONDS = 0.05


class ForkedQuoth:
    """A process that does what ``command`` does in the folder ``home``."""

    def __init__(self, command: str, home: Path, environment: Mapping[str, str], log: str) -> None:
        given = (command, home, dict(environment), log)
        self._process = FORKS.Process(target=_run, args=given, daemon=True)
        self._process.start()

    def signal(self, number: signal.Signals) -> bool:
        """Send a signal; return whether the process was there."""
        if self._process.exitcode is not None or self._process.pid is None:
            return False
        os.kill(self._process.pid, number)
        return True

    async def ended(self) -> int:
        """Wait for the end, and return the exit code."""
        while self._process.exitcode is None:  # noqa: ASYNC110 - nobody tells that it ended
            await asyncio.sleep(LOOK_SECONDS)
        return self._process.exitcode


def _run(command: str, home: Path, environment: dict[str, str], log: str) -> None:
    os.chdir(home)
    os.environ.update(environment)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(written, 2)
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
