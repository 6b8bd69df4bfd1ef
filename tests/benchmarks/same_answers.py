"""Write every answer of an index to a file, so that two versions of Quoth can be compared.

    python -m tests.benchmarks.same_answers /tmp/before.jsonl   # in the checkout before a change
    python -m tests.benchmarks.same_answers /tmp/after.jsonl    # in the checkout after it
    cmp /tmp/before.jsonl /tmp/after.jsonl

A change that only moves code leaves the two files equal to the byte. The questions are the canned
ones over the shipped articles, and 300 of ``../shared/eval/squad2-tune`` if it is there. Each
line holds a question, and the output of ``quoth ask --json`` without the name of the snapshot,
which differs from build to build.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.answering.answerer import Answerer
from index.answering.as_json import answer_record
from index.answering.part import Part
from index.settings import IndexSettings
from index.snapshots.library import Library
from tests.support.paths import ROOT

EVALUATION = ROOT.parent / "shared" / "eval" / "squad2-tune"
SAMPLE, SEED = 300, 7


def main() -> None:
    """Write the answers to the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--index", type=Path, help="keep the indexes here, and use what is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, options.output.open("wb") as file:
        for record in records(options.index or Path(folder)):
            line = json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"
            file.write(line.encode("utf-8"))


def records(index: Path) -> Iterator[dict[str, Any]]:
    """Yield the answer to each question of each set, and print progress on stderr."""
    answerer = Answerer.of(IndexSettings())
    for name, articles, questions in sets():
        build(index, name, articles)
        snapshot = Library(index).get(name)
        for number, question in enumerate(questions, start=1):
            answer = answer_record(answerer.ask(question, [Part(snapshot)]))
            yield {"set": name, "question": question, "answer": without_names(answer)}
            print(f"\r{name}: {number} of {len(questions)}", end="", file=sys.stderr)
        print(file=sys.stderr)


def sets() -> Iterator[tuple[str, Path, list[str]]]:
    """Yield the name, the articles and the questions of each set."""
    canned = ROOT / "tests" / "canned" / "shipped.jsonl"
    yield "canned", ROOT / "docs" / "articles", questions_in(canned)
    if EVALUATION.exists():
        questions = questions_in(EVALUATION / "questions.jsonl")
        sample = random.Random(SEED).sample(questions, SAMPLE)
        yield "squad2-tune", EVALUATION / "articles", sample
    else:
        print(f"{EVALUATION} is not there: its questions are left out", file=sys.stderr)


def questions_in(file: Path) -> list[str]:
    """Return the questions of a JSON Lines file."""
    return [json.loads(line)["question"] for line in file.read_text("utf-8").splitlines()]


def build(index: Path, corpus: str, articles: Path) -> None:
    """Index the articles in another process."""
    places = ["--sources", str(articles), "--index", str(index), "--corpus", corpus]
    subprocess.run([sys.executable, "-m", "index", "build", *places], check=True, cwd=ROOT)


def without_names(record: Any) -> Any:
    """Remove the names of snapshots from ``record``, at any depth."""
    if isinstance(record, dict):
        return {key: without_names(v) for key, v in record.items() if key != "snapshot"}
    return [*map(without_names, record)] if isinstance(record, list) else record


if __name__ == "__main__":
    main()
