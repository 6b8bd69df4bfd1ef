"""Count how often Quoth says that sources differ, on questions whose sources do not.

``python -m tests.benchmarks.conflicts INDEX QUESTIONS [CORPUS]`` asks each question of an index
that `quoth build` made. It prints how many were answered, for how many a reader was sure of two
quotes from different documents, and each conflict that was found.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path

from index.answering.answerer import Answerer
from index.answering.conflicts import _apart, _sure
from index.answering.part import Part
from index.settings import IndexSettings
from index.snapshots.library import Library


def main(index: str, questions: str, corpus: str = "default") -> None:
    """Ask the questions of an index, and print each conflict."""
    snapshot = Library(Path(index)).get(corpus)
    answerer = Answerer.of(IndexSettings())
    asked = answered = pairs = 0
    found = []
    for line in Path(questions).read_text("utf-8").splitlines():
        answer = answerer.ask(json.loads(line)["question"], [Part(snapshot)])
        asked += 1
        answered += not answer.abstained
        sure = [quote for quote in answer.candidates if _sure(quote)]
        pairs += any(_apart(*pair) for pair in combinations(sure, 2)) and not answer.abstained
        if answer.conflict:
            found.append(answer)
    print(f"asked {asked}, answered {answered}, sure of two documents {pairs}, ", end="")
    print(f"said to differ {len(found)}")
    for answer in found:
        print(answer.question)
        for quote in answer.conflict:
            start, end = quote.answer or (0, 0)
            print(f"  [{quote.document.text[start:end]}] {quote.document.id}: {quote.text}")


if __name__ == "__main__":
    main(*sys.argv[1:])
