"""The ledger: its numbers add up, and nothing that happens to its file reaches an answer."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Ledger, SqliteLedger, Vote, Voted, counts_in, database
from bot.ledger.entries import LATENCIES, OVER, bucket, without_ids
from bot.ledger.tally import MOST_HEARD, Tally
from index.errors import SettingsError
from index.types import Reason, Tier
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.ledger import Counts

SERVER, OTHER = 81384788765712384, 381870553235193857
ADA, BOB = 41771983423143936, 41771983423143937
MESSAGE = 1576558188629590093
QUESTION = "Who painted the foghorn orange?"
HERE = Place(SERVER, 1)
SOON = 5.0

reasons = st.sampled_from(Reason).map(str)
asked = st.builds(
    Asked,
    st.builds(Place, st.none() | st.just(SERVER), st.none() | st.just(1)),
    st.sampled_from(["command", "mention", "direct"]),
    st.sampled_from(AskOutcome),
    reasons,
    st.floats(0, 60),
    st.lists(st.tuples(st.just("default"), st.sampled_from("abc")), max_size=3).map(tuple),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "ledger.sqlite"


Open = "Callable[..., Ledger]"


@pytest.fixture
def begin(file: Path) -> Iterator[Open]:
    """Open the ledger; SERVER keeps questions for so many days as ``days`` says."""
    opened = []

    def opening(days: int = 0, patience: float = 2.0, **changes: float) -> Ledger:
        def keep(server: int) -> int:
            return days if server == SERVER else 0

        store = SqliteLedger(file, patience)
        opened.append(Ledger(store, lambda _place: ("default",), keep, **changes))  # type: ignore[arg-type]
        return opened[-1]

    yield opening
    for ledger in opened:
        ledger.close()


def refused(question: str = QUESTION, person: int = ADA, **changes: object) -> Asked:
    given = {"place": HERE, "why": "off-topic", "missing": ("foghorn",)} | changes
    given = {"outcome": AskOutcome.REFUSED} | given
    return Asked(way="command", question=question, person=person, **given)  # type: ignore[arg-type]


def counted(ledger: Ledger) -> Counts:
    return ledger.read(SERVER).result(SOON)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


# --- counting ----------------------------------------------------------------------------------


@given(notes=st.lists(asked, max_size=30))
def test_the_counts_of_any_notes_add_up_to_them(
    notes: list[Asked], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    ledger = Ledger(SqliteLedger(file), lambda _place: ("b", "a"), lambda _server: 0)
    for note in notes:
        ledger.note(note)
    counts = counted(ledger)
    ledger.close()
    assert counts.outcomes() == {o: sum(n.outcome is o for n in notes) for o in AskOutcome}
    limited = counts.outcomes()[AskOutcome.LIMITED]
    assert sum(row[-1] for row in counts.latencies) == len(notes) - limited
    ways = Counter(note.way for note in notes)
    assert {w: sum(r[-1] for r in counts.asked if r[4] == w) for w in ways} == ways
    assert sum(row[-1] for row in counts.quoted) == sum(len(note.quoted) for note in notes)
    assert {row[1] for row in counts.asked} <= {"a+b"}
    assert counts_in(file) == counts


@given(st.floats(0, 1_000))
def test_a_latency_is_counted_under_the_first_bound_that_it_did_not_pass(seconds: float) -> None:
    found = bucket(seconds)
    if found == OVER:
        assert seconds * 1000 > LATENCIES[-1]
    else:
        assert seconds * 1000 <= found
        assert all(bound < seconds * 1000 for bound in LATENCIES if bound < found)


def test_a_vote_that_is_changed_counts_once(begin: Open) -> None:
    ledger = begin()
    today = datetime.now(UTC).date().isoformat()
    ledger.note(Voted(HERE, Vote.UP))
    ledger.note(Voted(HERE, Vote.DOWN, (Vote.UP, today)))
    ledger.note(Voted(HERE, Vote.UP))
    counts = counted(ledger)
    assert (counts.voted(Vote.UP), counts.voted(Vote.DOWN)) == (1, 1)


def test_votes_on_the_closest_texts_are_told_from_those_on_answers_and_refusals(
    begin: Open,
) -> None:
    ledger = begin()
    today = datetime.now(UTC).date().isoformat()
    for tier, votes in ((Tier.SURE, 3), (Tier.NEAR, 2), (Tier.NONE, 1)):
        for _ in range(votes):
            ledger.note(Voted(HERE, Vote.DOWN, tier=tier))
    ledger.note(Voted(HERE, Vote.UP, (Vote.DOWN, today), tier=Tier.NEAR))
    counts = counted(ledger)
    assert [counts.voted(Vote.DOWN, tier=tier) for tier in Tier] == [3, 1, 1]
    assert counts.voted(Vote.UP, tier=Tier.NEAR) == counts.voted(Vote.UP) == 1
    assert counts.voted(Vote.DOWN) == 5


def test_a_near_answer_is_counted_apart_and_kept_as_one(begin: Open) -> None:
    ledger = begin(days=30)
    ledger.note(refused())
    ledger.note(refused(outcome=AskOutcome.NEAR, why="not-in-sources"))
    counts = counted(ledger)
    outcomes = counts.outcomes()
    assert (outcomes[AskOutcome.NEAR], outcomes[AskOutcome.REFUSED]) == (1, 1)
    assert counts.reasons() == {"off-topic": 1}
    assert [(kept.why, kept.near) for kept in counts.kept] == [
        ("not-in-sources", True),
        ("off-topic", False),
    ]


def test_what_was_counted_is_there_after_a_restart_and_counting_goes_on(begin: Open) -> None:
    first = begin()
    first.note(refused())
    begin()  # a second one, as when two processes overlap
    ledger = begin()
    ledger.note(refused())
    for one in (first, ledger):
        one.settled().result(SOON)
    assert counted(ledger).outcomes()[AskOutcome.REFUSED] == 2


def test_a_place_whose_corpora_cannot_be_told_is_counted_all_the_same(file: Path) -> None:
    def broken(_place: Place) -> tuple[str, ...]:
        raise SettingsError("corpora.json: not what it should be", hint="")

    ledger = Ledger(SqliteLedger(file), broken, lambda _server: 0)
    ledger.note(refused())
    assert [row[1] for row in counted(ledger).asked] == ["unknown"]
    ledger.close()


def test_a_file_that_is_not_there_says_nothing(file: Path) -> None:
    assert counts_in(file).outcomes() == dict.fromkeys(AskOutcome, 0)
    assert not file.exists()


# --- what is kept ------------------------------------------------------------------------------


def test_by_default_neither_words_nor_ids_are_on_disk(begin: Open, file: Path) -> None:
    ledger = begin()
    ledger.note(refused())
    ledger.note(Voted(HERE, Vote.DOWN, None, QUESTION, ADA, BOB))
    assert counted(ledger).kept == []
    found = everything(file.parent)
    for secret in (QUESTION, "foghorn", str(ADA), str(SERVER)):
        assert secret.encode() not in found
    for number in (ADA, BOB, SERVER):
        assert number.to_bytes(8, "big") not in found
    assert not file.with_suffix(".key").exists()


def test_a_server_that_wants_it_keeps_what_was_refused_or_voted_down(
    begin: Open, file: Path
) -> None:
    ledger = begin(days=30)
    ledger.note(refused())
    ledger.note(Voted(HERE, Vote.DOWN, None, "Why orange?", ADA, BOB))
    ledger.note(Voted(HERE, Vote.UP, None, "Why not blue?", ADA, BOB))
    ledger.note(refused(place=Place(OTHER, 1)))
    ledger.note(refused(place=Place(None)))
    ledger.note(Asked(HERE, "command", AskOutcome.ANSWERED, question="Who?", person=ADA))
    kept = counted(ledger).kept
    assert [(k.question, k.why, k.missing) for k in kept] == [
        ("Why orange?", "voted-down", ()),
        (QUESTION, "off-topic", ("foghorn",)),
    ]
    assert str(ADA).encode() not in everything(file.parent)
    assert ADA.to_bytes(8, "big") not in everything(file.parent)
    assert ledger.read(OTHER).result(SOON).kept == []


def test_a_vote_that_is_taken_back_keeps_nothing(begin: Open) -> None:
    ledger = begin(days=30)
    today = datetime.now(UTC).date().isoformat()
    ledger.note(Voted(HERE, Vote.DOWN, None, QUESTION, ADA, BOB))
    ledger.note(Voted(HERE, Vote.DOWN, None, QUESTION, ADA, ADA))
    ledger.note(Voted(HERE, Vote.UP, (Vote.DOWN, today), QUESTION, ADA, BOB))
    assert len(counted(ledger).kept) == 1


def test_the_ledger_and_its_key_are_for_their_owner_alone(begin: Open, file: Path) -> None:
    ledger = begin(days=1)
    ledger.note(refused())
    counted(ledger)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert modes.keys() >= {"ledger.sqlite", "ledger.sqlite-wal", "ledger.key"}
    assert set(modes.values()) == {0o600}


def test_whoever_is_forgotten_leaves_no_byte_and_nobody_else_is(begin: Open, file: Path) -> None:
    ledger = begin(days=30)
    for number in range(40):
        ledger.note(refused(f"Where does the secret otter sleep in winter {number}?"))
        ledger.note(refused(f"Who feeds the gulls {number}?", BOB))
    ledger.note(Voted(HERE, Vote.DOWN, None, "Is the secret otter well?", BOB, ADA))
    assert len(counted(ledger).kept) == 81
    assert b"secret otter" in everything(file.parent)
    assert ledger.forget(ADA).result(SOON) == 41
    assert b"secret otter" not in everything(file.parent)
    assert len(counted(ledger).kept) == 40
    assert ledger.forget(ADA).result(SOON) == 0


def test_what_is_noted_just_before_is_forgotten_too(begin: Open, file: Path) -> None:
    ledger = begin(days=30)
    ledger.note(refused())
    assert ledger.forget(ADA).result(SOON) == 1
    assert QUESTION.encode() not in everything(file.parent)


def test_bytes_stay_no_longer_than_somebody_reads_the_file(begin: Open, file: Path) -> None:
    ledger = begin(days=30, retry=0.1, patience=0.1)
    ledger.note(refused())
    counted(ledger)
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM kept").fetchall()
    assert ledger.forget(ADA).result(SOON) == 1
    reader.execute("COMMIT")
    reader.close()
    until(lambda: QUESTION.encode() not in everything(file.parent))


def test_what_is_old_goes_and_a_shorter_time_counts_at_once(file: Path) -> None:
    days = {SERVER: 30}
    ledger = Ledger(
        SqliteLedger(file), lambda _place: ("default",), lambda server: days.get(server, 0)
    )
    ago = datetime.now(UTC)
    for age in (0, 5, 29, 31):
        ledger.note(refused(f"asked {age} days ago", at=ago - timedelta(days=age)))
    assert ledger.purge().result(SOON) == 1
    days[SERVER] = 7
    assert ledger.purge().result(SOON) == 1
    assert [k.question for k in counted(ledger).kept] == ["asked 0 days ago", "asked 5 days ago"]
    del days[SERVER]
    assert ledger.purge().result(SOON) == 2
    ledger.close()
    assert b"days ago" not in everything(file.parent)


def test_what_grew_old_while_the_bot_was_away_goes_at_the_start(begin: Open) -> None:
    first = begin(days=30)
    first.note(refused(at=datetime.now(UTC) - timedelta(days=20)))
    first.close()
    assert counted(begin(days=10)).kept == []


def test_a_key_that_is_gone_takes_with_it_what_it_could_delete(begin: Open, file: Path) -> None:
    first = begin(days=30)
    first.note(refused("An old question?"))
    first.close()
    file.with_suffix(".key").write_bytes(b"cut short")
    ledger = begin(days=30)
    ledger.note(refused())
    assert [k.question for k in counted(ledger).kept] == [QUESTION]


@given(st.integers(10**16, 10**20 - 1), st.sampled_from(["<@{}>", "see {}", "<#{}>", "x/{}/1"]))
def test_no_id_is_in_what_is_kept(id_: int, written: str) -> None:
    assert str(id_) not in without_ids(f"Who said {written.format(id_)}?")


def test_a_year_and_a_price_are_no_ids() -> None:
    assert without_ids("What cost 1,200,000 in 1983?") == "What cost 1,200,000 in 1983?"


# --- faults ------------------------------------------------------------------------------------


def until(look: Callable[[], bool], seconds: float = SOON) -> None:
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def test_a_locked_file_delays_nobody_and_nothing_is_lost(
    begin: Open, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = begin(patience=0.1, retry=0.1)
    ledger.settled().result(SOON)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    slowest = 0.0
    for _ in range(200):
        before = time.perf_counter()
        ledger.note(refused())
        slowest = max(slowest, time.perf_counter() - before)
    assert slowest < 0.05
    until(lambda: "cannot be used" in caplog.text)
    time.sleep(0.5)
    assert caplog.text.count("cannot be used") == 1
    with pytest.raises(SettingsError, match="locked"):
        ledger.forget(ADA).result(SOON)
    other.execute("COMMIT")
    other.close()
    until(lambda: counts_in(file).outcomes()[AskOutcome.REFUSED] == 200)
    until(lambda: "written again" in caplog.text)


def test_a_damaged_file_is_put_aside_and_counting_goes_on(
    begin: Open, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_bytes(b"this was never a database, " * 100)
    ledger = begin()
    ledger.note(refused())
    assert counted(ledger).outcomes()[AskOutcome.REFUSED] == 1
    assert file.with_name("ledger.sqlite.damaged").read_bytes().startswith(b"this was never")
    assert caplog.text.count("was damaged") == 1


def test_a_file_that_is_damaged_while_it_is_open_is_put_aside_too(
    begin: Open, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = begin(days=30)
    for number in range(300):
        first.note(refused(f"{QUESTION} {number}"))
    counted(first)
    first.close()
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * (size - 4096))
    ledger = begin(days=30)
    ledger.note(refused())
    assert counted(ledger).outcomes()[AskOutcome.REFUSED] == 1
    assert "was damaged" in caplog.text


def test_whoever_is_forgotten_is_in_no_damaged_file_either(begin: Open, file: Path) -> None:
    first = begin(days=30)
    first.note(refused())
    counted(first)
    first.close()
    data = bytearray(file.read_bytes())
    data[:16] = b"\0" * 16
    file.write_bytes(data)
    assert QUESTION.encode() in data
    ledger = begin(days=30)
    counted(ledger)
    assert QUESTION.encode() in everything(file.parent), "put aside, it holds the question"
    ledger.forget(ADA).result(SOON)
    assert QUESTION.encode() not in everything(file.parent)


def test_a_full_disk_is_one_line_and_what_was_counted_is_written_when_there_is_room(
    begin: Open, file: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = True
    opening = database.opened

    def opened(path: Path, patience: float) -> sqlite3.Connection:
        connection = opening(path, patience)
        if full:  # as small as it is now, and not a page more: SQLITE_FULL, as on a full disk
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    monkeypatch.setattr(database, "opened", opened)
    ledger = begin(days=30, retry=0.05)
    for number in range(200):
        ledger.note(refused(f"{number} {'x' * 200}"))
    until(lambda: "full" in caplog.text)
    with pytest.raises(SettingsError, match="full"):
        counted(ledger)
    assert caplog.text.count("cannot be used") == 1
    full = False
    until(lambda: counts_in(file).outcomes()[AskOutcome.REFUSED] == 200)
    assert len(counted(ledger).kept) == 200


def test_a_disk_that_is_really_full_is_survived(tmp_path: Path) -> None:
    """A file system of one MiB of its own, where this machine lets us mount one."""
    script = (
        "mount -t tmpfs -o size=1m none {0} && head -c 1028096 /dev/zero > {0}/fill;{1} -c '{2}'"
    )
    code = (
        "import time\n"
        "from pathlib import Path\n"
        "from bot.ledger import *\n"
        "from bot.ground.place import Place\n"
        f'file = Path("{tmp_path}/ledger.sqlite")\n'
        "store = SqliteLedger(file)\n"
        'ledger = Ledger(store, lambda place: ("default",), lambda server: 9, retry=0.05)\n'
        'note = Asked(Place(1, 2), "command", AskOutcome.REFUSED, "off-topic", 0.1, (), "Why?",'
        " (), 5)\n"
        "for _ in range(50): ledger.note(note)\n"
        "time.sleep(0.5)\n"
        "try: ledger.read(1).result(5)\n"
        'except Exception as error: print("FULL", error)\n'
        f'Path("{tmp_path}/fill").unlink()\n'
        "counts = ledger.read(1).result(5)\n"
        'print("COUNTED", counts.outcomes()[AskOutcome.REFUSED])\n'
    )
    command = script.format(tmp_path, sys.executable, code)
    run = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", command],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if "unshare" in run.stderr or "mount:" in run.stderr:
        pytest.skip(f"no file system can be mounted here: {run.stderr.strip()[:100]}")
    assert "FULL" in run.stdout, run.stderr
    assert "COUNTED 50" in run.stdout, run.stderr
    assert run.stderr.count("cannot be used") <= 1


def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "var").touch()  # a file, where the folder should be
    ledger = Ledger(
        SqliteLedger(tmp_path / "var" / "ledger.sqlite"),
        lambda _place: ("default",),
        lambda _server: 0,
    )
    for _ in range(10):
        ledger.note(refused())
    with pytest.raises(SettingsError, match="ledger"):
        counted(ledger)
    assert caplog.text.count("cannot be used") == 1
    ledger.close()


def test_dev_full_in_its_place_breaks_nothing(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    file.symlink_to("/dev/full")
    ledger = Ledger(SqliteLedger(file), lambda _place: ("default",), lambda _server: 9, retry=0.05)
    ledger.note(refused())
    with pytest.raises(SettingsError):
        counted(ledger)
    ledger.close()
    assert errno.ENOSPC  # what a write there says


def test_a_ledger_of_a_newer_version_is_left_alone(
    begin: Open, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    newer = sqlite3.connect(file)
    newer.execute("PRAGMA user_version=99")
    newer.close()
    before = file.read_bytes()
    ledger = begin()
    ledger.note(refused())
    with pytest.raises(SettingsError, match="version 99"):
        counted(ledger)
    assert file.read_bytes()[40:] == before[40:] or "version 99" in caplog.text
    with pytest.raises(SettingsError, match="version 99"):
        counts_in(file)


VERSION_1 = """
CREATE TABLE asked (day TEXT, corpus TEXT, outcome TEXT, why TEXT, way TEXT, number INTEGER,
    PRIMARY KEY (day, corpus, outcome, why, way)) STRICT, WITHOUT ROWID;
CREATE TABLE latencies (day TEXT, corpus TEXT, under_ms INTEGER, number INTEGER,
    PRIMARY KEY (day, corpus, under_ms)) STRICT, WITHOUT ROWID;
CREATE TABLE votes (day TEXT, corpus TEXT, vote TEXT, number INTEGER,
    PRIMARY KEY (day, corpus, vote)) STRICT, WITHOUT ROWID;
CREATE TABLE quoted (day TEXT, corpus TEXT, document TEXT, number INTEGER,
    PRIMARY KEY (day, corpus, document)) STRICT, WITHOUT ROWID;
CREATE TABLE kept (at INTEGER, server INTEGER, corpus TEXT, question TEXT, why TEXT, missing TEXT,
    asker BLOB, voter BLOB) STRICT;
INSERT INTO asked VALUES ('2026-11-20', 'default', 'refused', 'off-topic', 'command', 4);
INSERT INTO latencies VALUES ('2026-11-20', 'default', 100, 4);
INSERT INTO votes VALUES ('2026-11-20', 'default', 'up', 3), ('2026-11-20', 'default', 'down', 2);
INSERT INTO quoted VALUES ('2026-11-20', 'default', 'lamp.md', 1);
PRAGMA user_version=1;
"""


def of_version_1(file: Path) -> None:
    """Write a ledger as Quoth did before it told the tiers apart; its log is not emptied."""
    file.parent.mkdir()
    before = sqlite3.connect(file, isolation_level=None)
    before.execute("PRAGMA journal_mode=WAL")
    before.executescript(VERSION_1)
    now = int(time.time())
    for why in ("off-topic", "voted-down"):
        row = (now, SERVER, "default", f"{why}: {QUESTION}", why, "[]", b"a" * 16, b"")
        before.execute("INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    before.close()


def check_that_nothing_is_lost(counts: Counts) -> None:
    assert counts.outcomes()[AskOutcome.REFUSED] == 4
    assert (counts.voted(Vote.UP), counts.voted(Vote.DOWN)) == (3, 2)
    assert counts.voted(Vote.UP, tier=Tier.SURE) == 0  # nobody knows on what they voted
    assert [row[-1] for row in (*counts.latencies, *counts.quoted)] == [4, 1]
    tiers = {kept.why: kept.tier for kept in counts.kept}
    assert tiers == {"off-topic": "none", "voted-down": ""}


def test_a_ledger_of_version_1_becomes_one_of_this_version_and_counting_goes_on(
    begin: Open, file: Path
) -> None:
    of_version_1(file)
    file.with_suffix(".key").write_bytes(b"k" * 32)
    ledger = begin(days=30)
    check_that_nothing_is_lost(counted(ledger))
    ledger.note(Voted(HERE, Vote.UP, tier=Tier.NEAR, at=datetime(2026, 11, 20, tzinfo=UTC)))
    ledger.note(refused(outcome=AskOutcome.NEAR))
    counts = counted(ledger)
    assert (counts.voted(Vote.UP), counts.voted(Vote.UP, tier=Tier.NEAR)) == (4, 1)
    assert [kept.near for kept in counts.kept] == [True, False, False]
    assert shape(file) == shape_of_a_new_one(file)
    ledger.close()
    assert counted(begin(days=30)) == counts


def test_a_ledger_of_version_1_is_read_without_being_changed(file: Path) -> None:
    of_version_1(file)
    before = file.read_bytes()
    check_that_nothing_is_lost(counts_in(file))
    assert file.read_bytes() == before


def test_a_change_of_version_that_fails_leaves_the_ledger_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_version_1(file)
    steps = {**database.STEPS, 1: database.FROM_1 + "INSERT INTO nowhere VALUES (1);"}
    monkeypatch.setattr(database, "STEPS", steps)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        database.opened(file, 1.0)
    monkeypatch.undo()
    check_that_nothing_is_lost(counts_in(file))


def test_two_processes_that_open_a_ledger_of_version_1_at_once_change_it_once(file: Path) -> None:
    of_version_1(file)
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(lambda _: database.opened(file, 5.0).close(), range(4)))
    assert opened == [None] * 4
    check_that_nothing_is_lost(counts_in(file))


def shape(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the columns of each table."""
    connection = sqlite3.connect(file)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
    found = {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for name in names}
    connection.close()
    return found


def shape_of_a_new_one(beside: Path) -> dict[str, list[tuple[object, ...]]]:
    new = beside.with_name("new.sqlite")
    database.opened(new, 1.0).close()
    return shape(new)


# --- two processes that overlap ------------------------------------------------------------------


def test_a_message_that_two_processes_hear_is_counted_and_kept_once(begin: Open) -> None:
    first, second = begin(days=30), begin(days=30)
    for ledger in (first, second):
        for message in (MESSAGE, MESSAGE + 1, None):
            ledger.note(refused(message=message))
        ledger.settled().result(10)
    counts = counted(first)
    assert counts.outcomes()[AskOutcome.REFUSED] == 2 + 2  # two messages, and two commands
    assert len(counts.kept) == 4
    assert sum(row[-1] for row in counts.latencies) == 4


def test_which_messages_were_counted_is_forgotten_and_no_id_is_on_disk(
    begin: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = begin()
    ledger.note(refused(message=MESSAGE))
    ledger.settled().result(10)
    on_disk = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert str(MESSAGE).encode() not in on_disk
    assert MESSAGE.to_bytes(8, "big") not in on_disk
    assert heard_in(file) == 1
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 2 * 3_600)
    ledger.purge().result(10)
    assert heard_in(file) == 0


def test_a_ledger_that_knows_no_messages_yet_counts_on(begin: Open, file: Path) -> None:
    begin().close()
    with closing(sqlite3.connect(file)) as before:
        before.execute("DROP TABLE heard")
    ledger = begin()
    ledger.note(refused(message=MESSAGE))
    assert counted(ledger).outcomes()[AskOutcome.REFUSED] == 1


def test_more_messages_than_can_wait_are_counted_without_comparing() -> None:
    tally = Tally()
    for message in range(MOST_HEARD + 1):
        note = refused(message=message)
        tally.of(note).add_asked(note, "default")
    assert len(tally.heard) == MOST_HEARD
    assert sum(tally.numbers["asked"].values()) == 1


def heard_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM heard").fetchone()
        return int(number)


def test_a_file_that_is_taken_away_is_begun_anew(begin: Open, file: Path) -> None:
    ledger = begin()
    ledger.note(refused())
    counted(ledger)
    for path in file.parent.iterdir():
        path.unlink()
    ledger.note(refused())
    assert counted(ledger).outcomes()[AskOutcome.REFUSED] == 1
    assert counts_in(file).outcomes()[AskOutcome.REFUSED] == 1


def test_more_than_can_wait_is_not_counted_and_said(
    begin: Open, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = begin(room=5, patience=0.3, retry=0.1)
    ledger.settled().result(SOON)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    ledger.note(refused())
    time.sleep(0.1)  # the thread waits for the lock now, and takes nothing up
    for _ in range(50):
        ledger.note(refused())
    other.execute("COMMIT")
    other.close()
    until(lambda: "not counted: " in caplog.text)
    assert 1 <= counted(ledger).outcomes()[AskOutcome.REFUSED] < 51


KILLED = """
import sys
from pathlib import Path
from bot.ledger import Asked, AskOutcome, Ledger, SqliteLedger
from bot.ground.place import Place
ledger = Ledger(SqliteLedger(Path(sys.argv[1])), lambda place: ("default",), lambda server: 9)
number = 0
while True:
    number += 1
    question = f"Why {number}?"
    asked = (Place(1, 2), "command", AskOutcome.REFUSED, "off-topic", 0.1, (), question, (), 5)
    ledger.note(Asked(*asked))
    ledger.settled().result()
    print(number, flush=True)
"""


def test_a_kill_in_the_middle_loses_nothing_that_was_written(file: Path, begin: Open) -> None:
    said = 0
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(file)],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        last = 0
        while last < 25:
            last = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].split("\n")
        said += max([last, *(int(line) for line in rest if line.isdecimal())])
    counts = counted(begin(days=9))
    refusals = counts.outcomes()[AskOutcome.REFUSED]
    assert said <= refusals <= said + 4, "at most the one that was not said yet"
    assert sum(row[-1] for row in counts.latencies) == refusals
    assert len(counts_in(file, server=1).kept) in (0, refusals)
