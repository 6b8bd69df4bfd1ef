"""Note in the ledger what came of each question.

``Admission`` makes an ``Asking`` of each event, and it is passed on to ``reply_to``. No state of
the task says who asks: a reply's only ambient value is the language, in ``bot.speech.say``.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
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
    """Who asks, by which way, by which message if any, and the ledger in which to note it."""

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
        refresh=house.refresh,
    )


@dataclass(slots=True)
class Seen:
    """The answer to a question, and the offer of its place, set as soon as they are known."""

    answer: Answer | None = None
    offer: Offer = NOTHING


@contextmanager
def counted(question: str, place: Place, asking: Asking | None) -> Iterator[Seen]:
    """Note how answering ``question`` within went. Nothing is noted without ``asking``.

    A question that is not understood as one (``QuestionError``) is not noted either. Of a message
    that asks several, each is noted by itself.
    """
    seen, noting = Seen(), _Noting(asking, place)
    try:
        yield seen
    except QuestionError:
        raise
    except TimeoutError:
        noting.note(AskOutcome.FAILED, SLOW)
        raise
    except Exception:  # whatever it is, it counts as a failure and goes on to who asked
        noting.note(AskOutcome.FAILED, ERROR)
        raise
    if seen.answer is not None:
        for part in seen.answer.parts or (seen.answer,):
            asked = part.question if seen.answer.parts else question
            noting.note_answer(asked, part, seen.offer.tier_of(part))


@dataclass(frozen=True, slots=True)
class _Noting:
    """Note what came of one question, and how long that took since it ``began``."""

    asking: Asking | None
    place: Place
    began: float = field(default_factory=time.perf_counter)

    def note_answer(self, question: str, answer: Answer, tier: Tier) -> None:
        if answer.abstained:
            why = refusal_of(answer)
            outcome = AskOutcome.NEAR if tier is Tier.NEAR else AskOutcome.REFUSED
            self.note(outcome, why.reason, tier, question=question, missing=why.missing)
            return
        quoted = dict.fromkeys((quote.corpus, quote.document.id) for quote in answer.quotes)
        self.note(AskOutcome.ANSWERED, "", tier, quoted=tuple(quoted))

    def note(
        self,
        outcome: AskOutcome,
        why: str,
        tier: str = "",
        *,
        question: str = "",
        missing: tuple[str, ...] = (),
        quoted: tuple[tuple[str, str], ...] = (),
    ) -> None:
        seconds, asking = time.perf_counter() - self.began, self.asking
        QUESTIONS.labels(asking.way if asking else "", outcome, why, tier).inc()
        ANSWER_SECONDS.observe(seconds)
        if asking is not None:
            asked = Asked(self.place, asking.way, outcome, why, seconds, quoted, question, missing,
                          asking.person, message=asking.message)  # fmt: skip
            asking.ledger.note(asked)
