"""Fit the confidence over many corpora, and judge it on corpora that it was not fitted on.

    python -m tests.benchmarks.across var/people/* --held-out klipper poetry --rows var/rows.jsonl
    python -m tests.benchmarks.across --rows var/rows.jsonl --held-out klipper poetry --scale

A folder holds ``articles`` and ``questions.jsonl``, and is one corpus. Questions that lean on
another are left out. What counts is whether the first quote, as it is shown, holds an answer. Each
corpus is judged by a fit on the others; those that ``--held-out`` names are in no fit. Prints the
regression for ``index/answering/confidence.py`` too, fitted on all that are not held out. With
``--scale``, only a scale and a shift of the weights in force are fitted, and with ``--in-force``
nothing is.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.answering.assessment import reranked
from index.answering.confidence import WITH_READER, Signals, signals
from index.answering.quoting import candidates
from index.answering.reading import read_closely, read_hits
from index.answering.spelling import read_as
from index.answering.wholes import wholes
from index.building.build import build
from index.evaluation import Judgement, read_judgements
from index.evaluation.curves import ece
from index.evaluation.judgements import holds
from index.models.encoder import Encoder, load_encoder
from index.models.loading import load_reader
from index.models.reader import Reader
from index.retrieval.query import Query
from index.retrieval.search import retrieve
from index.settings import EncoderSettings, ReaderSettings
from index.snapshots.calibration import GENERAL
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.text.analysis import Analysis
from index.text.answer_kinds import asks_for_fact

DEPTH, CANDIDATES = 10, 5
IN_FORCE = "evidence in force"
SLACK = 10.0  # the inverse of the regression's regularisation


@dataclass(frozen=True, slots=True)
class Row:
    """A question that was asked: the signals of its first quote, and which quotes are right."""

    corpus: str
    question: str
    kind: str
    answerable: bool
    signals: Signals
    right: tuple[bool, ...]  # of each candidate, as it is shown

    @property
    def first(self) -> bool:
        """Return whether the first quote is right."""
        return self.right[0]


@dataclass(frozen=True, slots=True)
class Asking:
    """The models that ask a corpus its questions."""

    encoder: Encoder
    reader: Reader
    passages: int  # to read

    def rows(self, folder: Path, library: Library, most: int) -> Iterator[Row]:
        """Ask the questions of ``folder`` that stand alone, ``most`` at most."""
        build(
            library, folder.name, find_sources(folder / "articles"), self.encoder, max_bytes=10**8
        )
        snapshot = library.get(folder.name)
        alone = [one for one in read_judgements(folder / "questions.jsonl") if not one.after]
        for judgement in alone[:: max(1, len(alone) // most)]:
            yield self._row(folder.name, judgement, snapshot)

    def _row(self, corpus: str, judgement: Judgement, snapshot: Snapshot) -> Row:
        lexicon = snapshot.passage_terms
        words = Analysis(lexicon.languages, lexicon.knows)
        meant = read_as(judgement.question, lexicon)
        query = Query.of(judgement.question, self.encoder, meant, words)
        found = retrieve(query, snapshot, DEPTH)
        readings = read_hits(query.wording, found, snapshot, self.reader, self.passages)
        quotes = candidates(query, found, snapshot, CANDIDATES, readings=readings)
        closely = read_closely(query.wording, quotes[0], self.reader)
        known = signals(query, lexicon, reranked(found, quotes), quotes, closely)
        around = not asks_for_fact(query.wording, query.kind)
        shown = wholes(tuple(quotes), around=around)
        right = tuple(holds(quote.shown, judgement.answers) for quote in shown)
        answerable = bool(judgement.answers)
        return Row(corpus, judgement.question, judgement.kind, answerable, known, right)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows as arrays, one line of each for a question."""

    corpora: NDArray[np.str_]
    values: NDArray[np.float64]  # the signals of the regression
    first: NDArray[np.bool_]
    answerable: NDArray[np.bool_]

    @classmethod
    def of(cls, rows: Sequence[Row], names: Sequence[str]) -> Table:
        """Arrange ``rows``, with the signals ``names``; ``IN_FORCE`` is the evidence by now."""
        return cls(
            np.array([row.corpus for row in rows]),
            np.array([[known[name] for name in names] for known in map(_known, rows)]),
            np.array([row.first for row in rows]),
            np.array([row.answerable for row in rows]),
        )

    def evidence(self, fitted: NDArray[np.bool_], asked: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Fit on some rows, each corpus with the same weight, and judge others."""
        slopes, bias = self.fit(fitted)
        found: NDArray[np.float64] = self.values[asked] @ slopes + bias
        return found

    def fit(self, fitted: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
        """Return the slopes and the bias of a logistic regression on some of the rows."""
        from sklearn.linear_model import LogisticRegression

        names, counts = np.unique(self.corpora[fitted], return_counts=True)
        share = dict(zip(names, 1 / counts, strict=True))
        weights = np.array([share[name] for name in self.corpora[fitted]])
        spread = self.values[fitted].std(axis=0) + 1e-9
        model = LogisticRegression(C=SLACK, max_iter=5_000)
        model.fit(
            self.values[fitted] / spread, self.first[fitted], weights * len(weights) / weights.sum()
        )
        return model.coef_[0] / spread, float(model.intercept_[0])


def _known(row: Row) -> Signals:
    return {**row.signals, IN_FORCE: WITH_READER(row.signals)}


def left_out(table: Table, held_out: Set[str]) -> NDArray[np.float64]:
    """Return the evidence of every row, by a fit on the other corpora without the held-out ones."""
    usable = ~np.isin(table.corpora, sorted(held_out))
    found = np.zeros(len(table.corpora))
    for corpus in np.unique(table.corpora):
        own = table.corpora == corpus
        found[own] = table.evidence(usable & ~own, own)
    return found


def report(name: str, table: Table, rows: NDArray[np.bool_], found: NDArray[np.float64]) -> None:
    """Print how the evidence separates some rows, and what the thresholds give."""
    from sklearn.metrics import roc_auc_score

    first, answerable = table.first[rows], table.answerable[rows]
    sure = 1 / (1 + np.exp(-found[rows]))
    print(
        f"{name}: {answerable.sum()} answerable, {(~answerable).sum()} not; right first "
        f"{first[answerable].mean():.3f}; AUROC right {roc_auc_score(first, sure):.3f}, "
        f"answerable {roc_auc_score(answerable, sure):.3f}; ECE {ece(sure, first):.3f}"
    )
    for threshold in (0.25, 0.3, 0.35, GENERAL.threshold, 0.45, 0.5):
        shown = sure >= threshold
        print(
            f"  at {threshold}: right and sure {(shown & first)[answerable].mean():.3f}, "
            f"wrong among the sure {1 - first[shown].mean():.3f}, "
            f"unanswerable as sure {shown[~answerable].mean():.3f}"
        )


def summary(table: Table, found: NDArray[np.float64], held_out: Set[str]) -> None:
    """Print the figures of the held-out corpora, of the others, and a line for each."""
    held = np.isin(table.corpora, sorted(held_out))
    for name, rows in (("held out", held), ("others", ~held)):
        if rows.any():
            report(name, table, rows, found)
    sure = 1 / (1 + np.exp(-found))
    for corpus in np.unique(table.corpora):
        own = (table.corpora == corpus) & table.answerable
        print(f"  {corpus}: right first {table.first[own].mean():.2f}, mean confidence "
              f"{sure[own].mean():.2f}")  # fmt: skip


def regression(table: Table, names: Sequence[str], held_out: Set[str]) -> None:
    """Print the regression fitted on all corpora that are not held out."""
    slopes, bias = table.fit(~np.isin(table.corpora, sorted(held_out)))
    fitted: Mapping[str, float] = dict(
        zip(names, (round(float(slope), 3) for slope in slopes), strict=True)
    )
    print(f"bias {bias:.3f}", fitted)


def main() -> None:
    """Fit on the folders that the command line names, or else on the rows that were kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--held-out", nargs="*", default=[])
    parser.add_argument("--reader", default="minilm-reader", help="as in QUOTH_READER__MODEL")
    parser.add_argument("--judge", type=Path, help="as in QUOTH_READER__JUDGE")
    parser.add_argument("--passages", type=int, default=3, help="to read")
    parser.add_argument("--index", type=Path, default=Path("var/across"))
    parser.add_argument("--most", type=int, default=10_000, help="questions of each folder")
    parser.add_argument("--rows", type=Path, help="keep the rows in this file, or read them")
    parser.add_argument("--scale", action="store_true", help="fit a scale and a shift only")
    parser.add_argument("--in-force", action="store_true", help="fit nothing")
    options = parser.parse_args()
    if not options.folders and not options.rows:
        parser.error("name folders to ask, or --rows that an earlier run kept.")
    rows = asked(parser, options) if options.folders else kept(options.rows)
    names = [IN_FORCE] if options.scale or options.in_force else list(WITH_READER.weights)
    table, held_out = Table.of(rows, names), frozenset(options.held_out)
    if options.in_force:
        summary(table, table.values[:, 0], held_out)
    else:
        summary(table, left_out(table, held_out), held_out)
        regression(table, names, held_out)


def asked(parser: argparse.ArgumentParser, options: argparse.Namespace) -> list[Row]:
    """Ask the folders, and keep the rows if a file for them is named."""
    reader = load_reader(ReaderSettings(model=options.reader, judge=options.judge))
    if reader is None:
        parser.error("a reader is needed: choose another --reader.")
    asking = Asking(load_encoder(EncoderSettings()), reader, options.passages)
    rows: list[Row] = []
    for folder in options.folders:
        rows += asking.rows(folder, Library(options.index), options.most)
        print(f"asked {len(rows)}, the last of {folder.name}", flush=True)
    if options.rows:
        lines = (json.dumps(asdict(row), ensure_ascii=False) for row in rows)
        options.rows.write_text("\n".join(lines), "utf-8")
    return rows


def kept(path: Path) -> list[Row]:
    """Read the rows that an earlier run kept."""
    records = map(json.loads, path.read_text("utf-8").splitlines())
    return [Row(**{**record, "right": tuple(record["right"])}) for record in records]


if __name__ == "__main__":
    main()
