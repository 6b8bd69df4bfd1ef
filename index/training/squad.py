"""Collect questions of SQuAD's training set from small public files: fragments and pairs.

A pair (Zhu and others, 2019, "Learning to Ask Unanswerable Questions") is a question that its
paragraph answers, and a similar one that a person wrote so that the paragraph does not answer it.
Most pairs come without their paragraphs. But the questions about a paragraph were written in one
sitting, so their ids, which are MongoDB's, begin alike: another question of that sitting has the
paragraph of the pair.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = tuple[str, str, str, list[str]]  # title, paragraph, question, answers
Paragraph = tuple[str, str]  # title, text
FRAGMENTS = (
    "PhongNTDo+guide_train_MRC_transformers/train-v2.0.json",
    "ermeba+jupiter_bert/train-v1.1.json",
)
PAIRS = "haichao592+UnAnsQ/QG"
QUESTIONED = "Julien-ser+UnAnswGen/Data"  # questions with their paragraphs and answers
SITTING = 18  # first digits of an id, of 24: the second, the machine and the process


def squad_fragments(clones: Path) -> Iterator[Row]:
    """Yield the questions of the training set that come with their paragraphs: about 14,000."""
    for title, paragraph in _paragraphs(clones):
        for asked in paragraph["qas"]:
            yield title, paragraph["context"], asked["question"], _answers(asked)
    for _, context, question, answer in _questioned(clones):
        yield "", context, question, [answer]
    path = clones / "EmptyCityJK+flan-response-evaluator/data/squad/train.json"
    for paragraph in json.loads(path.read_text("utf-8")):
        for asked in paragraph["qas"]:
            yield "", paragraph["context"], asked["question"], [asked["answer"]]
    path = clones / "chanys+tnlp/data/squad/train.jsonl"
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        yield "", record["passage"], record["query"], [record["answer"]]


def squad_pairs(clones: Path) -> Iterator[Row]:
    """Yield both questions of each pair whose paragraph is known.

    The pairs called ``test`` are left out: they are of SQuAD's development set, which is for
    judging.
    """
    sittings, answers = _known(clones)
    for id, question, other, _ in _pairs(clones, "train"):
        if len(sittings[id[:SITTING]]) == 1:
            [(title, context)] = sittings[id[:SITTING]]
            if id in answers:
                yield title, context, question, answers[id]
            yield title, context, other, []
    lines = (clones / PAIRS / "dev-context.txt").read_text("utf-8").splitlines()
    for (_, question, other, (first, last)), line in zip(_pairs(clones, "dev"), lines, strict=True):
        context = line.split("\t")[0]
        yield "", context, question, [" ".join(context.split(" ")[first : last + 1])]
        yield "", context, other, []


def _paragraphs(clones: Path) -> Iterator[tuple[str, Any]]:
    """Yield titles and paragraphs of files in SQuAD's format, truncated files included."""
    decoder = json.JSONDecoder()
    for place in FRAGMENTS:
        text, title = (clones / place).read_text("utf-8", "replace"), ""
        for match in re.finditer(r'"title": "((?:[^"\\]|\\.)*)"|\{"(?:context|qas)":', text):
            if match[1] is not None:
                title = json.loads(f'"{match[1]}"')
                continue
            try:
                paragraph, _ = decoder.raw_decode(text, match.start())
            except ValueError:
                continue
            if "context" in paragraph and "qas" in paragraph:
                yield title, paragraph


def _answers(asked: Any) -> list[str]:
    return [] if asked.get("is_impossible") else [answer["text"] for answer in asked["answers"]]


def _questioned(clones: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield id, paragraph, question and answer of each question that rules have varied."""
    csv.field_size_limit(10**8)
    for name in ("Mutual_Exclusion", "Number_Swap"):
        path = clones / QUESTIONED / f"Final_Unanswerable_{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield (row["qid"], row["context"], row["original_question"],
                       row["original_answer_span"])  # fmt: skip


def _known(clones: Path) -> tuple[dict[str, set[Paragraph]], dict[str, list[str]]]:
    """Return the paragraphs of each sitting, and the answers to each question, by its id."""
    sittings: dict[str, set[Paragraph]] = defaultdict(set)
    answers: dict[str, list[str]] = {}
    for id, context, _, answer in _questioned(clones):
        sittings[id[:SITTING]].add(("", context))
        answers[id] = [answer]
    for title, paragraph in _paragraphs(clones):
        for asked in paragraph["qas"]:
            if not asked.get("is_impossible"):
                known = sittings[asked["id"][:SITTING]]
                known.discard(("", paragraph["context"]))
                known.add((title, paragraph["context"]))
                answers[asked["id"]] = _answers(asked)
    return sittings, answers


def _pairs(clones: Path, split: str) -> Iterator[tuple[str, str, str, tuple[int, int]]]:
    """Yield id, both questions, and the first and last token of the answer to the first."""
    answerable, unanswerable = (
        (clones / PAIRS / f"{split}-{kind}-questions.txt").read_text("utf-8").splitlines()
        for kind in ("answerable", "unanswerable")
    )
    for one, other in zip(answerable, unanswerable, strict=True):
        id, question, first, last = one.split("\t")
        yield id, _joined(question), _joined(other.split("\t")[1]), (int(first), int(last))


def _joined(words: str) -> str:
    """Write words as usual: the pairs have a space before every sign."""
    return re.sub(r" (n't|'s|[?,.:;)%])", r"\1", words).replace("( ", "(")
