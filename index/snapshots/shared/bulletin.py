"""Hear which corpora have another snapshot, without asking for it again and again."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack

from index.errors import SnapshotUnavailable
from index.postgres import DatabaseError, Session
from index.snapshots.shared.database import IndexDatabase
from index.snapshots.shared.tables import NOTICES

REST = 5.0  # seconds before connecting again
log = logging.getLogger(__name__)


class Bulletin:
    """A connection that listens; nothing is sent over it to look what was heard."""

    def __init__(self, database: IndexDatabase) -> None:
        self._database = database
        self._opened = ExitStack()
        self._session: Session | None = None
        self._not_before = 0.0
        self._lock = threading.Lock()

    def changed(self, corpora: Sequence[str]) -> Iterable[str]:
        """Return those of ``corpora`` of which something was said; all, if some may be missed."""
        with self._lock:
            try:
                if self._session is not None:
                    heard = {notice.payload for notice in self._session.notifies(timeout=0)}
                    return [corpus for corpus in corpora if corpus in heard]
                return corpora if self._listens() else ()
            except (DatabaseError, SnapshotUnavailable) as error:
                self._failed(error)
                return ()

    def close(self) -> None:
        """Listen no more."""
        with self._lock:
            self._session = None
            self._opened.close()

    def _listens(self) -> bool:
        """Begin to listen, unless that failed a moment ago."""
        if time.monotonic() < self._not_before:
            return False
        session = self._opened.enter_context(self._database.session("index"))
        session.execute(f"LISTEN {NOTICES}")
        if self._not_before:
            log.warning("%s: what is published is heard again", self._database.name)
        self._session, self._not_before = session, 0.0
        return True

    def _failed(self, error: Exception) -> None:
        """Say so once, and rest."""
        if not self._not_before:
            said = "%s: what is published is not heard (%s); the open snapshots go on serving"
            log.error(said, self._database.name, str(error).strip().split("\n")[0])
        self._session, self._not_before = None, time.monotonic() + REST
        self._opened.close()
