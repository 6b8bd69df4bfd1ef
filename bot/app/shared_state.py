"""Keep the bot's state in a database that several processes share.

psycopg, and what needs it, is imported only if there is a database.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.ledger.counts import EARLIEST, Counts
from bot.ledger.pseudonym import Pseudonyms
from bot.postgres.migrations import FORGOTTEN, NOTICES, TURNED_AWAY
from bot.postgres.opening import database_of
from bot.postgres.secrets import StoreSecrets
from bot.servers.waiting_files import WAITING, WaitingFiles

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Set

    from bot.admin.audit import AuditTrail
    from bot.app.command_sync import ToldCommands
    from bot.app.local_state import Forgotten
    from bot.asking.blocks import TimedBlocks
    from bot.asking.rate_limits import Limits, Pace, Whose
    from bot.asking.shared_blocks import SharedBlocks
    from bot.asking.worker_client import WorkerClient
    from bot.ground.awaited import Awaited
    from bot.ground.gateway_session import Sessions
    from bot.ground.notes import Notes
    from bot.ledger.ballot import BallotBox
    from bot.ledger.store import LedgerStore
    from bot.postgres.connection import SharedDatabase
    from bot.postgres.inquiries import InquiryQueue
    from bot.postgres.leases import InquiryLeases
    from bot.postgres.notices import Notices
    from bot.postgres.prompt import PromptDatabase
    from bot.postgres.shard_leases import ShardLeases
    from bot.servers.kept_record import Keep
    from bot.servers.shared_record import SharedRecords

IDENTIFY = 5.25  # seconds between two sessions that begin; Discord wants five
# Of the fifty requests that Discord allows a bot in a second; the burst is for after a rest.
REST_A_SECOND, BURST = 40, 9


class SharedState:
    """The state that several processes share; a ledger closes its own connection."""

    def __init__(
        self,
        secrets: StoreSecrets,
        bot: int | None,
        *,
        works: bool = False,
        waiting: Path = Path("var") / WAITING,
    ) -> None:
        """Try the database, and make or change its tables for ``bot``, if that is known.

        A process that ``works`` for all bots of the database needs none. ``waiting`` is the folder
        for notes of what waits while the database is away.

        :raises QuothError: the database cannot be used, or is not for this process.
        """
        self._secrets, self._bot, self._works = secrets, bot, works
        self._waiting = waiting / str(bot)
        self._opened: list[SharedDatabase] = []
        self._common = self.database()  # for what is short, and nobody waits long for
        self._records: SharedRecords | None = None
        self._blocked: SharedBlocks | None = None
        self._asked_promptly: PromptDatabase | None = None
        self._notices: Notices | None = None
        self._workers: WorkerClient | None = None
        self.names = Pseudonyms(secrets.key_bytes)
        try:
            self._common.do(lambda _session: None)
        except BaseException:
            self._common.close()
            raise

    def ledger(self) -> LedgerStore:
        """Open the ledger, for one thread."""
        from bot.ledger.postgres_ledger import PostgresLedger

        return PostgresLedger(database_of(self._secrets, self._bot), self._secrets.key_bytes)

    def ballot(self) -> BallotBox:
        """Open the ballot box, which remembers votes."""
        from bot.ledger.postgres_ballot import PostgresBallot

        return PostgresBallot(self._common, self._secrets.key_bytes)

    def counts(self, server: int | None = None, since: str = EARLIEST) -> Counts:
        """Read the numbers, and the questions kept of ``server`` or of all."""
        with closing(self.ledger()) as ledger:
            return ledger.counts(server, since)

    def audit(self) -> AuditTrail:
        """Open the log of what maintainers do."""
        from bot.admin.shared_audit import SharedAuditLog

        return SharedAuditLog(self._common)

    def kept(self, kind: str) -> Keep:
        """Return the function that opens the record of rules of ``kind``."""
        from bot.servers.shared_record import SharedRecords

        self._records = self._records or SharedRecords(self._common)
        return partial(self._records.opened, kind)

    def limits(self, kind: str, paces: Mapping[Whose, Pace]) -> Limits:
        """Make limits; those of people hold in all processes."""
        from bot.asking.shared_limits import SharedLimits

        return SharedLimits(paces, kind=kind, database=self._prompt(), names=self.names)

    def blocked(self) -> TimedBlocks:
        """Open the list of people who are blocked for a time."""
        from bot.asking.shared_blocks import SharedBlocks

        self._blocked = SharedBlocks(self._common, self._prompt(), self.names)
        return self._blocked

    def notes(self) -> Notes:
        """Open the notes of what was done once."""
        from bot.servers.shared_notes import SharedNotes

        return SharedNotes(self._prompt(), self.names.noted)

    def awaited(self) -> Awaited:
        """Open the list of questions that wait for an answer."""
        from bot.servers.shared_awaited import SharedAwaited

        return SharedAwaited(self._common, WaitingFiles(self._waiting))

    def sessions(self) -> Sessions:
        """Open the notes of how far Discord was heard."""
        from bot.servers.shared_sessions import SharedSessions

        return SharedSessions(self.database())

    def told(self) -> ToldCommands:
        """Open the note of which commands Discord was told."""
        from bot.app.shared_commands import SharedTold

        return SharedTold(self.database())

    def workers(self, seconds: float) -> WorkerClient:
        """Open the client of the workers, which waits ``seconds`` for an answer."""
        from bot.asking.worker_client import WorkerClient

        self._workers = WorkerClient(self._secrets, self._queue(), seconds)
        return self._workers

    def leases(self, seconds: float) -> InquiryLeases:
        """Open the leases by which a worker takes questions, for ``seconds`` at a time."""
        from bot.postgres.leases import InquiryLeases

        return InquiryLeases(self._queue(), seconds)

    def shards(self, own: Collection[int], total: int, seconds: float) -> ShardLeases:
        """Open the leases of shards; ``own`` of ``total`` are those of this process."""
        from bot.postgres.shard_leases import ShardLeases

        return ShardLeases(self.database(), own, total, seconds)

    def identify_turn(self) -> Callable[[int], Awaitable[float]]:
        """Return a function that says how many seconds to wait until a session may begin."""
        from bot.postgres.paces import SharedPace

        return SharedPace(self._prompt(), "identify", IDENTIFY, alone=IDENTIFY).turn

    def rest_turn(self) -> Callable[[], Awaitable[float]]:
        """Return a function that says how many seconds to wait until a request may go out."""
        from bot.postgres.paces import SharedPace

        return SharedPace(self._prompt(), "rest", 1 / REST_A_SECOND, burst=BURST, alone=0).turn

    def inquiries(self, ring: Callable[[], None]) -> InquiryQueue:
        """Open the queue of questions; ``ring`` is called when there may be one."""
        from bot.postgres.inquiries import WORK, InquiryQueue
        from bot.postgres.notices import Notices

        missed = "questions are looked for once a second"
        self._notices = Notices(self._secrets, lambda _notice: ring(), WORK, missed)
        self._notices.start()
        return InquiryQueue(self._queue())

    def listen(self, forgotten: Forgotten) -> None:
        """Follow what other processes change; ``forgotten`` is told whom they forget."""
        from bot.postgres.notices import Notices
        from bot.postgres.schemas import FIRST

        channel = NOTICES.replace(FIRST, self._common.schema)
        self._notices = Notices(self._secrets, partial(self._heard, forgotten), channel)
        self._notices.start()

    def close(self) -> None:
        """Close all connections except those of ledgers."""
        if self._notices is not None:
            self._notices.close()
        if self._workers is not None:
            self._workers.close()
        if self._asked_promptly is not None:
            self._asked_promptly.close()
        for database in self._opened:
            database.close()

    def _heard(self, forgotten: Forgotten, notice: str | None) -> None:
        from bot.ledger.postgres_ledger import forgotten_lately

        if notice is None:
            self._forget(forgotten, self._common.do(forgotten_lately))
        elif notice.startswith(FORGOTTEN):
            self._forget(forgotten, {bytes.fromhex(notice.removeprefix(FORGOTTEN))})
        if self._records is not None:
            self._records.refresh(notice)
        if self._blocked is not None and notice in (None, TURNED_AWAY):
            self._blocked.refresh()

    def _forget(self, forgotten: Forgotten, tombstones: Set[bytes]) -> None:
        if tombstones:
            forgotten(lambda person: self.names.tombstone(person) in tombstones)

    def _prompt(self) -> PromptDatabase:
        from bot.postgres.prompt import PATIENCE, PromptDatabase

        if self._asked_promptly is None:
            database = self.database()
            database.do(lambda _session: None)  # nobody waits for its connection then
            self._asked_promptly = PromptDatabase(database, PATIENCE)
        return self._asked_promptly

    def database(self) -> SharedDatabase:
        """Make a connection that ``close`` closes."""
        return self._to_be_closed(database_of(self._secrets, self._bot, common=self._works))

    def _queue(self) -> SharedDatabase:
        """Make a connection to what all bots of the database have together."""
        return self._to_be_closed(database_of(self._secrets, common=True))

    def _to_be_closed(self, database: SharedDatabase) -> SharedDatabase:
        self._opened.append(database)
        return database
