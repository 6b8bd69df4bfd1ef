"""Soft labels: what two readers think of each word, and what a third learns from it.

torch is imported in the tests that need it, so that not each of the workers loads it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from index.models.loading import SHIPPED
from index.models.span_reader import SpanReader
from index.training.examples import TrainingExample
from index.training.packaged import packaged_model
from index.training.soft_labels import Teachers, label, log_shares

TEXT = "The lamp stood dark for long. It was lit in 1911. Ships saw it."
RIGHT = TrainingExample("when was it lit", "The lamp of 1911", TEXT, ((44, 48),), "people/lamp")
WRONG = TrainingExample("when was it lit", "", "The pier was sold.", (), "people/lamp")


@cache
def teachers() -> Teachers:
    """Let the shipped reader be both, since the judge is not in the repository."""
    return Teachers.of(SHIPPED)


def test_a_label_says_how_likely_each_word_of_the_passage_answers_and_none_of_the_title() -> None:
    pieces, _ = log_shares(teachers().reader, RIGHT)
    labelled = teachers().label(RIGHT)
    assert labelled is not None
    begins, ends = labelled = labelled.astype(float)
    assert labelled.shape == (2, 1 + len(pieces))
    assert labelled.sum(axis=1) == pytest.approx([1, 1], abs=1e-2)
    year = [at for at, piece in enumerate(pieces, start=1) if piece == pieces[3]]
    assert len(year) == 2, "the year is in the title and in the passage"
    assert begins[year[0]] == ends[year[0]] == 0
    assert int(begins.argmax()) == int(ends.argmax()) == year[1]


def test_labels_are_read_with_their_groups_as_they_were_kept(tmp_path: Path) -> None:
    from index.training.distil import read_labels

    assert label([(RIGHT, WRONG), (RIGHT,)], teachers(), tmp_path, 3) == 3
    groups, labels = read_labels(tmp_path)
    assert [one for group in groups for one in group] == [RIGHT, WRONG, RIGHT]
    known = teachers().label(WRONG)
    assert known is not None
    assert np.array_equal(labels[WRONG], known)


def test_a_passage_that_the_two_cut_differently_is_left_out(tmp_path: Path) -> None:
    from index.training.distil import read_labels

    short = SpanReader(SHIPPED, "short", "", max_tokens=16)
    apart = Teachers(short, teachers().reader)
    assert apart.label(RIGHT) is None
    assert label([(RIGHT, WRONG)], apart, tmp_path, 0) == 1
    assert read_labels(tmp_path)[0] == [(WRONG,)]


def test_labels_stand_at_the_pieces_that_training_encodes() -> None:
    import torch
    from transformers import AutoTokenizer

    from index.training.distil import targets
    from index.training.reading_model import encode

    tokenizer = AutoTokenizer.from_pretrained(str(packaged_model()))
    batch = encode(tokenizer, [(RIGHT, WRONG)], 64)
    labels = {one: teachers().label(one) for one in (RIGHT, WRONG)}
    wanted = targets([(RIGHT, WRONG)], labels, batch["types"])
    for each, gold in zip(wanted, (batch["starts"], batch["ends"]), strict=True):
        assert torch.allclose(each.sum(-1), torch.ones(2))
        assert int(each[0].argmax()) == int(gold[0].nonzero())
        assert int(each[1].argmax()) == 0, "nothing answers"
        assert not each[~batch["allowed"]].any()


def test_the_loss_is_least_for_a_reader_that_thinks_as_the_labels() -> None:
    import torch

    from index.training.distil import soft_loss

    wanted = [torch.tensor([[0.1, 0.9, 0.0], [0.7, 0.1, 0.2]])] * 2
    groups = torch.zeros(2, dtype=torch.long)
    same = [(each + 1e-6).log() for each in wanted]
    least = float(soft_loss(same, wanted, groups))
    for other in ([[0.9, 0.1, 0.0], [0.7, 0.1, 0.2]], [[0.1, 0.9, 0.0], [0.2, 0.1, 0.7]]):
        likely = [(torch.tensor(other) + 1e-6).log()] * 2
        assert float(soft_loss(likely, wanted, groups)) > least + 0.1
