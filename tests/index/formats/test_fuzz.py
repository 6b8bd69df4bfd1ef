"""The fuzzer of the readers runs, without atheris too, and a second of it finds nothing."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from tests.fuzz.readers import LONGEST, TARGETS, Target, mutations, one, plain


@pytest.mark.parametrize("name", TARGETS)
def test_a_short_run_by_chance_finds_nothing(name: str) -> None:
    assert plain(name, 1.0, seed=7) > 0


def test_what_is_not_named_ends_a_run() -> None:
    def broken(_: bytes) -> None:
        raise IndexError

    with pytest.raises(IndexError):
        one(Target(broken, (b"x",)), b"x")


def test_mutations_differ_stay_short_and_are_the_same_each_time() -> None:
    made = list(islice(mutations((b"one two three" * 50,), random.Random(3)), 200))
    again = list(islice(mutations((b"one two three" * 50,), random.Random(3)), 200))
    assert made == again
    assert len(set(made)) > 150
    assert max(map(len, made)) <= LONGEST
