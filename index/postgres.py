"""Connect to PostgreSQL, for what several processes share; psycopg is imported with this module."""

from __future__ import annotations

from typing import Any, TypeAlias

import psycopg
from psycopg.conninfo import conninfo_to_dict

from index.errors import SettingsError

Session: TypeAlias = psycopg.Connection[tuple[Any, ...]]
Cursor = psycopg.Cursor[tuple[Any, ...]]
DatabaseError = psycopg.Error
ConnectionLost = psycopg.OperationalError
LockTimeout = psycopg.errors.LockNotAvailable
SCHEMES = ("postgresql://", "postgres://")
# An address may override these. Of several hosts, only a primary is used, and a connection whose
# other end is gone is given up within half a minute.
OPTIONS = {
    "application_name": "quoth",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "target_session_attrs": "read-write",
    "tcp_user_timeout": 20_000,
}


def options_of(address: str, setting: str) -> dict[str, Any]:
    """Return what ``address`` says; no error repeats a part of it, for it may hold a password.

    :raises SettingsError: the address, which is the value of ``setting``, cannot be understood.
    """
    try:
        if not address.startswith(SCHEMES):
            raise SettingsError(
                f"{setting} is no address of PostgreSQL", hint="Begin it with postgresql://."
            )
        return OPTIONS | dict(conninfo_to_dict(address))
    except psycopg.Error:
        raise SettingsError(
            f"{setting} cannot be understood",
            hint="Write it as postgresql://USER:PASSWORD@HOST/DATABASE; encode special characters "
            "of the password, as in %40 for @.",
        ) from None


def connected(options: dict[str, Any]) -> Session:
    """Connect, for statements that any pooler can pass on.

    :raises psycopg.Error: the database cannot be reached, or refuses.
    """
    return psycopg.connect(**options, autocommit=True, prepare_threshold=None)


def name_of(options: dict[str, Any]) -> str:
    """Return where the database is, without user and password."""
    return f"postgresql://{options.get('host', '')}/{options.get('dbname', '')}"


def told_by(error: psycopg.Error) -> str:
    """Return the first line of what the server or the network said, without any row's content."""
    return (error.diag.message_primary or str(error)).strip().split("\n")[0]
