"""Count how often the right entry of an FAQ comes first, for questions in other words than its own.

    python -m tests.benchmarks.faq_entries tests/canned/faq FOLDER…

A set is a folder with ``articles`` and ``questions.jsonl``, as ``quoth eval`` reads them. Counted
are the questions of which an answer stands under a heading that is a question itself. An entry is
right if it holds an answer; with ``--each``, a line is printed for each question whose right entry
does not come first.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.answering.answerer import Answerer
from index.building.build import build
from index.evaluation import Outcome, ask_all, read_judgements
from index.evaluation.judgements import holds
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.text.questions import is_question
from index.text.sections import sections_of
from index.types import Document, Span

MAX_BYTES = 10**8


def entries_of(document: Document) -> Iterator[Span]:
    """Yield the answers of a document that stand under a question."""
    for section in sections_of(document):
        headings = document.headings_at(section[0].start)
        if headings and is_question(headings[-1]):
            yield Span(document, section[0].start, section[-1].end)


def rank_of_entry(one: Outcome, entries: Sequence[Span]) -> int | None:
    """Return the rank of the first candidate in a right entry, None if no candidate is."""
    right = [entry for entry in entries if holds(entry.text, one.judgement.answers)]
    for rank, quote in enumerate(one.answer.candidates, 1):
        if any(quote.overlaps(entry) for entry in right):
            return rank
    return None


def ranks(folder: Path, library: Library, answerer: Answerer) -> Iterator[tuple[str, int | None]]:
    """Yield each question of a set that an FAQ answers, with the rank of its entry."""
    sources = find_sources(folder / "articles")
    build(library, folder.name, sources, answerer.encoder, max_bytes=MAX_BYTES)
    snapshot = library.get(folder.name)
    entries = [entry for document in snapshot.documents() for entry in entries_of(document)]
    asked = [
        one
        for one in read_judgements(folder / "questions.jsonl")
        if any(holds(entry.text, one.answers) for entry in entries)
    ]
    for one in ask_all(asked, answerer, snapshot, 10):
        yield one.judgement.question, rank_of_entry(one, entries)


def main() -> None:
    """Ask the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--index", type=Path, default=Path("var/people"))
    parser.add_argument("--each", action="store_true", help="print what does not come first")
    options = parser.parse_args()
    answerer = Answerer.of(IndexSettings())
    found: list[int | None] = []
    for folder in options.folders:
        of_set = list(ranks(folder, Library(options.index), answerer))
        for question, rank in of_set if options.each else ():
            if rank != 1:
                print(f"  {rank or '-'} {question}")
        first, three = (sum(r is not None and r <= k for _, r in of_set) for k in (1, 3))
        print(f"{folder.name}: first {first}, among three {three} of {len(of_set)}", flush=True)
        found += [rank for _, rank in of_set]
    first, three = (sum(r is not None and r <= k for r in found) for k in (1, 3))
    print(f"all: first {first}, among three {three} of {len(found)}")


if __name__ == "__main__":
    main()
