"""Ask people's own follow-ups after the question before them, and beside that each by itself.

    python -m tests.benchmarks.follow_ups ../shared/eval/fastapi ../shared/eval/pydis

A set is a folder as in ``tests.benchmarks.people``; the questions with ``after`` are asked. Prints
shown-hit in the sure tier, and in the sure or near tier; questions of the kind ``change``, which
are complete and about something else, are counted by themselves. With ``--change``, each question
without ``after`` is asked after the one before it in the file, which is a change of subject: prints
how many are taken for follow-ups, and how many of those get another answer than by themselves.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from index.answering.answerer import Answerer
from index.answering.followups import may_lean
from index.building.build import build
from index.errors import SnapshotMissing
from index.evaluation import Judgement, Outcome, ask_all, read_judgements
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.types import Answer, Tier
from tests.benchmarks.people import MAX_BYTES, line

DEPTH = 10
WAYS = (("alone", True), ("following", False))
CHANGE = "change"  # the kind of a question that is complete, and about something else


def snapshot_of(folder: Path, library: Library, answerer: Answerer) -> Snapshot:
    """Open the set in ``folder`` as a corpus; build it if the library has none yet."""
    try:
        return library.get(folder.name)
    except SnapshotMissing:
        sources = find_sources(folder / "articles")
        build(library, folder.name, sources, answerer.encoder, max_bytes=MAX_BYTES)
        return library.get(folder.name)


def counted(asked: Sequence[Outcome]) -> Counter[str]:
    """Count what is shown for each question."""
    found: Counter[str] = Counter()
    for one in asked:
        sure, right = one.answer.tier is Tier.SURE, one.verdict.shown_right
        if one.judgement.kind == CHANGE:
            found.update({"another subject": 1, "another subject, sure": right and sure})
            continue
        if not one.answerable:
            found.update({"not in the sources": 1, "not in the sources, sure": sure})
            continue
        found["questions"] += 1
        found["shown-hit, sure"] += right and sure
        found["shown-hit, sure or near"] += right
        found["sure and wrong"] += sure and not right
    return found


def changes(questions: Sequence[Judgement]) -> list[Judgement]:
    """Return each complete question after the one before it, if it is taken for a follow-up."""
    pairs = pairwise(questions)
    return [
        replace(one, after=before.question)
        for before, one in pairs
        if not one.after and may_lean(one.question)
    ]


def shown(answer: Answer) -> tuple[str, ...]:
    """Return what the asker sees of an answer."""
    return (answer.tier, *(quote.shown for quote in (*answer.quotes, *answer.near)))


def changed(
    folder: Path, questions: Sequence[Judgement], answerer: Answerer, library: Library
) -> Counter[str]:
    """Count the complete questions whose answer changes with the question before them."""
    taken = changes(questions)
    pair = [
        list(ask_all(taken, answerer, library.get(folder.name), DEPTH, alone=alone))
        for _, alone in WAYS
    ]
    other = [two for one, two in zip(*pair, strict=True) if shown(one.answer) != shown(two.answer)]
    print(*(f"  changed: {one.judgement.question}" for one in other), sep="\n")
    return Counter(
        {
            "complete questions": sum(not one.after for one in questions),
            "complete, taken for follow-ups": len(taken),
            "complete, answered otherwise": len(other),
        }
    )


def main() -> None:
    """Ask the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--index", type=Path, default=Path("var/people"))
    parser.add_argument("--each", action="store_true", help="print a line for each question")
    parser.add_argument("--change", action="store_true", help="ask complete questions, too")
    options = parser.parse_args()
    answerer, library = Answerer.of(IndexSettings()), Library(options.index)
    total = {name: Counter[str]() for name, _ in WAYS}
    after_another = Counter[str]()
    for folder in options.folders:
        snapshot = snapshot_of(folder, library, answerer)
        questions = read_judgements(folder / "questions.jsonl")
        leaning = [one for one in questions if one.after]
        for name, alone in WAYS:
            asked = list(ask_all(leaning, answerer, snapshot, DEPTH, alone=alone))
            total[name] += counted(asked)
            if options.each:
                print(*(f"{folder.name} {name:9} {line(one)}" for one in asked), sep="\n")
        if options.change:
            after_another += changed(folder, questions, answerer, library)
    for name, figures in (*total.items(), ("a change of subject", after_another)):
        print(name, *(f"  {what}: {n}" for what, n in figures.items()), sep="\n")


if __name__ == "__main__":
    main()
