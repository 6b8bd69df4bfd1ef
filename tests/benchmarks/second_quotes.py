"""List the second quotes that people judged, and those that nobody has judged yet.

    python -m tests.benchmarks.second_quotes            # what was judged, and the share of noise
    python -m tests.benchmarks.second_quotes FOLDER…    # asks these sets for further ones

``tests/canned/second-quotes.jsonl`` has a line for each: the set and the question, how the second
quote begins, whether it is noise, and why. It is noise if it tells who asked nothing that the first
quote does not tell, and does not answer by itself. A set is a folder with ``articles`` and
``questions.jsonl``, as ``quoth eval`` reads them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.answering.answerer import Answerer
from index.building.build import build
from index.evaluation import ask_all, read_judgements
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.support.paths import ROOT

Judged = dict[str, str | bool]
JUDGED = ROOT / "tests" / "canned" / "second-quotes.jsonl"
MAX_BYTES = 10**8
BEGINNING = 60  # characters, by which a quote is known again


def judged() -> list[Judged]:
    """Read the judgements."""
    return [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]


def beginning(text: str) -> str:
    """Return how a quote begins, in one line."""
    return " ".join(text.split())[:BEGINNING]


def found_in(folder: Path, library: Library, answerer: Answerer) -> Iterator[tuple[str, list[str]]]:
    """Ask a set, and yield each question with its quotes that is answered by several."""
    sources = find_sources(folder / "articles")
    build(library, folder.name, sources, answerer.encoder, max_bytes=MAX_BYTES)
    questions = read_judgements(folder / "questions.jsonl")
    for one in ask_all(questions, answerer, library.get(folder.name), 10):
        if len(one.answer.quotes) > 1:
            yield one.judgement.question, [quote.text for quote in one.answer.quotes]


def main() -> None:
    """Print the judgements, or ask the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--index", type=Path, default=Path("var/people"))
    options = parser.parse_args()
    if options.folders:
        _ask(options.folders, Library(options.index))
    else:
        _list(judged())


def _list(known: Sequence[Judged]) -> None:
    for one in known:
        print(f"{'noise' if one['noise'] else 'adds '} {one['set']}: {one['question']}")
        print(f"      {one['second']}…\n      {one['why']}")
    print(f"noise: {sum(bool(one['noise']) for one in known)} of {len(known)}")


def _ask(folders: Sequence[Path], library: Library) -> None:
    answerer = Answerer.of(IndexSettings())
    known = {(one["question"], one["second"]) for one in judged()}
    for folder in folders:
        for question, quotes in found_in(folder, library, answerer):
            for second in quotes[1:]:
                if (question, beginning(second)) not in known:
                    print(f"{folder.name}: {question}\n  1. {quotes[0]}\n  2. {second}\n")


if __name__ == "__main__":
    main()
