"""What came of a question is noted for the one who asked it, and for nobody else."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

import bot as package
from bot.asking.recording import SLOW, Asking, counted
from bot.ground.place import Place
from bot.ledger import Asked, AskOutcome
from bot.render.answer_buttons import Offer
from index.answering.together import together
from index.errors import QuestionError
from tests.support.factories import answer, document, quote_of

if TYPE_CHECKING:
    from bot.ledger import Ledger

HERE = Place(1, 2)
ROOT = Path(package.__file__).parent


class Notes(list[Asked]):
    """A ledger that keeps what it is given."""

    def note(self, entry: Asked) -> None:
        self.append(entry)


def asking(notes: Notes, person: int = 7) -> Asking:
    return Asking("mention", person, cast("Ledger", notes))


def test_two_questions_at_once_are_each_noted_with_their_own_asker() -> None:
    notes = Notes()

    async def ask(person: int) -> None:
        with counted(f"Who is {person}?", HERE, asking(notes, person)) as seen:
            await asyncio.sleep(0)
            seen.answer = answer(question=f"Who is {person}?", missing=("who",))

    async def both() -> None:
        await asyncio.gather(ask(1), ask(2))

    asyncio.run(both())
    assert [(one.person, one.question) for one in notes] == [(1, "Who is 1?"), (2, "Who is 2?")]


def test_a_question_without_an_asker_is_not_noted() -> None:
    """``quoth preview`` draws a reply; nobody has asked."""
    with counted("When?", HERE, None) as seen:
        seen.answer = answer(question="When?", missing=("when",))


def test_a_question_that_is_too_slow_is_noted_as_failed_and_one_that_is_none_is_not() -> None:
    notes = Notes()
    with pytest.raises(TimeoutError), counted("When?", HERE, asking(notes)):
        raise TimeoutError
    with pytest.raises(QuestionError), counted("?", HERE, asking(notes)):
        raise QuestionError("empty", hint="")
    assert [(one.outcome, one.why, one.question) for one in notes] == [
        (AskOutcome.FAILED, SLOW, "")
    ]


@pytest.mark.parametrize(
    ("closest", "outcome"), [(True, AskOutcome.NEAR), (False, AskOutcome.REFUSED)]
)
def test_an_answer_is_noted_as_near_only_where_its_closest_texts_are_shown(
    closest: bool, outcome: AskOutcome
) -> None:
    notes = Notes()
    near = answer(near=(quote_of(document(), "The light was automated in 1983."),))
    with counted("When?", HERE, asking(notes)) as seen:
        seen.answer, seen.offer = near, Offer(closest=closest)
    assert [(one.outcome, one.why, one.quoted) for one in notes] == [
        (outcome, "not-in-sources", ())
    ]


def test_each_question_of_a_message_is_noted_by_itself() -> None:
    notes = Notes()
    light = answer(quote_of(document(), "The light was automated in 1983."), question="when?")
    horn = answer(question="is there a horn?", missing=("horn",))
    with counted("when? is there a horn?", HERE, asking(notes)) as seen:
        seen.answer = together("when? is there a horn?", (light, horn))
    assert [(one.outcome, one.question) for one in notes] == [
        (AskOutcome.ANSWERED, ""),
        (AskOutcome.REFUSED, "is there a horn?"),
    ]


def test_the_language_is_the_only_ambient_value_of_a_reply() -> None:
    """Everything else that a reply needs is passed on to it.

    The time limit of a request is no part of a reply, and cannot be passed on: discord.py stands
    between the attempt and the response that is looked at.
    """
    makers = {file for file in ROOT.rglob("*.py") if any(_context_variables(file))}
    found = {file.relative_to(ROOT).as_posix() for file in makers}
    assert found == {"speech/say.py", "sending/patience.py"}


def _context_variables(file: Path) -> list[Any]:
    calls = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    return [call for call in calls if getattr(call.func, "id", "") == "ContextVar"]
