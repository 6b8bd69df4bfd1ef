"""Limits and blocks that hold in all processes which share a database."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.asking.blocks import AutomaticBlocks, Blocks, strikes_of
from bot.asking.rate_limits import Limits, Pace
from bot.asking.shared_blocks import SharedBlocks
from bot.asking.shared_limits import SharedLimits
from bot.ledger.pseudonym import Pseudonyms
from bot.postgres.connection import SharedDatabase
from bot.postgres.prompt import PromptDatabase
from bot.servers.blocklist import Blockable, Blocklist
from bot.settings import LimitSettings
from tests.support.postgres import KEY, ask, secrets_of, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.asking.rate_limits import Whose

pytest_plugins = ["tests.support.postgres_server"]

ADA, BOB, ROOM, SERVER = 41771983423143936, 41771983423143937, 7, 8
PATIENT = 60.0  # seconds: a busy machine is slow
NAMES = Pseudonyms(KEY.encode())
FIVE: dict[Whose, Pace] = {"person": Pace(5, 3_000)}


class Process:
    """What one process has open of a shared database."""

    def __init__(self, address: str, patience: float = PATIENT) -> None:
        self.database = SharedDatabase(secrets_of(address))
        self._for_prompt = SharedDatabase(secrets_of(address))
        self.prompt = PromptDatabase(self._for_prompt, patience)

    def limits(self, paces: dict[Whose, Pace] | None = None, kind: str = "questions") -> Limits:
        return SharedLimits(paces or FIVE, kind=kind, database=self.prompt, names=NAMES)

    def blocked(self) -> SharedBlocks:
        return SharedBlocks(self.database, self.prompt, NAMES)

    def close(self) -> None:
        self.prompt.close()
        self.database.close()
        self._for_prompt.close()


@pytest.fixture
def process(database: str) -> Iterator[Callable[..., Process]]:
    opened: list[Process] = []

    def opening(**options: float) -> Process:
        opened.append(Process(database, **options))
        return opened[-1]

    yield opening
    for one in opened:
        one.close()


async def test_a_person_has_as_many_questions_in_all_processes_together_as_in_one(
    process: Callable[..., Process],
) -> None:
    both = [process().limits() for _ in range(2)]
    asked = [await both[n % 2].admit_everywhere(person=ADA) for n in range(8)]
    assert [held is None for held in asked] == [True] * 5 + [False] * 3
    assert asked[5] is not None
    assert (asked[5].whose, asked[5].id) == ("person", ADA)
    assert 540 < asked[5].seconds <= 600
    assert await both[0].admit_everywhere(person=BOB) is None
    other = process().limits(kind="calls")
    assert await other.admit_everywhere(person=ADA) is None, "each kind has buckets of its own"


async def test_of_many_questions_at_once_no_more_are_admitted(
    process: Callable[..., Process],
) -> None:
    three = [process().limits() for _ in range(3)]
    asked = await asyncio.gather(*(three[n % 3].admit_everywhere(person=ADA) for n in range(12)))
    assert sum(held is None for held in asked) == 5


async def test_what_flows_back_can_be_asked_in_any_process(process: Callable[..., Process]) -> None:
    one, two = (process().limits({"person": Pace(2, 1.0)}) for _ in range(2))
    assert await one.admit_everywhere(person=ADA) is None
    assert await one.admit_everywhere(person=ADA) is None
    await asyncio.sleep(1.1)
    assert await two.admit_everywhere(person=ADA) is None
    assert await two.admit_everywhere(person=ADA) is None


async def test_what_is_given_back_in_one_process_is_there_in_another(
    process: Callable[..., Process],
) -> None:
    one, two = process().limits(), process().limits()
    for _ in range(5):
        assert await one.admit_everywhere(person=ADA) is None
    assert await two.admit_everywhere(person=ADA) is not None
    await one.give_back_everywhere(person=ADA)
    assert await one.admit_everywhere(person=ADA) is None
    assert await one.admit_everywhere(person=ADA) is not None


async def test_whoever_is_over_the_limit_elsewhere_takes_nothing_from_the_room(
    process: Callable[..., Process],
) -> None:
    paces: dict[Whose, Pace] = {**FIVE, "channel": Pace(6, 3_000)}
    one, two = process().limits(paces), process().limits(paces)
    for _ in range(5):
        await one.admit_everywhere(person=ADA, channel=ROOM, server=SERVER)
    for _ in range(9):
        held = await two.admit_everywhere(person=ADA, channel=ROOM, server=SERVER)
        assert held is not None
    assert two.would_hold(person=ADA) is not None, "a message of theirs need not be read"
    for person in range(6):
        assert await two.admit_everywhere(person=person, channel=ROOM, server=SERVER) is None
    held = await two.admit_everywhere(person=BOB, channel=ROOM, server=SERVER)
    assert held is not None
    assert held.whose == "channel"


async def test_a_database_that_hangs_costs_a_moment_once_and_the_limit_of_the_process_holds(
    process: Callable[..., Process], database: str, caplog: pytest.LogCaptureFixture
) -> None:
    await process().limits().admit_everywhere(person=BOB)
    limits = process(patience=0.3).limits()
    with psycopg.connect(database) as other:
        other.execute("LOCK TABLE quoth.buckets")
        began = time.monotonic()
        asked = [await limits.admit_everywhere(person=ADA) for _ in range(6)]
        assert time.monotonic() - began < 3
    assert [held is None for held in asked] == [True] * 5 + [False]
    assert caplog.text.count("is not asked for a while") == 1


async def test_no_id_of_a_person_is_in_the_database(
    process: Callable[..., Process], database: str
) -> None:
    await process().limits().admit_everywhere(person=ADA)
    await process().blocked().block(ADA, 60)
    rows = ask(database, "SELECT * FROM quoth.buckets, quoth.turned_away")
    assert len(rows) == 1
    assert str(ADA) not in str(rows)
    assert ADA.to_bytes(8, "big") not in b"".join(bytes(x) for x in rows[0] if isinstance(x, bytes))


# --- blocks for a time -------------------------------------------------------------------------


def blocks(one: Process, folder: Path, **limits: float) -> tuple[Blocks, SharedBlocks]:
    settings, blocked = LimitSettings(**limits), one.blocked()  # type: ignore[arg-type]
    strikes = one.limits(strikes_of(settings), "strikes")
    listed = Blocklist(folder / "none.json")
    return Blocks(listed, settings, automatic=AutomaticBlocks(strikes, blocked)), blocked


async def test_strikes_of_all_processes_count_and_whom_one_blocks_is_turned_away_by_all(
    process: Callable[..., Process], tmp_path: Path
) -> None:
    one, _ = blocks(process(), tmp_path, block_after=4, block_seconds=3_600)
    two, there = blocks(process(), tmp_path, block_after=4, block_seconds=3_600)
    for _ in range(2):
        await one.strike(ADA)
        await two.strike(ADA)
    assert one.of(ADA, None) is None
    await one.strike(ADA)
    there.refresh()
    for found in (one.of(ADA, None), two.of(ADA, None)):
        assert found is not None
        assert found.automatic
        assert abs(found.until - time.time() - 3_600) < PATIENT
    assert two.of(BOB, None) is None
    assert (list(one.automatic()), list(two.automatic())) == ([ADA], [])


async def test_a_block_is_lifted_in_any_process_for_all(
    process: Callable[..., Process], tmp_path: Path
) -> None:
    one, here = blocks(process(), tmp_path)
    two, _ = blocks(process(), tmp_path)
    await here.block(ADA, 3_600)
    assert await asyncio.to_thread(two.lift, Blockable.PERSON, ADA)
    here.refresh()
    assert one.of(ADA, None) is None
    assert one.automatic() == {}
    assert not await asyncio.to_thread(two.lift, Blockable.PERSON, ADA)


async def test_a_process_that_starts_knows_who_is_blocked_until_it_ends(
    process: Callable[..., Process], tmp_path: Path, database: str
) -> None:
    await process().blocked().block(ADA, 3_600)
    assert blocks(process(), tmp_path)[0].of(ADA, None) is not None
    tell(database, "UPDATE quoth.turned_away SET until = now()")
    assert blocks(process(), tmp_path)[0].of(ADA, None) is None
