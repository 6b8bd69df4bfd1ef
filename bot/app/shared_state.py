"""Choose where the bot's state is: in files of this machine, or in a database that is shared.

psycopg, and what needs it, is imported only if there is such a database.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from bot.ledger.ballot import Ballot, BallotBox
from bot.ledger.counts import EARLIEST, Counts
from bot.ledger.queries import counts_in
from bot.ledger.sqlite_ledger import SqliteLedger
from bot.postgres.migrations import claim
from bot.postgres.secrets import URL, StoreSecrets, store_secrets
from bot.servers.json_file import KeptFile
from index.errors import SettingsError

if TYPE_CHECKING:
    from bot.ledger.store import LedgerStore
    from bot.postgres.connection import SharedDatabase
    from bot.postgres.notices import Notices
    from bot.servers.kept_record import Keep
    from bot.servers.shared_record import SharedRecords
    from bot.settings import BotSettings

INSTALL_IT = "Run `pip install 'quoth[postgres]'`."


class LocalState:
    """The state of a bot that shares nothing: its files, and what is in memory."""

    def __init__(self, settings: BotSettings) -> None:
        self._settings = settings

    def ledger(self) -> LedgerStore:
        """Open the ledger, for one thread."""
        return SqliteLedger(self._settings.discord.ledger)

    def ballot(self) -> BallotBox:
        """Make what remembers votes."""
        return Ballot()

    def counts(self, server: int | None = None, since: str = EARLIEST) -> Counts:
        """Read the numbers, and the questions kept of ``server`` or of all; nothing is made."""
        return counts_in(self._settings.discord.ledger, server=server, since=since)

    def kept(self, _kind: str) -> Keep:
        """Return what opens a record of rules: it has a file of its own."""
        return KeptFile

    def listen(self) -> None:
        """Hear nothing: files are looked at when they are asked for."""

    def close(self) -> None:
        """Let go of nothing."""


class SharedState:
    """The state that several processes share; a ledger closes its own connection."""

    def __init__(self, secrets: StoreSecrets, bot: int | None) -> None:
        """Try the database, and make or change its tables for ``bot``, if that is known.

        :raises QuothError: it cannot be used, or is not for this process.
        """
        self._secrets = secrets
        self._opened: list[SharedDatabase] = []
        self._records: SharedRecords | None = None
        self._notices: Notices | None = None
        with closing(database_of(secrets)) as probe:
            probe.do(lambda session: claim(session, bot))

    def ledger(self) -> LedgerStore:
        """Open the ledger, for one thread."""
        from bot.ledger.postgres_ledger import PostgresLedger

        return PostgresLedger(database_of(self._secrets), self._secrets.key_bytes)

    def ballot(self) -> BallotBox:
        """Open what remembers votes."""
        from bot.ledger.postgres_ballot import PostgresBallot

        return PostgresBallot(self._database(), self._secrets.key_bytes)

    def counts(self, server: int | None = None, since: str = EARLIEST) -> Counts:
        """Read the numbers, and the questions kept of ``server`` or of all."""
        with closing(self.ledger()) as ledger:
            return ledger.counts(server, since)

    def kept(self, kind: str) -> Keep:
        """Return what opens the record of rules of ``kind``."""
        from bot.servers.shared_record import SharedRecords

        self._records = self._records or SharedRecords(self._database())
        return partial(self._records.opened, kind)

    def listen(self) -> None:
        """Read rules again whenever another process says that it has changed them."""
        from bot.postgres.notices import Notices

        if self._records is not None and self._notices is None:
            self._notices = Notices(self._secrets, self._records.refresh)
            self._notices.start()

    def close(self) -> None:
        """Let go of all connections but those of ledgers."""
        if self._notices is not None:
            self._notices.close()
        for database in self._opened:
            database.close()

    def _database(self) -> SharedDatabase:
        database = database_of(self._secrets)
        self._opened.append(database)
        return database


def state_of(settings: BotSettings) -> LocalState | SharedState:
    """Open the state that ``settings`` name. To be closed.

    :raises QuothError: the shared database cannot be used, or a secret for it is missing.
    """
    secrets = store_secrets(settings.store)
    if secrets is None:
        return LocalState(settings)
    from bot.app.token import bot_of

    return SharedState(secrets, bot_of(settings))


def database_of(secrets: StoreSecrets) -> SharedDatabase:
    """Make a connection, which opens when it is needed.

    :raises SettingsError: psycopg is not installed, or the address cannot be understood.
    """
    try:
        from bot.postgres.connection import SharedDatabase
    except ImportError as error:
        raise SettingsError(
            f"{URL} is set, but psycopg cannot be imported ({error})", hint=INSTALL_IT
        ) from None
    return SharedDatabase(secrets)
