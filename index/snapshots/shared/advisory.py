"""Hold PostgreSQL's advisory locks, which the server releases when their connection ends."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from index.postgres import DatabaseError, LockTimeout, Session

HOLDER = """SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND (classid::bigint << 32 | objid::bigint) = %s"""
# A firewall or a server may end connections on which nothing is said; long work takes its time.
MAY_BE_IDLE = """SELECT set_config(name, '0', false) FROM pg_settings
    WHERE name = 'idle_session_timeout'"""
WITHIN = "SELECT set_config('lock_timeout', %s, false)"


def key_of(purpose: str, corpus: str) -> int:
    """Return the key of a lock, which is a signed number of 64 bits."""
    digest = hashlib.sha256(f"quoth index: {purpose} {corpus}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


def is_taken(session: Session, key: int, seconds: float = 0.0) -> bool:
    """Take a lock for ``session``, and return whether that is done within ``seconds``."""
    session.execute(MAY_BE_IDLE)
    if not seconds:
        return session.execute("SELECT pg_try_advisory_lock(%s)", (key,)).fetchone() == (True,)
    session.execute(WITHIN, (f"{seconds:.0f}s",))
    try:
        session.execute("SELECT pg_advisory_lock(%s)", (key,))
    except LockTimeout:
        return False
    return True


def holder_of(session: Session, key: int) -> str:
    """Return ": " and who has a lock; "" if that is no longer known."""
    row = session.execute(HOLDER, (key,)).fetchone()
    return f": {row[0]}" if row is not None else ""


def release(session: Session, key: int) -> None:
    """Release a lock now, since the server may see the end of a connection a little later."""
    with suppress(DatabaseError):  # then the connection is lost, and the lock with it
        session.execute("SELECT pg_advisory_unlock(%s)", (key,))
