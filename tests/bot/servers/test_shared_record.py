"""Rules of servers are the same wherever they are kept, and in a database for all processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.postgres.connection import SharedDatabase
from bot.postgres.notices import Notices
from bot.servers.blocklist import Blockable, Blocklist
from bot.servers.corpus_rules import ServerRules
from bot.servers.corpus_rules_file import CorpusRulesFile
from bot.servers.departures import Departures
from bot.servers.house_rules import Customs, HouseRules, Way
from bot.servers.json_file import KeptFile
from bot.servers.kept_record import Keep
from bot.servers.shared_record import SharedRecords, _record, flat
from index.errors import QuothError, SettingsError
from tests.support.paths import ROOT
from tests.support.postgres import CUT, ask, secrets_of, tell

pytest_plugins = ["tests.support.postgres_server"]

SERVER, OTHER, ADA = 7, 8, 41771983423143936
SOON = 60.0
Process = Callable[[str], Keep]


class SharedProcess:
    """What one process has open of a shared database."""

    def __init__(self, address: str) -> None:
        self.database = SharedDatabase(secrets_of(address))
        self.records = SharedRecords(self.database)
        self.notices = Notices(secrets_of(address), self.records.refresh)

    def kept(self, kind: str) -> Keep:
        return partial(self.records.opened, kind)

    def close(self) -> None:
        self.notices.close()
        self.database.close()


@pytest.fixture
def shared(database: str) -> Iterator[Callable[[], SharedProcess]]:
    opened: list[SharedProcess] = []

    def opening() -> SharedProcess:
        opened.append(SharedProcess(database))
        return opened[-1]

    yield opening
    for process in opened:
        process.close()


@pytest.fixture(params=["files", "postgres"])
def process(request: pytest.FixtureRequest) -> Callable[[], Process]:
    """Begin a process that keeps its rules in files, or in a database."""
    if request.param == "files":
        return lambda: lambda _kind: KeptFile
    opening = request.getfixturevalue("shared")
    return lambda: opening().kept


def test_a_process_that_starts_finds_the_rules_that_another_has_set(
    process: Callable[[], Process], tmp_path: Path
) -> None:
    def rules(kept: Process) -> tuple[HouseRules, CorpusRulesFile, Blocklist]:
        return (
            HouseRules(tmp_path / "customs.json", kept=kept("customs")),
            CorpusRulesFile(tmp_path / "corpora.json", "default", kept("corpora")),
            Blocklist(tmp_path / "blocked.json", kept=kept("blocked")),
        )

    house, corpora, blocked = rules(process())
    assert house.customs(SERVER) == Customs()
    assert corpora.current().default == ("default",)
    customs = Customs(frozenset({Way.MENU}), frozenset({1}), frozenset(), 2, 30, closest=False)
    assert house.change(SERVER, lambda _before: customs) == customs
    own = ServerRules(("handbook",), ("default",), {3: ("handbook",)}, {4: ("default",)})
    corpora.change(lambda rule_sets: rule_sets.with_rules(OTHER, own))
    blocked.block(Blockable.PERSON, ADA)
    blocked.block(Blockable.SERVER, OTHER)
    blocked.lift(Blockable.SERVER, OTHER)
    house, corpora, blocked = rules(process())
    assert (house.customs(SERVER), house.servers()) == (customs, {SERVER})
    assert corpora.current().of(OTHER) == own
    assert dict(blocked.everything()) == {(Blockable.PERSON, ADA): 0}
    house.change(SERVER, lambda _before: Customs())
    assert HouseRules(tmp_path / "customs.json", kept=process()("customs")).servers() == set()


def test_servers_that_were_left_are_noted_and_deleted_wherever_rules_are_kept(
    process: Callable[[], Process], tmp_path: Path
) -> None:
    now = [1_000_000.0]

    def departures() -> tuple[HouseRules, Departures]:
        kept = process()
        house = HouseRules(tmp_path / "customs.json", kept=kept("customs"))
        rules = CorpusRulesFile(tmp_path / "corpora.json", "default", kept("corpora"))
        return house, Departures(house, rules, lambda: now[0], kept("left"))

    house, left = departures()
    house.change(SERVER, lambda customs: replace(customs, keep_days=30))
    assert left.compare({OTHER}) == []
    now[0] += 8 * 86_400
    house, left = departures()
    assert left.compare({OTHER}) == [SERVER]
    assert house.customs(SERVER) == Customs()


def test_changes_of_several_processes_at_once_lose_none(
    process: Callable[[], Process], tmp_path: Path
) -> None:
    houses = [HouseRules(tmp_path / "customs.json", kept=process()("customs")) for _ in range(3)]

    def change(number: int) -> None:
        for server in range(number, 15, 3):
            houses[number].change(server + 1, lambda customs: replace(customs, keep_days=9))

    threads = [Thread(target=change, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    found = HouseRules(tmp_path / "customs.json", kept=process()("customs")).servers()
    assert found == set(range(1, 16))


def test_a_change_is_in_force_in_every_process_without_asking_the_database(
    shared: Callable[[], SharedProcess], tmp_path: Path
) -> None:
    first, second = shared(), shared()
    house = HouseRules(tmp_path / "none.json", kept=first.kept("customs"))
    other = HouseRules(tmp_path / "none.json", kept=second.kept("customs"))
    blocked = Blocklist(tmp_path / "none.json", kept=second.kept("blocked"))
    second.notices.start()
    house.change(SERVER, lambda customs: replace(customs, keep_days=30))
    until(lambda: other.customs(SERVER).keep_days == 30)
    Blocklist(tmp_path / "none.json", kept=first.kept("blocked")).block(Blockable.PERSON, ADA)
    until(lambda: blocked.until(Blockable.PERSON, ADA) == 0)
    second.database.close()
    assert other.customs(SERVER).keep_days == 30, "it is in memory"


LISTENER = """
import sys, time
from functools import partial
from pathlib import Path
from bot.postgres.connection import SharedDatabase
from bot.postgres.notices import Notices
from bot.servers.house_rules import HouseRules
from bot.servers.shared_record import SharedRecords
from tests.support.postgres import secrets_of
secrets = secrets_of(sys.argv[1])
records = SharedRecords(SharedDatabase(secrets))
house = HouseRules(Path("none.json"), kept=partial(records.opened, "customs"))
Notices(secrets, records.refresh).start()
known = None
while True:
    days = house.customs(7).keep_days
    if days != known:
        print(days, time.time(), flush=True)
        known = days
    time.sleep(0.001)
"""


def test_a_change_reaches_another_process_within_a_second(
    shared: Callable[[], SharedProcess], database: str, tmp_path: Path
) -> None:
    house = HouseRules(tmp_path / "none.json", kept=shared().kept("customs"))
    listener = subprocess.Popen(
        [sys.executable, "-c", LISTENER, database],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert listener.stdout is not None
    took = []
    try:
        assert listener.stdout.readline().split()[0] == "0"
        for days in range(1, 12):
            began = time.time()
            house.change(SERVER, lambda customs, days=days: replace(customs, keep_days=days))
            seen, at = listener.stdout.readline().split()
            assert int(seen) == days
            took.append(float(at) - began)
    finally:
        listener.kill()
        listener.communicate()
    assert median(took) < 1, took


def test_what_is_changed_while_nobody_is_heard_is_read_when_the_connection_is_back(
    shared: Callable[[], SharedProcess],
    database: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    listening, writing = shared(), shared()
    ours = HouseRules(tmp_path / "none.json", kept=listening.kept("customs"))
    theirs = HouseRules(tmp_path / "none.json", kept=writing.kept("customs"))
    listening.notices.start()
    for days in (5, 6):
        theirs.change(SERVER, lambda customs, days=days: replace(customs, keep_days=days))
        until(lambda days=days: ours.customs(SERVER).keep_days == days)
        tell(database, CUT)
    theirs.change(SERVER, lambda customs: replace(customs, keep_days=7))
    until(lambda: ours.customs(SERVER).keep_days == 7)
    assert "the rules of before stay in force" in caplog.text


def test_rows_that_make_no_sense_are_not_obeyed_and_the_rules_of_before_stay(
    shared: Callable[[], SharedProcess],
    database: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    process = shared()
    house = HouseRules(tmp_path / "none.json", kept=process.kept("customs"))
    house.change(SERVER, lambda customs: replace(customs, keep_days=30))
    tell(database, """UPDATE quoth.records SET value = '{"keep_days": -1}'""")
    process.records.refresh("customs")
    assert house.customs(SERVER).keep_days == 30
    assert "not valid" in caplog.text
    with pytest.raises(SettingsError, match="not valid"):
        house.change(OTHER, lambda customs: replace(customs, keep_days=9))
    with pytest.raises(SettingsError, match="not valid"):
        HouseRules(tmp_path / "none.json", kept=shared().kept("customs"))


def test_a_change_writes_the_rows_of_its_server_alone(
    shared: Callable[[], SharedProcess], database: str, tmp_path: Path
) -> None:
    house = HouseRules(tmp_path / "none.json", kept=shared().kept("customs"))
    for server in (SERVER, OTHER):
        house.change(server, lambda customs: replace(customs, keep_days=30))
    before = dict(ask(database, "SELECT id, xmin::text FROM quoth.records"))
    house.change(OTHER, lambda customs: replace(customs, keep_days=9))
    after = dict(ask(database, "SELECT id, xmin::text FROM quoth.records"))
    assert {id_ for id_ in after if before[id_] != after[id_]} == {str(OTHER)}


def test_a_change_that_fails_changes_nothing(
    shared: Callable[[], SharedProcess], database: str, tmp_path: Path
) -> None:
    house = HouseRules(tmp_path / "none.json", kept=shared().kept("customs"))
    tell(database, "ALTER TABLE quoth.records RENAME TO elsewhere")
    with pytest.raises(QuothError, match="does not exist"):
        house.change(SERVER, lambda customs: replace(customs, keep_days=30))
    assert house.customs(SERVER) == Customs()


values = st.recursive(
    st.integers() | st.text(max_size=5) | st.booleans() | st.lists(st.text(max_size=3), max_size=2),
    lambda inner: st.dictionaries(st.text(min_size=1, max_size=3), inner, max_size=2),
    max_leaves=5,
)
sections = st.dictionaries(st.text(min_size=1, max_size=3), values, min_size=1, max_size=3)


@given(st.dictionaries(st.text(min_size=1, max_size=4), sections | st.lists(st.integers())))
def test_a_record_is_the_same_after_it_was_taken_apart_into_rows(record: dict[str, object]) -> None:
    assert _record(flat(record)) == record


def until(look: Callable[[], bool], seconds: float = SOON) -> None:
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
