"""Who has which shard: the newest of its own process, then whoever finds it free."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from bot.postgres.paces import SharedPace
from bot.postgres.prompt import PromptDatabase
from bot.postgres.shard_leases import ShardLeases
from tests.support.postgres import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.postgres.connection import SharedDatabase

pytest_plugins = ["tests.support.postgres_server"]
LEASE = 60.0  # seconds; time passes by turning back what the database knows
OVER = "UPDATE quoth.shards SET until = until - interval '{} s' WHERE shard = ANY('{{{}}}')"


class Clock:
    """Let time pass for the leases of some shards."""

    def __init__(self, address: str) -> None:
        self._address = address

    def end(self, *shards: int, leases: int = 1) -> None:
        tell(self._address, OVER.format(leases * LEASE + 1, ",".join(map(str, shards))))


@pytest.fixture
def clock(database: str) -> Clock:
    return Clock(database)


Process = "Callable[..., ShardLeases]"


@pytest.fixture
def process(connect: Callable[[], SharedDatabase]) -> Callable[..., ShardLeases]:
    """Begin a process that keeps some shards of three; it has run for ``age`` seconds."""

    def beginning(*own: int, age: float = 0) -> ShardLeases:
        made = ShardLeases(connect(), own, 3, LEASE)
        made.keep(())
        made._rank -= int(age * 1e6)
        return made

    return beginning


def test_each_has_its_own_and_what_another_has_is_left(
    process: Callable[..., ShardLeases],
) -> None:
    one, two = process(0, 1, age=2 * LEASE), process(2, age=2 * LEASE)
    assert one.keep({0, 1}).ours == {0, 1}
    assert two.keep({2}).ours == {2}
    assert one.keep({0, 1}).heard_elsewhere == {2}


def test_the_successor_has_them_at_once_and_the_old_one_hears_until_it_does(
    process: Callable[..., ShardLeases],
) -> None:
    old = process(0, 1)
    old.keep({0, 1})
    new = process(0, 1)
    assert new.keep(()).ours == {0, 1}
    assert old.keep({0, 1}).heard_elsewhere == frozenset(), "it is not relieved yet"
    new.keep({1})
    assert (old.keep({0, 1}).heard_elsewhere, new.keep({1}).ours) == ({1}, {0, 1})


def test_a_successor_that_ends_before_it_hears_gives_them_back(
    process: Callable[..., ShardLeases], clock: Clock
) -> None:
    old = process(0)
    old.keep({0})
    process(0)
    clock.end(0)
    assert old.keep({0}).ours == {0}


def test_a_shard_that_nobody_keeps_goes_to_its_own_process_first(
    process: Callable[..., ShardLeases], clock: Clock
) -> None:
    process(0, 1)
    other = process(2, age=2 * LEASE)
    clock.end(0, 1)
    assert other.keep({2}).ours == {2}, "its own process may come back"
    successor = process(0, 1)
    assert successor.keep(()).ours == {0, 1}


def test_any_process_takes_over_one_after_the_other_until_the_own_one_is_back(
    process: Callable[..., ShardLeases], clock: Clock
) -> None:
    process(0, 1)
    other = process(2, age=2 * LEASE)
    clock.end(0, 1, leases=2)
    assert other.keep({2}).ours == {0, 2}
    assert other.keep({0, 2}).ours == {0, 1, 2}
    back = process(0, 1)
    back.keep({0})
    now = other.keep({0, 1, 2})
    assert (now.ours, now.heard_elsewhere) == ({2}, {0})


def test_who_has_just_begun_leaves_those_that_nobody_has_to_others_that_begin(
    process: Callable[..., ShardLeases],
) -> None:
    assert process(2).keep({2}).ours == {2}
    assert process(2, age=2 * LEASE).keep({2}).ours == {0, 2}


def test_what_is_released_is_taken_as_if_its_time_was_over(
    process: Callable[..., ShardLeases], clock: Clock
) -> None:
    leaving, staying = process(0), process(1, 2, age=2 * LEASE)
    staying.keep({1, 2})
    leaving.release()
    assert staying.keep({1, 2}).ours == {1, 2}
    clock.end(0)
    assert staying.keep({1, 2}).ours == {0, 1, 2}


def test_many_that_begin_and_look_at_once_share_without_a_dispute(
    process: Callable[..., ShardLeases],
) -> None:
    crew = [process(n % 3, age=2 * LEASE) for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        for _ in range(5):
            list(pool.map(lambda one: one.keep(()), crew))
        had = list(pool.map(lambda one: one.keep(()).ours, crew))
    assert sorted(shard for ours in had for shard in ours) == [0, 1, 2]


async def test_turns_of_all_processes_are_a_step_apart_after_the_burst(
    connect: Callable[[], SharedDatabase],
) -> None:
    pace = [SharedPace(PromptDatabase(connect(), 60), "rest", 100, burst=2, alone=0) for _ in "ab"]
    begun = time.monotonic()
    waits = [await pace[n % 2].turn() for n in range(6)]
    late = time.monotonic() - begun
    assert waits[:3] == [0, 0, 0]
    for n, wait in enumerate(waits[3:], 1):
        assert n * 100 - late <= wait <= n * 100
    assert await pace[0].turn(1) == 0, "another part has turns of its own"
