"""Ask the workers that share a database, and wait for their replies."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from bot.postgres.inquiries import InquiryQueue, QueuedInquiry
from bot.postgres.notices import Notices
from index.errors import QuothError

if TYPE_CHECKING:
    from bot.postgres.connection import SharedDatabase
    from bot.postgres.secrets import StoreSecrets

log = logging.getLogger(__name__)
LOOK_SECONDS = 3.0  # between two looks for an answer whose notice was missed
REST_SECONDS = 0.2  # before the database is asked again after a failure


class WorkerClient:
    """The client of the workers; for use from any thread."""

    def __init__(self, secrets: StoreSecrets, database: SharedDatabase, seconds: float) -> None:
        """Queue in ``database``, and wait ``seconds`` for an answer.

        :raises QuothError: the database cannot be used now.
        """
        self._queue, self._seconds = InquiryQueue(database), seconds
        self._queue.clean()
        self._channel = f"quoth_bot_{uuid4().hex}"
        self._waiting: dict[UUID, threading.Event] = {}
        self._closing = False
        missed = "answers of workers are looked for now and then"
        self._notices = Notices(secrets, self._heard, self._channel, missed)
        self._notices.start()

    def deadline(self) -> float:
        """Return until when to wait for what is asked now, in seconds of the monotonic clock."""
        return time.monotonic() + self._seconds

    def ask(self, asked: str, lane: int, deadline: float) -> str:
        """Return what a worker says to ``asked``; questions of one ``lane`` take turns with others.

        :raises TimeoutError: none says anything before the ``deadline``.
        """
        id_, said = uuid4(), threading.Event()
        self._waiting[id_] = said
        try:
            while (left := deadline - time.monotonic()) > 0 and not self._closing:
                self._queued(QueuedInquiry(id_, lane, self._channel, asked, left))
                said.wait(min(left, LOOK_SECONDS))
                said.clear()
                if (answer := self._read(id_)) is not None:
                    return answer
        finally:
            del self._waiting[id_]
            with suppress(QuothError):  # a worker deletes what nobody waits for
                self._queue.drop(id_)
        raise TimeoutError

    def close(self) -> None:
        """Stop listening; whoever waits is told that there is no answer."""
        self._closing = True
        self._heard(None)
        self._notices.close()

    def _queued(self, inquiry: QueuedInquiry) -> None:
        """Queue a question, again too: after a crash the database has forgotten it."""
        try:
            self._queue.put(inquiry)
        except QuothError as error:
            log.warning("a question waits for the shared database (%s)", error.message)
            time.sleep(REST_SECONDS)

    def _read(self, id_: UUID) -> str | None:
        try:
            return self._queue.read(id_)
        except QuothError as error:
            log.warning("an answer waits for the shared database (%s)", error.message)
            time.sleep(REST_SECONDS)
            return None

    def _heard(self, notice: str | None) -> None:
        for id_ in list(self._waiting) if notice is None else [UUID(notice)]:
            if (said := self._waiting.get(id_)) is not None:
                said.set()
