"""Small JSON files: how often they are looked at, and that a change is seen at once."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.servers.blocklist import Blockable, Blocklist
from bot.servers.house_rules import Customs, HouseRules, Way
from bot.servers.json_file import KeptFile

SERVER = 81384788765712384


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the name of each file whose time is looked at."""
    seen: list[str] = []
    look = Path.stat

    def noting(path: Path, **options: Any) -> os.stat_result:
        seen.append(path.name)
        return look(path, **options)

    monkeypatch.setattr(Path, "stat", noting)
    return seen


def test_a_thousand_messages_of_a_second_cost_one_look_at_each_file(
    tmp_path: Path, looks: list[str]
) -> None:
    clock = Clock()
    blocked = Blocklist(tmp_path / "blocked.json", clock, clock)
    house = HouseRules(tmp_path / "customs.json", clock)
    for person in range(1_000):
        assert blocked.until(Blockable.PERSON, person) is None
        assert house.customs(SERVER) == Customs()
    assert looks.count("blocked.json") == looks.count("customs.json") == 1


def test_an_edit_of_another_process_counts_a_second_later(tmp_path: Path) -> None:
    clock, file = Clock(), tmp_path / "blocked.json"
    ours, theirs = Blocklist(file, clock, clock), Blocklist(file, clock, clock)
    assert ours.until(Blockable.PERSON, 1) is None
    theirs.block(Blockable.PERSON, 1)
    clock.now += 0.9
    assert ours.until(Blockable.PERSON, 1) is None
    clock.now += 0.1
    assert ours.until(Blockable.PERSON, 1) is not None


def test_a_change_of_our_own_counts_at_once(tmp_path: Path) -> None:
    clock = Clock()
    blocked = Blocklist(tmp_path / "blocked.json", clock, clock)
    house = HouseRules(tmp_path / "customs.json", clock)
    assert blocked.until(Blockable.PERSON, 1) is None
    assert house.customs(SERVER).allow(Way.MENTION)
    blocked.block(Blockable.PERSON, 1)
    house.change(SERVER, lambda _customs: Customs(frozenset({Way.MENTION})))
    assert blocked.until(Blockable.PERSON, 1) is not None
    assert not house.customs(SERVER).allow(Way.MENTION)


def test_a_file_of_permissions_is_looked_at_each_time(tmp_path: Path) -> None:
    file = tmp_path / "rules.json"
    kept = KeptFile(file, 0, lambda record: int(record["n"]), lambda n: {"n": n}, monotonic=Clock())
    assert kept.now() == 0
    file.write_text(json.dumps({"format": 1, "n": 7}), "utf-8")
    assert kept.now() == 7
