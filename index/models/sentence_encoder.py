"""Encode texts with any sentence-transformers model; the package is imported on first use.

It is not installed by default: see the extra ``models`` in ``pyproject.toml``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import EncoderError
from index.models.model import Model, ModelKind, silence
from index.settings import DEFAULT_MODEL, EncoderSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

SAVED = ("modules.json", "config.json")  # a saved model has at least one of these files
ENCODER = ModelKind(
    "a sentence-transformers model",
    EncoderError,
    f"Set QUOTH_ENCODER__MODEL to a folder, a hub name, or {DEFAULT_MODEL}.",
)


def find_model(name: str) -> Model:
    """Find a model in a folder or on the hub, without loading it.

    :raises EncoderError: the folder holds no model, or sentence-transformers is not installed.
    """
    _check_folder(Path(name))
    return ENCODER.find(name)


def _check_folder(folder: Path) -> None:
    """Check that a folder, if it exists, holds a saved model.

    :raises EncoderError: it holds none.
    """
    if folder.exists() and not any((folder / name).is_file() for name in SAVED):
        raise EncoderError(
            f"{folder} is not a model: it has neither {' nor '.join(SAVED)}",
            hint="Point QUOTH_ENCODER__MODEL at a folder that sentence-transformers saved.",
        )


class SentenceEncoder:
    """An encoder that uses any sentence-transformers model."""

    def __init__(self, settings: EncoderSettings, model: Model) -> None:
        self.name = settings.model
        self.fingerprint = model.fingerprint
        self._settings = settings
        self._found = model
        self._lock = threading.Lock()  # a tokenizer of transformers fails where threads share it

    @property
    def max_tokens(self) -> int:
        """Return the number of tokens after which the model cuts a text off."""
        return int(self._model.max_seq_length or 512)

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        """Count the tokens of each text, without special tokens."""
        if not texts:
            return []
        tokenizer = self._model.tokenizer
        with self._lock:
            found = tokenizer(list(texts), add_special_tokens=False, verbose=False)
        return [len(ids) for ids in found["input_ids"]]

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages as ``(n, d)`` float32, unit rows."""
        model = self._model
        with self._lock:
            return _unit(model.encode_document(list(texts), **self._options))

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Encode a question as ``(d,)`` float32, of unit length.

        Only one thread is used, so that a question gives the same bits on any number of cores.
        Passages are encoded on all cores, because a snapshot stores their vectors.
        """
        model = self._model
        with self._lock, _one_thread():
            vector: NDArray[np.float32] = _unit(model.encode_query([text], **self._options))[0]
        return vector

    @cached_property
    def _options(self) -> dict[str, Any]:
        return {"batch_size": self._settings.batch, "show_progress_bar": False}

    @cached_property
    def _model(self) -> SentenceTransformer:
        silence()
        import torch
        from sentence_transformers import SentenceTransformer

        if self._settings.threads:
            torch.set_num_threads(self._settings.threads)
        place, local = self._found.place, self._found.local
        return ENCODER.load(
            self._found, lambda: SentenceTransformer(place, device="cpu", local_files_only=local)
        )


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let torch use one thread, because sums depend on how many threads share them.

    The setting holds for the calling thread only.
    """
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.ascontiguousarray(rows / np.maximum(lengths, 1e-12))
