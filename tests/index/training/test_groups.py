"""Training by groups: the passages of one question stay together, and none is given away."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.training.examples import TrainingExample, grouped
from index.training.mixture import Shares, mixture
from index.training.variations import epoch, vary

RIGHT = TrainingExample(
    "When was the lamp lit?",
    "The lamp",
    "It stood dark for long. It was lit in 1911. Ships saw it.",
    ((24, 42),),
    "people/lamp/fact",
)
WRONG = replace(RIGHT, text="The lamp of the pier was sold. Nobody knows when.", spans=())
SECTION = replace(RIGHT, source="headings/lamp", spans=((0, len(RIGHT.text)),))


def test_neighbours_with_one_question_and_source_are_one_group() -> None:
    other = replace(RIGHT, question="Who lit it?")
    assert grouped([RIGHT, WRONG, other, SECTION]) == [(RIGHT, WRONG), (other,), (SECTION,)]


@given(st.integers(0, 10_000))
def test_all_passages_of_a_question_are_asked_in_the_same_wording(seed: int) -> None:
    varied = vary([RIGHT, WRONG], random.Random(seed))
    assert len({one.question for one in varied}) == 1
    assert len({bool(one.title) for one in varied}) == 1


@given(st.integers(0, 10_000))
def test_neither_a_section_nor_the_passages_beside_it_are_cropped(seed: int) -> None:
    beside = replace(WRONG, source=SECTION.source)
    varied = vary([SECTION, beside], random.Random(seed))
    assert [one.text for one in varied] == [SECTION.text, beside.text]


@given(st.integers(0, 10_000))
def test_a_swapped_question_is_a_group_of_its_own_without_an_answer(seed: int) -> None:
    first, *swapped = epoch([(RIGHT, WRONG)], random.Random(seed))
    assert [one.answerable for one in first] == [True, False]
    assert all(len(group) == 1 and not group[0].answerable for group in swapped)


def test_a_mixture_repeats_judged_questions_and_takes_some_of_the_others() -> None:
    files = {"lamp": [(RIGHT, WRONG), *[(replace(SECTION, question=str(n)),) for n in range(9)]]}
    chosen = mixture(files, Shares(judged=2, headings=3, most={}), seed=1)
    assert chosen.count((RIGHT, WRONG)) == 2
    assert len(chosen) == 5
    wiki = {
        "wiki": [(replace(RIGHT, source="wiki/answerable", question=str(n)),) for n in range(9)]
    }
    assert len(mixture(wiki, Shares(2, 3, {"wiki": 4}), seed=1)) == 4


def test_a_mixture_takes_a_share_of_the_judged_and_few_passages_of_each() -> None:
    groups = [
        tuple(replace(one, question=str(n)) for one in (RIGHT, RIGHT, WRONG, WRONG, WRONG))
        for n in range(8)
    ]
    chosen = mixture({"lamp": groups}, Shares(0.5, 0, {}, right=1, wrong=2), seed=1)
    assert [[one.answerable for one in group] for group in chosen] == [[True, False, False]] * 4


def test_the_choice_is_lost_by_a_wrong_passage_with_higher_odds_in_its_own_group_only() -> None:
    import torch

    from index.training.reading_model import choice_loss

    answerable = torch.tensor([True, False, False, True])
    groups = torch.tensor([0, 0, 1, 1])
    well = choice_loss(torch.tensor([4.0, -4.0, -4.0, 4.0]), answerable, groups)
    badly = choice_loss(torch.tensor([4.0, -4.0, 4.0, -4.0]), answerable, groups)
    assert float(well) == pytest.approx(0.0003, abs=1e-3)
    assert float(badly) == pytest.approx(4.0, abs=1e-2)
    alone = choice_loss(torch.tensor([-4.0, 4.0]), torch.tensor([True, False]), torch.arange(2))
    assert float(alone) == 0.0
