"""Define the tables of a shared index, and bring them up to this version of Quoth."""

from __future__ import annotations

from index.errors import SettingsError
from index.postgres import Session

NOTICES = "quoth_index"  # the channel on which it is said which corpus has another snapshot now
SOURCES = "quoth_sources"  # the channel on which it is said which corpus has other sources now
MIGRATING = 1_903_521_653  # the key of the advisory lock under which the tables are changed
# A file is in the table of chunks once for each corpus, whichever of its snapshots have it. What is
# in it is compressed badly, so PostgreSQL does not try.
FIRST = """
CREATE TABLE quoth_index.installation (version integer NOT NULL);
CREATE TABLE quoth_index.snapshots (corpus text COLLATE "C", name text COLLATE "C",
    created timestamptz NOT NULL, manifest bytea NOT NULL, PRIMARY KEY (corpus, name));
CREATE TABLE quoth_index.serving (corpus text COLLATE "C" PRIMARY KEY, name text COLLATE "C",
    since timestamptz NOT NULL, FOREIGN KEY (corpus, name) REFERENCES quoth_index.snapshots);
CREATE TABLE quoth_index.files (corpus text COLLATE "C", name text COLLATE "C",
    path text COLLATE "C", digest bytea NOT NULL, size bigint NOT NULL,
    PRIMARY KEY (corpus, name, path),
    FOREIGN KEY (corpus, name) REFERENCES quoth_index.snapshots ON DELETE CASCADE);
CREATE TABLE quoth_index.chunks (corpus text COLLATE "C", digest bytea, part integer,
    content bytea NOT NULL, PRIMARY KEY (corpus, digest, part));
ALTER TABLE quoth_index.chunks ALTER COLUMN content SET STORAGE EXTERNAL;
INSERT INTO quoth_index.installation VALUES (0);
"""
# The register, the files and the fetched pages of the corpora whose sources are shared.
SINCE_2 = """
CREATE TABLE quoth_index.source_trees (corpus text COLLATE "C" PRIMARY KEY,
    revision bigint NOT NULL);
CREATE TABLE quoth_index.source_files (corpus text COLLATE "C" REFERENCES quoth_index.source_trees
    ON DELETE CASCADE, path text COLLATE "C", digest bytea NOT NULL, PRIMARY KEY (corpus, path));
CREATE TABLE quoth_index.source_chunks (corpus text COLLATE "C" REFERENCES quoth_index.source_trees
    ON DELETE CASCADE, digest bytea, part integer, content bytea NOT NULL,
    PRIMARY KEY (corpus, digest, part));
"""
STEPS = (FIRST, SINCE_2)  # from no tables to version 1, and so on
HAS_SOURCES = 2  # the version since which there are tables for sources
# Read from the table, as it is now: to_regclass may answer from before the wait for a lock.
IS_THERE = "SELECT FROM pg_tables WHERE schemaname = 'quoth_index' AND tablename = 'installation'"
HAS_SCHEMA = "SELECT FROM pg_namespace WHERE nspname = 'quoth_index'"


def version_of(session: Session) -> int:
    """Return the version of the tables; 0 if there are none.

    :raises SettingsError: a later version of Quoth made them.
    """
    if session.execute(IS_THERE).fetchone() is None:
        return 0
    (found,) = session.execute("SELECT version FROM quoth_index.installation").fetchone() or (0,)
    if found > len(STEPS):
        raise SettingsError(
            f"the shared index has version {found}; this Quoth reads version {len(STEPS)}",
            hint="Update Quoth on this machine.",
        )
    return int(found)


def bring_up(session: Session) -> None:
    """Make or change the tables, in one transaction, unless they are as they should be.

    :raises SettingsError: a later version of Quoth made them.
    """
    if version_of(session) == len(STEPS):
        return
    with session.transaction():
        session.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATING,))
        if session.execute(HAS_SCHEMA).fetchone() is None:
            session.execute("CREATE SCHEMA quoth_index")
        for step in STEPS[version_of(session) :]:  # unless another process did meanwhile
            session.execute(step)
        session.execute("UPDATE quoth_index.installation SET version = %s", (len(STEPS),))
