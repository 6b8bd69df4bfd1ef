"""What the reader is trained with: attention of our own, crops that stay hard, loose answers."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from transformers import AutoTokenizer

from index.training.attention import _Attention
from index.training.examples import TrainingExample
from index.training.packaged import packaged_model
from index.training.shipped import load_readers
from index.training.squad import FRAGMENTS, PAIRS, QUESTIONED, squad_pairs
from index.training.train import encode
from index.training.variations import cropped

TEXT = "It rained. Bob Smith painted the ship in 1867. The crew slept."


def test_the_gradient_of_attention_is_the_one_that_differences_give() -> None:
    torch.manual_seed(0)
    q, k, v = (torch.randn(2, 3, 5, 4, dtype=torch.float64, requires_grad=True) for _ in range(3))
    mask = torch.zeros(2, 1, 5, 5, dtype=torch.float64)
    mask[..., 4] = -1e4
    assert torch.autograd.gradcheck(
        lambda *qkv: _Attention.apply(*qkv, mask, 0.5), (q, k, v), atol=1e-4
    )


def test_a_crop_without_an_answer_keeps_the_sentence_that_looks_like_one() -> None:
    asked = TrainingExample("Who painted the ship in 1876?", "", TEXT, (), "made-up/unanswerable")
    for seed in range(20):
        assert "Bob Smith painted" in cropped(asked, random.Random(seed)).text


def test_of_a_set_that_names_sentences_any_word_of_one_may_answer() -> None:
    start, end = TEXT.index("Bob"), TEXT.index(" The crew")
    exact, loose = (
        TrainingExample("Who?", "", TEXT, ((start, end),), f"{name}/answerable")
        for name in ("selqa", "selqa_sentences")
    )
    tokenizer = AutoTokenizer.from_pretrained(str(packaged_model()))
    starts = encode(tokenizer, [[exact, loose]], 32)["starts"].sum(1).tolist()
    assert starts == [1, len(tokenizer.tokenize(TEXT[start:end]))]


def test_a_pair_has_the_paragraph_of_another_question_of_its_sitting(tmp_path: Path) -> None:
    sitting = "0123456789abcdef01"
    for place in FRAGMENTS:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("", "utf-8")
    (tmp_path / QUESTIONED).mkdir(parents=True)
    header = ",qid,context,original_question,original_answer_span,potential_UQ_question\n"
    for name, row in (("Mutual_Exclusion", f"0,{sitting}aaaaaa,{TEXT},Who slept?,The crew,\n"),
                      ("Number_Swap", "")):  # fmt: skip
        path = tmp_path / QUESTIONED / f"Final_Unanswerable_{name}.csv"
        path.write_text(header + row, "utf-8")
    (tmp_path / PAIRS).mkdir(parents=True)
    for kind, words in (("answerable", "who painted it ?"), ("unanswerable", "who sold it ?")):
        lines = [f"{id}bbbbbb\t{words}\t4\t5\n" for id in (sitting, sitting[::-1])]
        (tmp_path / PAIRS / f"train-{kind}-questions.txt").write_text("".join(lines), "utf-8")
        (tmp_path / PAIRS / f"dev-{kind}-questions.txt").write_text("", "utf-8")
    (tmp_path / PAIRS / "dev-context.txt").write_text("", "utf-8")
    assert list(squad_pairs(tmp_path)) == [("", TEXT, "who sold it?", [])]


def test_training_goes_on_from_the_mean_of_several_readers(tmp_path: Path) -> None:
    for folder, weight in (("one", 1.0), ("other", 3.0)):
        (tmp_path / folder).mkdir()
        state = {"weight": torch.full((2, 2), weight), "bias": torch.zeros(2)}
        torch.save(state, tmp_path / folder / "reader.pt")
    model = torch.nn.Linear(2, 2)
    load_readers(model, [tmp_path / "one", tmp_path / "other"])
    assert torch.equal(model.weight, torch.full((2, 2), 2.0))
