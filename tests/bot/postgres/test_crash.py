"""The server crashes and starts again: each process goes on, and nothing is lost or doubled."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.admin.audit import Act
from bot.admin.shared_audit import SharedAuditLog
from bot.asking.rate_limits import Pace
from bot.asking.shared_limits import SharedLimits
from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Ledger
from bot.ledger.postgres_ledger import PostgresLedger
from bot.ledger.pseudonym import Pseudonyms
from bot.postgres.connection import SharedDatabase
from bot.postgres.notices import Notices
from bot.postgres.prompt import PromptDatabase
from bot.servers.house_rules import HouseRules
from bot.servers.shared_record import SharedRecords
from tests.support.postgres import KEY, host_in, secrets_of, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.postgres_server import OwnServer

pytest_plugins = ["tests.support.postgres_server"]

SERVER, ADA, BOB, SOON = 7, 41771983423143936, 41771983423143937, 120.0


async def test_a_process_outlives_a_crash_of_the_server(own_server: OwnServer) -> None:
    secrets = secrets_of(own_server.address)
    store = PostgresLedger(SharedDatabase(secrets), KEY.encode())
    common, asked = SharedDatabase(secrets), SharedDatabase(secrets)
    ledger = Ledger(store, lambda _place: ("default",), lambda _server: 30, retry=0.05)
    records, audit, prompt = (
        SharedRecords(common),
        SharedAuditLog(common),
        PromptDatabase(asked, 60),
    )
    house = HouseRules(Path("none.json"), kept=partial(records.opened, "customs"))
    notices = Notices(secrets, records.refresh)
    limits = SharedLimits(
        {"person": Pace(5, 3_000)}, kind="questions", database=prompt, names=Pseudonyms(b"k")
    )
    notices.start()
    try:
        for crashes in range(3):
            for number in range(4):
                ledger.note(refused(f"Who won race {number}?"))
            ledger.settled().result(SOON)
            audit.append(Act("corpus use", f"now {crashes}", ADA, SERVER))
            assert await limits.admit_everywhere(person=ADA) is None
            own_server.crash()
            ledger.note(refused("And who lost?"))
            elsewhere(own_server.address, days=crashes + 1)
            until(lambda days=crashes + 1: house.customs(SERVER).keep_days == days)
        counts = ledger.read(SERVER).result(SOON)
        assert counts.outcomes()[AskOutcome.REFUSED] == len(counts.kept) == 15
        assert [act.outcome for act in audit.acts()] == ["now 0", "now 1", "now 2"]
    finally:
        notices.close()
        prompt.close()
        ledger.close()
        for database in (common, asked):
            database.close()


def test_when_a_replica_takes_the_place_of_its_primary_nothing_that_was_written_is_lost(
    own_server: OwnServer,
) -> None:
    with own_server.replica() as replica:
        hosts = f"host={host_in(own_server.address)},{host_in(replica)}"
        both = own_server.address.replace(f"host={host_in(own_server.address)}", hosts)
        store = PostgresLedger(SharedDatabase(secrets_of(both)), KEY.encode())
        ledger = Ledger(store, lambda _place: ("default",), lambda _server: 30, retry=0.05)
        with closing(ledger):
            ledger.note(refused("Who is forgotten?", BOB))
            for number in range(20):
                ledger.note(refused(f"Who won race {number}?"))
                ledger.settled().result(SOON)
            assert ledger.forget(BOB).result(SOON) == 1
            own_server.kill()
            ledger.note(refused("And who lost?"))
            tell(replica, "SELECT pg_promote(true, 120)")
            counts = ledger.read(SERVER).result(SOON)
            assert counts.outcomes()[AskOutcome.REFUSED] == 22
            assert len(counts.kept) == 21, "who was forgotten stays so"
            assert ledger.forget(ADA).result(SOON) == 21


def refused(question: str, person: int = ADA) -> Asked:
    return Asked(Place(SERVER, 1), "command", AskOutcome.REFUSED, "off-topic", 0.1, (), question,
                 (), person)  # fmt: skip


def elsewhere(address: str, days: int) -> None:
    """Change a rule in another process."""
    with closing(SharedDatabase(secrets_of(address))) as database:
        kept = partial(SharedRecords(database).opened, "customs")
        house = HouseRules(Path("none.json"), kept=kept)
        house.change(SERVER, lambda customs: replace(customs, keep_days=days))


def until(look: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not look():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
