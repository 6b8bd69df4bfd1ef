"""From a question that is answered to a line of the ledger: who asks is said once, as an event
comes in, and what came of it where it is answered."""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ledger import Asked, AskOutcome, Ledger
from index.answering.refusal import refusal_of
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.asking.asker import CorpusRules
    from bot.ground.place import Place
    from bot.servers.house_rules import HouseRules
    from index.types import Answer

SLOW, ERROR = "slow", "error"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks in this task, by which way, and where it is noted."""

    ledger: Ledger
    way: str
    person: int


def ledger_of(file: Path, rules: CorpusRules, house: HouseRules) -> Ledger:
    """The ledger in ``file``, which asks ``rules`` and ``house`` what holds where."""
    return Ledger(
        file,
        corpora=lambda place: rules.scope(place).corpora,
        keep_days=lambda server: house.customs(server).keep_days,
    )


@dataclass(slots=True)
class Seen:
    """What a question was answered; set as soon as it is known."""

    answer: Answer | None = None


_asking: ContextVar[Asking | None] = ContextVar("asking", default=None)


def asked_by(ledger: Ledger, way: str, person: int) -> None:
    """From here on, whatever this task has answered was asked so: each event has its own task."""
    _asking.set(Asking(ledger, way, person))


@contextmanager
def counted(question: str, place: Place) -> Iterator[Seen]:
    """Note how the question that is answered within went; one that asks nothing is not noted."""
    seen, began = Seen(), time.perf_counter()
    try:
        yield seen
    except QuestionError:
        raise
    except TimeoutError:
        _note(place, AskOutcome.FAILED, SLOW, began)
        raise
    except Exception:
        _note(place, AskOutcome.FAILED, ERROR, began)
        raise
    if seen.answer is not None:
        _note_answer(question, place, seen.answer, began)


def _note_answer(question: str, place: Place, answer: Answer, began: float) -> None:
    if answer.abstained:
        why = refusal_of(answer)
        _note(place, AskOutcome.REFUSED, why.reason, began, question=question, missing=why.missing)
        return
    quoted = dict.fromkeys((quote.corpus, quote.document.id) for quote in answer.quotes)
    _note(place, AskOutcome.ANSWERED, "", began, quoted=tuple(quoted))


def _note(
    place: Place,
    outcome: AskOutcome,
    why: str,
    began: float,
    *,
    question: str = "",
    missing: tuple[str, ...] = (),
    quoted: tuple[tuple[str, str], ...] = (),
) -> None:
    asking, seconds = _asking.get(), time.perf_counter() - began
    if asking is not None:
        asked = Asked(place, asking.way, outcome, why, seconds, quoted, question, missing,
                      asking.person)  # fmt: skip
        asking.ledger.note(asked)
