"""Keep a connection to the shared database open, and open it again after a failure."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from psycopg.pq import PipelineStatus, TransactionStatus

from bot.postgres.migrations import bring_up
from bot.postgres.schemas import FIRST, schema_of, use_schema
from bot.postgres.secrets import URL
from index.errors import QuothError
from index.postgres import connected, name_of, options_of, told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.postgres.secrets import StoreSecrets
    from index.postgres import Session

Result = TypeVar("Result")
BOUNDS = "SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '20s'"


class SharedDatabase:
    """A connection that opens when it is needed; for use from any thread, one at a time."""

    def __init__(
        self, secrets: StoreSecrets, bot: int | None = None, *, common: bool = False
    ) -> None:
        """Use the database of ``secrets``, and in it the rows of ``bot``.

        With ``common``, use what all bots have together.

        :raises SettingsError: its address cannot be understood.
        """
        self._options = options_of(secrets.url.value, URL)
        self._bot, self._common = bot, common
        self.schema = FIRST  # in which the rows are, as soon as it is connected
        self._key_mark = secrets.key_mark
        self._connection: Session | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Return where the database is, without user and password."""
        return name_of(self._options)

    def do(self, work: Callable[[Session], Result]) -> Result:
        """Do ``work`` in one transaction. It may be done twice, if the connection is lost.

        :raises QuothError: the database cannot be used now; nothing of ``work`` is to be trusted.
        :raises SettingsError: the database is not one for this process.
        """

        def in_transaction(session: Session) -> Result:
            with session.transaction():
                session.execute(BOUNDS)
                return work(session)

        return self._kept_open(in_transaction)

    def single(self, statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Execute one ``statement`` that returns rows, by one way to the server and back.

        It has no bounds, so it must not wait for others. It may be done twice, and raises, as in
        ``do``.
        """
        return self._kept_open(lambda session: session.execute(statement, values).fetchall())

    def look(self, work: Callable[[Session], Result]) -> Result:
        """Do ``work`` on a connection of its own, which makes and changes no tables.

        :raises QuothError: the database cannot be used.
        """
        try:
            with connected(self._options) as session:
                return work(session)
        except psycopg.Error as error:
            raise unusable(self.name, error) from None

    def close(self) -> None:
        """Close the connection; ``do`` opens a new one."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()

    def _kept_open(self, work: Callable[[Session], Result]) -> Result:
        with self._lock:
            try:
                return self._done(work)
            except psycopg.Error as error:
                raise unusable(self.name, error) from None

    def _done(self, work: Callable[[Session], Result]) -> Result:
        reused = self._connection is not None
        try:
            return self._tried(work)
        except psycopg.OperationalError:
            # A connection that was cut while nobody used it says so only now.
            if not reused or self._connection is not None:
                raise
        return self._tried(work)

    def _tried(self, work: Callable[[Session], Result]) -> Result:
        session = self._opened()
        try:
            return work(session)
        finally:
            if not _is_at_rest(session):
                session.close()
                self._connection = None

    def _opened(self) -> Session:
        if self._connection is None:
            connection = connected(self._options)
            try:
                bring_up(connection, self._key_mark)
                if not self._common:
                    self._use_own(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _use_own(self, connection: Session) -> None:
        self.schema = schema_of(connection, self._bot, claim=True)
        if self.schema != FIRST:
            use_schema(connection, self.schema)
            bring_up(connection, self._key_mark)


def _is_at_rest(session: Session) -> bool:
    """Return whether ``session`` is open, and not in the middle of what was cut off in it.

    After several statements at once it may be: it then refuses every other one, and never closes.
    """
    info = session.info
    resting = info.transaction_status is TransactionStatus.IDLE
    return resting and info.pipeline_status is PipelineStatus.OFF


def unusable(name: str, error: psycopg.Error) -> QuothError:
    """Make the error that explains why the database cannot be used, without any row's content."""
    return QuothError(
        f"{name}: the shared database cannot be used ({told_by(error)})",
        hint="Check that it runs, and that this machine may connect; `quoth doctor` tries.",
    )
