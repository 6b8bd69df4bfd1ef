"""Compare two runs question by question: what was won, what was lost, and whether it is chance.

A mean that moves by one point says little; the same questions asked twice say much more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

from index.errors import SettingsError
from index.evaluation.judgements import Judgement, Verdict
from index.evaluation.metrics import figures


@dataclass(frozen=True, slots=True)
class Paired:
    """The questions that only one of two runs got right; the others show no difference."""

    name: str
    of: int
    won: tuple[Verdict, ...]
    lost: tuple[Verdict, ...]

    @property
    def p(self) -> float:
        """Return the probability of a split as uneven if both runs were equally good.

        McNemar's test (1947), exact: two-sided binomial at one half.
        """
        won, lost = len(self.won), len(self.lost)
        tail = sum(comb(won + lost, k) for k in range(min(won, lost) + 1))
        return min(1.0, 2 * tail / (1 << (won + lost)))

    @property
    def record(self) -> dict[str, Any]:
        """Return the test as plain data, for JSON."""
        return {
            "of": self.of,
            "won": [{"id": v.id, "question": v.question} for v in self.won],
            "lost": [{"id": v.id, "question": v.question} for v in self.lost],
            "p": round(self.p, 6),
        }


TESTS: dict[str, tuple[bool, Callable[[Verdict], bool]]] = {
    "quote_hit_at_1": (True, Verdict.right),
    "shown_hit_at_1": (True, lambda v: v.right() and not v.abstained),
    "refused": (False, lambda v: v.abstained),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs, on the questions that both asked."""

    these: tuple[Verdict, ...]
    others: tuple[Verdict, ...]
    only_here: int
    only_there: int

    @classmethod
    def of(cls, here: Sequence[Verdict], there: Sequence[Verdict]) -> Comparison:
        """Match the verdicts of two runs; a changed question under the same id is not the same."""
        ours, theirs = ({_key(v): v for v in verdicts} for verdicts in (here, there))
        common = [key for key in ours if key in theirs]
        return cls(
            tuple(ours[key] for key in common),
            tuple(theirs[key] for key in common),
            len(here) - len(common),
            len(there) - len(common),
        )

    def tests(self) -> list[Paired]:
        """Test each kind of right answer for a difference between the runs."""
        return [self._test(name, *TESTS[name]) for name in TESTS]

    def _test(self, name: str, answerable: bool, good: Callable[[Verdict], bool]) -> Paired:
        pairs = [
            (this, other)
            for this, other in zip(self.these, self.others, strict=True)
            if this.answerable is answerable
        ]
        won = tuple(this for this, other in pairs if good(this) and not good(other))
        lost = tuple(this for this, other in pairs if good(other) and not good(this))
        return Paired(name, len(pairs), won, lost)

    @property
    def record(self) -> dict[str, Any]:
        """Return the comparison as plain data, for JSON."""
        return {
            "questions": len(self.these),
            "only_here": self.only_here,
            "only_there": self.only_there,
            "here": figures(self.these),
            "there": figures(self.others),
            "tests": {test.name: test.record for test in self.tests()},
        }


def check_comparable(judgements: Iterable[Judgement], others: Iterable[Verdict]) -> None:
    """Check before a run that it will have questions in common with the other one.

    :raises SettingsError: it will have none.
    """
    asked = {(j.id, j.question, bool(j.answers)) for j in judgements}
    if not any(_key(other) in asked for other in others):
        raise SettingsError(
            "the two runs have no question in common",
            hint="Compare with rows from the same file of judged questions.",
        )


def _key(verdict: Verdict) -> tuple[str, str, bool]:
    return verdict.id, verdict.question, verdict.answerable
