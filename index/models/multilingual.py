"""Encode texts of a hundred languages with multilingual-e5-small: ``quoth multilingual`` makes it.

It is five times as large as the default encoder, so it does not come with Quoth: only the mean of
its vectors does. All its vectors point nearly the same way: any two have a cosine of .7 to .9.
Without their mean, and with longer vectors of questions, the products have about the range that
the weights of the ranking were chosen for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.files import file_digest
from index.models.onnx_encoder import OnnxEncoder

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAME = "multilingual"
FILES = ("encoder.onnx", "tokenizer.json")
MEAN = Path(__file__).parent / "multilingual-e5/mean.npy"
QUESTION, PASSAGE = "query: ", "passage: "  # as the model was trained
PREFIX_TOKENS = 3  # of either, at the most
LENGTH = 1.75  # of a question's vector
RECIPE = 1  # to be raised when the same file gives other vectors: an index is then built again
REMEDY = "Run `quoth multilingual` to make it, or unset QUOTH_ENCODER__MODEL."


def is_multilingual(folder: Path) -> bool:
    """Return whether ``quoth multilingual`` made ``folder``."""
    return all((folder / name).is_file() for name in FILES)


class MultilingualEncoder:
    """An encoder that runs the model in ``folder``, and takes ``mean`` from its vectors.

    ``threads`` is how many passages are encoded at the same time; 0 means one for each core.
    """

    name = NAME

    def __init__(self, folder: Path, *, threads: int = 0, mean: Path = MEAN) -> None:
        model, tokenizer = (folder / name for name in FILES)
        self.fingerprint = f"{NAME}-{RECIPE}@{file_digest(model)}"
        self._inner = OnnxEncoder(
            model, tokenizer, NAME, self.fingerprint, threads=threads, remedy=REMEDY
        )
        self._mean: NDArray[np.float32] = np.load(mean)
        self.max_tokens = self._inner.max_tokens - PREFIX_TOKENS

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        """Count the tokens of each text, without special tokens."""
        return self._inner.count_tokens(texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages as ``(n, d)`` float32, unit rows."""
        found = self._inner.encode_passages([PASSAGE + text for text in texts])
        return self._centred(found) if len(texts) else found

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Encode a question as ``(d,)`` float32, of the length ``LENGTH``."""
        found = self._inner.encode_question(QUESTION + text)
        vector: NDArray[np.float32] = self._centred(found[np.newaxis])[0] * np.float32(LENGTH)
        return vector

    def _centred(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take the mean from ``(n, d)`` vectors, and make unit rows of what is left."""
        moved = vectors - self._mean
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        centred: NDArray[np.float32] = moved / np.maximum(lengths, np.float32(1e-9))
        return centred
