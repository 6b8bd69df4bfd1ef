"""Answer each question of a message that asks several, one after the other, as one answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, pairwise, zip_longest
from typing import TYPE_CHECKING, TypeVar

from index.answering.followups import Turn
from index.answering.several import MOST
from index.types import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

Thing = TypeVar("Thing")
Ask = Callable[[str, Turn | None], Answer]


def asked_in_turn(message: str, questions: Sequence[str], ask: Ask, after: Turn | None) -> Answer:
    """Answer the ``questions`` of ``message`` as if each were asked after the one before.

    Of more than three, the first three are answered. If one quote answers two of them, they are one
    question after all: the message is asked as a whole.
    """
    parts: list[Answer] = []
    before = after
    for question in questions[:MOST]:
        answer = ask(question, before)
        parts.append(answer)
        before = Turn.of(answer, before)
    if any(_say_the_same(*pair) for pair in pairwise(parts)):
        whole = ask(message, after)
        if not whole.abstained:
            return whole
    return together(message, parts, questions[MOST:])


def together(message: str, parts: Sequence[Answer], unasked: Sequence[str] = ()) -> Answer:
    """Combine the answers to several questions of ``message``, each of which stays as it is.

    All that is shown is in the answer itself too. Its confidence and its first candidate are those
    of the first part that is answered, so they are judged as those of any answer.
    """
    first = next((part for part in parts if not part.abstained), parts[0])
    ordered = [first, *(part for part in parts if part is not first)]
    return replace(
        first,
        question=message,
        quotes=tuple(chain.from_iterable(part.quotes for part in parts)),
        near=tuple(chain.from_iterable(part.near for part in parts)),
        candidates=_by_turns(part.candidates for part in ordered),
        hits=_by_turns(part.hits for part in ordered),
        conflict=(),
        read_as="",
        as_of=None,
        sides=(),
        followed=parts[0].followed,
        parts=tuple(parts),
        unasked=tuple(unasked),
    )


def _say_the_same(one: Answer, other: Answer) -> bool:
    """Return whether two questions have the same first quote as their answer."""
    return bool(one.quotes and other.quotes) and one.quotes[0].overlaps(other.quotes[0])


def _by_turns(rows: Iterable[Sequence[Thing]]) -> tuple[Thing, ...]:
    """Return the first of each row, then the second of each, and so on."""
    found = chain.from_iterable(zip_longest(*rows))
    return tuple(thing for thing in found if thing is not None)
