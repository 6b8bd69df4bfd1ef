"""Encode texts as bags of hashed stems, without torch: a second implementation of ``Encoder``."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.text.words import terms

DIMENSIONS = 64


class HashingEncoder:
    """An encoder that gives texts with common words near vectors; ``encoded`` counts its texts."""

    name = "hashing"
    max_tokens = 64

    def __init__(self, fingerprint: str = "hashing@1") -> None:
        self.fingerprint = fingerprint
        self.encoded = 0

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        """Count the words of each text."""
        return [len(text.split()) for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as (n, d) float32 unit rows."""
        self.encoded += len(texts)
        return np.stack([self.encode_question(text) for text in texts])

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Encode a text as a (d,) float32 unit vector."""
        vector = np.zeros(DIMENSIONS, dtype=np.float32)
        for term in terms(text) or [text]:
            vector[crc32(term.encode("utf-8", "surrogatepass")) % DIMENSIONS] += 1.0
        unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
        return unit


class LoadingEncoder(HashingEncoder):
    """An encoder that fails when it is used, for builds that must not need the model."""

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:  # noqa: ARG002
        """Fail the test."""
        raise AssertionError("the model was loaded")
