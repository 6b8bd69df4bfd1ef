"""Measure the time of a question over many windows, and the memory of the process.

    python -m tests.benchmarks.latency ../shared/eval/squad2-tune ../shared/eval/newwiki

indexes the articles of all sets as one corpus, in another process, and asks questions of documents
that were not used in training. Times are also given as multiples of one encoding of a question by
MiniLM, measured in turn with the answers, because machines differ and this one is shared.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.models.encoder import load_encoder
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.training.examples import held_out, read_questions
from tests.support.paths import ROOT

CORPUS = "latency"


def main() -> None:
    """Measure the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--index", type=Path, default=ROOT / "var" / "benchmark")
    options = parser.parse_args()
    build(options.folders, options.index)
    snapshot = Library(options.index).get(CORPUS)
    settings = IndexSettings()
    encoder, scope = load_encoder(settings.encoder), [Part(snapshot)]
    answerer = Answerer.of(settings, encoder)
    asked = questions(options.folders, options.questions)
    answerer.ask(asked[0], scope)  # loads the models
    times = np.array([
        (taken(encoder.encode_question, q), taken(answerer.ask, q, scope)) for q in asked
    ])  # fmt: skip
    unit, middle = np.median(times, axis=0) * 1000
    late = np.percentile(times[:, 1], 95) * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{len(asked)} questions over {snapshot.counts['windows']:,} windows: "
        f"p50 {middle:.0f} ms, p95 {late:.0f} ms; one encoding {unit:.1f} ms, "
        f"so {middle / unit:.1f} and {late / unit:.1f} of them; {peak} MiB at the peak"
    )


def build(folders: list[Path], index: Path) -> None:
    """Index the articles of all sets as one corpus."""
    with tempfile.TemporaryDirectory() as sources:
        for folder in folders:
            for article in (folder / "articles").iterdir():
                shutil.copy(article, Path(sources) / f"{folder.name}-{article.name}")
        places = ["--sources", sources, "--index", str(index), "--corpus", CORPUS]
        subprocess.run([sys.executable, "-m", "index", "build", *places], check=True)


def questions(folders: list[Path], most: int) -> list[str]:
    """Return questions of the documents that were not used in training, in random order."""
    found = []
    for folder in folders:
        kept_back = held_out(path.name for path in (folder / "articles").iterdir())
        found += [j.question for j, document in read_questions(folder) if document in kept_back]
    random.Random(7).shuffle(found)
    return found[:most]


def taken(work: Callable[..., object], *given: object) -> float:
    """Return the seconds that a call takes."""
    began = time.perf_counter()
    work(*given)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
