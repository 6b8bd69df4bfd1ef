"""Ask casual questions over pages that are not in English, with each encoder and reader.

    python -m tests.benchmarks.foreign FOLDER [--multilingual FOLDER] [--only privacy]

``FOLDER`` has a folder for each set, with the pages in ``articles``, as
``tests/canned/foreign/README.md`` says. Prints a row for each set and way, and the sums; questions
in English about the foreign pages have rows of their own. ``--multilingual`` names what
``quoth multilingual`` made; ``--lengths`` tries other lengths of a question's vector.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from index.answering.answerer import Answerer
from index.building.build import build
from index.evaluation import Outcome, ask_all, read_judgements
from index.evaluation.judgements import holds
from index.models import multilingual
from index.models.encoder import Encoder, load_encoder
from index.models.loading import load_reader
from index.settings import NO_READER, EncoderSettings, IndexSettings, ReaderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.types import Tier
from tests.support.paths import ROOT

QUESTIONS = ROOT / "tests/canned/foreign"
IN_ENGLISH = "english"
READERS = {"read": ReaderSettings(), "not read": ReaderSettings(model=NO_READER)}
HEADINGS = (
    "answerable", "passage first", "among three", "sure", "sure and right", "near",
    "shown and right", "unanswerable", "as sure", "as near",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of some questions, in the order of ``HEADINGS``."""

    answerable: int = 0
    first: int = 0
    three: int = 0
    sure: int = 0
    sure_right: int = 0
    near: int = 0
    shown_right: int = 0
    unanswerable: int = 0
    as_sure: int = 0
    as_near: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def figures(asked: Sequence[Outcome]) -> Figures:
    """Count what the table shows."""
    some = [one for one in asked if one.answerable]
    none = [one for one in asked if not one.answerable]
    sure = [one for one in some if one.answer.tier is Tier.SURE]
    return Figures(
        len(some),
        sum(_found(one, 1) for one in some),
        sum(_found(one, 3) for one in some),
        len(sure),
        sum(one.verdict.shown_right for one in sure),
        sum(one.answer.tier is Tier.NEAR for one in some),
        sum(one.verdict.shown_right for one in some),
        len(none),
        sum(one.answer.tier is Tier.SURE for one in none),
        sum(one.answer.tier is Tier.NEAR for one in none),
    )


def _found(one: Outcome, among: int) -> bool:
    """Return whether one of the first passages holds the answer, whatever was shown."""
    hits = one.answer.hits[:among]
    return any(holds(hit.passage.text, one.judgement.answers) for hit in hits)


def answered(name: str, snapshot: Snapshot, encoder: Encoder) -> Iterator[tuple[str, Outcome]]:
    """Ask the questions of a set with each reader; yield the way and the outcome."""
    settings = IndexSettings()
    judgements = read_judgements(QUESTIONS / f"{name}.jsonl")
    for way, reader in READERS.items():
        answerer = Answerer(encoder, settings.answer, load_reader(reader), reader.passages)
        for one in ask_all(judgements, answerer, snapshot, 10):
            yield way, one


def measure(
    folder: Path, encoder: Encoder, lengths: Sequence[float], library: Library
) -> Iterator[tuple[str, Outcome]]:
    """Build one set and ask its questions; yield the way and the outcome."""
    started = time.process_time()
    build(library, folder.name, find_sources(folder / "articles"), encoder, max_bytes=10**8)
    snapshot = library.get(folder.name)
    seconds = time.process_time() - started
    passages = snapshot.counts["passages"]
    print(f"\n{folder.name}, {encoder.name}: {passages} passages, built in {seconds:.0f} s of CPU")
    for length in lengths:
        multilingual.LENGTH = length
        started = time.process_time()
        asked = list(answered(folder.name, snapshot, encoder))
        spent = 1000 * (time.process_time() - started) / len(asked)
        print(f"a question: {spent:.0f} ms of CPU", flush=True)
        for way, one in asked:
            made = encoder.name if len(lengths) == 1 else f"{encoder.name} {length:g}"
            yield f"{made}, {way}", one


def table(outcomes: Sequence[tuple[str, Outcome]]) -> str:
    """Write the figures of each way as a table; those of questions in English apart."""
    ways = dict.fromkeys(way for way, _ in outcomes)
    lines = [f"| way | {' | '.join(HEADINGS)} |", "|---" * (len(HEADINGS) + 1) + "|"]
    for english in (False, True):
        for way in ways:
            asked = [one for name, one in outcomes if name == way]
            chosen = [one for one in asked if (one.judgement.kind == IN_ENGLISH) == english]
            label = f"{way}, asked in English" if english else way
            lines.append(f"| {label} | {' | '.join(map(str, astuple(figures(chosen))))} |")
    return "\n".join(lines)


def main() -> None:
    """Measure each set whose pages are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--multilingual", type=Path, help="what `quoth multilingual` made")
    parser.add_argument("--only", default="", help="sets whose names begin so")
    parser.add_argument("--lengths", type=float, nargs="+", default=[multilingual.LENGTH])
    parser.add_argument("--library", type=Path, help="keep the indexes there")
    parser.add_argument("--each", action="store_true", help="print a line for each question")
    options = parser.parse_args()
    model = options.multilingual
    encoder = load_encoder(EncoderSettings(model=str(model)) if model else EncoderSettings())
    library = Library(options.library or Path(tempfile.mkdtemp()))
    every: list[tuple[str, Outcome]] = []
    for path in sorted(QUESTIONS.glob(f"{options.only}*.jsonl")):
        if (folder := options.folder / path.stem).is_dir():
            every += (found := list(measure(folder, encoder, options.lengths, library)))
            print(table(found))
    print(f"\nall\n\n{table(every)}")
    print(f"\npeak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    if options.each:
        print(*(line(way, one) for way, one in every), sep="\n")


def line(way: str, one: Outcome) -> str:
    """Write one outcome as a line."""
    mark = "-" if not one.answerable else "right" if one.verdict.shown_right else "wrong"
    asked = one.judgement
    confidence = one.answer.confidence
    return f"{way}\t{asked.id}\t{one.answer.tier}\t{mark}\t{confidence:.2f}\t{asked.question}"


if __name__ == "__main__":
    main()
