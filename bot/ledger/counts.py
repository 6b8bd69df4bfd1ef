"""Define what is read from a ledger: numbers by day, and kept questions."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.ledger.entries import AskOutcome, Vote
from bot.ledger.tally import VOTED_DOWN
from index.types import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.types import Scope

EARLIEST = "0000-00-00"


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that was refused, or whose answer was voted down, without its asker.

    ``why`` is the reason of the refusal, or "voted-down". ``tier`` tells whether the closest texts
    were shown; "" for a vote. ``missing`` are its words that no source mentions. ``corpus`` names
    all corpora that were asked, joined by "+".
    """

    at: datetime
    server: int
    corpus: str
    question: str
    why: str
    missing: tuple[str, ...] = ()
    tier: str = ""

    def may_be_read_in(self, scope: Scope) -> bool:
        """Return whether ``scope`` includes all corpora that were asked.

        False if they are unknown.
        """
        return set(self.corpus.split("+")) <= set(scope.corpora)

    @property
    def voted_down(self) -> bool:
        """Return whether it is kept for a vote and not for a refusal."""
        return self.why == VOTED_DOWN

    @property
    def near(self) -> bool:
        """Return whether the closest texts were shown instead of an answer."""
        return self.tier == Tier.NEAR


@dataclass(frozen=True, slots=True)
class Counts:
    """All numbers by day: in each row, the last field is how often."""

    asked: Sequence[tuple[str, str, str, str, str, int]] = ()  # day corpus outcome why way
    latencies: Sequence[tuple[str, str, int, int]] = ()  # day corpus under_ms
    votes: Sequence[tuple[str, str, str, str, int]] = ()  # day corpus vote tier
    quoted: Sequence[tuple[str, str, str, int]] = ()  # day corpus document
    kept: Sequence[Kept] = field(default=(), repr=False)

    def outcomes(self, corpus: str | None = None) -> dict[AskOutcome, int]:
        """Count the questions of each outcome; of one ``corpus``, or of all."""
        found: Counter[str] = Counter()
        for _, of, outcome, _, _, number in self.asked:
            if corpus in (None, of):
                found[outcome] += number
        return {outcome: found[outcome] for outcome in AskOutcome}

    def reasons(self, corpus: str | None = None) -> dict[str, int]:
        """Count the refusals by reason, the most frequent first; of one ``corpus``, or of all."""
        found: Counter[str] = Counter()
        for _, of, outcome, why, _, number in self.asked:
            if outcome == AskOutcome.REFUSED and corpus in (None, of):
                found[why] += number
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def voted(self, vote: Vote, corpus: str | None = None, tier: str | None = None) -> int:
        """Count the votes of one kind, of one ``corpus`` or of all, on one ``tier`` or on all."""
        return sum(
            number
            for _, of, cast, on, number in self.votes
            if cast == vote and corpus in (None, of) and tier in (None, on)
        )


def kept_question(
    at: int, server: int, corpus: str, question: str, why: str, missing: str, tier: str
) -> Kept:
    """Make a kept question of its row."""
    when = datetime.fromtimestamp(at, UTC)
    return Kept(when, server, corpus, question, why, tuple(json.loads(missing)), tier)
