"""Bring the tables of the shared database up to this version of Quoth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import SettingsError

if TYPE_CHECKING:
    from index.postgres import Session

LOCKS = 1_903_521_652  # the first key of Quoth's advisory locks
# The second keys, one for each kind of work: changing tables, deleting kept questions, changing
# rules, telling Discord the commands, importing files, and taking shards.
MIGRATING, KEPT, RECORDS, COMMANDS, IMPORT, SHARDS = 1, 2, 3, 4, 5, 6
FORGOTTEN = "forgotten "  # begins a notice that somebody was forgotten
TURNED_AWAY = "turned away"  # the notice that somebody was blocked for a time, or no longer is
NOTICES = "quoth.notices"  # the channel on which processes say what they have changed
SAY = f"SELECT pg_notify('{NOTICES}', %s)"
LEDGER = """
CREATE TABLE quoth.installation (version integer NOT NULL, key_mark bytea NOT NULL, bot bigint);
CREATE TABLE quoth.asked (day text COLLATE "C", corpus text COLLATE "C", outcome text COLLATE "C",
    why text COLLATE "C", way text COLLATE "C", number bigint NOT NULL,
    PRIMARY KEY (day, corpus, outcome, why, way));
CREATE TABLE quoth.latencies (day text COLLATE "C", corpus text COLLATE "C", under_ms integer,
    number bigint NOT NULL, PRIMARY KEY (day, corpus, under_ms));
CREATE TABLE quoth.votes (day text COLLATE "C", corpus text COLLATE "C", vote text COLLATE "C",
    tier text COLLATE "C", number bigint NOT NULL, PRIMARY KEY (day, corpus, vote, tier));
CREATE TABLE quoth.quoted (day text COLLATE "C", corpus text COLLATE "C",
    document text COLLATE "C", number bigint NOT NULL, PRIMARY KEY (day, corpus, document));
CREATE TABLE quoth.kept (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at bigint NOT NULL,
    server bigint NOT NULL, corpus text NOT NULL, question text NOT NULL, why text NOT NULL,
    missing text NOT NULL, asker bytea NOT NULL, voter bytea NOT NULL, tier text NOT NULL);
CREATE INDEX ON quoth.kept (server, at);
CREATE TABLE quoth.heard (mark bytea PRIMARY KEY, hour integer NOT NULL);
CREATE TABLE quoth.forgotten (who bytea PRIMARY KEY, at timestamptz NOT NULL);
CREATE TABLE quoth.writers (writer uuid PRIMARY KEY, batch bigint NOT NULL,
    at timestamptz NOT NULL);
CREATE TABLE quoth.ballots (name bytea PRIMARY KEY, vote text NOT NULL, day text NOT NULL,
    until timestamptz NOT NULL);
"""
RULES = """
CREATE TABLE quoth.records (kind text COLLATE "C", section text COLLATE "C", id text COLLATE "C",
    value jsonb NOT NULL, PRIMARY KEY (kind, section, id));
"""
# What maintainers did, the limits of people, the commands that Discord knows, and what files held
# that were imported. Limits are cheap to write: a crash of the server may forget them.
SINCE_3 = """
CREATE TABLE quoth.acts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mark uuid NOT NULL UNIQUE, at text COLLATE "C" NOT NULL, line text NOT NULL);
CREATE INDEX ON quoth.acts (at, id);
CREATE UNLOGGED TABLE quoth.buckets (name bytea PRIMARY KEY, full_at timestamptz NOT NULL);
CREATE TABLE quoth.turned_away (name bytea PRIMARY KEY, until timestamptz NOT NULL);
CREATE TABLE quoth.notes (name bytea PRIMARY KEY, value bigint NOT NULL,
    until timestamptz NOT NULL);
CREATE TABLE quoth.told (application bigint PRIMARY KEY, commands text NOT NULL);
CREATE TABLE quoth.imports (source bytea, what bytea, number bigint NOT NULL,
    PRIMARY KEY (source, what));
CREATE TABLE quoth.keys (mark bytea PRIMARY KEY, sealed bytea NOT NULL);
ALTER TABLE quoth.installation ADD COLUMN forgot timestamptz;
"""
# Questions that wait for a worker, with the lease of who answers. Their words are kept out of the
# server's log of changes and of backups: a crash forgets them, and the bots queue them again.
SINCE_4 = """
CREATE UNLOGGED TABLE quoth.inquiries (id uuid PRIMARY KEY, lane bigint NOT NULL,
    turn bigint NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
    until timestamptz NOT NULL, asker text NOT NULL, asked text NOT NULL,
    lease uuid, leased_until timestamptz, tries integer NOT NULL DEFAULT 0, answer text);
CREATE INDEX ON quoth.inquiries (turn, at) WHERE answer IS NULL;
CREATE INDEX ON quoth.inquiries (lane, turn) WHERE answer IS NULL;
"""
# Which process has which shard, when the next request to Discord may go out, and which commands
# wait for an answer of a process. A crash of the server forgets the first two: each process then
# takes the shards that it has, and begins at once.
SINCE_5 = """
CREATE UNLOGGED TABLE quoth.shards (total integer, shard integer, holder uuid NOT NULL,
    rank bigint NOT NULL, ready boolean NOT NULL, until timestamptz NOT NULL,
    PRIMARY KEY (total, shard));
CREATE UNLOGGED TABLE quoth.paces (name text COLLATE "C" PRIMARY KEY, next timestamptz NOT NULL);
CREATE UNLOGGED TABLE quoth.processes (mark uuid PRIMARY KEY, until timestamptz NOT NULL);
CREATE UNLOGGED TABLE quoth.awaited (id bigint, token text NOT NULL, locale text NOT NULL,
    mark uuid, PRIMARY KEY (id, mark));
"""
# What waits may be a message, and must outlive the primary: its process may be gone as well.
SINCE_6 = """
ALTER TABLE quoth.awaited ADD COLUMN channel bigint;
ALTER TABLE quoth.awaited SET LOGGED;
ALTER TABLE quoth.processes SET LOGGED;
"""
# How far each session on Discord's gateway was heard, and which messages were taken since.
SINCE_7 = """
CREATE TABLE quoth.sessions (id text PRIMARY KEY, mark uuid, shard integer NOT NULL,
    shards integer NOT NULL, address text NOT NULL, sequence bigint NOT NULL,
    taken bigint[] NOT NULL, noted timestamptz NOT NULL, alive timestamptz NOT NULL);
"""
# Read from the table, as it is now: to_regclass may answer from before the wait for a lock.
IS_THERE = "SELECT FROM pg_tables WHERE schemaname || '.' = 'quoth.' AND tablename = 'installation'"
HAS_SCHEMA = "SELECT FROM pg_namespace WHERE nspname || '.' = 'quoth.'"
MAKE_SCHEMA = "DO $$ BEGIN EXECUTE 'CREATE SCHEMA ' || rtrim('quoth.', '.'); END $$"
STEPS = (
    LEDGER,
    RULES,
    SINCE_3,
    SINCE_4,
    SINCE_5,
    SINCE_6,
    SINCE_7,
)  # from no tables to version 1, from there to version 2, and so on


def version() -> int:
    """Return the version of the tables that this Quoth reads and writes."""
    return len(STEPS)


def version_of(session: Session) -> int:
    """Return the version of the tables; 0 if there are none.

    :raises SettingsError: a later version of Quoth made them.
    """
    if session.execute(IS_THERE).fetchone() is None:
        return 0
    (found,) = session.execute("SELECT version FROM quoth.installation").fetchone() or (0,)
    if found > version():
        raise SettingsError(
            f"the shared database has version {found}; this Quoth reads version {version()}",
            hint="Update Quoth on this machine, or restore the database as it was before.",
        )
    return int(found)


def bring_up(session: Session, key_mark: bytes) -> None:
    """Make or change the tables in one transaction, and refuse another key than theirs.

    :raises SettingsError: a later version made the tables, or another key names the people in them.
    """
    with session.transaction():
        if version_of(session) != version():
            session.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, MIGRATING))
            _change(session, version_of(session), key_mark)  # unless another process did meanwhile
        check_key(session, key_mark)


def check_key(session: Session, key_mark: bytes) -> None:
    """Refuse a key that is not the one with which the tables were made.

    :raises SettingsError: it is another one.
    """
    row = session.execute("SELECT key_mark FROM quoth.installation").fetchone()
    if row is None or bytes(row[0]) != key_mark:
        raise SettingsError(
            "QUOTH_STORE__KEY is not the key with which the shared database was begun",
            hint="Give this process the key of the others. If that is lost, delete the schema "
            "`quoth`, with all that is in it: nobody in it could be forgotten.",
        )


def _change(session: Session, found: int, key_mark: bytes) -> None:
    if found == version():
        return
    if session.execute(HAS_SCHEMA).fetchone() is None:
        session.execute(MAKE_SCHEMA)
    for step in STEPS[found:]:
        session.execute(step)
    if found:
        session.execute("UPDATE quoth.installation SET version = %s", (version(),))
    else:
        session.execute(
            "INSERT INTO quoth.installation (version, key_mark) VALUES (%s, %s)",
            (version(), key_mark),
        )
