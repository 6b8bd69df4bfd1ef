"""Two bots on one database: each has counts, rules and people of its own; workers serve both."""

from __future__ import annotations

import asyncio
import threading
from base64 import urlsafe_b64encode
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from bot.admin.audit import Act
from bot.app.shared_state import SharedState
from bot.app.wiring import Wiring, wire
from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Vote
from bot.postgres.notices import Notices
from bot.settings import StoreSettings
from tests.support.bot import FakeOracle, settings_in
from tests.support.postgres import KEY, ask, secrets_of, tell
from tests.support.worker_process import asked, killed, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest_plugins = ["tests.support.postgres_server"]

BOTS = (41771983423143936, 41771983423143937)
SERVER, ADA, MESSAGE, SOON = 81384788765712384, 51771983423143936, 1576558188629590093, 60.0


def token(bot: int) -> SecretStr:
    return SecretStr(f"{urlsafe_b64encode(str(bot).encode()).decode().rstrip('=')}.Gabcde.secret")


@pytest.fixture
def both(tmp_path: Path, database: str) -> Iterator[tuple[Wiring, Wiring]]:
    store = StoreSettings(url=SecretStr(database), key=SecretStr(KEY))
    made = []
    for bot in BOTS:
        settings = settings_in(tmp_path / str(bot), token=token(bot))
        limits = settings.limits.model_copy(update={"person": 1, "person_seconds": 3_000.0})
        changes = {"store": store, "limits": limits}
        made.append(wire(settings.model_copy(update=changes), FakeOracle))
    yield made[0], made[1]
    for wiring in made:
        asyncio.run(wiring.close())


def test_nothing_that_one_bot_counts_keeps_rules_or_does_is_the_others(
    both: tuple[Wiring, Wiring], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.postgres.prompt.PATIENCE", SOON)
    one, two = (wiring.service for wiring in both)
    question = Asked(Place(SERVER, 1), "mention", AskOutcome.REFUSED, "off-topic", 0.1, (),
                     "Who won?", (), ADA, message=MESSAGE)  # fmt: skip
    for service in (one, two):
        service.house.change(SERVER, lambda customs: replace(customs, keep_days=30))
        service.ledger.note(question)
        service.ledger.settled().result(SOON)
    one.house.change(SERVER, lambda customs: replace(customs, keep_days=9))
    both[0].desk.audit.append(Act("corpus use", "of the first", ADA, SERVER))
    assert two.house.customs(SERVER).keep_days == 30
    assert list(both[1].desk.audit.acts()) == []
    assert [service.ballot.cast(ADA, MESSAGE, Vote.UP) for service in (one, two)] == [None] * 2
    limits = [service.admission._limits for service in (one, two)]
    held = [asyncio.run(each.admit_everywhere(person=ADA)) for each in limits]
    assert held == [None, None], "each may be asked once"

    assert one.ledger.forget(ADA).result(SOON) == 1
    assert one.ledger.read(SERVER).result(SOON).kept == []
    theirs = two.ledger.read(SERVER).result(SOON)
    assert (theirs.outcomes()[AskOutcome.REFUSED], len(theirs.kept)) == (1, 1)


def test_each_has_a_schema_of_its_own_also_after_that_of_the_first_is_deleted(
    database: str,
) -> None:
    for bot in BOTS:
        with closing(SharedState(secrets_of(database), bot)):
            pass
    assert ask(database, "SELECT bot FROM quoth.installation") == [(BOTS[0],)]
    tell(database, "DROP SCHEMA quoth CASCADE")
    with closing(SharedState(secrets_of(database), BOTS[1])) as again:
        assert again._common.schema == f"quoth_{BOTS[1]}"
    assert ask(database, "SELECT bot FROM quoth.installation") == [(None,)]


def test_what_one_changes_is_not_announced_to_the_other(
    both: tuple[Wiring, Wiring], database: str
) -> None:
    said: dict[str, list[str | None]] = {"quoth.notices": [], f"quoth_{BOTS[1]}.notices": []}
    rung = threading.Event()

    def hear(channel: str, notice: str | None) -> None:
        said[channel].append(notice)
        rung.set()

    listening = [Notices(secrets_of(database), partial(hear, name), name) for name in said]
    for one in listening:
        one.start()
        assert rung.wait(SOON)
        rung.clear()
    both[1].service.house.change(SERVER, lambda customs: replace(customs, keep_days=9))
    assert rung.wait(SOON)
    for one in listening:
        one.close()
    assert list(said.values()) == [[None], [None, "customs"]]


def test_one_worker_answers_for_both(both: tuple[Wiring, Wiring], database: str) -> None:
    assert len(both) == 2
    worker = started(database)
    try:
        for number, bot in enumerate(BOTS):
            with closing(SharedState(secrets_of(database), bot)) as state:
                asked(state.workers(SOON), number)
    finally:
        killed(worker)
