"""The multilingual encoder: made of its base, and without the mean of its vectors."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from index.errors import EncoderError
from index.models.encoder import load_encoder
from index.models.loading import SHIPPED
from index.models.multilingual import LENGTH, MultilingualEncoder
from index.settings import EncoderSettings
from index.training.make_multilingual import BASE, make_multilingual

WIDTH = 32
TEXTS = ["Die Lampe brannte seit 1867.", "La lampe brûlait.", "ランプは灯った。", "Why?"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real BERT, of two small layers and no training, with the shipped tokenizer."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("base")
    config = BertConfig(
        vocab_size=30_522, hidden_size=WIDTH, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, initializer_range=0.3,
    )  # fmt: skip
    BertModel(config).save_pretrained(folder)
    shutil.copy(SHIPPED / "tokenizer.json", folder)
    return folder


@pytest.fixture(scope="module")
def made(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The encoder that is made of ``base``, and a mean of its width."""
    from index.training.export_multilingual import export_multilingual

    folder = tmp_path_factory.mktemp("multilingual")
    export_multilingual(base, folder)
    np.save(folder / "mean.npy", np.linspace(-0.1, 0.1, WIDTH, dtype=np.float32))
    return folder


def loaded(made: Path) -> MultilingualEncoder:
    return MultilingualEncoder(made, threads=2, mean=made / "mean.npy")


def test_it_encodes_as_its_base_does_without_the_mean(base: Path, made: Path) -> None:
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

    model = BertModel.from_pretrained(base).eval()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    mean = np.load(made / "mean.npy")
    found = loaded(made).encode_passages(TEXTS)
    for text, vector in zip(TEXTS, found, strict=True):
        ids = torch.tensor([tokenizer.encode(f"passage: {text}").ids])
        with torch.inference_mode():
            pooled = model(ids).last_hidden_state.mean(dim=1)[0].numpy()
        wanted = pooled / np.linalg.norm(pooled) - mean
        assert vector @ wanted / np.linalg.norm(wanted) > 0.99
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_question_is_longer_than_a_passage_and_another_vector(made: Path) -> None:
    encoder = loaded(made)
    question, (passage,) = encoder.encode_question("Why?"), encoder.encode_passages(["Why?"])
    assert np.linalg.norm(question) == pytest.approx(LENGTH, abs=1e-5)
    assert question @ passage < LENGTH - 1e-3


def test_a_vector_has_the_same_bits_alone_and_among_others(made: Path) -> None:
    encoder = loaded(made)
    together = encoder.encode_passages(TEXTS)
    assert [encoder.encode_passages([text]).tobytes() for text in TEXTS] == [
        row.tobytes() for row in together
    ]


def test_a_text_that_it_can_hold_is_not_cut_off_by_the_prefix(made: Path) -> None:
    encoder = loaded(made)
    fits, cut = "lamp " * (encoder.max_tokens - 3), "lamp " * encoder.max_tokens
    assert encoder.count_tokens([fits + "light"]) == [encoder.max_tokens - 2]  # and two special
    for words, same in ((fits, False), (cut, True)):
        light, keeper = encoder.encode_passages([words + "light", words + "keeper"])
        assert (light == keeper).all() == same


def test_the_folder_that_was_made_is_what_the_setting_names(made: Path) -> None:
    found = load_encoder(EncoderSettings(model=str(made)))
    assert isinstance(found, MultilingualEncoder)
    assert found.fingerprint != load_encoder(EncoderSettings()).fingerprint


def test_no_passages_are_no_vectors(made: Path) -> None:
    assert len(loaded(made).encode_passages([])) == 0


def test_an_encoder_that_is_damaged_is_named_with_the_way_to_make_it(
    made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made, tmp_path / "made")
    (tmp_path / "made/encoder.onnx").write_bytes(b"not a model")
    with pytest.raises(EncoderError, match="not a model that can be loaded") as told:
        loaded(tmp_path / "made").encode_question("Why?")
    assert "quoth multilingual" in told.value.hint


def test_another_model_is_not_taken_for_the_base(base: Path, tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="not the model that the multilingual encoder"):
        make_multilingual(str(base), tmp_path / "made")
    assert not (tmp_path / "made").exists()


def test_a_package_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "index.training.export_multilingual", raising=False)
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(EncoderError, match="onnx") as told:
        make_multilingual(BASE.name, tmp_path)
    assert "quoth[multilingual]" in told.value.hint
