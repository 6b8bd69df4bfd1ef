"""Learn which corpora have another snapshot, or other sources, without polling."""

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
    """A connection that listens for notices; reading them sends nothing."""

    def __init__(
        self,
        database: IndexDatabase,
        channel: str = NOTICES,
        lost: str = "what is published is not heard (%s); the open snapshots go on serving",
    ) -> None:
        """Listen on ``channel``; ``lost`` is logged, with the reason, when nothing is heard."""
        self._database, self._channel, self._lost = database, channel, lost
        self._opened = ExitStack()
        self._session: Session | None = None
        self._followed: set[str] = set()
        self._not_before = 0.0
        self._lock = threading.Lock()

    def changed(self, corpora: Sequence[str]) -> Iterable[str]:
        """Return those of ``corpora`` of which something was said, or may have been missed."""
        with self._lock:
            try:
                heard = self._heard()
                if heard is None and not self._listens():
                    return ()
            except (DatabaseError, SnapshotUnavailable) as error:
                self._failed(error)
                return ()
            # What is new here may have been opened just before something was said of it.
            missed = set(corpora) - self._followed if heard is not None else set(corpora)
            self._followed = set(corpora)
            return [corpus for corpus in corpora if corpus in missed | (heard or set())]

    def close(self) -> None:
        """Stop listening."""
        with self._lock:
            self._hang_up()

    def _hang_up(self) -> None:
        self._session = None
        self._opened.close()

    def _heard(self) -> set[str] | None:
        """Return the corpora that were named since the last call; None if nothing can be heard."""
        try:
            if self._session is not None:
                return {notice.payload for notice in self._session.notifies(timeout=0)}
        except DatabaseError:  # the connection was cut
            self._hang_up()
        return None

    def _listens(self) -> bool:
        """Begin to listen, unless that failed a moment ago."""
        if time.monotonic() < self._not_before:
            return False
        session = self._opened.enter_context(self._database.session("index"))
        session.execute(f"LISTEN {self._channel}")
        if self._not_before:
            log.warning("%s: notices of %s are heard again", self._database.name, self._channel)
        self._session, self._not_before = session, 0.0
        return True

    def _failed(self, error: Exception) -> None:
        """Say so once, and rest."""
        if not self._not_before:
            why = str(error).strip().split("\n")[0]
            log.error("%s: %s", self._database.name, self._lost % why)
        self._not_before = time.monotonic() + REST
        self._hang_up()
