"""Keep a ledger in the database that several processes share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.ledger.counts import EARLIEST, Counts, kept_question
from bot.ledger.pseudonym import Pseudonyms
from bot.ledger.retention import expiries, this_hour, tombstones_end
from bot.ledger.tally import COLUMNS, Tally
from bot.postgres.migrations import FORGOTTEN, KEPT, LOCKS, SAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.tally import KeptText
    from bot.postgres.connection import SharedDatabase
    from index.postgres import Session

UPSERT = """INSERT INTO quoth.{table} AS old VALUES ({places}, greatest(0, %s))
    ON CONFLICT ({columns}) DO UPDATE SET number = greatest(0, old.number + %s)"""
# True once for each batch of a writer, however often it is sent.
IS_NEW = """INSERT INTO quoth.writers AS old VALUES (%s, %s, now())
    ON CONFLICT (writer) DO UPDATE SET batch = excluded.batch, at = excluded.at
    WHERE old.batch < excluded.batch RETURNING true"""
HEAR = """INSERT INTO quoth.heard SELECT mark, %s FROM unnest(%s::bytea[]) AS mark
    ON CONFLICT DO NOTHING RETURNING mark"""
KEEP = """INSERT INTO quoth.kept
    (at, server, corpus, question, why, missing, asker, voter, tier)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"""
UNKEEP = """DELETE FROM quoth.kept WHERE id = (SELECT max(id) FROM quoth.kept
    WHERE server = %s AND question = %s AND asker = %s AND voter = %s)"""
BURY = """INSERT INTO quoth.forgotten VALUES (%s, clock_timestamp())
    ON CONFLICT (who) DO UPDATE SET at = excluded.at"""
# By the clock of the database: those of two machines differ.
IS_FORGOTTEN = """SELECT 1 FROM quoth.forgotten
    WHERE who = ANY(%s) AND at >= clock_timestamp() - make_interval(secs => %s)"""
# Longer than anything of a person stays in memory.
FORGOTTEN_LATELY = "SELECT who FROM quoth.forgotten WHERE at > now() - interval '15 minutes'"
READ_KEPT = """SELECT at, server, corpus, question, why, missing, tier FROM quoth.kept
    WHERE %s::bigint IS NULL OR server = %s ORDER BY at DESC, id DESC"""
DELETE_THEIRS = """DELETE FROM quoth.kept
    WHERE server = %s AND (asker = ANY(%s) OR voter = ANY(%s))"""
OVER = (
    ("DELETE FROM quoth.heard WHERE hour < %s", lambda: this_hour() - 1),
    ("DELETE FROM quoth.forgotten WHERE at < to_timestamp(%s)", tombstones_end),
    ("DELETE FROM quoth.ballots WHERE until < to_timestamp(%s)", time.time),
    ("DELETE FROM quoth.writers WHERE at < to_timestamp(%s)", tombstones_end),
    ("DELETE FROM quoth.buckets WHERE full_at < to_timestamp(%s)", time.time),
    ("DELETE FROM quoth.notes WHERE until < to_timestamp(%s)", time.time),
    ("DELETE FROM quoth.turned_away WHERE until < to_timestamp(%s)", time.time),
)


class PostgresLedger:
    """A ``LedgerStore`` in ``database``, in which ``key`` names people."""

    unscrubbed = False  # erasing deleted rows is the database's to do: see VACUUM in its manual

    def __init__(self, database: SharedDatabase, key: bytes) -> None:
        self._database, self._names = database, Pseudonyms(key)
        self._writer, self._batch = uuid4(), 0
        self._sent: Tally | None = None  # what was given last, and may be given again

    @property
    def name(self) -> str:
        return self._database.name

    def pseudonyms(self) -> Pseudonyms:
        return self._names

    def write(self, tally: Tally) -> None:
        if tally is not self._sent:
            self._sent, self._batch = tally, self._batch + 1
        self._database.do(lambda session: self._write(session, tally))

    def counts(self, server: int | None = None, since: str = EARLIEST) -> Counts:
        return self._database.do(lambda session: _counts(session, server, since))

    def forget(self, person: int) -> int:
        return self._database.do(lambda session: _forget(session, person, self._names))

    def purge(self, rules: Callable[[], Callable[[int], int]]) -> int:
        return self._database.do(lambda session: _purge(session, rules))

    def scrub(self) -> None:
        """Do nothing: the database erases deleted rows."""

    def close(self) -> None:
        self._database.close()

    def _write(self, session: Session, tally: Tally) -> None:
        if session.execute(IS_NEW, (self._writer, self._batch)).fetchone() is None:
            return  # the failure came after it was written
        # All processes take the rows in one order, so that none waits for another in a circle.
        marks = session.execute(HEAR, (this_hour(), sorted(tally.heard))).fetchall()
        whole = tally.with_parts(bytes(mark) for (mark,) in marks)
        for table in sorted(COLUMNS):
            rows = [(*row, n, n) for row, n in sorted(whole.numbers[table].items())]
            session.cursor().executemany(upsert(table), rows)
        if whole.kept:
            session.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", (LOCKS, KEPT))
        for text in whole.kept:
            _keep(session, text)


def upsert(table: str) -> str:
    """Return the statement that adds a number to a row of ``table``."""
    columns = COLUMNS[table]
    places = ", ".join(["%s"] * len(columns))
    return UPSERT.format(table=table, places=places, columns=", ".join(columns))


def _keep(session: Session, text: KeptText) -> None:
    at = text.at.timestamp()
    if session.execute(IS_FORGOTTEN, (list(text.people), time.time() - at)).fetchone():
        return
    if text.taken_back:
        session.execute(UNKEEP, (text.server, text.question, text.asker, text.voter))
        return
    session.execute(KEEP, text.row)


def _forget(session: Session, person: int, names: Pseudonyms) -> int:
    """Wait for those who are keeping questions; whoever keeps some later finds the tombstone."""
    session.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, KEPT))
    tombstone = names.tombstone(person)
    session.execute(BURY, (tombstone,))
    session.execute("UPDATE quoth.installation SET forgot = clock_timestamp()")
    session.execute(SAY, (f"{FORGOTTEN}{tombstone.hex()}",))
    keys = session.execute("SELECT mark, sealed FROM quoth.keys").fetchall()
    every_name = [names, *(names.unsealed(bytes(mark), bytes(sealed)) for mark, sealed in keys)]
    deleted = 0
    for server in _servers(session):
        who = [each.hash(server, person) for each in every_name]
        deleted += session.execute(DELETE_THEIRS, (server, who, who)).rowcount
    return deleted


def forgotten_lately(session: Session) -> set[bytes]:
    """Return the tombstones of those who were forgotten while memories still had them."""
    return {bytes(who) for (who,) in session.execute(FORGOTTEN_LATELY).fetchall()}


def _purge(session: Session, rules: Callable[[], Callable[[int], int]]) -> int:
    session.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, KEPT))
    deleted = 0
    for expiry in expiries(_servers(session), rules()):
        deleted += session.execute(
            "DELETE FROM quoth.kept WHERE server = %s AND (%s = 0 OR at <= %s)", expiry
        ).rowcount
    for statement, end in OVER:
        session.execute(statement, (end(),))
    return deleted


def _servers(session: Session) -> list[int]:
    found = session.execute("SELECT DISTINCT server FROM quoth.kept ORDER BY server")
    return [server for (server,) in found.fetchall()]


def _counts(session: Session, server: int | None, since: str) -> Counts:
    session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    tables = {table: session.execute(_select(table), (since,)).fetchall() for table in COLUMNS}
    kept = [kept_question(*row) for row in session.execute(READ_KEPT, (server, server)).fetchall()]
    recent = [question for question in kept if question.at.date().isoformat() >= since]
    return Counts(**tables, kept=recent)


def _select(table: str) -> str:
    # The table is one of the constants of COLUMNS, so nothing can be injected.
    return f"SELECT * FROM quoth.{table} WHERE day >= %s ORDER BY {', '.join(COLUMNS[table])}"  # noqa: S608
