"""How far a process notes to have heard: never past a message that may still need an answer."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given

from bot.app.heard_so_far import HeardSoFar
from bot.ground.gateway_session import GatewaySession

SESSION = GatewaySession("a", 0, 1, "wss://gateway.discord.gg", 0)
# A message comes, one that is undecided is taken or asks nothing, or all is noted.
STEPS = st.lists(st.sampled_from(["comes", "is taken", "asks nothing", "look"]), max_size=60)


def at(sequence: int) -> list[GatewaySession]:
    return [replace(SESSION, sequence=sequence)]


@given(STEPS, st.randoms(use_true_random=False))
def test_whoever_is_killed_has_each_message_taken_found_to_ask_nothing_or_heard_again(
    steps: list[str], chance: object
) -> None:
    heard, sequence = HeardSoFar(), 0
    undecided: dict[int, ExitStack] = {}
    taken: set[int] = set()
    for step in steps:
        if step == "comes":
            sequence += 1
            undecided[sequence] = ExitStack()
            undecided[sequence].enter_context(heard.deciding(sequence))
        elif step == "look":
            heard.advance(at(sequence))
        elif undecided:
            message = chance.choice(sorted(undecided))  # type: ignore[attr-defined]
            if step == "is taken":
                taken.add(message)
                heard.take(message)
            undecided.pop(message).close()
        for session in heard.sessions:
            assert all(message > session.sequence for message in undecided)
            again = set(range(session.sequence + 1, sequence + 1))
            assert taken & again <= session.taken, "what is answered is not answered again"
    for stack in undecided.values():
        stack.close()
    heard.advance(at(sequence))
    heard.advance(at(sequence))
    assert heard.sessions == at(sequence), "it comes to an end, and forgets what was taken"


def test_a_message_that_takes_long_holds_back_no_more_than_what_came_with_it() -> None:
    heard = HeardSoFar()
    heard.advance(at(1))
    with heard.deciding(2):
        heard.advance(at(2))
        assert heard.sessions == at(1)
    with heard.deciding(3):
        heard.advance(at(3))
        assert heard.sessions == at(2), "what came later does not hold back what is decided"


def test_a_session_that_is_closed_is_noted_no_longer() -> None:
    heard = HeardSoFar()
    heard.advance(at(1))
    heard.advance([])
    assert heard.sessions == []
