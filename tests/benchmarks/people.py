"""Ask people's own questions, and count which of what is shown holds an answer.

    python -m tests.benchmarks.people ../shared/eval/fastapi ../shared/eval/pydis

A set is a folder with ``articles`` and ``questions.jsonl``, as ``quoth eval`` reads them. Each set
is one corpus. Prints shown-hit in the sure tier, in the sure or near tier, and once the button
below is pressed, and how many of the unanswerable questions are shown as sure; with ``--each``, a
line a question.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from index.answering.answerer import Answerer
from index.answering.closest import more, places_beside
from index.building.build import build
from index.evaluation import Outcome, ask_all, contains, read_judgements
from index.evaluation.judgements import holds
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Tier

MAX_BYTES = 10**8


def outcomes(folder: Path, library: Library, answerer: Answerer, most: int) -> list[Outcome]:
    """Build the set in ``folder`` as a corpus, and ask its first ``most`` questions."""
    sources = find_sources(folder / "articles")
    build(library, folder.name, sources, answerer.encoder, max_bytes=MAX_BYTES)
    questions = read_judgements(folder / "questions.jsonl")[:most]
    return list(ask_all(questions, answerer, library.get(folder.name), 10))


def figures(asked: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    """Count the right ones among the answerable, and the sure ones among the unanswerable."""
    answerable = [one for one in asked if one.answerable]
    unanswerable = [one for one in asked if not one.answerable]
    right = [one for one in answerable if one.verdict.shown_right]
    sure = [one for one in right if one.answer.tier is Tier.SURE]
    wrong = [one for one in unanswerable if one.answer.tier is Tier.SURE]
    first = [one for one in answerable if one.right(1)]
    three = [one for one in answerable if one.right(3)]
    refused = [one for one in answerable if one.answer.tier is not Tier.SURE]
    pressed = [one for one in answerable if one.verdict.shown_right or below_button(one)]
    return {
        "shown-hit, sure": (len(sure), len(answerable)),
        "shown-hit, sure or near": (len(right), len(answerable)),
        "the same, once More is pressed": (len(pressed), len(answerable)),
        "answerable, not sure": (len(refused), len(answerable)),
        "unanswerable shown as sure": (len(wrong), len(unanswerable)),
        "quote-hit@1": (len(first), len(answerable)),
        "quote-hit@3": (len(three), len(answerable)),
    }


def below_button(one: Outcome) -> bool:
    """Return whether *More quotes*, *More passages* or *Closest passages* shows what answers."""
    answer = one.answer
    quotes, passages = (
        ((), places_beside(answer)) if answer.abstained else more(answer, answer.quotes)
    )
    texts = [*(quote.shown for quote in quotes), *(passage.text for passage in passages)]
    return any(holds(text, one.judgement.answers) for text in texts)


def procedures(folder: Path, asked: Sequence[Outcome]) -> tuple[int, int]:
    """Count the procedures that one shown text holds whole, by the ``whole`` of their questions."""
    lines = (folder / "questions.jsonl").read_text("utf-8").splitlines()
    wholes = {str(record["id"]): record.get("whole") for record in map(json.loads, lines)}
    found = [(one.shown, wholes.get(one.judgement.id)) for one in asked]
    held = [
        any(all(contains(text, part) for part in parts) for text in shown)
        for shown, parts in found
        if parts
    ]
    return sum(held), len(held)


def line(one: Outcome) -> str:
    """Write one outcome as a line: its tier, whether it is right, its confidence and question."""
    right = one.verdict.shown_right
    mark = "-" if not one.answerable else "right" if right else "wrong"
    rank = one.ranks[0] if one.ranks else 0
    return (
        f"{one.answer.tier:5} {mark:5} {one.answer.confidence:.2f} @{rank} "
        f"{one.judgement.question[:90]}"
    )


def main() -> None:
    """Ask the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--index", type=Path, default=Path("var/people"))
    parser.add_argument("--most", type=int, default=10_000, help="questions of each set")
    parser.add_argument("--each", action="store_true", help="print a line for each question")
    options = parser.parse_args()
    answerer = Answerer.of(IndexSettings())
    total: dict[str, tuple[int, int]] = {}
    for folder in options.folders:
        asked = outcomes(folder, Library(options.index), answerer, options.most)
        if options.each:
            print(*map(line, asked), sep="\n")
        found = figures(asked) | {"procedures shown whole": procedures(folder, asked)}
        print(folder.name, *(f"  {name}: {n} of {of}" for name, (n, of) in found.items()), sep="\n")
        for name, (n, of) in found.items():
            before = total.get(name, (0, 0))
            total[name] = before[0] + n, before[1] + of
    if len(options.folders) > 1:
        print("all", *(f"  {name}: {n} of {of}" for name, (n, of) in total.items()), sep="\n")


if __name__ == "__main__":
    main()
