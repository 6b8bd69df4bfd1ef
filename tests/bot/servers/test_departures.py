"""What is kept of a server goes some days after the bot has left it, and not before."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome
from bot.servers.corpus_rules import ServerRules
from bot.servers.corpus_rules_file import CorpusRulesFile
from bot.servers.departures import DAY, FILE, GRACE_DAYS, Departures
from bot.servers.house_rules import Customs, HouseRules
from tests.standin import Standin
from tests.support.bot import running
from tests.support.messages import eventually

pytest_plugins = ["tests.support.bot_fixtures"]
HERE, LEFT = 7, 1234


class Kept:
    """The rules of two servers, and a clock that a test sets."""

    def __init__(self, folder: Path) -> None:
        self.now = 1_000_000.0
        self.house = HouseRules(folder / "customs.json")
        self.rules = CorpusRulesFile(folder / "corpora.json", "default")
        own = ServerRules(("handbook",), ("handbook",))
        for server in (HERE, LEFT):
            self.house.change(server, lambda _: Customs(keep_days=30))
            self.rules.change(lambda s, n=server: s.with_rules(n, own))  # type: ignore[misc]

    def compare(self, *present: int) -> list[int]:
        """Look as a process that has just started."""
        return Departures(self.house, self.rules, lambda: self.now).compare(set(present))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_rules_are_deleted_after_the_grace_and_the_operators_stay(kept: Kept) -> None:
    assert kept.compare(HERE) == []
    kept.now += GRACE_DAYS * DAY - 1
    assert kept.compare(HERE) == []
    assert kept.house.customs(LEFT).keep_days == 30
    kept.now += 1
    assert kept.compare(HERE) == [LEFT]
    assert kept.house.customs(LEFT) == Customs()
    assert kept.rules.current().of(LEFT) == ServerRules(("handbook",))
    assert kept.house.customs(HERE).keep_days == 30
    assert kept.rules.current().of(HERE).everywhere == ("handbook",)
    kept.now += 9 * GRACE_DAYS * DAY
    assert kept.compare(HERE) == [], "it is deleted once"


def test_a_server_that_takes_the_bot_back_keeps_what_it_had(kept: Kept) -> None:
    kept.compare(HERE)
    kept.now += 6 * DAY
    assert kept.compare(HERE, LEFT) == []
    kept.now += 6 * DAY
    assert kept.compare(HERE) == [], "the grace begins anew"
    assert kept.house.customs(LEFT).keep_days == 30


async def test_the_questions_of_a_server_left_long_ago_go_when_the_bot_is_ready(
    discord: Standin, tmp_path: Path
) -> None:
    here = int(discord.world.guild_id)
    (tmp_path / FILE).write_text(json.dumps({"format": 1, "servers": {str(LEFT): 0}}))
    house = HouseRules(tmp_path / "customs.json")
    for server in (here, LEFT):
        house.change(server, lambda customs: replace(customs, keep_days=30))
    async with running(discord, tmp_path, connected=False) as up:
        for server in (here, LEFT):
            asked = Asked(
                Place(server, 1), "command", AskOutcome.REFUSED, question="Who?", person=5
            )
            up.ledger.note(asked)
        up.ledger.settled().result(5)
        await discord.connected()
        await eventually(lambda: up.ledger.read(LEFT).result(5).kept == [])
        assert [one.question for one in up.ledger.read(here).result(5).kept] == ["Who?"]
        assert HouseRules(house.file).customs(LEFT) == Customs()
