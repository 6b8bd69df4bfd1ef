"""Fit the weights of the ranking on some corpora, and judge them on others.

    python -m tests.benchmarks.weights var/train/* --judged var/people/* --most 100

A folder holds ``articles`` and ``questions.jsonl``, and is one corpus. First come the weights that
find passages, then what is to be added to those that choose among the three best quotes of the
passages that are read. Each are those of a softmax over what competes, under which something right
is chosen likeliest. The weights in force decide which passages are read.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.answering.quoting import read_features
from index.evaluation import Judgement, contains
from index.evaluation.judgements import holds
from index.models.encoder import load_encoder
from index.models.loading import load_reader
from index.retrieval.query import Query
from index.retrieval.search import Scored, retrieve
from index.settings import EncoderSettings, ReaderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.types import Quote
from tests.benchmarks.across import DEPTH, Asking, shown

FOUND, QUOTES = 60, 3  # passages and quotes of a question
IN_FORCE = "in force"
PASSAGE = ("dense_passage", "dense_window", "lexical_passage", "dense_section")
SCORED = ("dense_passage", "dense_window", "lexical_passage", "lexical_window", "dense_section")
SLACK = 1.0  # the weight of the squares of the weights in the loss


@dataclass(frozen=True, slots=True)
class Competition:
    """What competes to be chosen for one question: (n, m) features, and which are right."""

    names: tuple[str, ...]
    values: NDArray[np.float64]
    right: NDArray[np.bool_]
    in_force: NDArray[np.float64]  # the sums by the weights in force

    def among(self, sums: NDArray[np.float64], first: int) -> bool:
        """Return whether one of the ``first`` by ``sums`` is right."""
        return bool(self.right[np.argsort(-sums, kind="stable")[:first]].any())


@dataclass(frozen=True, slots=True)
class Competitions:
    """Who competes in each question, first of the passages, then of the quotes."""

    passages: list[Competition]
    quotes: list[Competition]


def competitions(
    asking: Asking, folders: Sequence[Path], library: Library, most: int
) -> Competitions:
    """Ask the answerable questions of ``folders``, ``most`` of each at most."""
    made = Competitions([], [])
    for folder in folders:
        for judgement, snapshot in asking.questions(folder, library, most):
            if judgement.answers:
                query = asking.query(judgement, snapshot)
                found = retrieve(query, snapshot, FOUND)
                made.passages.append(_of_passages(found, judgement))
                made.quotes.append(_of_quotes(asking, query, found, snapshot, judgement))
        print(f"asked {len(made.quotes)}, the last of {folder.name}", flush=True)
    return made


def _of_passages(found: Sequence[Scored], judgement: Judgement) -> Competition:
    values = np.array([astuple(one.hit.scores) for one in found])
    right = [
        any(contains(one.hit.passage.text, answer) for answer in judgement.answers) for one in found
    ]
    return Competition(SCORED, values[:, :-1], np.array(right), values[:, -1])


def _of_quotes(
    asking: Asking, query: Query, found: Sequence[Scored], snapshot: Snapshot, judgement: Judgement
) -> Competition:
    quotes = asking.quotes(query, found[:DEPTH], snapshot, QUOTES)
    rows = [_features(quote, found) for quote in quotes]
    right = [any(holds(text, judgement.answers) for text in shown(query, [one])) for one in quotes]
    values = np.array([list(row.values()) for row in rows])
    return Competition(tuple(rows[0]), values, np.array(right), values[:, 0])


def _features(quote: Quote, found: Sequence[Scored]) -> Mapping[str, float]:
    """Return the sum in force of a quote, and what may count more, by the names of the weights."""
    scored = next(one for one in found if quote.within(one.hit.passage))
    assert quote.reading is not None
    read = read_features(scored, quote.reading)
    return {IN_FORCE: quote.score, **read}


def fit(of: Sequence[Competition], names: Sequence[str]) -> Mapping[str, float]:
    """Return the weights of ``names`` under which right ones are chosen likeliest."""
    from scipy.optimize import minimize

    columns = [of[0].names.index(name) for name in names]
    telling = [
        (one.values[:, columns], one.right) for one in of if 0 < one.right.sum() < len(one.right)
    ]
    spread = np.concatenate([values for values, _ in telling]).std(axis=0) + 1e-9

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = SLACK * (weights**2).sum(), 2 * SLACK * weights
        for values, right in telling:
            sums = values / spread @ weights
            shares = np.exp(sums - sums.max())
            chosen = shares * right
            value += np.log(shares.sum()) - np.log(chosen.sum())
            slope += (shares / shares.sum() - chosen / chosen.sum()) @ (values / spread)
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x / spread
    return dict(zip(names, found.tolist(), strict=True))


def report(name: str, of: Sequence[Competition], weights: Mapping[str, float]) -> None:
    """Print how often something right is first and among three, by these weights and in force."""
    columns = [of[0].names.index(each) for each in weights]
    slopes = np.array(list(weights.values()))
    sums = [one.values[:, columns] @ slopes for one in of]
    for way, each in (("in force", [one.in_force for one in of]), ("fitted", sums)):
        first, three = (
            np.mean([one.among(by, many) for one, by in zip(of, each, strict=True)])
            for many in (1, 3)
        )
        print(f"  {name}, {way}: right first {first:.3f}, among three {three:.3f} of {len(of)}")


def main() -> None:
    """Fit on the folders that the command line names, and judge on others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="to fit on")
    parser.add_argument("--judged", type=Path, nargs="*", default=[], help="to judge on")
    parser.add_argument("--reader", default="minilm-reader", help="as in QUOTH_READER__MODEL")
    parser.add_argument("--passages", type=int, default=3, help="to read")
    parser.add_argument("--index", type=Path, default=Path("var/across"))
    parser.add_argument("--most", type=int, default=100, help="questions of each folder")
    options = parser.parse_args()
    reader = load_reader(ReaderSettings(model=options.reader))
    if reader is None:
        parser.error("a reader is needed: choose another --reader.")
    asking = Asking(load_encoder(EncoderSettings()), reader, options.passages)
    library = Library(options.index)
    fitted = competitions(asking, options.folders, library, options.most)
    judged = competitions(asking, options.judged, library, 10_000)
    for kind in ("passages", "quotes"):
        of, others = getattr(fitted, kind), getattr(judged, kind)
        names = PASSAGE if kind == "passages" else of[0].names
        weights = fit(of, names)
        print(kind, {name: round(value, 4) for name, value in scaled(weights).items()})
        report("fitted on", of, weights)
        if others:
            report("judged on", others, weights)


def scaled(weights: Mapping[str, float]) -> Mapping[str, float]:
    """Scale ``weights`` so that the sum in force, if it is one of them, counts once."""
    whole = weights.get(IN_FORCE, sum(weights.values()) / 1.2)
    return {name: value / whole for name, value in weights.items()}


if __name__ == "__main__":
    main()
