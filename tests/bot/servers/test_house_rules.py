"""How each server wants to be served: one file, which no mistake in it can break."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.servers.house_rules import LONGEST_KEPT, Customs, House, HouseRules, Way, _parsed, _written
from index.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

SERVER = 81384788765712384
ids = st.integers(1, 2**63)
customs = st.builds(
    Customs,
    st.frozensets(st.sampled_from(Way)),
    st.frozensets(ids, max_size=4),
    st.frozensets(ids, max_size=4),
    st.none() | ids,
    st.integers(0, LONGEST_KEPT),
    st.booleans(),
)


def test_without_a_rule_every_way_is_open_no_channel_is_answered_and_nothing_is_kept(
    tmp_path: Path,
) -> None:
    found = HouseRules(tmp_path / "none.json").customs(SERVER)
    assert all(found.allow(way) for way in Way)
    assert not found.channels
    assert not found.forums
    assert found.helpers is None
    assert found.keep_days == 0


@given(st.dictionaries(ids, customs, max_size=4))
def test_what_is_written_is_read_again(servers: dict[int, Customs]) -> None:
    house = House()
    for server, rules in servers.items():
        house = house.with_customs(server, rules)
    assert _parsed(json.loads(json.dumps(_written(house)))) == house


def test_a_change_is_there_for_the_next_question_and_for_no_other_server(tmp_path: Path) -> None:
    rules = HouseRules(tmp_path / "customs.json")
    rules.change(SERVER, lambda _customs: Customs(frozenset({Way.MENTION})))
    assert not HouseRules(rules.file).customs(SERVER).allow(Way.MENTION)
    assert rules.customs(SERVER + 1) == Customs()
    assert rules.customs(None) == Customs()


@pytest.mark.parametrize(
    "written",
    [
        '{"format": 2}',
        '{"format": 1, "servers": {"x": {}}}',
        '{"format": 1, "servers": {"1": {"of": []}}}',
        '{"format": 1, "servers": {"1": {"off": ["telepathy"]}}}',
        '{"format": 1, "servers": {"1": {"keep_days": true}}}',
        '{"format": 1, "servers": {"1": {"keep_days": 99999}}}',
        '{"format": 1, "servers": []}',
        "{",
    ],
)
def test_what_cannot_be_understood_is_one_line_and_the_rules_of_before_stay(
    tmp_path: Path, written: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "customs.json"
    clock = iter(range(100))  # a second passes at each look
    rules = HouseRules(file, lambda: next(clock))
    rules.change(SERVER, lambda _customs: Customs(keep_days=7))
    file.write_text(written, "utf-8")
    assert rules.customs(SERVER).keep_days == 7
    assert caplog.text.count("stay in force") == 1
    with pytest.raises(SettingsError, match=r"customs\.json"):
        HouseRules(file).customs(SERVER)
