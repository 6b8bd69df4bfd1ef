"""Make reading examples of sets that consist of titled paragraphs, not of articles.

    python -m index.training.other_sets FILE.jsonl … --output var/examples

A negative is the paragraph that shares the most of the question's words without an answer.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.snapshots.bm25 import LexicalIndex
from index.text.words import terms
from index.training.examples import TrainingExample, held_out, spans_of, write

NEGATIVES_AMONG = 5  # a negative is one of the five nearest
MAX_PASSAGE_CHARACTERS = 1_400  # about the longest passage of an index


def of_file(path: Path, most: int) -> Iterator[TrainingExample]:
    """Yield the training examples of one file, from at most ``most`` of its questions."""
    pick = random.Random(7)
    records = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    titles = {record["title"] for record in records}
    kept_back = held_out(titles) if len(titles) > 20 else frozenset()
    contexts = list(dict.fromkeys(record["context"] for record in records))
    lexicon = LexicalIndex.build(contexts)
    pick.shuffle(records)
    for record in [r for r in records if r["title"] not in kept_back][:most]:
        example = _positive(record, path.stem)
        if example is None:
            continue
        yield example
        if not example.answerable:
            continue
        negative = _negative(record, contexts, lexicon, pick)
        if negative:
            yield TrainingExample(record["question"], record["title"], negative, (), example.source)


def _positive(record: Mapping[str, Any], source: str) -> TrainingExample | None:
    """Return the paragraph, cut to the length of a passage around an answer."""
    text, answers = record["context"], record["answers"]
    spans = spans_of(text, answers)
    if answers and not spans:
        return None
    start = 0
    if len(text) > MAX_PASSAGE_CHARACTERS and spans:
        start = max(0, text.rfind(". ", 0, max(0, spans[0][0] - MAX_PASSAGE_CHARACTERS // 3)) + 1)
    piece = text[start : start + MAX_PASSAGE_CHARACTERS].strip()
    found = spans_of(piece, answers)
    if answers and not found:
        return None
    return TrainingExample(
        record["question"], record["title"], piece, found, f"{source}/answerable"
    )


def _negative(
    record: Mapping[str, Any],
    contexts: Sequence[str],
    lexicon: LexicalIndex,
    pick: random.Random,
) -> str | None:
    shares = lexicon.coverage(terms(record["question"]))
    near = [
        contexts[row]
        for row in np.argsort(-shares, kind="stable")[: NEGATIVES_AMONG + 1].tolist()
        if contexts[row] != record["context"] and not spans_of(contexts[row], record["answers"])
    ]
    return pick.choice(near)[:MAX_PASSAGE_CHARACTERS] if near else None


def main() -> None:
    """Write the examples of the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, default=Path("var/examples"))
    parser.add_argument("--most", type=int, default=10_000, help="questions taken of each file")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    for path in options.files:
        output = options.output / path.name
        print(f"{output}: {write(of_file(path, options.most), output)} examples", flush=True)


if __name__ == "__main__":
    main()
