"""Measure how well questions are grouped as one gap: precision and recall, by the threshold.

    python -m tests.benchmarks.gaps

uses the questions of ``tests/canned/gaps.jsonl``, which are labelled with what they ask for.
Not a test: it asserts nothing.
"""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from bot.ledger.gaps import MIN_NEARNESS, clusters, nearness
from index.models.encoder import load_encoder
from index.settings import EncoderSettings
from tests.support.paths import CANNED

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = CANNED / "gaps.jsonl"


def pairs(groups: Iterable[Iterable[int]]) -> set[tuple[int, int]]:
    """Return all pairs of members of the same group."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def main() -> None:
    """Print precision and recall for each threshold."""
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    texts = [row["question"] for row in rows]
    by_gap: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_gap.setdefault(row["gap"], []).append(number)
    wanted = pairs(by_gap.values())
    near = nearness(texts, load_encoder(EncoderSettings()).encode_passages(texts))
    print(f"{len(texts)} questions, {len(by_gap)} gaps, {len(wanted)} pairs")
    for least in np.arange(0.375, 0.7, 0.025):
        found = pairs(clusters(near, float(least)))
        right = len(found & wanted)
        precision, recall = right / max(1, len(found)), right / len(wanted)
        mark = "  <- in force" if abs(least - MIN_NEARNESS) < 0.001 else ""
        print(f"{least:.3f}  precision {precision:.3f}  recall {recall:.3f}{mark}")


if __name__ == "__main__":
    main()
