"""What goes wrong with a shared database: nothing is lost, counted twice or told to the log."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest

from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Ledger, Vote, Voted
from bot.ledger.postgres_ledger import PostgresLedger
from bot.postgres.connection import SharedDatabase
from index.errors import QuothError
from index.postgres import Session
from tests.support.paths import ROOT
from tests.support.postgres import CUT, KEY, ask, secrets_of, tell

pytest_plugins = ["tests.support.postgres_server"]

SERVER, ADA = 81384788765712384, 41771983423143936
SOON = 60.0
Begin = Callable[..., Ledger]


@pytest.fixture
def begin(database: str) -> Iterator[Begin]:
    opened = []

    def opening(days: int = 0) -> Ledger:
        store = PostgresLedger(SharedDatabase(secrets_of(database)), KEY.encode())
        ledger = Ledger(store, lambda _place: ("default",), lambda _server: days, retry=0.05)
        opened.append(ledger)
        return ledger

    yield opening
    for ledger in opened:
        ledger.close()


def refused(question: str = "Who won the regatta?") -> Asked:
    return Asked(Place(SERVER, 1), "command", AskOutcome.REFUSED, "off-topic", 0.1, (), question,
                 ("regatta",), ADA)  # fmt: skip


def refusals(ledger: Ledger) -> int:
    return ledger.read(SERVER).result(SOON).outcomes()[AskOutcome.REFUSED]


def test_a_connection_that_was_cut_off_within_several_statements_is_not_used_again(
    database: str,
) -> None:
    def cut_off(session: Session) -> None:
        session.pgconn.enter_pipeline_mode()
        session.pgconn.send_query_params(b"SELECT 1", None)
        raise psycopg.DatabaseError("what the server said is not known")

    with closing(SharedDatabase(secrets_of(database))) as shared:
        with pytest.raises(QuothError):
            shared.do(cut_off)
        assert shared.do(lambda session: session.execute("SELECT 1").fetchall()) == [(1,)]


def test_a_connection_that_is_cut_while_nobody_uses_it_is_opened_again_without_a_word(
    begin: Begin, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = begin()
    ledger.note(refused())
    ledger.settled().result(SOON)
    tell(database, CUT)
    ledger.note(refused())
    assert refusals(ledger) == 2
    assert "cannot be used" not in caplog.text


def test_a_cut_between_the_commit_and_its_receipt_counts_nothing_twice(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = begin(days=30)
    ledger.settled().result(SOON)
    leaving, cuts = psycopg.Transaction.__exit__, []

    def cut(self: psycopg.Transaction, *error: object) -> object:
        done = leaving(self, *error)  # type: ignore[arg-type]
        if len(cuts) < 3:
            cuts.append(1)
            self.connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        return done

    monkeypatch.setattr(psycopg.Transaction, "__exit__", cut)
    ledger.note(refused())
    ledger.note(Voted(Place(SERVER, 1), Vote.UP))
    until(lambda: len(cuts) == 3)
    counts = ledger.read(SERVER).result(SOON)
    assert (counts.outcomes()[AskOutcome.REFUSED], counts.voted(Vote.UP)) == (1, 1)
    assert len(counts.kept) == 1


def test_while_the_database_lets_nobody_in_counting_goes_on_in_memory(
    begin: Begin, database: str, postgres: str, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = begin(days=30)
    ledger.settled().result(SOON)
    name = database.split("?", maxsplit=1)[0].rsplit("/", 1)[1]
    elsewhere = postgres.replace(f"/{name}?", "/postgres?")
    tell(database, CUT)
    tell(elsewhere, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    try:
        tell(elsewhere, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
             f"WHERE datname = '{name}'")  # fmt: skip
        for _ in range(50):
            ledger.note(refused())
        with pytest.raises(QuothError, match="not currently accepting connections"):
            ledger.forget(ADA).result(SOON)
    finally:
        tell(elsewhere, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    until(lambda: "written again" in caplog.text)
    assert refusals(ledger) == 50
    assert caplog.text.count("counting goes on in memory") == 1
    assert ledger.forget(ADA).result(SOON) == 50


def test_a_row_that_is_locked_for_long_delays_no_note(begin: Begin, database: str) -> None:
    ledger = begin()
    ledger.note(refused())
    ledger.settled().result(SOON)
    with psycopg.connect(database) as other:
        other.execute("SELECT * FROM quoth.asked FOR UPDATE")
        began = time.perf_counter()
        for _ in range(100):
            ledger.note(refused())
        assert time.perf_counter() - began < 1
    assert refusals(ledger) == 101


def test_by_default_no_word_and_no_id_is_in_the_database(begin: Begin, database: str) -> None:
    ledger = begin()
    ledger.note(refused())
    ledger.note(Voted(Place(SERVER, 1), Vote.DOWN, None, "Who won the regatta?", ADA, ADA))
    ledger.settled().result(SOON)
    found = everything(database)
    assert "off-topic" in found
    for secret in ("regatta", str(ADA), str(SERVER)):
        assert secret not in found
    assert ask(database, "SELECT count(*) FROM quoth.kept") == [(0,)]


def test_what_is_kept_has_no_id_of_a_person_and_a_tombstone_has_none_either(
    begin: Begin, database: str
) -> None:
    ledger = begin(days=30)
    ledger.note(refused())
    ledger.settled().result(SOON)
    assert "regatta" in everything(database)
    assert str(ADA) not in everything(database)
    ledger.forget(ADA).result(SOON)
    assert str(ADA) not in everything(database)
    assert "regatta" not in everything(database)
    assert ask(database, "SELECT count(*) FROM quoth.forgotten") == [(1,)]


def test_no_error_repeats_a_password_or_a_question(
    begin: Begin, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = begin(days=30)
    ledger.settled().result(SOON)
    tell(database, "ALTER TABLE quoth.kept ADD CHECK (question = '')")
    ledger.note(refused())
    with pytest.raises(QuothError, match="check constraint"):
        ledger.settled().result(SOON)
    assert "regatta" not in caplog.text
    away = database.replace("postgres:@", "postgres:swordfish@") + "-away"
    with pytest.raises(QuothError) as failed:
        SharedDatabase(secrets_of(away)).do(lambda _session: None)
    for address in ("postgresql://a:swordfish@[", "postgresql://a:swordfish@h/d?swordfish=1"):
        with pytest.raises(QuothError) as refusal:
            SharedDatabase(secrets_of(address))
        assert "swordfish" not in f"{refusal.value} {refusal.value.hint} {refusal.value.__cause__}"
    assert "swordfish" not in str(failed.value)


KILLED = """
import sys
from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Ledger
from bot.ledger.postgres_ledger import PostgresLedger
from bot.postgres.connection import SharedDatabase
from tests.support.postgres import KEY, secrets_of
store = PostgresLedger(SharedDatabase(secrets_of(sys.argv[1])), KEY.encode())
ledger = Ledger(store, lambda place: ("default",), lambda server: 9)
number = 0
while True:
    number += 1
    asked = (Place(1, 2), "command", AskOutcome.REFUSED, "off-topic", 0.1, (), f"Why {number}?")
    ledger.note(Asked(*asked, (), 5))
    ledger.settled().result()
    print(number, flush=True)
"""


def test_a_kill_in_the_middle_loses_nothing_that_was_written(begin: Begin, database: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", KILLED, database],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    said = 0
    for process in processes:
        assert process.stdout is not None
        last = 0
        while last < 10:
            last = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].split("\n")
        said += max([last, *(int(line) for line in rest if line.isdecimal())])
    counts = begin(days=9).read(1).result(SOON)
    found = counts.outcomes()[AskOutcome.REFUSED]
    assert said <= found <= said + 2, "at most the one of each that was not said yet"
    assert len(counts.kept) == sum(row[-1] for row in counts.latencies) == found


def everything(address: str) -> str:
    """Return all that the tables hold, as text."""
    tables = ask(address, "SELECT tablename FROM pg_tables WHERE schemaname = 'quoth'")
    return "\n".join(
        str(row) for (table,) in tables for row in ask(address, f"SELECT * FROM quoth.{table}")
    )


def until(look: Callable[[], bool], seconds: float = SOON) -> None:
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
