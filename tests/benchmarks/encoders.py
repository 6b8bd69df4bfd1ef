"""Compare the default encoder with itself in 32 bits and before its tuning, in one run.

    python -m tests.benchmarks.encoders ../shared/eval/squad2-tune

Needs sentence-transformers and the package of the weights. Of the questions of a set, 300 with an
answer and 100 adversarial ones are asked over all of its articles. Prints quote-hit@1, @3, AUROC,
the expected calibration error and the seconds of processor time of the build, once for each
encoder; then, on how many questions eight bits differ from 32.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.evaluation import Judgement, contains
from index.evaluation.curves import ece
from index.models.encoder import Encoder, load_encoder
from index.models.loading import load_reader
from index.settings import DEFAULT_MODEL, AnswerSettings, EncoderSettings, ReaderSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.training.examples import read_questions
from index.training.packaged import packaged_model
from index.training.tuned_encoder import save_whole


@dataclass(frozen=True)
class Result:
    """What one encoder achieved: the candidates that are right, and the confidence."""

    right: Sequence[Sequence[bool]]
    confidence: Sequence[float]
    answered: Sequence[bool]
    build_seconds: float


def sample_of(folder: Path) -> list[Judgement]:
    """Choose 300 answerable and 100 adversarial questions."""
    found = [judgement for judgement, _ in read_questions(folder)]
    random.Random(7).shuffle(found)
    answerable = [one for one in found if one.answers]
    adversarial = [one for one in found if "adversarial" in one.kind]
    return [*answerable[:300], *adversarial[:100]]


def measure(encoder: Encoder, folder: Path, questions: Sequence[Judgement]) -> Result:
    """Build the articles of a set with an encoder, and ask the questions."""
    with tempfile.TemporaryDirectory() as temporary:
        library = Library(Path(temporary))
        before = seconds()
        encoder.encode_question("Is it loaded?")
        loaded = seconds()
        build(library, "one", find_sources(folder / "articles"), encoder, max_bytes=10**8)
        spent = seconds() - loaded
        print(f"{encoder.fingerprint[:50]}: loaded in {loaded - before:.1f} s, built", flush=True)
        scope = [Part(library.get("one"))]
        answerer = Answerer(encoder, AnswerSettings(), load_reader(ReaderSettings()))
        answers = [answerer.ask(one.question, scope) for one in questions]
    right = [
        [any(contains(quote.text, answer) for answer in one.answers) for quote in said.candidates]
        for one, said in zip(questions, answers, strict=True)
    ]
    return Result(
        right, [one.confidence for one in answers], [bool(one.quotes) for one in answers], spent
    )


def seconds() -> float:
    """Return the seconds of processor time that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def describe(result: Result, questions: Sequence[Judgement]) -> str:
    """Describe one result in a line."""
    from sklearn.metrics import roc_auc_score

    answerable = np.array([bool(one.answers) for one in questions])
    first = np.array([any(row[:1]) for row in result.right])
    three = np.array([any(row[:3]) for row in result.right])
    sure = np.array(result.confidence)
    return (
        f"quote-hit@1 {first[answerable].mean():.3f}  @3 {three[answerable].mean():.3f}  "
        f"AUROC {roc_auc_score(answerable, sure):.3f}  ECE {ece(sure, first):.3f}  "
        f"build {result.build_seconds:.1f} s of processor time"
    )


def main() -> None:
    """Compare the encoders on the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    folders = parser.parse_args().folders
    with tempfile.TemporaryDirectory() as whole:
        save_whole(Path(whole))
        models = {"eight bits": DEFAULT_MODEL, "32 bits": whole, "before": str(packaged_model())}
        for folder in folders:
            compare(folder, models)


def compare(folder: Path, models: Mapping[str, str]) -> None:
    """Measure the encoders, given by what they are, on one set."""
    questions = sample_of(folder)
    answered = {}
    for name, model in models.items():
        result = measure(load_encoder(EncoderSettings(model=model)), folder, questions)
        answered[name] = np.array(result.answered)
        print(f"{folder.name}, {name}: {describe(result, questions)}", flush=True)
    flips = answered["eight bits"] != answered["32 bits"]
    print(f"{flips.sum()} of {len(questions)} decisions differ")


if __name__ == "__main__":
    main()
