"""Ask judged questions for a command, and show how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cli.progress_bars import progress_bars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.answering.answerer import Answerer
    from index.evaluation import Judgement, Outcome
    from index.snapshots.snapshot import Snapshot


def ask_judged(
    judgements: Sequence[Judgement],
    answerer: Answerer,
    snapshot: Snapshot,
    *,
    depth: int,
    alone: bool = False,
) -> list[Outcome]:
    """Ask every question as ``ask_all`` does, with a bar on stderr."""
    from index.evaluation import ask_all

    outcomes = []
    with progress_bars() as progress:
        for outcome in ask_all(judgements, answerer, snapshot, depth, alone=alone):
            outcomes.append(outcome)
            progress("asking", len(outcomes), len(judgements))
    return outcomes
