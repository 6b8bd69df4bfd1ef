"""Measure the processor time of a warm question beside one that sentence-transformers encodes.

    python -m tests.benchmarks.question_cost [--questions FILE] [--sources FOLDER]

Without a file, the questions are the canned ones over the shipped articles. Each question is
answered, and then encoded in fp32 by the published all-MiniLM-L6-v2, by turns in one process, since
other work slows both. Of several rounds, the one counts that took the least. Prints the
milliseconds of each, what of an answer runs in the reader's and the encoder's model, and how many
word pieces the reader reads.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sentence_transformers import SentenceTransformer

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.models import onnx_encoder
from index.models.onnx_encoder import OnnxEncoder
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.training.packaged import packaged_model
from tests.benchmarks.same_answers import build, questions_in
from tests.support.paths import ROOT

CORPUS = "cost"
PARTS = "answer", "reader", "encoder", "fp32"
Spent = dict[str, float]


class Watched:
    """A session of ONNX Runtime whose processor time is added up in ``spent``."""

    def __init__(self, session: Any, name: str, spent: Spent) -> None:
        self._session, self._name, self._spent = session, name, spent

    def get_inputs(self) -> Any:
        """Return what the model takes."""
        return self._session.get_inputs()

    def run(self, outputs: Any, given: Any) -> Any:
        """Run the model."""
        began = time.process_time()
        found = self._session.run(outputs, given)
        self._spent[self._name] += time.process_time() - began
        self._spent[f"{self._name} pieces"] += given["ids"].size
        self._spent[f"{self._name} calls"] += 1
        return found


def watched(answerer: Answerer, spent: Spent) -> None:
    """Watch both models of ``answerer``."""
    reader, encoder = answerer._reader, answerer._encoder
    if reader is None or not isinstance(encoder, OnnxEncoder):
        raise SystemExit("this measures the shipped models")
    session = onnx_encoder.session_of(encoder._files[0], encoder._remedy)
    vars(reader)["_session"] = Watched(reader._session, "reader", spent)  # type: ignore[attr-defined]
    onnx_encoder.session_of = lambda *_: Watched(session, "encoder", spent)  # type: ignore[assignment]


def measured(answerer: Answerer, part: Part, asked: Sequence[str], rounds: int) -> Spent:
    """Return the least seconds of all rounds, and the counts of one round."""
    spent: Spent = defaultdict(float)
    model = SentenceTransformer(str(packaged_model()), device="cpu")
    watched(answerer, spent)
    found = []
    for _ in range(rounds + 1):
        spent.clear()
        for question in asked:
            began = time.process_time()
            answerer.ask(question, [part])
            answered = time.process_time()
            model.encode(question)
            spent["answer"] += answered - began
            spent["fp32"] += time.process_time() - answered
        found.append(dict(spent))
    warm = found[1:]
    return {what: min(one[what] for one in warm) for what in warm[0]}


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=Path, default=ROOT / "tests/canned/shipped.jsonl")
    parser.add_argument("--sources", type=Path, default=ROOT / "docs" / "articles")
    parser.add_argument("--most", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    asked = questions_in(given.questions)[: given.most]
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), CORPUS, given.sources)
        part = Part(Library(Path(folder)).get(CORPUS))
        found = measured(Answerer.of(IndexSettings()), part, asked, given.rounds)
    for what in PARTS:
        print(f"{what:>8}: {1000 * found[what] / len(asked):6.2f} ms of processor time a question")
    print(f"an answer is {found['answer'] / found['fp32']:.2f} encodings in fp32")
    calls, pieces = found["reader calls"] / len(asked), found["reader pieces"] / len(asked)
    print(f"the reader reads {pieces:.0f} pieces in {calls:.1f} calls")


if __name__ == "__main__":
    main()
