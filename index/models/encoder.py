"""Load the encoder that the settings name: the default one, the multilingual one, or any other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.models.loading import SHA256 as READER_SHA256
from index.models.loading import SHIPPED as READER_FOLDER
from index.models.multilingual import MultilingualEncoder, is_multilingual
from index.models.onnx_encoder import OnnxEncoder
from index.models.sentence_encoder import ENCODER, SentenceEncoder, find_model
from index.settings import DEFAULT_MODEL, EncoderSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = Path(__file__).parent / "minilm-encoder"
SHA256 = "b8a8e0acd8db49c21d90affdc1a1ec9f0b5749d1b820f01734a62ff324478a33"
TOKENIZER = "tokenizer.json"  # in the folder of the reader, which has the same word pieces


class Encoder(Protocol):
    """A model that encodes texts. Encoders with the same ``fingerprint`` give equal vectors."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def max_tokens(self) -> int: ...
    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]: ...
    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages as ``(n, d)`` float32, unit rows."""
        ...

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Encode a question as ``(d,)`` float32, so that products with passages are scores."""
        ...


def load_encoder(settings: EncoderSettings) -> Encoder:
    """Find the encoder and check its bytes; it is loaded when the first text is encoded.

    :raises EncoderError: the model is missing, not a model, or not the one that Quoth expects, or
        sentence-transformers, which it needs, is not installed.
    """
    if is_multilingual(folder := Path(settings.model)):
        return MultilingualEncoder(folder, threads=settings.threads)
    if settings.model != DEFAULT_MODEL:
        return SentenceEncoder(settings, find_model(settings.model))
    remedy = "Install Quoth again."
    ENCODER.check(SHIPPED, {"encoder.onnx": SHA256}, remedy)
    ENCODER.check(READER_FOLDER, {TOKENIZER: READER_SHA256[TOKENIZER]}, remedy)
    return OnnxEncoder(
        SHIPPED / "encoder.onnx",
        READER_FOLDER / TOKENIZER,
        DEFAULT_MODEL,
        f"{DEFAULT_MODEL}@{SHA256}",
        threads=settings.threads,
    )
