"""Tune the ranking's weights and fit the confidence, on questions that are marked for tuning.

    python tests/benchmarks/tune.py ../shared/eval/squad2-tune --sample 600

Prints quote-hit@1 and R@1 for the baselines and for a grid of weights, over the whole set as one
corpus; then the logistic regression for ``index/confidence.py``, fitted over that corpus and over
every article as a corpus of its own, so that it holds for a server with one article and with many.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from index.building import build
from index.confidence import FEATURES, features
from index.encoder import SentenceEncoder, load_encoder
from index.evaluation import Judgement, contains, read_judgements
from index.library import Library
from index.quoting import candidates
from index.retrieval import WEIGHTS, Query, Weights, retrieve
from index.settings import EncoderSettings
from index.snapshot import Snapshot

NEIGHBOURS = {
    "dense": (0.2, 0.3, 0.5),
    "lexical_window": (0.25, 0.75),
    "quote_character": (0.0, 0.0004),
    "quote_kind": (0.0, 0.12),
}


class RememberingEncoder:
    """An encoder that encodes no text twice: many small corpora share their texts."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder, self._seen = encoder, dict[str, Any]()
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.max_tokens, self.count_tokens = encoder.max_tokens, encoder.count_tokens

    def encode_passages(self, texts: Sequence[str]) -> Any:
        new = [text for text in texts if text not in self._seen]
        if new:
            self._seen.update(zip(new, self._encoder.encode_passages(new), strict=True))
        return np.stack([self._seen[text] for text in texts])

    def encode_question(self, text: str) -> Any:
        if f"?{text}" not in self._seen:
            self._seen[f"?{text}"] = self._encoder.encode_question(text)
        return self._seen[f"?{text}"]


def right(quotes: Sequence[Any], answers: Sequence[str]) -> bool:
    return bool(quotes) and any(contains(quotes[0].text, answer) for answer in answers)


def grid() -> Iterator[tuple[str, Weights]]:
    """The weights in force, then the baselines, then each weight's neighbours."""
    yield "in force", WEIGHTS
    yield "BM25 alone", replace(WEIGHTS, dense=0, quote_cosine=0, quote_lexical=1, quote_kind=0)
    yield "cosine alone", replace(WEIGHTS, dense=1, quote_cosine=1, quote_lexical=0, quote_kind=0)
    for name, values in NEIGHBOURS.items():
        for value in values:
            yield f"{name} {value}", replace(WEIGHTS, **{name: value})
    for cosine in (0.3, 0.6):
        mixed = replace(WEIGHTS, quote_cosine=cosine, quote_lexical=1 - cosine)
        yield f"quote_cosine {cosine}, quote_lexical {1 - cosine}", mixed


def score(
    weights: Weights, asked: Sequence[Judgement], snapshot: Snapshot, encoder: RememberingEncoder
) -> tuple[float, float]:
    first, passage = 0, 0
    for judgement in asked:
        query = Query.of(judgement.question, encoder)
        hits = retrieve(query, snapshot, 10, weights)
        first += right(candidates(query, hits, snapshot, 5, weights), judgement.answers)
        passage += any(contains(hits[0].hit.passage.text, a) for a in judgement.answers)
    return first / len(asked), passage / len(asked)


def rows(
    asked: Sequence[Judgement], snapshot: Snapshot, encoder: RememberingEncoder
) -> Iterator[tuple[tuple[float, ...], bool, str]]:
    for judgement in asked:
        query = Query.of(judgement.question, encoder)
        hits = retrieve(query, snapshot, 10)
        quotes = candidates(query, hits, snapshot, 5)
        signals = features(query, snapshot.passage_terms, hits, quotes)
        yield signals, right(quotes, judgement.answers), judgement.kind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=600)
    parser.add_argument("--ranking-only", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--index", type=Path, default=Path("var/tune"))
    options = parser.parse_args()
    encoder = RememberingEncoder(load_encoder(EncoderSettings()))
    library = Library(options.index)
    build(library, "all", options.folder / "articles", encoder, max_bytes=10**8)
    judgements = read_judgements(options.folder / "questions.jsonl")
    documents = {
        record["id"]: record.get("document")
        for record in map(json.loads, (options.folder / "questions.jsonl").open())
    }
    random.Random(options.seed).shuffle(judgements)
    everything = library.get("all")
    answerable = [j for j in judgements if j.answers][: options.sample]
    for name, weights in grid():
        hit, passage = score(weights, answerable, everything, encoder)
        print(f"hit@1 {hit:.3f}  R@1 {passage:.3f}  {name}", flush=True)
    if options.ranking_only:
        return
    kinds = sorted({j.kind for j in judgements})
    mixed = [
        j for kind in kinds for j in [j for j in judgements if j.kind == kind][: options.sample]
    ]
    data = [*rows(mixed, everything, encoder)]
    data += small_corpora(options.folder, mixed, documents, encoder)
    fit(data)


def small_corpora(
    folder: Path,
    judgements: Sequence[Judgement],
    documents: dict[str, Any],
    encoder: RememberingEncoder,
) -> Iterator[tuple[tuple[float, ...], bool, str]]:
    """Each article as a corpus of its own: its questions, and as many of other articles."""
    pick = random.Random(7)
    for article in sorted((folder / "articles").glob("*.md")):
        own = [j for j in judgements if documents[j.id] == article.name]
        strangers = [j for j in judgements if documents[j.id] != article.name]
        others = [
            replace(j, answers=(), kind="off-corpus") for j in pick.sample(strangers, len(own))
        ]
        with tempfile.TemporaryDirectory() as temporary:
            shutil.copy(article, temporary)
            library = Library(Path(temporary) / "index")
            build(library, "one", Path(temporary), encoder, max_bytes=10**8)
            yield from rows([*own, *others], library.get("one"), encoder)


def fit(data: Sequence[tuple[tuple[float, ...], bool, str]]) -> None:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score

    signals = np.array([row[0] for row in data])
    labels = np.array([row[1] for row in data])
    kinds = np.array([row[2] for row in data])
    model = LogisticRegression(C=10.0, max_iter=2000).fit(signals, labels)
    sure = model.predict_proba(signals)[:, 1]
    print("FEATURES", FEATURES)
    print("BIAS", round(float(model.intercept_[0]), 3))
    print("COEFFICIENTS", tuple(round(float(c), 3) for c in model.coef_[0]))
    for kind in sorted(set(kinds) - {"answerable"}):
        pair = (kinds == "answerable") | (kinds == kind)
        auroc = roc_auc_score(kinds[pair] == "answerable", sure[pair])
        print(f"AUROC answerable against {kind}: {auroc:.3f}")
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        answered = sure >= threshold
        says = [f"{kind} {np.mean(answered[kinds == kind]):.3f}" for kind in sorted(set(kinds))]
        wrong = 1 - labels[answered].mean()
        print(f"at {threshold}: error {wrong:.3f}; answered: " + ", ".join(says))


if __name__ == "__main__":
    main()
