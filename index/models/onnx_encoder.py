"""Encode texts with the default model, a tuned all-MiniLM-L6-v2, in ONNX Runtime and eight bits.

The model reads one text at a time on one thread, so that a vector has the same bits whatever else
is encoded, by however many threads. This also saves padding. ``index/training/export_encoder.py``
says how the model was made.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import EncoderError
from index.models.word_pieces import tokenizer_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_TOKENS = 256  # of a text, with the two special tokens; the model was trained with fewer
DIMENSIONS = 384
REMEDY = "Install Quoth again."


class OnnxEncoder:
    """An encoder that runs ``model``, an ONNX file, on the tokens of ``tokenizer``.

    ``threads`` is how many passages are encoded at the same time; 0 means one for each core.
    ``remedy`` says what to do about a file that cannot be loaded.
    """

    max_tokens = MAX_TOKENS

    def __init__(
        self,
        model: Path,
        tokenizer: Path,
        name: str,
        fingerprint: str,
        *,
        threads: int = 0,
        remedy: str = REMEDY,
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._files = model, tokenizer
        self._remedy = remedy
        self._threads = threads or os.cpu_count() or 1

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        """Count the tokens of each text, without special tokens."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages as ``(n, d)`` float32, unit rows."""
        if not texts:
            return np.empty((0, DIMENSIONS), dtype=np.float32)
        self._load()
        with ThreadPoolExecutor(min(self._threads, len(texts))) as pool:
            return np.stack(list(pool.map(self.encode_question, texts)))

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Encode a question as ``(d,)`` float32, of unit length."""
        ids = self._tokenizer.encode(text).ids
        if len(ids) > MAX_TOKENS:
            ids = [*ids[: MAX_TOKENS - 1], ids[-1]]  # the last token marks the end
        (vectors,) = self._session.run(["vector"], {"ids": np.array([ids], dtype=np.int64)})
        vector: NDArray[np.float32] = vectors[0]
        return vector

    def _load(self) -> None:
        """Load both files before any thread does, so that no file is loaded twice."""
        _ = self._session, self._tokenizer

    @property
    def _session(self) -> Any:
        return session_of(self._files[0], self._remedy)

    @property
    def _tokenizer(self) -> Any:
        return tokenizer_of(self._files[1])


@lru_cache(maxsize=1)
def session_of(model: Path, remedy: str = REMEDY) -> Any:
    """Load an ONNX file, once for all encoders: a bot that builds needs no second copy of it.

    :raises EncoderError: it cannot be loaded.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # so that sums never depend on the number of threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises many undocumented kinds of errors
        raise EncoderError(
            f"{model} is not a model that can be loaded ({type(error).__name__})",
            hint=remedy,
        ) from error
