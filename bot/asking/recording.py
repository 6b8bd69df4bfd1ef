"""Note in the ledger what came of each question.

``Admission`` makes an ``Asking`` of each event, and it is passed on to ``reply_to``. No state of
the task says who asks: a reply's only ambient value is the language, in ``bot.speech.say``.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.health.metrics import ANSWER_SECONDS, QUESTIONS
from bot.ledger import Asked, AskOutcome, Ledger
from bot.render.answer_buttons import NOTHING, Offer
from index.answering.refusal import refusal_of
from index.errors import QuestionError
from index.types import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.asking.oracle import CorpusRules
    from bot.ground.place import Place
    from bot.ledger.store import LedgerStore
    from bot.servers.house_rules import HouseRules
    from index.types import Answer

SLOW, ERROR = "slow", "error"


@dataclass(frozen=True, slots=True)
class Asking:
    """Say who asks, by which way, by which message if by one, and in which ledger to note it."""

    way: str
    person: int
    ledger: Ledger
    message: int | None = None


def ledger_of(store: LedgerStore, rules: CorpusRules, house: HouseRules) -> Ledger:
    """Open the ledger in ``store``, which asks ``rules`` and ``house`` what holds where."""
    return Ledger(
        store,
        corpora=lambda place: rules.scope(place).corpora,
        keep_days=lambda server: house.customs(server).keep_days,
    )


@dataclass(slots=True)
class Seen:
    """Hold the answer to a question, and the offer of its place, set as soon as they are known."""

    answer: Answer | None = None
    offer: Offer = NOTHING


@contextmanager
def counted(question: str, place: Place, asking: Asking | None) -> Iterator[Seen]:
    """Note how answering ``question`` within went. Nothing is noted without ``asking``.

    A question that is not understood as one (``QuestionError``) is not noted either.
    """
    seen, began = Seen(), time.perf_counter()
    try:
        yield seen
    except QuestionError:
        raise
    except TimeoutError:
        _note(asking, place, AskOutcome.FAILED, SLOW, began)
        raise
    except Exception:  # whatever it is, it counts as a failure and goes on to who asked
        _note(asking, place, AskOutcome.FAILED, ERROR, began)
        raise
    if seen.answer is not None:
        _note_answer(asking, question, place, seen.answer, seen.offer.tier_of(seen.answer), began)


def _note_answer(
    asking: Asking | None, question: str, place: Place, answer: Answer, tier: Tier, began: float
) -> None:
    if answer.abstained:
        why = refusal_of(answer)
        outcome = AskOutcome.NEAR if tier is Tier.NEAR else AskOutcome.REFUSED
        _note(asking, place, outcome, why.reason, began,
              question=question, missing=why.missing, tier=tier)  # fmt: skip
        return
    quoted = dict.fromkeys((quote.corpus, quote.document.id) for quote in answer.quotes)
    _note(asking, place, AskOutcome.ANSWERED, "", began, quoted=tuple(quoted), tier=tier)


def _note(
    asking: Asking | None,
    place: Place,
    outcome: AskOutcome,
    why: str,
    began: float,
    *,
    question: str = "",
    missing: tuple[str, ...] = (),
    tier: str = "",
    quoted: tuple[tuple[str, str], ...] = (),
) -> None:
    seconds = time.perf_counter() - began
    QUESTIONS.labels(asking.way if asking else "", outcome, why, tier).inc()
    ANSWER_SECONDS.observe(seconds)
    if asking is not None:
        asked = Asked(place, asking.way, outcome, why, seconds, quoted, question, missing,
                      asking.person, message=asking.message)  # fmt: skip
        asking.ledger.note(asked)
