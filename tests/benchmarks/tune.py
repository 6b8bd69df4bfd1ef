"""Tune the ranking's weights and fit the confidence, on the questions marked for tuning.

    python tests/benchmarks/tune.py ../shared/eval/squad2-tune ../shared/eval/squad1-more

Only questions of documents that the reader was not trained on are asked, each set as one corpus.
Every second one of those documents is not used for the weights. Prints quote-hit@1, @3 and R@1 for
neighbours of the present weights; then the regressions for ``index/answering/confidence.py``,
fitted on all questions, and the results of a fit on one half (of the documents, or of the
questions) on the other half.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import numpy as np

from index.answering.assessment import reranked
from index.answering.confidence import WITH_READER, Signals, signals
from index.answering.quoting import candidates
from index.answering.reading import read_closely, read_hits
from index.building.build import build
from index.evaluation import Judgement, contains
from index.evaluation.curves import ece
from index.models.encoder import Encoder, load_encoder
from index.models.loading import load_reader
from index.models.reader import Found, Reader
from index.retrieval.query import Query
from index.retrieval.search import WEIGHTS, Scored, Weights, retrieve
from index.settings import EncoderSettings, ReaderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.training.examples import held_out, read_questions
from index.types import Quote, Reading

NEIGHBOURS: Mapping[str, Sequence[float]] = {
    "reading": (0.0, 0.03, 0.06, 0.1, 0.15, 0.25, 0.5),
    "quote_cosine": (0.2, 0.45, 0.7),
    "quote_lexical": (0.3, 0.55, 0.8),
    "quote_kind": (0.0, 0.06),
    "quote_leaning": (-0.1, -0.05, 0.0),
}
PASSAGES = 3


@dataclass(frozen=True)
class Asked:
    """A judged question with all that does not depend on the weights of the quotes."""

    judgement: Judgement
    query: Query
    hits: Sequence[Scored]
    readings: Mapping[int, Found]
    snapshot: Snapshot
    fitting: bool
    reader: Reader | None
    read: dict[tuple[str, int, int], Reading] = field(default_factory=dict)  # of quotes alone

    def closely(self, quote: Quote) -> Reading | None:
        """Return what the reader finds in the quote alone, read at most once."""
        place = quote.document.id, quote.start, quote.end
        if self.reader is not None and place not in self.read:
            self.read[place] = read_closely(self.query.wording, quote, self.reader)
        return self.read.get(place)


Question = tuple[Judgement, str | None]


@dataclass(frozen=True)
class Asker:
    """The models that ask questions of a corpus."""

    encoder: Encoder
    reader: Reader | None
    passages: int

    def ask(self, questions: Sequence[Question], snapshot: Snapshot) -> Iterator[Asked]:
        """Retrieve and read for each question, without weighing the quotes."""
        for judgement, document in questions:
            query = Query.of(judgement.question, self.encoder)
            hits = retrieve(query, snapshot, 10)
            readings: Mapping[int, Found] = {}
            if self.reader is not None:
                readings = read_hits(judgement.question, hits, snapshot, self.reader, self.passages)
            name = document or judgement.question
            fitting = int(sha256(name.encode()).hexdigest(), 16) % 2 == 0
            yield Asked(judgement, query, hits, readings, snapshot, fitting, self.reader)

    def of_set(self, folder: Path, library: Library, sample: int, alone: int) -> Iterator[Asked]:
        """Ask the held-out questions of one set: of all its articles, and of each article alone."""
        build(
            library, folder.name, find_sources(folder / "articles"), self.encoder, max_bytes=10**8
        )
        snapshot = library.get(folder.name)
        kept_back = held_out(source.id for source in snapshot.sources())
        found = [
            (judgement, document)
            for number, (judgement, document) in enumerate(read_questions(folder))
            if document in kept_back or (document is None and number % 5 == 0)
        ]
        random.Random(7).shuffle(found)
        yield from self.ask(found[:sample], snapshot)
        for document in sorted(kept_back):
            yield from self.of_article(folder / "articles" / document, found, alone)

    def of_article(self, path: Path, found: Sequence[Question], many: int) -> Iterator[Asked]:
        """Ask one article, as its own corpus, its own questions and as many of other articles."""
        own = [one for one in found if one[1] == path.name][:many]
        others = [(j, d) for j, d in found if d not in (None, path.name)]
        pick = random.Random(path.name)
        strange = [
            (replace(judgement, answers=(), kind="off-corpus"), path.name)
            for judgement, _ in pick.sample(others, min(len(others), len(own)))
        ]
        with tempfile.TemporaryDirectory() as temporary:
            shutil.copy(path, temporary)
            library = Library(Path(temporary) / "index")
            build(library, "one", find_sources(Path(temporary)), self.encoder, max_bytes=10**8)
            yield from self.ask([*own, *strange], library.get("one"))


def right(text: str, judgement: Judgement) -> bool:
    """Return whether a text holds an answer."""
    return any(contains(text, answer) for answer in judgement.answers)


def quoted(one: Asked, weights: Weights) -> tuple[list[bool], bool, Signals]:
    """Return which candidates are right, whether the first passage is, and the signals."""
    readings = one.readings or None
    quotes = candidates(one.query, one.hits, one.snapshot, 5, weights, readings)
    hits = reranked(one.hits, quotes)
    known = signals(one.query, one.snapshot.passage_terms, hits, quotes, one.closely(quotes[0]))
    passage = right(hits[0].hit.passage.text, one.judgement)
    return [right(quote.text, one.judgement) for quote in quotes], passage, known


def ranking(questions: Sequence[Asked], weights: Weights) -> tuple[float, float, float]:
    """Return quote-hit@1, quote-hit@3 and R@1 of the answerable questions."""
    found = [quoted(one, weights) for one in questions if one.judgement.answers]
    rows = [(rights[0], any(rights[:3]), passage) for rights, passage, _ in found]
    first, three, passage = np.mean(rows, axis=0)
    return float(first), float(three), float(passage)


def climb(questions: Sequence[Asked]) -> Weights:
    """Move one weight at a time to its best neighbour, twice around."""
    best, score = WEIGHTS, sum(ranking(questions, WEIGHTS)[:2])
    for name in [*NEIGHBOURS, *NEIGHBOURS]:
        for value in NEIGHBOURS[name]:
            weights = replace(best, **{name: value})
            figures = ranking(questions, weights)
            print(f"hit@1 {figures[0]:.3f}  @3 {figures[1]:.3f}  R@1 {figures[2]:.3f}  "
                  f"{name} {value}", flush=True)  # fmt: skip
            if sum(figures[:2]) > score + 0.001:
                best, score = weights, sum(figures[:2])
    return best


def fit(questions: Sequence[Asked], weights: Weights) -> None:
    """Fit the evidence, and print what a fit on one half achieves on the other.

    A half of the documents may consist of one kind of question, so halves of the questions are also
    used.
    """
    found = [(one, quoted(one, weights)) for one in questions]
    names = list(found[0][1][2])
    values = np.array([[known[name] for name in names] for _, (_, _, known) in found])
    first = np.array([rights[0] for _, (rights, _, _) in found])
    kinds = np.array([one.judgement.kind for one in questions])
    halves = {
        "documents": np.array([one.fitting for one in questions]),
        "questions": np.random.default_rng(7).random(len(questions)) < 0.5,
    }
    chosen = [at for at, name in enumerate(names) if name in WITH_READER.weights]
    picked = values[:, chosen]
    slopes, bias = regression(picked, first)
    print(f"\nevidence: bias {bias:.3f}")
    print({names[at]: round(float(s), 3) for at, s in zip(chosen, slopes, strict=True)})
    for of, half in halves.items():
        evidence = np.zeros(len(found))
        for part in (half, ~half):
            slopes, bias = regression(picked[part], first[part])
            evidence[~part] = picked[~part] @ slopes + bias
        print(f"fitted on half of the {of}, judged on the other half:")
        report(evidence, first, kinds)


def regression(values: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, float]:
    """Fit a logistic regression, and return slopes and bias for the unscaled values."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    scaler, model = StandardScaler(), LogisticRegression(C=1.0, max_iter=2000)
    make_pipeline(scaler, model).fit(values, labels)
    slopes = model.coef_[0] / scaler.scale_
    return slopes, float(model.intercept_[0] - slopes @ scaler.mean_)


def report(evidence: np.ndarray, first: np.ndarray, kinds: np.ndarray) -> None:
    """Print how well the evidence separates the kinds, and the errors at several thresholds."""
    from sklearn.metrics import roc_auc_score

    answerable = kinds == "answerable"
    for kind in sorted(set(kinds) - {"answerable"}):
        pair = answerable | (kinds == kind)
        print(f"AUROC against {kind}: {roc_auc_score(answerable[pair], evidence[pair]):.3f}")
    sure = 1 / (1 + np.exp(-evidence))
    for threshold in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        answered = sure >= threshold
        says = [f"{kind} {answered[kinds == kind].mean():.3f}" for kind in sorted(set(kinds))]
        wrong = 1 - first[answered].mean() if answered.any() else 0
        print(f"at {threshold}: error {wrong:.3f}; answered: " + ", ".join(says))
    level = np.quantile(evidence[answerable], 0.2)
    among = evidence[answerable] >= level
    print(
        f"error among the surest 80 % of the answerable: {1 - first[answerable][among].mean():.3f}"
    )
    print(f"expected calibration error: {ece(sure, first):.3f}")


def main() -> None:
    """Tune and fit on the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument(
        "--sample", type=int, nargs="+", default=[1_000], help="questions of every set, or of each"
    )
    parser.add_argument("--alone", type=int, default=30, help="questions of each article alone")
    parser.add_argument("--reader", default="minilm-reader", help="as in QUOTH_READER__MODEL")
    parser.add_argument("--passages", type=int, default=PASSAGES)
    parser.add_argument("--index", type=Path, default=Path("var/tune"))
    parser.add_argument("--fit-only", action="store_true")
    options = parser.parse_args()
    library = Library(options.index)
    reader = load_reader(ReaderSettings(model=options.reader))
    asker = Asker(load_encoder(EncoderSettings()), reader, options.passages)
    questions: list[Asked] = []
    for folder, sample in zip(options.folders, cycle(options.sample), strict=False):
        for one in asker.of_set(folder, library, sample, options.alone):
            questions.append(one)
            if len(questions) % 100 == 0:
                print(f"asked {len(questions)}, now of {folder.name}", flush=True)
    fitting = [one for one in questions if one.fitting]
    measuring = [one for one in questions if not one.fitting]
    best = WEIGHTS if options.fit_only else climb(fitting)
    print("\n", best, "\non what was left: hit@1, @3, R@1", ranking(measuring, best))
    fit(questions, best)


if __name__ == "__main__":
    main()
