"""Processes that are forked from one that has imported Quoth: they start in milliseconds."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FORKS = multiprocessing.get_context("forkserver")
# There is one such process, so one list of what it imports.
FORKS.set_forkserver_preload([
    "bot.__main__", "bot.app.run", "bot.app.work", "bot.asking.remote_librarian",
    "bot.asking.worker_client", "bot.ledger.postgres_ledger", "bot.postgres.connection",
    "bot.postgres.inquiries", "bot.postgres.leases", "tests.support.bot",
    "tests.support.hashing_librarian", "tests.support.worker_process",
])  # fmt: skip
LOOK_SECONDS = 0.02


class Forked:
    """A process that does ``work`` in the folder ``home``, and writes its errors to ``log``.

    It has the attributes of ``asyncio.subprocess.Process`` that tests use. Unlike a Python that
    was started, it ends without taking the interpreter apart.
    """

    def __init__(
        self,
        work: Callable[..., Any],
        *arguments: Any,
        home: Path,
        environment: Mapping[str, str],
        log: Path,
    ) -> None:
        given = (work, arguments, home, dict(environment), log)
        self._process = FORKS.Process(target=_run, args=given, daemon=True)
        self._process.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        if self.returncode is None and self.pid is not None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        while (code := self.returncode) is None:  # noqa: ASYNC110 - nobody tells that it ended
            await asyncio.sleep(LOOK_SECONDS)
        return code


def _run(
    work: Callable[..., Any],
    arguments: tuple[Any, ...],
    home: Path,
    environment: dict[str, str],
    log: Path,
) -> None:
    os.chdir(home)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
    work(*arguments)
