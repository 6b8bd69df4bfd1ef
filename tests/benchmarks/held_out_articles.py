"""Make a set of the questions about articles that no reader was trained on, to measure with.

    python -m tests.benchmarks.held_out_articles ../shared/eval/squad2-tune --output var/squad
    python -m tests.benchmarks.across var/squad --in-force

All articles are its sources. Its questions are a sample, always the same one: those that the
held-out articles answer, those about them that nothing answers, and those about no article.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from index.training.examples import held_out

ANSWERED, UNANSWERED, ELSEWHERE = 200, 200, 60  # questions of each kind
SEED = 3


def sampled(rows: Sequence[Mapping[str, Any]], kept: frozenset[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the questions of each kind; ``kept`` names the held-out articles."""
    pick = random.Random(SEED)
    mine = [row for row in rows if row.get("document") in kept]
    yield from pick.sample([row for row in mine if row["answers"]], ANSWERED)
    yield from pick.sample([row for row in mine if not row["answers"]], UNANSWERED)
    elsewhere = [row for row in rows if row.get("document") is None and not row["answers"]]
    yield from pick.sample(elsewhere, ELSEWHERE)


def main() -> None:
    """Write the set of the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, default=Path("var/squad"))
    options = parser.parse_args()
    articles = (options.folder / "articles").resolve()
    lines = (options.folder / "questions.jsonl").read_text("utf-8").split("\n")
    kept = held_out(path.name for path in articles.iterdir())
    chosen = sampled([json.loads(line) for line in lines if line.strip()], kept)
    options.output.mkdir(parents=True, exist_ok=True)
    link = options.output / "articles"
    link.unlink(missing_ok=True)
    link.symlink_to(articles)
    text = "".join(f"{json.dumps(row)}\n" for row in chosen)
    (options.output / "questions.jsonl").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
