"""Compare Quoth with what one would use instead, on documents that were not used in training.

    python -m tests.benchmarks.table ../shared/eval/squad2-tune ../shared/eval/newwiki --sample 300

Each set is indexed as one corpus, with all of its articles. The questions are those of documents
that ``examples.held_out`` keeps back from training and, of the questions without a document, those
that ``make_examples`` leaves out. Writes the section between two comments of
docs/development/measurements.md, unless ``--print`` is given.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.evaluation import Judgement, Verdict, contains
from index.evaluation.judgements import holds
from index.models.encoder import Encoder, load_encoder
from index.settings import EncoderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.training.examples import held_out, read_questions
from index.training.variations import keywords, misspelt
from index.types import Tier
from tests.benchmarks.section import Tally, section, write
from tests.benchmarks.systems import Reply, System, systems
from tests.support.paths import ROOT

SETS = ("squad2-tune", "squad1-more", "newwiki", "policy")
UNHELD = 5  # of the questions without a document, every fifth is not used in training
Asked = tuple[Judgement, str | None]
VARIANTS: dict[str, Callable[[str, random.Random], str]] = {
    "misspelt": misspelt,
    "lower case": lambda question, _: question.lower(),
    "keywords": keywords,
}


def main() -> None:
    """Compare on the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--sample", type=int, help="questions of each kind at the most")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--index", type=Path, default=ROOT / "var" / "benchmark")
    parser.add_argument("--print", action="store_true", help="do not write the page")
    options = parser.parse_args()
    folders = options.folders or [Path("..", "shared", "eval", name) for name in SETS]
    encoder = load_encoder(EncoderSettings())
    parts = [f"`{command(folders, options)}`"]
    for folder in folders:
        snapshot = built(folder, options.index)
        asked = sampled(questions(folder, snapshot), options.sample, options.seed)
        if not any(judgement.answers for judgement, _ in asked):
            sys.exit(f"{folder}: no answerable question of a document that was held out")
        tallies, unit = run(folder.name, asked, snapshot, encoder, options.seed)
        parts.append(section(folder.name, snapshot.counts, tallies, unit))
        print(parts[-1], flush=True)
    if not options.print:
        write("\n\n".join(parts))


def command(folders: Sequence[Path], options: argparse.Namespace) -> str:
    """Write the command that repeats this run; a folder elsewhere is named by its last part."""
    places = [folder.name if folder.is_absolute() else folder.as_posix() for folder in folders]
    more = [] if options.sample is None else ["--sample", str(options.sample)]
    more += [] if options.seed == 7 else ["--seed", str(options.seed)]
    return " ".join(["python -m tests.benchmarks.table", *places, *more])


def built(folder: Path, index: Path) -> Snapshot:
    """Index a set in another process, so that the peak memory does not include building it."""
    places = ["--sources", str(folder / "articles"), "--index", str(index), "--corpus", folder.name]
    large = os.environ | {"QUOTH_LIBRARY__MAX_FILE_BYTES": str(10**8)}
    subprocess.run([sys.executable, "-m", "index", "build", *places], check=True, env=large)
    return Library(index).get(folder.name)


def questions(folder: Path, snapshot: Snapshot) -> Iterator[Asked]:
    """Yield the questions that were not used in training, with their documents."""
    kept_back = held_out(source.id for source in snapshot.sources())
    for number, (judgement, document) in enumerate(read_questions(folder)):
        if document in kept_back or (document is None and number % UNHELD == 0):
            yield judgement, document


def sampled(asked: Iterator[Asked], most: int | None, seed: int) -> list[Asked]:
    """Choose at most ``most`` questions of each kind, repeatably at random."""
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        kinds[one[0].kind].append(one)
    for members in kinds.values():
        random.Random(seed).shuffle(members)
    return [one for kind in sorted(kinds) for one in kinds[kind][:most]]


def run(
    name: str, asked: Sequence[Asked], snapshot: Snapshot, encoder: Encoder, seed: int
) -> tuple[dict[str, Tally], float]:
    """Ask every system every question, and measure the median time to encode one."""
    every = systems(snapshot, encoder)
    tallies = {system: Tally() for system in every}
    encoding = []
    for number, (judgement, document) in enumerate(asked, 1):
        began = time.perf_counter()
        encoder.encode_question(judgement.question)
        encoding.append(time.perf_counter() - began)
        for system, ask in every.items():
            count_question(tallies[system], ask, judgement, document, f"{seed} {judgement.id}")
        if number % 25 == 0 or number == len(asked):
            print(f"{name}: {number} of {len(asked)} questions", file=sys.stderr, flush=True)
    return tallies, float(np.median(encoding))


def count_question(
    tally: Tally, ask: System, judgement: Judgement, document: str | None, seed: str
) -> None:
    """Ask one system one question and, if it has an answer, its variants."""
    began = time.perf_counter()
    reply = ask(judgement.question)
    tally.seconds.append(time.perf_counter() - began)
    tally.verdicts.append(verdict(judgement, reply))
    if not judgement.answers:
        return
    tally.ranks.append(rank_of_passage(reply, judgement, document))
    for name, vary in VARIANTS.items():
        varied = ask(vary(judgement.question, random.Random(seed)))
        tally.varied[name].append(verdict(judgement, varied).right())


def verdict(judgement: Judgement, reply: Reply) -> Verdict:
    """Judge the answer of a system."""
    return Verdict(
        judgement.id,
        judgement.question,
        judgement.kind,
        bool(judgement.answers),
        first(reply.quotes, judgement.answers),
        reply.abstained,
        reply.confidence,
        Tier.NONE if reply.abstained else Tier.SURE,
        any(holds(quote.text, judgement.answers) for quote in reply.quotes),
    )


def first(spans: Sequence[Any], answers: Sequence[str]) -> int | None:
    """Return the rank of the first span that holds an answer."""
    found = (n for n, s in enumerate(spans, 1) if any(contains(s.text, a) for a in answers))
    return next(found, None)


def rank_of_passage(reply: Reply, judgement: Judgement, document: str | None) -> int | None:
    """Return the rank of the first passage of the right document that holds an answer."""
    return next(
        (
            rank
            for rank, passage in enumerate(reply.passages, 1)
            if passage.document.id == document and first([passage], judgement.answers)
        ),
        None,
    )


if __name__ == "__main__":
    main()
