"""How old what Discord sends is, by Discord's time."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.listening.discord_clock import DiscordClock

SECOND = 1_000 << 22  # in an id


def test_the_age_grows_with_the_timer_and_with_newer_ids() -> None:
    now = [50.0]
    clock = DiscordClock(lambda: now[0])
    first = 500 * SECOND
    assert clock.age(first) == timedelta(0)
    now[0] += 60
    assert clock.age(first) == timedelta(seconds=60)
    assert clock.age(first + 90 * SECOND) == timedelta(0), "it tells what time it is now"
    assert clock.age(first) == timedelta(seconds=90)


@given(st.lists(st.integers(0, 10**6), min_size=1))
def test_no_age_is_below_nothing_whatever_the_order(seconds: list[int]) -> None:
    clock = DiscordClock(lambda: 0.0)
    ages = [clock.age(at * SECOND).total_seconds() for at in seconds]
    newest = [max(seconds[: n + 1]) for n in range(len(seconds))]
    assert ages == [most - at for most, at in zip(newest, seconds, strict=True)]
