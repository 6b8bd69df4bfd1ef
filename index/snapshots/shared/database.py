"""Keep a connection to the database of a shared index, and open it again after a failure."""

from __future__ import annotations

import os
import socket
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from index.errors import SnapshotUnavailable
from index.postgres import (
    ConnectionLost,
    DatabaseError,
    Session,
    connected,
    name_of,
    options_of,
    told_by,
)
from index.snapshots.shared.tables import version_of

SETTING = "QUOTH_LIBRARY__URL"
Result = TypeVar("Result")
BOUNDS = "SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '20s'"


class IndexDatabase:
    """A connection that opens when it is needed; for use from any thread, one at a time."""

    def __init__(self, address: str, what: str = "index") -> None:
        """Use the database at ``address``; ``what`` is shared in it, for messages.

        :raises SettingsError: it cannot be understood.
        """
        self._options = options_of(address, SETTING)
        self._what = what
        self._lock = threading.Lock()
        self._kept: list[Session] = []
        weakref.finalize(self, _close, self._kept)

    @property
    def name(self) -> str:
        """Return where the database is, without user and password."""
        return name_of(self._options)

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows that ``statement`` finds; none if there are no tables yet.

        :raises SnapshotUnavailable: the database cannot be used now.
        """

        def found(session: Session) -> list[tuple[Any, ...]]:
            session.execute(BOUNDS)
            there = version_of(session)
            return session.execute(statement, values).fetchall() if there else []

        return self.do(found)

    def do(self, work: Callable[[Session], Result]) -> Result:
        """Do ``work`` in one transaction. It may be done twice, if the connection is lost.

        :raises SnapshotUnavailable: the database cannot be used now.
        """
        with self._lock, self.explained():
            reused = bool(self._kept)
            try:
                return self._in_transaction(work)
            except ConnectionLost:
                # A connection that was cut while nobody used it says so only now.
                if not reused or self._kept:
                    raise
            return self._in_transaction(work)

    @contextmanager
    def session(self, purpose: str) -> Iterator[Session]:
        """Open a connection of its own, which others see as held by this process for ``purpose``.

        :raises SnapshotUnavailable: the database cannot be used now.
        """
        holder = f"quoth {purpose}: process {os.getpid()} on {socket.gethostname()}"
        with self.explained():
            session = connected(self._options | {"application_name": holder[:63]})
        with session:
            yield session

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn an error of the database into one line that says what to do."""
        try:
            yield
        except DatabaseError as error:
            raise SnapshotUnavailable(
                f"{self.name}: the shared {self._what} cannot be used now ({told_by(error)})",
                hint="Check that the database runs, and that this machine may connect; "
                "`quoth doctor` tries.",
            ) from error

    def close(self) -> None:
        """Close the connection; ``do`` opens a new one."""
        with self._lock:
            _close(self._kept)

    def _in_transaction(self, work: Callable[[Session], Result]) -> Result:
        if not self._kept:
            self._kept.append(connected(self._options))
        (session,) = self._kept
        try:
            with session.transaction():
                return work(session)
        finally:
            if session.closed:
                self._kept.clear()


def _close(kept: list[Session]) -> None:
    while kept:
        kept.pop().close()
