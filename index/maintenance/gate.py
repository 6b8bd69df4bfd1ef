"""Ask a new index the maintainer's own questions before it serves.

The file holds judged questions, as for ``quoth eval``. Its first line may be
``{"gate": {"quote_hit_at_1": 0.9, "refused": 1.0}}``; without it, every answer must be right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.answering.answerer import Answerer
from index.errors import GateError, SettingsError, SnapshotMismatch
from index.evaluation import Judgement, Outcome, ask_all, read_judgements
from index.evaluation.judgements import thresholds_in
from index.snapshots.snapshot import Snapshot

LEAST = {"quote_hit_at_1": 1.0, "shown_hit_at_1": 0.0, "refused": 1.0}
MAX_CHANGED_QUESTIONS = 20  # to list
MAX_SHOWN_CHARACTERS = 160
FIGURES: dict[str, tuple[bool, Callable[[Outcome], bool]]] = {
    "quote_hit_at_1": (True, lambda one: one.right(1)),
    "shown_hit_at_1": (True, lambda one: one.right(1) and not one.answer.abstained),
    "refused": (False, lambda one: one.answer.abstained),
}


@dataclass(frozen=True, slots=True)
class Gate:
    """Judged questions, and the least share of right answers for each figure."""

    name: str
    judgements: tuple[Judgement, ...]
    least: Mapping[str, float]


def read_gate(path: Path) -> Gate:
    """Read a gate: the thresholds of the first line, and the questions.

    :raises SettingsError: the file is missing, or its questions or thresholds are not valid.
    """
    judgements = read_judgements(path)
    first, _, _ = path.read_text("utf-8-sig").partition("\n")
    asked = thresholds_in(first)
    least = LEAST if asked is None else LEAST | _checked(asked, path)
    return Gate(path.name, tuple(judgements), least)


def _checked(asked: object, path: Path) -> dict[str, float]:
    shares: dict[Any, Any] = asked if isinstance(asked, dict) else {"": asked}
    for name, share in shares.items():
        if name not in LEAST or not _is_share(share):
            raise SettingsError(
                f"{path}, line 1: not a threshold: {json.dumps({name: share})}",
                hint='Write {"gate": {"quote_hit_at_1": 0.9, "refused": 1.0}}, each 0 to 1.',
            )
    return {str(name): float(share) for name, share in shares.items()}


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


@dataclass(frozen=True, slots=True)
class Passing:
    """The result of a gate for a new index.

    ``shortfalls`` and ``changes`` are lines for the maintainer.
    """

    shortfalls: tuple[str, ...]
    changes: tuple[str, ...]


def ask_gate(gate: Gate, answerer: Answerer, new: Snapshot, serving: Snapshot | None) -> Passing:
    """Ask the questions of the new index, and of the serving one to find what changed."""
    now = list(ask_all(gate.judgements, answerer, new, depth=1))
    before = _before(gate, answerer, serving)
    return Passing(tuple(_shortfalls(gate, now)), tuple(_changes(now, before)))


def refuse(gate: Gate, new: Snapshot, passing: Passing) -> None:
    """Refuse to publish an index that falls short of its gate.

    :raises GateError: it falls short.
    """
    if passing.shortfalls:
        raise GateError(
            f"{new.name} does not pass {gate.name}: {'; '.join(passing.shortfalls)}. "
            "It was not published; the earlier index stays in use",
            hint="Fix the sources or the questions, or publish it with `quoth build --force`.",
            lines=passing.changes,
        )


def _before(gate: Gate, answerer: Answerer, serving: Snapshot | None) -> Sequence[Outcome | None]:
    if serving is not None:
        try:
            return list(ask_all(gate.judgements, answerer, serving, depth=1))
        except SnapshotMismatch:  # another model made it, so there is nothing to compare with
            pass
    return [None] * len(gate.judgements)


def _shortfalls(gate: Gate, now: Sequence[Outcome]) -> Iterator[str]:
    for name, (answerable, good) in FIGURES.items():
        asked = [one for one in now if one.answerable is answerable]
        hits = sum(map(good, asked))
        if asked and hits / len(asked) < gate.least[name]:
            yield f"{name} is {hits} of {len(asked)}, wanted at least {gate.least[name]:g}"


def _changes(now: Sequence[Outcome], before: Sequence[Outcome | None]) -> Iterator[str]:
    """Yield lost questions first, then those wrong as before, then those won."""
    kinds: dict[str, list[str]] = {"lost": [], "wrong": [], "won": []}
    for one, was in zip(now, before, strict=True):
        good, was_good = _good(one), was is not None and _good(was)
        if good and (was_good or was is None):
            continue
        kind = "won" if good else "lost" if was_good else "wrong"
        line = f"{kind}: “{one.judgement.question}” {_now(one)}"
        kinds[kind].append(line if was is None else f"{line}; before: {_reply(was)}")
    lines = [line for kind in kinds.values() for line in kind]
    yield from lines[:MAX_CHANGED_QUESTIONS]
    if len(lines) > MAX_CHANGED_QUESTIONS:
        yield f"and {len(lines) - MAX_CHANGED_QUESTIONS} more; `quoth eval` has all of them"


def _good(one: Outcome) -> bool:
    if not one.answerable:
        return one.answer.abstained
    return one.right(1) and not one.answer.abstained


def _now(one: Outcome) -> str:
    return f"is {'right' if _good(one) else 'wrong'} now: {_reply(one)}"


def _reply(one: Outcome) -> str:
    """Return the quote for a line, or that there was none and which would have been the best."""
    quote = one.answer.quotes or one.answer.candidates
    if not quote:
        return "refused"
    text = (
        quote[0].text if len(quote[0].text) <= MAX_SHOWN_CHARACTERS else f"{quote[0].text[:160]}…"
    )
    shown = f"“{' '.join(text.split())}” ({quote[0].document.id})"
    return f"refused, with {shown} as the best candidate" if one.answer.abstained else shown
