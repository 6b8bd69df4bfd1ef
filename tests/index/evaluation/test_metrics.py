"""Figures that anyone can recompute."""

from __future__ import annotations

import json
import subprocess
import sys
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.answerer import Answerer
from index.errors import SettingsError
from index.evaluation import (
    Judgement,
    Outcome,
    Share,
    Verdict,
    ask_all,
    contains,
    figures,
    read_judgements,
)
from index.snapshots.library import Library
from tests.conftest import Build
from tests.support.factories import answer, document, quote_of
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
        (1, 1, 0.2065, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_has_published_values(hits: int, of: int, low: float, high: float) -> None:
    share = Share(hits, of)
    assert list(share.interval) == pytest.approx([low, high], abs=6e-5)
    assert share.value == hits / of


@given(st.integers(1, 5_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilsons_interval_is_that_of_the_formula_by_hand(case: tuple[int, int]) -> None:
    hits, of = case
    p, z = hits / of, 1.959963984540054
    centre = (p + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z / (1 + z**2 / of) * sqrt(p * (1 - p) / of + z**2 / (4 * of * of))
    by_hand = [max(0.0, centre - half), min(1.0, centre + half)]
    assert list(Share(hits, of).interval) == pytest.approx(by_hand, abs=1e-9)


def test_scipy_is_imported_where_a_bound_is_computed_and_not_before() -> None:
    code = (
        "import sys, index.evaluation.calibrate, index.evaluation.report\n"
        "print('scipy' in sys.modules); index.evaluation.Share(1, 2).interval\n"
        "print('scipy' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    ("quote", "wanted", "holds"),
    [
        ("in  the\nyear 1867", "the year", True),
        ("cafe\N{COMBINING ACUTE ACCENT}", "café", True),
        ("the Lamp", "lamp", False),
        ("“glass”", '"glass"', False),
        ("1,867", "1867", False),
    ],
)
def test_only_composition_and_white_space_are_folded(quote: str, wanted: str, holds: bool) -> None:
    assert contains(quote, wanted) is holds


def outcome(id_: str, answers: tuple[str, ...], rank: int, *, abstained: bool) -> Outcome:
    judgement = Judgement(id_, "?", answers, "plain" if answers else "none")
    one = quote_of(document(), "The light was automated in 1983.")
    said = answer() if abstained else answer(one)
    return Outcome(judgement, said, (rank,) if rank else (), seconds=0.010)


def verdicts(*outcomes: Outcome) -> list[Verdict]:
    return [one.verdict for one in outcomes]


def test_the_figures_are_those_that_one_counts_by_hand() -> None:
    found = figures(
        verdicts(
            outcome("a", ("x",), 1, abstained=False),
            outcome("b", ("x",), 1, abstained=True),
            outcome("c", ("x",), 2, abstained=False),
            outcome("d", ("x",), 5, abstained=False),
            outcome("e", ("x",), 0, abstained=False),
            outcome("f", (), 0, abstained=True),
            outcome("g", (), 0, abstained=False),
        ),
        seconds=[0.010, 0.010, 0.010],
    )
    counts = {
        name: (found[name]["hits"], found[name]["of"])
        for name in (
            "quote_hit_at_1", "quote_hit_at_3", "shown_hit_at_1", "answered", "error_among_answered"
        )
    }  # fmt: skip
    assert counts == {
        "quote_hit_at_1": (2, 5),
        "quote_hit_at_3": (3, 5),
        "shown_hit_at_1": (1, 5),
        "answered": (4, 5),
        "error_among_answered": (4, 5),  # a is right; g is answered and must not be
    }
    assert found["mrr"]["value"] == round((1 + 1 + 1 / 2 + 1 / 5 + 0) / 5, 4)
    assert (found["refused"]["none"]["hits"], found["refused"]["none"]["of"]) == (1, 2)
    assert found["latency_ms"] == {"p50": 10.0, "p95": 10.0}


def test_questions_without_answers_have_no_hits_and_no_rank() -> None:
    found = figures(verdicts(outcome("f", (), 0, abstained=True)))
    assert found["mrr"]["value"] is None
    assert found["auroc"] == {"none": {"value": None, "interval": None}}
    assert found["error_at_80"]["threshold"] is None
    assert found["latency_ms"] is None
    assert found["quote_hit_at_1"]["share"] is None


def test_a_question_that_is_refused_counts_as_abstained(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    rebuild()
    asked = [
        Judgement("a", "🦉", ("oil",), "plain"),
        Judgement("b", "Which oil?", ("oil",), "plain"),
    ]
    first, second = ask_all(asked, Answerer(encoder), library.get("default"), 3)
    assert first.answer.abstained
    assert first.ranks == ()
    assert second.ranks
    assert len(second.answer.hits) == 3


def test_a_judgement_may_hold_any_separator_that_json_allows(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    records: list[dict[str, Any]] = [
        {"question": "one\N{LINE SEPARATOR}two\x85three", "answers": ["a\N{PARAGRAPH SEPARATOR}b"]},
        {"id": 7, "question": "x", "answers": [], "kind": 5, "more": True},
    ]
    lines = "\r\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    path.write_bytes(b"\xef\xbb\xbf" + lines.encode("utf-8"))
    one, other = read_judgements(path)
    assert (one.id, one.question, one.kind) == ("1", records[0]["question"], "answerable")
    assert one.answers == ("a\N{PARAGRAPH SEPARATOR}b",)
    assert (other.id, other.answers, other.kind) == ("7", (), "5")


@pytest.mark.parametrize(
    "record",
    [
        '{"question": "x", "answers": ["  "]}',
        '{"question": "x", "answers": "x"}',
        '{"question": null, "answers": ["x"]}',
        "[" * 100_000,
    ],
)
def test_a_judgement_that_no_quote_could_fail_or_meet_is_refused(
    record: str, tmp_path: Path
) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(record, "utf-8")
    with pytest.raises(SettingsError, match="line 1: not a judged question"):
        read_judgements(path)
