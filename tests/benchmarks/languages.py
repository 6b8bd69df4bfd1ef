"""Ask questions in six languages, and count how often the passage that answers comes first.

    python -m tests.benchmarks.languages FOLDER [--only ja zh] [--whole NAME] [--each]

Prints the figures of BM25 alone for each way of cutting texts into words: all as English, as Quoth
does, and for Japanese and Chinese by each segmenter that is installed. With ``--whole``, prints
those of the whole pipeline too, for the ways whose names begin so. ``FOLDER`` has a folder of
sources for each language, as ``tests/canned/languages/README.md`` says. The segmenters:
``pip install fugashi==1.5.2 unidic-lite==1.0.8 SudachiPy==0.7.0 sudachidict_small==20261015
jieba==0.42.1 budoux==0.10.1 PyICU==2.17``
"""

from __future__ import annotations

import argparse
import importlib
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.evaluation.judgements import contains
from index.models.encoder import Encoder, load_encoder
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.text.analysis import PAIRED, Analysis
from index.types import Answer, Passage, Tier
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUESTIONS = ROOT / "tests/canned/languages"
FIRST, AMONG = 1, 3
Cut = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the file that answers it, and a string that the right passage holds."""

    question: str
    document: str
    holds: str

    def rank(self, passages: Sequence[Passage]) -> int:
        """Return the place of the first right passage, from 1; 0 if none is right."""
        right = (at for at, one in enumerate(passages, 1) if self.is_right(one))
        return next(right, 0)

    def is_right(self, passage: Passage) -> bool:
        """Return whether ``passage`` answers."""
        return passage.document.id == self.document and contains(passage.text, self.holds)


class Unencoded:
    """An encoder that cuts texts as the real one does, and gives all of them the same vector."""

    name, fingerprint = "none", "none@1"

    def __init__(self, encoder: Encoder) -> None:
        self.max_tokens, self.count_tokens = encoder.max_tokens, encoder.count_tokens

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector for each text."""
        return np.ones((len(texts), 1), dtype=np.float32)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question."""
        return self.encode_passages([text])[0]


def fugashi() -> Cut:
    """Cut as MeCab does, into the forms of UniDic."""
    tagger = importlib.import_module("fugashi").Tagger()
    return lambda run: [word.feature.orthBase or word.surface for word in tagger(run)]


def sudachi() -> Cut:
    """Cut as Sudachi does, into its shortest units, in their normal form."""
    module = importlib.import_module("sudachipy")
    made = module.Dictionary(dict="small").tokenizer()
    mode = module.SplitMode.A
    return lambda run: [word.normalized_form() for word in made.tokenize(run, mode)]


def jieba() -> Cut:
    """Cut Chinese as jieba does for a search."""
    module = importlib.import_module("jieba")
    module.setLogLevel(60)
    return lambda run: list(module.cut_for_search(run))


def budoux() -> Cut:
    """Cut into the phrases at which a line may break."""
    module = importlib.import_module("budoux")
    parsers = module.load_default_japanese_parser(), module.load_default_simplified_chinese_parser()
    return lambda run: parsers[not any("\u3041" <= char <= "\u30ff" for char in run)].parse(run)


def icu() -> Cut:
    """Cut into the words of ICU's dictionary."""
    module = importlib.import_module("icu")
    breaks = module.BreakIterator.createWordInstance(module.Locale("ja"))

    def cut(run: str) -> list[str]:
        breaks.setText(run)
        return [run[a:b] for a, b in pairwise([0, *breaks])]

    return cut


def characters() -> Cut:
    """Cut into single characters."""
    return list


def both(segmenter: Callable[[], Cut]) -> Callable[[], Cut]:
    """Add pairs of characters to the words of a segmenter."""

    def made() -> Cut:
        cut = segmenter()
        return lambda run: [*cut(run), *(run[at : at + 2] for at in range(len(run) - 1))]

    return made


SEGMENTERS: dict[str, dict[str, Callable[[], Cut]]] = {
    "ja": {
        "fugashi": fugashi, "sudachi": sudachi, "budoux": budoux, "ICU": icu,
        "single characters": characters, "pairs and sudachi": both(sudachi),
    },
    "zh": {
        "jieba": jieba, "budoux": budoux, "ICU": icu, "single characters": characters,
        "pairs and jieba": both(jieba),
    },
}  # fmt: skip


def as_english(_: ExitStack) -> None:
    """Read each source as English, as Quoth did at first."""
    _.enter_context(patch("index.sources.documents.written_in", lambda *_: "en"))


def as_now(_: ExitStack) -> None:
    """Read each source by the rules of its language."""


def with_segmenter(cut: Cut) -> Callable[[ExitStack], None]:
    """Cut Japanese and Chinese by a segmenter."""
    analysis = importlib.import_module("index.text.analysis")

    def pieces(run: str) -> Iterator[str]:
        japanese = analysis.RUN.fullmatch(run) and analysis.re.match(f"[{analysis.UNSPACED}]", run)
        yield from cut(run) if japanese else [analysis.stem(run)]

    def set_up(stack: ExitStack) -> None:
        stack.enter_context(patch.object(analysis, "_pieces", pieces))

    return set_up


def ways(language: str) -> Iterator[tuple[str, Callable[[ExitStack], None]]]:
    """Yield the ways to cut texts into words, by name, without those that are not installed."""
    yield "all as English", as_english
    yield ("Quoth: pairs" if language in PAIRED else "Quoth: stems"), as_now
    for name, segmenter in SEGMENTERS.get(language, {}).items():
        try:
            yield name, with_segmenter(segmenter())
        except ImportError as error:
            print(f"{name}: {error}")


def questions_of(language: str) -> list[Asked]:
    """Read the questions of a language."""
    lines = (QUESTIONS / f"{language}.jsonl").read_text("utf-8").splitlines()
    rows = map(json.loads, lines)
    return [Asked(row["question"], row["document"], row["holds"]) for row in rows]


def by_words(question: str, snapshot: Snapshot) -> list[Passage]:
    """Return the passages that BM25 alone finds, best first."""
    lexicon = snapshot.passage_terms
    terms = Analysis(lexicon.languages, lexicon.knows).terms(question)
    best = np.argsort(-lexicon.coverage(terms), kind="stable")[:AMONG]
    return [snapshot.passage(int(row)) for row in best]


def words_alone(asked: Sequence[Asked], snapshot: Snapshot) -> list[int]:
    """Return of each question the place of the right passage by BM25."""
    return [one.rank(by_words(one.question, snapshot)) for one in asked]


def whole(asked: Sequence[Asked], snapshot: Snapshot, answerer: Answerer) -> list[Answer]:
    """Return the answers of the whole pipeline."""
    return [answerer.ask(one.question, [Part(snapshot)]) for one in asked]


def counts(ranks: Sequence[int]) -> str:
    """Write how many are first, and how many among the first few."""
    first, among = (sum(0 < rank <= most for rank in ranks) for most in (FIRST, AMONG))
    return f"{first} and {among} of {len(ranks)}"


def measure(language: str, sources: Path, options: argparse.Namespace) -> None:
    """Print a table of one language."""
    asked, files = questions_of(language), find_sources(sources)
    print(f"\n{language}: {len(files)} files\n")
    print("| words | BM25: first and in three | all: first and in three | sure | near |")
    print("|---|---|---|---|---|")
    for name, set_up in ways(language):
        with ExitStack() as stack:
            set_up(stack)
            library = Library(Path(stack.enter_context(tempfile.TemporaryDirectory())))
            encoder = load_encoder(IndexSettings().encoder)
            answerer = None
            if options.whole and name.startswith(tuple(options.whole)):
                answerer = Answerer.of(IndexSettings(), encoder)
            else:
                encoder = Unencoded(encoder)
            build(library, language, files, encoder, max_bytes=10**8)
            print(row(name, asked, library.get(language), answerer, each=options.each), flush=True)


def row(
    name: str, asked: Sequence[Asked], snapshot: Snapshot, answerer: Answerer | None, *, each: bool
) -> str:
    """Return the figures of one way as a row of a table."""
    ranks = words_alone(asked, snapshot)
    if each:
        print(
            *(f"    {rank} {one.question}" for rank, one in zip(ranks, asked, strict=True)),
            sep="\n",
        )
    if answerer is None:
        return f"| {name} | {counts(ranks)} | | | |"
    answers = whole(asked, snapshot, answerer)
    found = [
        one.rank([hit.passage for hit in answer.hits])
        for one, answer in zip(asked, answers, strict=True)
    ]
    tiers = [sum(answer.tier is tier for answer in answers) for tier in (Tier.SURE, Tier.NEAR)]
    return f"| {name} | {counts(ranks)} | {counts(found)} | {tiers[0]} | {tiers[1]} |"


def main() -> None:
    """Measure each language whose sources are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", help="codes of languages")
    parser.add_argument("--whole", nargs="+", help="ways to ask the whole pipeline of, by name")
    parser.add_argument("--each", action="store_true", help="print the ranks of each question")
    options = parser.parse_args()
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        sources = options.folder / path.stem
        if sources.is_dir() and (not options.only or path.stem in options.only):
            measure(path.stem, sources, options)


if __name__ == "__main__":
    main()
