"""The tuning of the encoder: what is compared with what, and what is kept of it.

torch is imported in the tests that need it, so that not each of the workers loads it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np

from index.training.examples import TrainingExample
from index.training.packaged import packaged_model

RIGHT = TrainingExample(
    "how do i paint it", "Ships › Paint", "Sand it. Then paint it.", ((9, 23),), "people/a/how"
)
WRONG = TrainingExample("how do i paint it", "Ships › Sails", "Sew it.", (), "people/a/how")
GROUP = [RIGHT, WRONG]
LABELS = {  # how likely "no answer" is, and that each of two words begins and ends one
    RIGHT: np.array([[0.2, 0.5, 0.3], [0.2, 0.3, 0.5]], dtype=np.float16),
    WRONG: np.array([[0.8, 0.1, 0.1], [0.8, 0.1, 0.1]], dtype=np.float16),
}


def test_a_question_is_compared_with_passages_quotes_and_headings() -> None:
    from index.training.tune_encoder import HEADINGS, PASSAGE, QUOTE, compared

    shares = {
        field: {one.text: one.share for one in compared(field, [GROUP], LABELS, Random(1))}
        for field in (PASSAGE, QUOTE, HEADINGS)
    }
    assert set(shares[PASSAGE]) == {RIGHT.text, WRONG.text}
    assert shares[HEADINGS] == {RIGHT.title: 1.0, WRONG.title: 0.0}
    assert all(text in RIGHT.text for text, share in shares[QUOTE].items() if share)


def test_a_passage_counts_by_its_marks_and_by_what_the_judge_thinks() -> None:
    from index.training.tune_encoder import MARKED, shares_of

    shares = shares_of(GROUP, LABELS)
    assert math.isclose(shares[RIGHT.text], MARKED + (1 - MARKED) * 16 / 17, rel_tol=0.01)
    assert math.isclose(sum(shares.values()), 1.0)
    alike = shares_of([RIGHT, RIGHT], LABELS)
    assert alike == {RIGHT.text: 1.0}


def test_a_section_that_its_heading_asks_for_is_not_compared_by_its_headings() -> None:
    from index.training.tune_encoder import HEADINGS, compared

    group = [replace(one, source="headings/a") for one in GROUP]
    assert not compared(HEADINGS, [group], {}, Random(1))


def test_each_half_of_a_batch_is_of_one_source() -> None:
    from index.training.tune_encoder import batches

    pool = [[replace(RIGHT, source=f"people/{name}/how")] for name in "abc" for _ in range(5)]
    found = list(batches(pool, 6, Random(1)))
    assert sum(map(len, found)) == len(pool)
    for batch in found:
        assert len(batch) <= 6
        assert len({group[0].source for group in batch}) <= 2


def test_a_question_that_has_its_text_nearest_costs_less_than_one_that_has_not() -> None:
    import torch

    from index.training.tune_encoder import Compared, contrastive

    texts = [Compared(0, "a", 1.0), Compared(1, "b", 1.0), Compared(1, "c", 0.0)]
    near = torch.tensor([[0.9, 0.1, 0.1], [0.1, 0.9, 0.1]])
    assert contrastive(near, texts) < contrastive(near.flip(0), texts)
    equal = torch.full((2, 3), 0.5)
    assert math.isclose(contrastive(equal, texts).item(), math.log(3), rel_tol=1e-5)


def test_the_right_text_of_another_question_is_no_wrong_one_if_it_is_the_same() -> None:
    import torch

    from index.training.tune_encoder import Compared, contrastive

    texts = [Compared(0, "a", 1.0), Compared(1, "a", 1.0), Compared(1, "c", 0.0)]
    equal = torch.full((2, 3), 0.5)
    assert math.isclose(contrastive(equal, texts).item(), math.log(2), rel_tol=1e-5)


def test_merged_changes_give_the_vectors_that_were_tuned(tmp_path: Path) -> None:
    import torch
    from transformers import BertModel

    from index.training.low_rank import Changes, merge

    torch.manual_seed(0)
    ids = torch.arange(1_000, 1_008).reshape(1, 8)
    first, second = (BertModel.from_pretrained(str(packaged_model())).eval() for _ in range(2))
    with torch.inference_mode():
        before = first(input_ids=ids).last_hidden_state
    changes = Changes(first)
    with torch.inference_mode():
        assert torch.equal(before, first(input_ids=ids).last_hidden_state)
    for name, parameter in changes.named_parameters():
        if name.endswith("up"):
            torch.nn.init.normal_(parameter, std=0.01)
        parameter.data = parameter.data.half().float()  # as they are saved
    changes.save(tmp_path / "encoder.safetensors")
    merge(second, tmp_path / "encoder.safetensors")
    with torch.inference_mode():
        tuned = first(input_ids=ids).last_hidden_state
        merged = second(input_ids=ids).last_hidden_state
    assert not torch.allclose(before, tuned, atol=1e-2)
    assert torch.allclose(tuned, merged, atol=1e-5)
