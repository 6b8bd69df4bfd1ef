"""What every store of a ledger holds to: a file of one machine, and a database that is shared."""

from __future__ import annotations

import threading
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome, Ledger, SqliteLedger, Vote, Voted
from bot.ledger.ballot import Ballot
from index.errors import QuothError, SettingsError
from tests.support.postgres import KEY, secrets_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.ledger import Counts
    from bot.ledger.ballot import BallotBox
    from bot.ledger.store import LedgerStore
    from bot.ledger.tally import Tally

pytest_plugins = ["tests.support.postgres_server"]

SERVER, OTHER, ADA, BOB = 7, 8, 41771983423143936, 41771983423143937
HERE = Place(SERVER, 1)
MESSAGE = 1576558188629590093
SOON = 60.0
Store = "Callable[[], LedgerStore]"
Begin = "Callable[..., Ledger]"


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Open the same state once more, as another process does."""
    if request.param == "sqlite":
        return lambda: SqliteLedger(tmp_path / "ledger.sqlite")
    return lambda: shared(request.getfixturevalue("database"))


def shared(address: str) -> LedgerStore:
    from bot.ledger.postgres_ledger import PostgresLedger
    from bot.postgres.connection import SharedDatabase

    return PostgresLedger(SharedDatabase(secrets_of(address)), KEY.encode())


@pytest.fixture
def begin(store: Store) -> Iterator[Begin]:
    """Open a ledger over the same state once more; SERVER keeps questions for 30 days."""
    opened = []

    def opening(over: LedgerStore | None = None, days: int = 30) -> Ledger:
        def keep_days(server: int) -> int:
            return days if server == SERVER else 0

        ledger = Ledger(over or store(), lambda _place: ("default",), keep_days, retry=0.05)
        opened.append(ledger)
        return ledger

    yield opening
    for ledger in opened:
        ledger.close()


def refused(question: str = "Who won the regatta?", person: int = ADA, **changes: object) -> Asked:
    asked = Asked(HERE, "command", AskOutcome.REFUSED, "off-topic", 0.1, (), question, ("regatta",),
                  person)  # fmt: skip
    return replace(asked, **changes)  # type: ignore[arg-type]


def counted(ledger: Ledger) -> Counts:
    return ledger.read(SERVER).result(SOON)


def kept(ledger: Ledger) -> list[str]:
    return [question.question for question in counted(ledger).kept]


class FailingStore:
    """A store whose next ``failures`` writings fail."""

    def __init__(self, inner: LedgerStore, failures: int) -> None:
        self._inner, self.failures = inner, failures

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def write(self, tally: Tally) -> None:
        if self.failures:
            self.failures -= 1
            raise SettingsError("the connection was cut", hint="")
        self._inner.write(tally)


# --- counts ------------------------------------------------------------------------------------


def test_what_several_processes_count_adds_up(begin: Begin) -> None:
    ledgers = [begin(), begin(), begin()]
    for ledger in ledgers:
        for outcome in AskOutcome:
            ledger.note(Asked(HERE, "mention", outcome, seconds=0.3, quoted=(("default", "a.md"),)))
        ledger.settled().result(SOON)
    counts = counted(ledgers[0])
    assert counts.outcomes() == dict.fromkeys(AskOutcome, 3)
    assert sum(row[-1] for row in counts.latencies) == 3 * 4  # a question over a limit took none
    assert [row[1:] for row in counts.quoted] == [("default", "a.md", 15)]
    assert counted(ledgers[2]) == counts


def test_processes_that_write_the_same_rows_at_once_wait_for_each_other_and_lose_nothing(
    begin: Begin,
) -> None:
    def count(ledger: Ledger, order: int) -> None:
        for number in range(20):
            of = ("a", "b", "c", "d")[::order]
            quoted = tuple((corpus, f"{corpus}.md") for corpus in of)
            ledger.note(refused(quoted=quoted, message=MESSAGE + number, person=ADA))
            ledger.note(Voted(HERE, Vote.UP))
            ledger.settled().result(SOON)

    ledgers = [begin(), begin(), begin()]
    threads = [
        threading.Thread(target=count, args=(ledger, order))
        for ledger, order in zip(ledgers, (1, -1, 1), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    counts = counted(ledgers[0])
    assert counts.outcomes()[AskOutcome.REFUSED] == 20, "each message was heard by all three"
    assert counts.voted(Vote.UP) == 60
    assert len(counts.kept) == 20
    assert {row[-1] for row in counts.quoted} == {20}


def test_a_vote_that_is_changed_in_another_process_counts_once_and_nothing_is_below_zero(
    begin: Begin,
) -> None:
    first, second = begin(), begin()
    today = datetime.now(UTC).date().isoformat()
    first.note(Voted(HERE, Vote.UP))
    first.settled().result(SOON)
    second.note(Voted(HERE, Vote.DOWN, (Vote.UP, today)))
    second.note(Voted(HERE, Vote.DOWN, (Vote.UP, "2026-01-01")))
    counts = counted(second)
    assert (counts.voted(Vote.UP), counts.voted(Vote.DOWN)) == (0, 2)


def test_what_could_not_be_written_is_counted_and_kept_once_when_it_can(
    begin: Begin, store: Store
) -> None:
    failing = FailingStore(store(), failures=1)
    ledger = begin(failing)
    ledger.note(refused(message=MESSAGE))
    ledger.note(Voted(HERE, Vote.UP))
    ledger.note(refused("Who lost it?"))
    with suppress(QuothError):  # it may have failed before, and be written by now
        ledger.settled().result(SOON)
    ledger.note(refused("Who came third?"))
    counts = counted(ledger)
    assert failing.failures == 0
    assert (counts.outcomes()[AskOutcome.REFUSED], counts.voted(Vote.UP)) == (3, 1)
    assert sorted(kept(ledger)) == ["Who came third?", "Who lost it?", "Who won the regatta?"]


# --- kept questions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    ["Who\0won?", "Half \ud83d of it?", "It's \"quoted\"; DROP TABLE kept; --", "%s %(a)s {0} ?",
     "誰が勝ちましたか", "👩‍👩‍👧 e\u0301 \u202e", "x" * 4_000],
)  # fmt: skip
def test_any_text_is_kept_and_read_by_every_process(begin: Begin, question: str) -> None:
    first = begin()
    first.note(refused(question, missing=(question,)))
    first.settled().result(SOON)
    (found,) = counted(begin()).kept
    storable = question.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\ud83d", "?")
    assert found.question == " ".join(storable.split())
    assert found.missing == (found.question,)
    assert (found.server, found.why, found.tier) == (SERVER, "off-topic", "none")


def test_a_vote_that_is_taken_back_in_another_process_deletes_what_it_kept(begin: Begin) -> None:
    first, second = begin(), begin()
    today = datetime.now(UTC).date().isoformat()
    first.note(Voted(HERE, Vote.DOWN, None, "Why?", ADA, BOB))
    first.note(Voted(HERE, Vote.DOWN, None, "Why?", ADA, ADA))
    first.settled().result(SOON)
    second.note(Voted(HERE, Vote.UP, (Vote.DOWN, today), "Why?", ADA, BOB))
    assert len(counted(second).kept) == 1


def test_what_is_too_old_goes_and_a_shorter_time_counts_at_once(begin: Begin, store: Store) -> None:
    now = datetime.now(UTC)
    first = begin()
    for age in (0, 5, 29, 31):
        first.note(refused(f"asked {age} days ago", at=now - timedelta(days=age)))
    assert first.purge().result(SOON) == 1
    second = begin(days=7)
    assert kept(second) == ["asked 0 days ago", "asked 5 days ago"]
    since = (now - timedelta(days=3)).date().isoformat()
    with closing(store()) as reading:
        recent = reading.counts(SERVER, since)
    assert [question.question for question in recent.kept] == ["asked 0 days ago"]
    begin(days=0).settled().result(SOON)
    assert kept(second) == []


# --- forgetting --------------------------------------------------------------------------------


def test_whoever_is_forgotten_in_one_process_is_forgotten_in_all_and_nobody_else_is(
    begin: Begin,
) -> None:
    first, second = begin(), begin()
    first.note(refused())
    first.note(refused("Who feeds the gulls?", BOB))
    second.note(Voted(HERE, Vote.DOWN, None, "Is the otter well?", BOB, ADA))
    for ledger in (first, second):
        ledger.settled().result(SOON)
    assert second.forget(ADA).result(SOON) == 2
    assert kept(first) == ["Who feeds the gulls?"]


def test_what_another_process_has_not_written_yet_does_not_bring_anybody_back(
    begin: Begin, store: Store
) -> None:
    early = begin()
    early.note(refused("An earlier question?"))
    early.settled().result(SOON)
    failing = FailingStore(store(), failures=10_000)
    late, other = begin(failing), begin()
    late.note(refused("Where does the secret otter sleep?"))
    late.note(Voted(HERE, Vote.DOWN, None, "Is the secret otter well?", BOB, ADA))
    late.note(refused("Who feeds the gulls?", BOB))
    with pytest.raises(QuothError):
        late.settled().result(SOON)
    other.forget(ADA).result(SOON)
    failing.failures = 0
    late.note(refused("What does Ada ask now?"))
    late.settled().result(SOON)
    assert sorted(kept(other)) == ["What does Ada ask now?", "Who feeds the gulls?"]
    assert counted(other).outcomes()[AskOutcome.REFUSED] == 4, "numbers name nobody: they stay"


# --- votes -------------------------------------------------------------------------------------


@pytest.fixture(params=["memory", "postgres"])
def ballots(request: pytest.FixtureRequest) -> Iterator[tuple[BallotBox, BallotBox]]:
    """What remembers votes in two places: the same one, or two processes."""
    if request.param == "memory":
        ballot = Ballot()
        yield ballot, ballot
        return
    from bot.ledger.postgres_ballot import PostgresBallot
    from bot.postgres.connection import SharedDatabase

    secrets = secrets_of(request.getfixturevalue("database"))
    both = [PostgresBallot(SharedDatabase(secrets), KEY.encode()) for _ in range(2)]
    yield both[0], both[1]
    for ballot_box in both:
        ballot_box.close()


def test_a_vote_is_remembered_by_person_and_message_wherever_it_was_cast(
    ballots: tuple[BallotBox, BallotBox],
) -> None:
    first, second = ballots
    today = datetime.now(UTC).date().isoformat()
    assert first.cast(ADA, MESSAGE, Vote.UP) is None
    assert second.cast(BOB, MESSAGE, Vote.UP) is None
    assert second.cast(ADA, MESSAGE + 1, Vote.UP) is None
    assert second.cast(ADA, MESSAGE, Vote.DOWN) == (Vote.UP, today)
    assert first.cast(ADA, MESSAGE, Vote.DOWN) == (Vote.DOWN, today)


def test_of_many_votes_at_once_on_one_message_one_is_the_first(
    ballots: tuple[BallotBox, BallotBox],
) -> None:
    found: list[object] = []

    def cast(ballot: BallotBox) -> None:
        found.append(ballot.cast(ADA, MESSAGE, Vote.UP))

    threads = [threading.Thread(target=cast, args=(ballots[n % 2],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    assert found.count(None) == 1
    assert len(found) == 8
