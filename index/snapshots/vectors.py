"""Nearest vectors by cosine. The one home of FAISS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class VectorStore(Protocol):
    """Unit vectors by row. Exact engines agree with a brute-force product on every score."""

    def __len__(self) -> int: ...
    def search(
        self, vector: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The ``k`` best rows (all, if there are fewer): scores and rows, best first."""
        ...

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """``(len(rows), d)`` float32."""
        ...


class FaissStore:
    """An exact FAISS index of inner products."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        faiss = _faiss()
        self._index: Any = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    @classmethod
    def load(cls, path: Path) -> FaissStore:
        faiss = _faiss()
        store = cls.__new__(cls)
        store._index = faiss.deserialize_index(np.frombuffer(path.read_bytes(), dtype=np.uint8))
        return store

    def save(self, path: Path) -> None:
        faiss = _faiss()
        # Our own write, so that a full disk is an OSError and not a message of FAISS.
        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, vector: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        _faiss()
        scores, rows = self._index.search(vector[np.newaxis], min(k, len(self)))
        return scores[0], rows[0]

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = self._index.reconstruct_batch(
            np.ascontiguousarray(rows, dtype=np.int64)
        )
        return found


def cosines(
    store: VectorStore, vector: NDArray[np.float32], rows: NDArray[np.int64]
) -> NDArray[np.float32]:
    """The cosine of ``vector`` with each of ``rows``."""
    if not len(rows):
        return np.zeros(0, dtype=np.float32)
    # A matrix product would share the rows out among threads, and round by how it did.
    scores: NDArray[np.float32] = np.einsum("ij,j->i", store.vectors(rows), vector)
    return scores


def _faiss() -> Any:
    """FAISS, on one thread: a search is over before a second one would have begun.

    OpenMP keeps that for each thread that calls, so it is said before each search.
    """
    import faiss

    faiss.omp_set_num_threads(1)
    return faiss
