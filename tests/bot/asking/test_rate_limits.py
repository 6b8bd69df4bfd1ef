"""How fast may be asked: by a clock that the test turns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.rate_limits import Held, Limits, Pace, call_paces, question_paces
from bot.settings import LimitSettings


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def limits(clock: Clock, **paces: Pace) -> Limits:
    return Limits(paces, clock=clock)  # type: ignore[arg-type]


def test_five_at_once_and_the_sixth_when_one_has_come_back() -> None:
    clock = Clock()
    people = limits(clock, person=Pace(5, 30))
    assert [people.admit(person=1) for _ in range(5)] == [None] * 5
    assert people.admit(person=1) == Held("person", 1, 6.0)
    assert people.admit(person=2) is None, "another person has a bucket of their own"
    clock.now += 5.9
    assert people.admit(person=1) is not None
    clock.now += 0.2
    assert people.admit(person=1) is None
    assert people.admit(person=1) is not None


def test_what_is_held_takes_nothing_from_anybody() -> None:
    clock = Clock()
    both = limits(clock, person=Pace(1, 10), channel=Pace(3, 60))
    assert both.admit(person=1, channel=7) is None
    for _ in range(20):
        assert both.admit(person=1, channel=7) == Held("person", 1, 10.0)
    assert both.admit(person=2, channel=7) is None
    assert both.admit(person=3, channel=7) is None
    assert both.admit(person=4, channel=7) == Held("channel", 7, 20.0)
    assert both.admit(person=4, channel=8) is None, "a channel that was full cost them nothing"


def test_the_longest_wait_of_all_limits_is_said() -> None:
    clock = Clock()
    all_three = limits(clock, person=Pace(1, 5), channel=Pace(1, 20), server=Pace(1, 60))
    assert all_three.admit(person=1, channel=2, server=3) is None
    assert all_three.admit(person=1, channel=2, server=3) == Held("server", 3, 60.0)
    assert all_three.admit(person=1, channel=2, server=None) == Held("channel", 2, 20.0)


def test_zero_is_no_limit() -> None:
    clock = Clock()
    free = limits(clock, person=Pace(0, 30), channel=Pace(0, 60))
    assert all(free.admit(person=1, channel=2, server=3) is None for _ in range(1_000))
    assert len(free) == 0


def test_a_channel_hears_of_it_once_in_the_time_of_the_limit() -> None:
    clock = Clock()
    people = limits(clock, person=Pace(1, 30))
    people.admit(person=1)
    told = []
    for _ in range(300):  # two minutes and a half of asking twice a second
        clock.now += 0.5
        held = people.admit(person=1)
        told.append(held is not None and people.may_tell(held))
    assert sum(told) == 5


def test_memory_has_a_bound() -> None:
    clock = Clock()
    people = Limits({"person": Pace(1, 30)}, clock=clock, remembered=100)
    for person in range(10_000):
        people.admit(person=person)
        if held := people.admit(person=person):
            people.may_tell(held)
    assert len(people) == 100


@given(
    st.integers(1, 8),
    st.floats(1, 100),
    st.lists(st.floats(0, 40), min_size=1, max_size=60),
)
def test_no_more_than_the_bucket_and_what_flows_in_is_ever_admitted(
    most: int, seconds: float, pauses: list[float]
) -> None:
    clock = Clock()
    people = limits(clock, person=Pace(most, seconds))
    began, admitted = clock.now, 0
    for pause in pauses:
        clock.now += pause
        held = people.admit(person=1)
        admitted += held is None
        assert admitted <= most + (clock.now - began) * most / seconds + 1e-6
        if held:
            assert 0 < held.seconds <= seconds / most + 1e-6
            clock.now += held.seconds + 1e-6
            assert people.admit(person=1) is None, "after the wait that was said, it is admitted"
            admitted += 1


def test_by_default_a_person_has_five_questions_and_fifty_people_can_ask_at_once() -> None:
    found = Limits(question_paces(LimitSettings()))
    asked = [found.admit(person=n, channel=1, server=2) for n in range(50)]
    assert asked == [None] * 50
    again = [found.admit(person=99, channel=3, server=4) for _ in range(6)]
    assert [held is None for held in again] == [True] * 5 + [False]


def test_a_limit_can_be_set_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.settings import BotSettings
    from index.settings import load_settings

    monkeypatch.setenv("QUOTH_LIMITS__PERSON", "0")
    settings = load_settings(BotSettings)
    assert settings.limits.person == 0


def test_what_is_given_back_can_be_taken_again_and_no_more_than_that() -> None:
    clock = Clock()
    people = limits(clock, person=Pace(2, 60))
    people.give_back(person=1)
    assert [people.admit(person=1) is None for _ in range(3)] == [True, True, False]
    people.give_back(person=1)
    assert people.would_hold(person=1) is None
    assert [people.admit(person=1) is None for _ in range(2)] == [True, False]
    assert people.would_hold(person=1) == Held("person", 1, 30.0)


def test_by_default_a_person_can_call_people_three_times_an_hour() -> None:
    found = Limits(call_paces(LimitSettings()))
    assert [found.admit(person=1) is None for _ in range(4)] == [True] * 3 + [False]
    assert found.admit(person=1) == Held("person", 1, pytest.approx(1_200, abs=1))
