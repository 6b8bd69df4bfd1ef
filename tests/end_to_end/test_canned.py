"""Canned questions over the shipped articles: what Quoth must not get worse at.

They were written before their scores were known, and one that fails stays. A wrong answer that a
user finds becomes one before it is mended; a bound below is raised when a change earns it.
`quoth eval tests/canned/shipped.jsonl` gives the figures.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from index.answering.answerer import Answerer
from index.evaluation import Outcome, ask_all, contains, figures, read_judgements
from index.evaluation.thresholds import Bound, names
from index.models.encoder import load_encoder
from index.models.loading import load_reader
from index.settings import EncoderSettings, ReaderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from tests.support.paths import ROOT

FILE = ROOT / "tests" / "canned" / "shipped.jsonl"
ARTICLES = ROOT / "docs" / "articles"
JUDGEMENTS = read_judgements(FILE)
RECORDS: list[dict[str, Any]] = [*map(json.loads, FILE.read_text("utf-8").splitlines())]
BOUNDS = [
    "quote_hit_at_1=0.84",
    "quote_hit_at_3=0.925",
    "mrr=0.86",
    "hit_at_1_by_kind.plain=1",
    "hit_at_1_by_kind.typo=1",
    "hit_at_1_by_kind.keyword=1",
    "hit_at_1_by_kind.paraphrase=0.57",
    "answered=0.65",
    "error_among_answered=0.25",
    "refused.off-topic=1",
    "refused.unanswerable-on-topic=0.91",
    "refused.unanswerable-false-premise=0.5",
    "auroc.off-topic=0.99",
    "auroc.unanswerable-on-topic=0.8",
]


@pytest.fixture(scope="module")
def shipped(shipped_library: Library) -> Snapshot:
    return shipped_library.get("default")


@pytest.fixture(scope="module")
def outcomes(shipped: Snapshot) -> Sequence[Outcome]:
    reader = load_reader(ReaderSettings())
    answerer = Answerer(load_encoder(EncoderSettings()), reader=reader)
    return list(ask_all(JUDGEMENTS, answerer, shipped, 5))


def test_there_are_questions_of_each_kind_and_no_id_twice() -> None:
    kinds = [judgement.kind for judgement in JUDGEMENTS]
    assert len(JUDGEMENTS) >= 40
    assert min(map(kinds.count, set(kinds))) >= 5
    assert len({judgement.id for judgement in JUDGEMENTS}) == len(JUDGEMENTS)


@pytest.mark.parametrize(
    "record", [r for r in RECORDS if r["answers"]], ids=lambda record: record["id"]
)
def test_each_answer_stands_in_the_document_that_is_named(
    record: dict[str, Any], shipped: Snapshot
) -> None:
    texts = {document.id: document.text for document in shipped.documents()}
    assert [a for a in record["answers"] if not contains(texts[record["document"]], a)] == []


@pytest.mark.parametrize("bound", BOUNDS)
def test_no_figure_is_worse_than_it_was(bound: str, outcomes: Sequence[Outcome]) -> None:
    record = figures([one.verdict for one in outcomes])
    assert Bound.parse(bound, names(JUDGEMENTS)).failure(record) is None


def test_every_quote_is_a_slice_of_its_file(outcomes: Sequence[Outcome]) -> None:
    files = {path.name: path.read_text("utf-8") for path in Path(ARTICLES).glob("*.md")}
    quotes = [quote for one in outcomes for quote in one.answer.candidates]
    assert len(quotes) > 100
    assert [q.text for q in quotes if q.text not in files[q.document.id]] == []
