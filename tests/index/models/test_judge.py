"""The judge: made of its base and of what training changed, and read with as any reader is."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from index.errors import ReaderError
from index.models.judge import load_judge
from index.models.loading import SHIPPED, load_reader
from index.models.reader import ReaderInput
from index.settings import ReaderSettings
from index.training.make_judge import BASE, make_judge

TEXT = "The lamp was first lit in 1867. Ida Holm lived in the tower until 1901."
PAGE = ReaderInput("Skerry Point", TEXT, ((0, 31), (32, len(TEXT)), (0, len(TEXT))))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real MPNet, of four small layers and no training, with the shipped tokenizer."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("base")
    config = MPNetConfig(
        vocab_size=30_527, hidden_size=32, num_hidden_layers=4, num_attention_heads=2,
        intermediate_size=64, initializer_range=0.3,
    )  # fmt: skip
    MPNetModel(config).save_pretrained(folder)
    shutil.copy(SHIPPED / "tokenizer.json", folder)
    return folder


@pytest.fixture(scope="module")
def made(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The judge that is made of ``base`` and of changes by chance."""
    import torch

    from index.training.export_judge import export_judge
    from index.training.train_judge import Judge

    folder = tmp_path_factory.mktemp("judge")
    changed = Judge(base)
    for name, parameter in changed.trained().named_parameters():
        if name.endswith("up"):
            torch.nn.init.normal_(parameter, std=0.1)
    changed.save(folder / "judge.safetensors")
    export_judge(base, folder, folder / "judge.safetensors")
    return folder


def test_a_judge_that_is_made_reads_as_the_one_that_was_trained(base: Path, made: Path) -> None:
    import torch

    from index.training.train_judge import Judge

    trained = Judge(base).eval()
    trained.load(made / "judge.safetensors")
    reader = load_judge(made, threads=1)
    ids = torch.arange(2_000, 2_040).reshape(1, 40)
    with torch.inference_mode():
        wanted, _, _ = trained.model(ids, torch.ones_like(ids), torch.zeros_like(ids))
    given = {one.name: np.ones((1, 40), np.int64) for one in reader._session.get_inputs()}
    start, _ = reader._session.run(["start", "end"], given | {"ids": ids.numpy()})
    assert np.abs(wanted.numpy()).max() > 0.1
    assert np.corrcoef(wanted.numpy()[0], start[0])[0, 1] > 0.97


def test_the_judge_says_something_of_each_window(made: Path) -> None:
    (found,) = load_judge(made, threads=1).read("When was the lamp lit?", [PAGE])
    assert [one.answer is not None for one in found] == [True] * 3
    for (start, end), one in zip(PAGE.windows, found, strict=True):
        assert one.answer is not None
        assert start <= one.answer[0] < one.answer[1] <= end


def test_the_reader_and_its_judge_are_asked_together(made: Path) -> None:
    alone = load_reader(ReaderSettings())
    both = load_reader(ReaderSettings(judge=made))
    assert alone is not None
    assert both is not None
    assert both.fingerprint.startswith(f"{alone.fingerprint}+judge@")
    assert len(both.read("When was the lamp lit?", [PAGE])[0]) == 3


def test_a_folder_without_a_judge_is_named_with_the_way_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="there is no judge in") as told:
        load_reader(ReaderSettings(judge=tmp_path))
    assert "quoth judge" in told.value.hint


def test_a_judge_that_is_damaged_is_named_with_the_way_to_make_it(
    made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made, tmp_path / "judge")
    (tmp_path / "judge/reader.onnx").write_bytes(b"not a model")
    with pytest.raises(ReaderError, match="no reader that can be loaded") as told:
        load_judge(tmp_path / "judge", threads=1).read("When?", [PAGE])
    assert "quoth judge" in told.value.hint


def test_a_judge_beside_another_reader_is_refused(made: Path) -> None:
    with pytest.raises(ReaderError, match="goes with the reader minilm-reader"):
        load_reader(ReaderSettings(model="none", judge=made))


def test_another_model_is_not_taken_for_the_base(base: Path, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="not the model that the judge is made of"):
        make_judge(str(base), tmp_path / "judge")
    assert not (tmp_path / "judge").exists()


def test_a_package_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name == "index.training.export_judge"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(ReaderError, match="onnx") as told:
        make_judge(BASE.name, tmp_path)
    assert "quoth[judge]" in told.value.hint
