"""Compare readers in one run: the processor time of a page, and how near they are to 32 bits.

    python -m tests.benchmarks.readers index/models/minilm-reader var/other

Each folder has ``reader.onnx`` and ``tokenizer.json``. The pages are those that are read to answer
the canned questions from the shipped articles, or other ``--questions`` from a corpus of an
``--index``. All readers read each page in turn, in an order that is turned round from page to page.
Scores are compared with those of the
first folder's weights in 32 bits, which needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.models.encoder import load_encoder
from index.models.reader import Found, ReaderInput
from index.models.span_reader import SpanReader
from index.settings import EncoderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from tests.support.paths import ROOT

CANNED = ROOT / "tests" / "canned" / "shipped.jsonl"
Asked = tuple[str, ReaderInput]


class Whole:
    """The weights of a folder in 32 bits, in the place of a session of ONNX Runtime."""

    def __init__(self, folder: Path) -> None:
        from index.training.packaged import packaged_model
        from index.training.reading_model import ReadingModel
        from index.training.shipped import load_readers

        self._model = ReadingModel(packaged_model())
        load_readers(self._model, [folder])
        self._model.eval()

    def run(self, _: Sequence[str], given: dict[str, Any]) -> list[Any]:
        """Return where the answer starts and ends, as a session does."""
        import torch

        with torch.no_grad():
            found = self._model(*(torch.from_numpy(given[one]) for one in ("ids", "mask", "types")))
        return [part.numpy() for part in found[:2]]


@dataclass
class Noted:
    """A reader that notes what it reads."""

    reader: SpanReader
    pages: list[Asked] = field(default_factory=list)

    def read(self, question: str, pages: Sequence[ReaderInput]) -> Sequence[Sequence[Found]]:
        """Note the pages, and read them."""
        self.pages += [(question, page) for page in pages]
        return self.reader.read(question, pages)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reader, name)


def reader_of(folder: Path) -> SpanReader:
    """Make the reader of a folder."""
    return SpanReader(folder, folder.name, str(folder))


def whole_of(folder: Path) -> SpanReader:
    """Make a reader that runs the weights of a folder in 32 bits."""
    reader = reader_of(folder)
    reader.__dict__ |= {"_session": Whole(folder), "_inputs": ("ids", "mask", "types")}
    return reader


def pages_of(snapshot: Snapshot, questions: Sequence[str], reader: SpanReader) -> list[Asked]:
    """Return what is read to answer the questions."""
    noted = Noted(reader)
    answerer = Answerer(load_encoder(EncoderSettings()), reader=noted)
    for question in questions:
        answerer.ask(question, [Part(snapshot)])
    return noted.pages


def shipped(folder: Path) -> Snapshot:
    """Build the shipped articles."""
    library, sources = Library(folder), find_sources(ROOT / "docs" / "articles")
    build(library, "shipped", sources, load_encoder(EncoderSettings()), max_bytes=10**8)
    return library.get("shipped")


def read_all(
    readers: Sequence[SpanReader], pages: Sequence[Asked]
) -> tuple[list[float], list[list[list[float]]]]:
    """Return each reader's seconds of processor time for a page, and its scores of all windows."""
    seconds = [0.0] * len(readers)
    scores: list[list[list[float]]] = [[] for _ in readers]
    for number, (question, page) in enumerate(pages):
        for at in sorted(range(len(readers)), reverse=number % 2 == 1):
            began = time.process_time()
            [found] = readers[at].read(question, [page])
            seconds[at] += (time.process_time() - began) / len(pages)
            scores[at].append([one.reading.score for one in found])
    return seconds, scores


def describe(scores: Sequence[Sequence[float]], reference: Sequence[Sequence[float]]) -> str:
    """Say how far scores are from those of the reference, and how often the same is best."""
    pairs = list(zip(scores, reference, strict=True))
    far = np.concatenate([np.abs(np.subtract(*pair)) for pair in pairs])
    several = [pair for pair in pairs if len(pair[0]) > 1]
    same = np.mean([np.argmax(one[:-1]) == np.argmax(other[:-1]) for one, other in several])
    return (
        f"{np.median(far):.3f} log odds off (median), {np.percentile(far, 99):.2f} (p99), "
        f"the same window best in {same:.3f} of the passages"
    )


def main() -> None:
    """Compare the readers that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--questions", type=Path, default=CANNED, help="JSON Lines")
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--index", type=Path, nargs=2, metavar=("INDEX", "CORPUS"))
    given = parser.parse_args()
    lines = given.questions.read_text("utf-8").splitlines()
    questions = [one["question"] for one in map(json.loads, lines)][: given.most]
    readers = [reader_of(folder) for folder in given.folders]
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Library(given.index[0]).get(str(given.index[1])) if given.index else None
        pages = pages_of(snapshot or shipped(Path(folder)), questions, readers[0])
    _, [reference] = read_all([whole_of(given.folders[0])], pages)
    read_all(readers, pages[:2])  # loads the models
    seconds, scores = read_all(readers, pages)
    print(f"{len(questions)} questions, {len(pages)} pages, {sum(map(len, reference))} windows")
    for name, taken, one in zip(given.folders, seconds, scores, strict=True):
        share = taken / seconds[0]
        print(f"{name}: {taken * 1000:.2f} ms a page ({share:.3f}), {describe(one, reference)}")


if __name__ == "__main__":
    main()
