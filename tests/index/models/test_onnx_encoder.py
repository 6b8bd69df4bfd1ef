"""The default encoder: the same bits always, near its reference, and without torch."""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import EncoderError, ReaderError
from index.files import file_digest
from index.maintenance.rebuild import Rebuilder
from index.models import encoder as encoders
from index.models.encoder import Encoder, load_encoder
from index.models.loading import load_reader
from index.models.onnx_encoder import OnnxEncoder
from index.settings import EncoderSettings, IndexSettings, LibrarySettings, ReaderSettings
from index.sources.documents import find_sources
from index.text.chunking import sentences_of
from index.training.packaged import CHANGES, WEIGHTS_SHA256, packaged_model
from tests.support.paths import ROOT

LONG = "The keeper lit the lamp. " * 60  # 360 tokens


@cache
def onnx(threads: int = 1) -> Encoder:
    return load_encoder(EncoderSettings(threads=threads))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The paragraphs and sentences of the shipped articles, and some texts of unusual lengths."""
    found = ["Why?", LONG, "日本語 and Ünïcode ﬁ", " "]
    for file in find_sources(ROOT / "docs/articles"):
        for paragraph in filter(None, file.path.read_text("utf-8").split("\n\n")):
            sentences = sentences_of(paragraph, 0, len(paragraph))
            found += [paragraph, *(paragraph[a:b] for a, b in sentences)]
    return found


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """The same model in 32 bits, run by sentence-transformers."""
    from index.training.tuned_encoder import save_whole

    folder = tmp_path_factory.mktemp("whole")
    save_whole(folder)
    return load_encoder(EncoderSettings(model=str(folder)))


def test_a_vector_depends_neither_on_other_texts_nor_on_the_number_of_threads(
    texts: list[str],
) -> None:
    alone = [onnx().encode_question(text).tobytes() for text in texts[:40]]
    for threads in (1, 2, 5):
        together = onnx(threads).encode_passages(texts[::-1])[::-1]
        assert [row.tobytes() for row in together[:40]] == alone


def test_a_vector_has_the_same_bits_for_callers_at_the_same_time(texts: list[str]) -> None:
    shared = onnx(2)
    once = shared.encode_passages(texts[:30]).tobytes()
    with ThreadPoolExecutor(4) as callers:
        again = list(callers.map(lambda _: shared.encode_passages(texts[:30]).tobytes(), range(4)))
    assert set(again) == {once}


def test_the_model_is_loaded_once_for_all_the_builds_of_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import onnxruntime

    load_encoder(EncoderSettings()).encode_question("Is it loaded?")
    monkeypatch.delattr(onnxruntime, "InferenceSession")
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(6):
        (sources / "lamp.md").write_text(f"The lamp was lit in {1900 + number}.", "utf-8")
        places = LibrarySettings(sources=sources, index=tmp_path / "index")
        assert Rebuilder(IndexSettings(library=places)).build().encoded


def test_rows_are_unit_vectors_of_float32(texts: list[str]) -> None:
    vectors = onnx().encode_passages(texts[:20])
    assert (vectors.shape, vectors.dtype) == ((20, 384), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert onnx().encode_passages([]).shape == (0, 384)


def test_eight_bits_stay_near_the_reference(texts: list[str], reference: Encoder) -> None:
    ours = onnx(2).encode_passages(texts)
    cosines = np.sum(ours * reference.encode_passages(texts), axis=1)
    assert cosines.mean() >= 0.99
    assert cosines.min() >= 0.97


@given(st.lists(st.text(max_size=60), max_size=5))
def test_tokens_are_counted_as_the_reference_counts_them(
    reference: Encoder, some: list[str]
) -> None:
    assert list(onnx().count_tokens(some)) == list(reference.count_tokens(some))


def test_a_text_is_cut_off_where_the_reference_cuts_it_off(reference: Encoder) -> None:
    ours = onnx()
    assert ours.max_tokens == reference.max_tokens == 256
    assert ours.encode_question(LONG + "Bees.").tobytes() == ours.encode_question(LONG).tobytes()
    within = " ".join(["lamp"] * (256 - 2))
    assert ours.encode_question(within + " lamp").tobytes() == (
        ours.encode_question(within).tobytes()
    )
    assert ours.encode_question(within[:-5]).tobytes() != ours.encode_question(within).tobytes()


@given(st.text(max_size=300))
def test_any_text_is_encoded(text: str) -> None:
    assert np.isfinite(onnx().encode_question(text)).all()


# Its files


def test_the_card_names_the_bytes_that_are_shipped_and_those_they_were_made_of() -> None:
    card = (encoders.SHIPPED / "README.md").read_text("utf-8")
    assert file_digest(encoders.SHIPPED / "encoder.onnx") == encoders.SHA256
    assert encoders.SHA256 in card
    for digest, file in (
        (WEIGHTS_SHA256, packaged_model() / "model.safetensors"),
        (file_digest(CHANGES), CHANGES),
    ):
        assert digest in card
        assert file_digest(file) == digest


def test_the_tokenizer_is_that_of_the_weights() -> None:
    ours = encoders.READER_FOLDER / encoders.TOKENIZER
    assert file_digest(ours) == file_digest(packaged_model() / "tokenizer.json")


@pytest.mark.parametrize("name", ["SHIPPED", "READER_FOLDER"])
def test_an_encoder_of_other_bytes_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(getattr(encoders, name), copy)
    monkeypatch.setattr(encoders, name, copy)
    assert load_encoder(EncoderSettings())
    for file in copy.iterdir():
        file.write_bytes(b"not a model")
    with pytest.raises(EncoderError, match="not the one it expects") as caught:
        load_encoder(EncoderSettings())
    assert caught.value.hint == "Install Quoth again."


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"not a model")
    tokenizer = encoders.READER_FOLDER / encoders.TOKENIZER
    broken = OnnxEncoder(tmp_path / "encoder.onnx", tokenizer, "broken", "broken@1")
    with pytest.raises(EncoderError, match="not a model that can be loaded"):
        broken.encode_passages(["Why?"])


# Without sentence-transformers


def test_another_model_without_sentence_transformers_names_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config.json").write_text("{}", "utf-8")
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    assert load_encoder(EncoderSettings())
    assert load_reader(ReaderSettings())
    for model in ("nobody/no-model", str(tmp_path)):
        with pytest.raises(EncoderError, match="needs sentence-transformers") as of_encoder:
            load_encoder(EncoderSettings(model=model))
        with pytest.raises(ReaderError, match="needs sentence-transformers") as of_reader:
            load_reader(ReaderSettings(model=model))
        for caught in (of_encoder.value, of_reader.value):
            assert "quoth[models]" in caught.hint
            assert "\n" not in caught.message + caught.hint
