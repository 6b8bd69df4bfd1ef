"""Count the procedures that are shown whole once a sentence of theirs is found, without any model.

    python -m tests.benchmarks.procedures FOLDER…

A set is a folder with ``articles`` and ``questions.jsonl``, as ``quoth eval`` reads them. A
procedure is a question with ``whole``: the strings that a text must hold which shows it whole. For
each, every sentence from the first string to the last is quoted in turn, as if the reader had
chosen it. A procedure is *whole* if all of them bring it whole, *in part* if some do, and *cut* if
none does. Procedures of which one string is in no source, or whose strings are in several
documents, are left out. With ``--each``, a line for each procedure that is not whole.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from index.answering.wholes import wholes
from index.errors import SourceError
from index.evaluation import contains
from index.sources.documents import SourceFile, find_sources, read_documents
from index.text.answer_kinds import asks_for_fact, kind_asked
from index.text.chunking import chunks
from index.types import Document, Passage, Quote, Stretch

MAX_BYTES = 10**8
MOST_TOKENS = 256


@dataclass(frozen=True, slots=True)
class Procedure:
    """A question for steps, the strings that show them whole, and where these are."""

    question: str
    parts: tuple[str, ...]
    document: Document
    place: Stretch


def procedures_of(folder: Path) -> Iterator[Procedure]:
    """Yield the procedures of a set that one document has."""
    documents = [one for source in find_sources(folder / "articles") for one in _read(source)]
    for line in (folder / "questions.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        parts = tuple(record.get("whole") or ())
        places = [(one, place) for one in documents if parts and (place := _place(one.text, parts))]
        if places:
            document, place = min(places, key=lambda found: found[1][1] - found[1][0])
            yield Procedure(record["question"], parts, document, place)


def _read(source: SourceFile) -> list[Document]:
    """Read a source; one without text has no documents."""
    with suppress(SourceError):
        return read_documents(source, max_bytes=MAX_BYTES)
    return []


def _place(text: str, parts: Sequence[str]) -> Stretch | None:
    """Return the shortest stretch of ``text`` that has a string of each of ``parts``, in order."""
    found = [[match.span() for match in _pattern(part).finditer(text)] for part in parts]
    runs = [
        (spans[0][0], spans[-1][1]) for spans in product(*found) if list(spans) == sorted(spans)
    ]
    return min(runs, key=lambda run: run[1] - run[0], default=None)


def _pattern(part: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, part.split())))


def quotes_in(procedure: Procedure) -> Iterator[Quote]:
    """Yield each sentence of the procedure as a quote."""
    document, (start, end) = procedure.document, procedure.place
    for chunk in chunks(document, lambda texts: [len(t) // 4 + 1 for t in texts], MOST_TOKENS):
        passage = Passage(document, chunk.start, chunk.end)
        for first, last in chunk.windows:
            if first < end and start < last:
                yield Quote(document, first, last, passage, 1.0)


def shares(procedure: Procedure) -> tuple[int, int]:
    """Return how many sentences bring the procedure whole, and of how many."""
    around = not asks_for_fact(procedure.question, kind_asked(procedure.question))
    grown = [wholes([quote], around=around)[0] for quote in quotes_in(procedure)]
    held = [all(contains(one.shown, part) for part in procedure.parts) for one in grown]
    return sum(held), len(held)


def verdict(held: int, of: int) -> str:
    """Name what the sentences of one procedure bring."""
    return "whole" if of and held == of else "in part" if held else "cut"


def main() -> None:
    """Judge the procedures of the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--each", action="store_true", help="print those that are not whole")
    options = parser.parse_args()
    counted: Counter[str] = Counter()
    for folder in options.folders:
        for one in procedures_of(folder):
            held, of = shares(one)
            counted[verdict(held, of)] += 1
            if options.each and held < of:
                print(
                    f"{verdict(held, of)} {held}/{of} {folder.name} {one.document.id}"
                    f" {one.place} {one.question}"
                )
    print(
        *(f"{name}: {counted[name]} of {counted.total()}" for name in ("whole", "in part", "cut")),
        sep="\n",
    )


if __name__ == "__main__":
    main()
