"""The tables of the shared database: made once, changed by version, for one key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from bot.postgres import migrations
from bot.postgres.connection import SharedDatabase
from index.errors import QuothError, SettingsError
from tests.support.postgres import ask, secrets_of, tell

pytest_plugins = ["tests.support.postgres_server"]


def begun(address: str, **changes: str) -> None:
    """Use the database as a process that starts does."""
    database = SharedDatabase(secrets_of(address, **changes))
    try:
        database.do(lambda _session: None)
    finally:
        database.close()


def version_in(address: str) -> object:
    return ask(address, "SELECT version FROM quoth.installation")[0][0]


def shape(address: str) -> list[tuple[object, ...]]:
    return ask(
        address,
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
        " WHERE table_schema = 'quoth' ORDER BY 1, 2",
    )


def test_processes_that_start_at_once_make_the_tables_once(database: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: begun(database), range(4))) == [None] * 4
    assert version_in(database) == migrations.version()
    assert ask(database, "SELECT count(*) FROM quoth.installation") == [(1,)]


def test_tables_of_an_earlier_version_are_changed_and_lose_nothing(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(database)
    tell(database, "INSERT INTO quoth.votes VALUES ('2026-11-29', 'default', 'up', 'sure', 3)")
    step = "ALTER TABLE quoth.votes ADD COLUMN weight integer NOT NULL DEFAULT 1"
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda _: begun(database), range(3)))
    assert version_in(database) == migrations.version()
    assert ask(database, "SELECT * FROM quoth.votes") == [
        ("2026-11-29", "default", "up", "sure", 3, 1)
    ]


def test_a_change_that_fails_leaves_everything_as_it_was(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(database)
    before, version = shape(database), version_in(database)
    step = "ALTER TABLE quoth.votes ADD COLUMN weight integer; INSERT INTO nowhere VALUES (1)"
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    with pytest.raises(QuothError, match="nowhere"):
        begun(database)
    assert (shape(database), version_in(database)) == (before, version)


def test_tables_of_a_later_version_are_refused_and_left_alone(database: str) -> None:
    begun(database)
    tell(database, "UPDATE quoth.installation SET version = 99")
    with pytest.raises(SettingsError, match="version 99") as refusal:
        begun(database)
    assert "Update Quoth" in refusal.value.hint
    assert version_in(database) == 99


def test_a_process_with_another_key_is_refused_before_it_can_keep_anything(database: str) -> None:
    begun(database)
    with pytest.raises(SettingsError, match="QUOTH_STORE__KEY is not the key"):
        begun(database, key="another key, which would name people otherwise")


def test_a_schema_that_an_administrator_has_made_needs_no_right_to_make_one(database: str) -> None:
    tell(
        database,
        "DROP ROLE IF EXISTS quoth_bot",
        "CREATE ROLE quoth_bot LOGIN",
        "CREATE SCHEMA quoth AUTHORIZATION quoth_bot",
    )
    begun(database.replace("postgres:@", "quoth_bot:@"))
    assert version_in(database) == migrations.version()
    with psycopg.connect(database, autocommit=True) as administrator:
        administrator.execute("DROP OWNED BY quoth_bot CASCADE")
        administrator.execute("DROP ROLE quoth_bot")
