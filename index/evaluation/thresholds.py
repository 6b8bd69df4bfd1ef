"""Check the figures of a run, so that a build can fail on worse answers: ``--fail-under``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from index.errors import SettingsError
from index.evaluation.judgements import Judgement
from index.evaluation.metrics import scalars

NAMES = (
    "quote_hit_at_1", "quote_hit_at_3", "mrr", "shown_hit", "shown_hit_or_near",
    "shown_hit_at_1", "answered",
    "error_among_answered", "error_at_80", "aurc", "ece", "latency_ms.p50", "latency_ms.p95",
)  # fmt: skip
LOWER_IS_BETTER = frozenset(NAMES[NAMES.index("error_among_answered") :])


def names(judgements: Iterable[Judgement]) -> list[str]:
    """List the figures that these questions will have, by the names of ``scalars``."""
    kinds = {(judgement.kind, bool(judgement.answers)) for judgement in judgements}
    answerable = [f"hit_at_1_by_kind.{kind}" for kind, answered in sorted(kinds) if answered]
    unanswerable = [kind for kind, answered in sorted(kinds) if not answered]
    by_kind = [f"{figure}.{kind}" for figure in ("refused", "auroc") for kind in unanswerable]
    return [*NAMES, *answerable, *by_kind]


@dataclass(frozen=True, slots=True)
class Bound:
    """The least value of a figure, or the greatest if lower is better."""

    name: str
    value: float

    @classmethod
    def parse(cls, text: str, known: Iterable[str]) -> Bound:
        """Read ``NAME=VALUE``.

        :raises SettingsError: there is no such figure, or the value is not a number.
        """
        name, _, value = text.rpartition("=")
        if name not in known:
            raise SettingsError(
                f"there is no figure {name or text!r} for --fail-under",
                hint=f"The figures are: {', '.join(known)}.",
            )
        try:
            bound = cls(name, float(value))
        except ValueError:
            bound = cls(name, float("nan"))
        if not isfinite(bound.value):
            raise SettingsError(
                f"--fail-under {name}: {value!r} is not a number", hint=f"Write {name}=0.9."
            )
        return bound

    def failure(self, record: Mapping[str, Any]) -> str | None:
        """Return a line that says how far the figure is off, or None if it is not."""
        found = dict(scalars(record)).get(self.name)
        side = "at most" if self.name in LOWER_IS_BETTER else "at least"
        if found is None:
            return f"{self.name}: no such question; wanted {side} {self.value:g}"
        met = found <= self.value if self.name in LOWER_IS_BETTER else found >= self.value
        return None if met else f"{self.name}: {found:g}; wanted {side} {self.value:g}"
