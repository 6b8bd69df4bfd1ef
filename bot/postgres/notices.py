"""Hear at once what other processes change in the shared database."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import psycopg

from bot.postgres.connection import unusable
from bot.postgres.migrations import NOTICES
from bot.postgres.secrets import URL
from index.errors import QuothError
from index.postgres import connected, options_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.postgres.secrets import StoreSecrets


log = logging.getLogger(__name__)
LOOK_UP = 0.5  # seconds between two looks whether to end; the database is not asked
PAUSES = (0.1, 1.0, 5.0, 15.0)  # seconds before connecting again, the last one again and again


class Notices:
    """A thread that waits for notices, on a connection of its own."""

    def __init__(
        self,
        secrets: StoreSecrets,
        heard: Callable[[str | None], None],
        channel: str = NOTICES,
        missed: str = "the rules of before stay in force",
    ) -> None:
        """Call ``heard`` with the payload of each notice, and with None if some may be missed.

        ``missed`` says to the operator what comes of not hearing.
        """
        self._options = options_of(secrets.url.value, URL)
        self._heard, self._channel, self._missed = heard, channel, missed
        self._closing = threading.Event()
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Listen no more; wait for the thread for a moment."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(2 * LOOK_UP)

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._listen()
            except psycopg.Error as error:
                self._failed(unusable("notices", error))
            except QuothError as error:
                self._failed(error)

    def _listen(self) -> None:
        with connected(self._options) as session:
            session.execute(f'LISTEN "{self._channel}"')
            self._heard(None)
            if self._failures:
                log.warning("notices of the shared database are heard again")
            self._failures = 0
            while not self._closing.is_set():
                for notice in session.notifies(timeout=LOOK_UP):
                    self._heard(notice.payload)

    def _failed(self, error: QuothError) -> None:
        """Say so once, and rest."""
        if not self._failures:
            log.error("%s; %s (%s)", error.message, self._missed, error.hint)
        pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._failures += 1
        self._closing.wait(pause)
