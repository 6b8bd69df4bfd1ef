"""Speak with the PostgreSQL of tests, whose address a fixture of ``postgres_server`` gives."""

from __future__ import annotations

from pydantic import SecretStr

from bot.postgres.secrets import StoreSecrets, store_secrets
from bot.settings import StoreSettings

# End all other connections to the database, as a network does that fails.
CUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
KEY = "a key that all processes of these tests share"


def secrets_of(address: str, key: str = KEY) -> StoreSecrets:
    """The secrets of a process that shares the database at ``address``."""
    found = store_secrets(StoreSettings(url=SecretStr(address), key=SecretStr(key)))
    assert found is not None
    return found


def tell(address: str, *statements: str) -> None:
    """Execute ``statements`` one by one."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def ask(address: str, statement: str) -> list[tuple[object, ...]]:
    """Return the rows that ``statement`` finds."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        return connection.execute(statement).fetchall()
