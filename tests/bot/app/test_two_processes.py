"""Two bots on one database, made from settings as `quoth run` does."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

import bot.__main__  # noqa: F401 - it adds the commands of the bot
from bot.app.wiring import Wiring, wire
from bot.ground.place import DIRECT, Place
from bot.ledger import Asked, AskOutcome, Vote
from bot.listening.recent_turns import PersonInRoom
from bot.servers.blocklist import Blockable
from bot.settings import BotSettings, StoreSettings
from index.cli import cli
from index.cli.group import Front
from tests.support.bot import WHEN, FakeOracle, settings_in
from tests.support.postgres import CUT, KEY, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest_plugins = ["tests.support.postgres_server"]

SERVER, ADA, MESSAGE, SOON = 81384788765712384, 41771983423143936, 1576558188629590093, 60.0


def on(folder: Path, database: str) -> BotSettings:
    store = StoreSettings(url=SecretStr(database), key=SecretStr(KEY))
    return settings_in(folder).model_copy(update={"store": store})


@pytest.fixture
def both(tmp_path: Path, database: str) -> Iterator[tuple[Wiring, Wiring]]:
    made = [wire(on(tmp_path / name, database), FakeOracle) for name in ("one", "two")]
    yield made[0], made[1]
    for wiring in made:
        asyncio.run(wiring.close())


def test_two_bots_of_two_machines_count_rule_block_and_forget_as_one(
    both: tuple[Wiring, Wiring], tmp_path: Path
) -> None:
    one, two = (wiring.service for wiring in both)
    one.house.change(SERVER, lambda customs: replace(customs, keep_days=30))
    one.admission.blocks.listed.block(Blockable.PERSON, ADA + 1)
    until(lambda: two.house.customs(SERVER).keep_days == 30)
    until(lambda: two.admission.blocks.listed.until(Blockable.PERSON, ADA + 1) == 0)
    for service in (one, two):
        asked = Asked(Place(SERVER, 1), "mention", AskOutcome.REFUSED, "off-topic", 0.1, (),
                      "Who won?", (), ADA, message=MESSAGE)  # fmt: skip
        service.ledger.note(asked)
        service.ledger.settled().result(SOON)
    counts = one.ledger.read(SERVER).result(SOON)
    assert (counts.outcomes()[AskOutcome.REFUSED], len(counts.kept)) == (1, 1)
    assert one.ballot.cast(ADA, MESSAGE, Vote.UP) is None
    assert two.ballot.cast(ADA, MESSAGE, Vote.UP) is not None
    assert two.ledger.forget(ADA).result(SOON) == 1
    assert one.ledger.read(SERVER).result(SOON).kept == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [], "nothing of it is in a file"


async def test_whoever_is_forgotten_in_one_process_is_out_of_the_memory_of_the_other(
    both: tuple[Wiring, Wiring], database: str
) -> None:
    one, two = (wiring.service for wiring in both)
    for service in (one, two):
        await service.asker.open()
    here = [PersonInRoom(ADA + number, 1, private=False) for number in range(3)]
    for who in here:
        two.recent.note(who, await two.asker.answer(WHEN, DIRECT), None)
    await asyncio.wrap_future(one.ledger.forget(ADA))
    follow_up = "And when was that?"
    await asyncio.to_thread(until, lambda: two.recent.before(follow_up, here[0]) is None)
    await asyncio.to_thread(tell, database, CUT)  # what is said now is not heard
    await asyncio.wrap_future(one.ledger.forget(ADA + 1))
    await asyncio.to_thread(until, lambda: two.recent.before(follow_up, here[1]) is None)
    assert two.recent.before(follow_up, here[2]) is not None
    for service in (one, two):
        service.asker.close()


async def test_a_person_may_ask_as_often_in_two_processes_as_in_one(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.postgres.prompt.PATIENCE", SOON)  # a busy machine is slow
    settings = on(tmp_path, database)
    few = settings.limits.model_copy(update={"person": 3, "person_seconds": 3_000.0})
    made = [wire(settings.model_copy(update={"limits": few}), FakeOracle) for _ in range(2)]
    limits = [wiring.service.admission._limits for wiring in made]
    asked = [await limits[n % 2].admit_everywhere(person=ADA) for n in range(5)]
    assert [held is None for held in asked] == [True] * 3 + [False] * 2
    for wiring in made:
        await wiring.close()


def test_a_process_that_has_not_heard_of_a_new_rule_deletes_nothing_that_is_kept_under_it(
    both: tuple[Wiring, Wiring],
) -> None:
    one, two = (wiring.service for wiring in both)
    two.ledger.settled().result(SOON)
    both[1].state._records._opened.clear()  # type: ignore[union-attr]  # it hears of none now
    one.house.change(SERVER, lambda customs: replace(customs, keep_days=30))
    one.ledger.note(Asked(Place(SERVER, 1), "command", AskOutcome.REFUSED, "off-topic", 0.1, (),
                          "Who won?", (), ADA))  # fmt: skip
    one.ledger.settled().result(SOON)
    assert two.house.customs(SERVER).keep_days == 0
    assert two.ledger.purge().result(SOON) == 0
    assert len(one.ledger.read(SERVER).result(SOON).kept) == 1


def test_commands_of_the_operator_read_and_change_what_is_shared(
    both: tuple[Wiring, Wiring], tmp_path: Path, database: str
) -> None:
    one = both[0].service
    one.house.change(SERVER, lambda customs: replace(customs, keep_days=30))
    one.ledger.note(Asked(Place(SERVER, 1), "command", AskOutcome.REFUSED, "off-topic", 0.1, (),
                          "Who won?", (), ADA))  # fmt: skip
    one.ledger.settled().result(SOON)
    elsewhere = on(tmp_path / "elsewhere", database)
    runner = CliRunner(
        env={
            "QUOTH_STORE__URL": database,
            "QUOTH_STORE__KEY": KEY,
            "QUOTH_DISCORD__LEDGER": str(elsewhere.discord.ledger),
            "QUOTH_DISCORD__AUDIT": str(elsewhere.discord.audit),
            "QUOTH_DISCORD__CORPORA": str(elsewhere.discord.corpora),
        }
    )

    def quoth(*arguments: str) -> str:
        done = runner.invoke(cli, arguments, obj=Front(settings=lambda: BotSettings))
        assert done.exit_code == 0, done.output
        return done.output

    quoth("allow", str(SERVER), "handbook", "--withdraw")
    assert "deleted: 1 kept questions" in quoth("forget", str(ADA))
    assert not elsewhere.discord.ledger.exists()
    assert not elsewhere.discord.corpora.exists()
    assert '"refused": 1' in quoth("gaps", "--json")


def until(look: Callable[[], bool], seconds: float = SOON) -> None:
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
