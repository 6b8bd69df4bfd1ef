"""What the reader is trained with: attention of our own, crops that stay hard, loose answers.

torch is imported in the tests that need it, so that not each of the workers loads it.
"""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.files import file_digest
from index.models.loading import SHIPPED
from index.training.examples import TrainingExample
from index.training.packaged import packaged_model
from index.training.squad import FRAGMENTS, PAIRS, QUESTIONED, squad_pairs
from index.training.variations import cropped

TEXT = "It rained. Bob Smith painted the ship in 1867. The crew slept."


def test_the_gradient_of_attention_is_the_one_that_differences_give() -> None:
    import torch

    from index.training.attention import _Attention

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
    from transformers import AutoTokenizer

    from index.training.reading_model import encode

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
    import torch

    from index.training.shipped import load_readers

    for folder, weight in (("one", 1.0), ("other", 3.0)):
        (tmp_path / folder).mkdir()
        state = {"weight": torch.full((2, 2), weight), "bias": torch.zeros(2)}
        torch.save(state, tmp_path / folder / "reader.pt")
    model = torch.nn.Linear(2, 2)
    load_readers(model, [tmp_path / "one", tmp_path / "other"])
    assert torch.equal(model.weight, torch.full((2, 2), 2.0))


@pytest.fixture(scope="module")
def small_reader() -> Any:
    """A reader of two small layers, without training."""
    import torch
    from transformers import BertConfig, BertModel

    from index.training.reading_model import ReadingModel

    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=1_200, hidden_size=32, num_hidden_layers=2, num_attention_heads=4,
        intermediate_size=64, max_position_embeddings=64, initializer_range=0.3,
    )  # fmt: skip
    model = ReadingModel.__new__(ReadingModel)
    torch.nn.Module.__init__(model)
    model._typed = True
    model.encoder = BertModel(config, add_pooling_layer=False)
    model.span, model.answers = torch.nn.Linear(32, 2), torch.nn.Linear(32, 1)
    return model.eval()


def exported(model: Any, folder: Path) -> Path:
    import onnx

    from index.training.reader_graph import reader_graph

    folder.mkdir()
    weights = {name: weight.numpy() for name, weight in model.state_dict().items()}
    onnx.save(reader_graph(weights, heads=4), folder / "reader.onnx")
    return folder


def test_an_exported_reader_says_what_its_model_says(small_reader: Any, tmp_path: Path) -> None:
    import torch
    from onnxruntime import InferenceSession, SessionOptions

    file = exported(small_reader, tmp_path / "reader") / "reader.onnx"
    ids = torch.randint(0, 1_200, (1, 40), generator=torch.Generator().manual_seed(5))
    types = (torch.arange(40) > 9).long()[None]
    with torch.no_grad():
        wanted = torch.stack(small_reader(ids, torch.ones_like(ids), types)[:2]).numpy()
    said = []
    for threads in (1, 3):
        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        session = InferenceSession(file, options)
        given = {"ids": ids.numpy(), "types": types.numpy()}
        said.append(np.stack(session.run(["start", "end"], given)))
    assert said[0].tobytes() == said[1].tobytes()
    assert np.abs(said[0] - wanted).mean() < 0.1 * wanted.std()


def test_training_goes_on_from_an_exported_reader(small_reader: Any, tmp_path: Path) -> None:
    import torch

    from index.training.shipped import FROZEN, load_readers

    folder = exported(small_reader, tmp_path / "reader")
    model = copy.deepcopy(small_reader)
    learned = {name: w for name, w in model.named_parameters() if not name.startswith(FROZEN)}
    with torch.no_grad():
        for weight in learned.values():
            weight.fill_(9.0)
    load_readers(model, [folder])
    for name, weight in small_reader.state_dict().items():
        step = weight.abs().max() / 127 if weight.ndim == 2 and name in learned else 0.0
        assert torch.allclose(model.state_dict()[name], weight, rtol=0, atol=float(step) / 2 + 1e-6)
    again = exported(model, tmp_path / "again")
    assert file_digest(again / "reader.onnx") == file_digest(folder / "reader.onnx")


def test_training_can_go_on_from_the_reader_that_is_shipped() -> None:
    from index.training.shipped import _of_onnx

    found = _of_onnx(SHIPPED / "reader.onnx")
    shapes = {"span.weight": (2, 384), "span.bias": (2,), "answers.weight": (1, 384)}
    for layer in range(1, 6):
        at = f"encoder.encoder.layer.{layer}"
        shapes[f"{at}.intermediate.dense.weight"] = (1_536, 384)
        shapes[f"{at}.output.dense.weight"] = (384, 1_536)
        for name in ("self.query", "self.key", "self.value", "output.dense"):
            shapes[f"{at}.attention.{name}.weight"] = (384, 384)
            shapes[f"{at}.attention.{name}.bias"] = (384,)
    assert {name: tuple(found[name].shape) for name in shapes} == shapes
