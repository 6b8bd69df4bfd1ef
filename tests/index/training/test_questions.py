"""The questions for the reader to learn from: well formed, and none that it is measured by."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from index.evaluation import read_judgements

ROOT = Path(__file__).resolve().parents[3]
LEARNED = sorted((ROOT / "index" / "training" / "questions").glob("*.jsonl"))
MEASURED = sorted((ROOT / "tests" / "canned").rglob("*.jsonl"))


def asked(path: Path) -> Counter[str]:
    """Count the questions of a file; one that leans on another is asked with it."""
    lines = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    wholes = [(line.get("after", ""), line["question"]) for line in lines if "question" in line]
    return Counter(" ".join(" ".join(whole).lower().split()) for whole in wholes)


@pytest.mark.parametrize("path", LEARNED, ids=lambda path: path.stem)
def test_each_set_is_one_of_judged_questions_asked_once(path: Path) -> None:
    judgements = read_judgements(path)
    assert len({one.id for one in judgements}) == len(judgements)
    assert max(asked(path).values()) == 1
    assert all(bool(one.answers) == (one.kind != "unanswerable") for one in judgements)


def test_no_question_is_both_learned_from_and_measured_with() -> None:
    learned = {question for path in LEARNED for question in asked(path)}
    measured = {question for path in MEASURED for question in asked(path)}
    assert len(learned) > 10_000
    assert not learned & measured


def test_the_readme_counts_the_questions_of_each_set() -> None:
    page = (LEARNED[0].parent / "README.md").read_text("utf-8")
    for path in LEARNED:
        judgements = read_judgements(path)
        unanswered = sum(not one.answers for one in judgements)
        assert f"| `{path.stem}` | {len(judgements)} | {unanswered} |" in page
