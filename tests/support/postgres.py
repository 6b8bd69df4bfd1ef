"""Speak with the PostgreSQL of tests, whose address a fixture of ``postgres_server`` gives."""

from __future__ import annotations

from pydantic import SecretStr

from bot.postgres.secrets import StoreSecrets, store_secrets
from bot.settings import StoreSettings

# End all other connections to the database, as a network does that fails.
CUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
# Delete what all bots have in it.
EMPTY = r"""DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname ~ '^quoth(_[0-9]+|_index)?$' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP; END $$"""
KEY = "a key that all processes of these tests share"


def secrets_of(address: str, key: str = KEY) -> StoreSecrets:
    """The secrets of a process that shares the database at ``address``."""
    found = store_secrets(StoreSettings(url=SecretStr(address), key=SecretStr(key)))
    assert found is not None
    return found


def host_in(address: str) -> str:
    """Return the folder of the socket that ``address`` names."""
    return address.partition("host=")[2].partition("&")[0]


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
