"""Find the nearest vectors by cosine, with FAISS. Only this module imports it.

In a large table, codes of one bit for each number of a vector nominate some rows, and the exact
cosines of these decide. The code of a vector, its signs, depends on nothing else, so a build that
changes a little gives the bytes of a build from nothing, which no index of clusters or graphs does.
"""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALL_COMPARED = 50_000  # vectors: of a larger table, only those are compared that codes nominate
NOMINATED = 5  # times as many as are wanted
GROUPED = 4  # numbers of a vector whose signs FAISS compares at once


class VectorStore(Protocol):
    """A store of unit vectors by row. Exact stores give the scores of a brute-force product."""

    def __len__(self) -> int: ...
    def search(
        self, vector: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the scores and rows of the ``k`` best (or of all, if fewer), best first."""
        ...

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of ``rows``: ``(len(rows), d)`` float32."""
        ...

    def cosines(self, vector: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return ``(len(rows),)`` float32: the cosine of ``vector`` with each of ``rows``."""
        ...


class FaissStore:
    """A vector store that uses a FAISS index of inner products: exact, unless it has codes."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        faiss = _faiss()
        self._index: Any = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        self._codes: Any = None

    @classmethod
    def load(cls, path: Path, codes: Path | None = None) -> FaissStore:
        """Map the file that a ``FaissWriter`` wrote, and read that of the codes.

        :raises RuntimeError: a file is damaged.
        :raises ValueError: the codes are those of other vectors.
        """
        store = cls.__new__(cls)
        store._index = _read(path)  # noqa: SLF001 - our own
        store._codes = _read(codes) if codes else None  # noqa: SLF001
        if codes and store._codes.ntotal != len(store):  # noqa: SLF001
            raise ValueError(f"{codes.name} has another number of rows than {path.name}")
        return store

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, vector: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the scores and rows of the ``k`` best (or of all, if fewer), best first."""
        _faiss()
        nominated = NOMINATED * k
        if self._codes is None or nominated >= len(self):
            scores, rows = self._index.search(vector[np.newaxis], min(k, len(self)))
            return scores[0], rows[0]
        rows = self._codes.search(vector[np.newaxis], nominated)[1][0]
        scores = self.cosines(vector, rows)
        best = np.lexsort((rows, -scores))[:k]
        return scores[best], rows[best]

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of ``rows``: ``(len(rows), d)`` float32."""
        found: NDArray[np.float32] = self._index.reconstruct_batch(
            np.ascontiguousarray(rows, dtype=np.int64)
        )
        return found

    def cosines(self, vector: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return ``(len(rows),)`` float32: the cosine of ``vector`` with each of ``rows``.

        Nothing is copied from the mapped file, and no row has a part in the rounding of another.

        :raises IndexError: there is no such row.
        """
        found = np.zeros(len(rows), dtype=np.float32)
        if not len(rows):
            return found
        if not 0 <= rows.min() <= rows.max() < len(self):
            raise IndexError(f"rows {rows.min()} to {rows.max()} of {len(self)}")
        pointer = _faiss().swig_ptr
        vector = np.ascontiguousarray(vector, dtype=np.float32)
        rows = np.ascontiguousarray(rows, dtype=np.int64)
        self._index.compute_distance_subset(
            1, pointer(vector), len(rows), pointer(found), pointer(rows)
        )
        return found


class FaissWriter:
    """The file of a ``FaissStore``, written a piece at a time; use it as a context.

    So a build need not hold all vectors in memory, as FAISS would to write them. If ``codes`` is
    given, the codes of the vectors, a bit for each number, are held, and written there at the end.

    :raises OSError: the disk is full, or cannot be written.
    """

    def __init__(self, path: Path, codes: Path | None = None) -> None:
        self._file = path.open("wb")
        self._count = 0
        self._size = 0
        self._coded = codes
        self._codes: Any = None

    def append(self, vectors: NDArray[np.float32]) -> None:
        """Add vectors at the end: ``(n, d)`` float32."""
        if not self._count:
            self._size = vectors.shape[1]
            self._file.write(_head(0, self._size))
            self._codes = _no_codes(self._size) if self._coded else None
        vectors = np.ascontiguousarray(vectors, dtype="<f4")
        self._file.write(vectors.tobytes())
        if self._codes is not None:
            self._codes.add(vectors)
        self._count += len(vectors)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with self._file:
            if error == (None, None, None):
                self._file.seek(0)
                self._file.write(_head(self._count, self._size))
                if self._coded and self._codes is not None:
                    self._coded.write_bytes(_faiss().serialize_index(self._codes))


def is_coded(count: int) -> bool:
    """Return whether a table with so many vectors has codes."""
    return count > ALL_COMPARED


def _no_codes(size: int) -> Any:
    """Return an empty index of signs for vectors of this size.

    The question keeps its numbers, in eight bits. FAISS looks up the sums of several at once, for
    which it needs a list of all signs that these can have.
    """
    faiss = _faiss()
    group = next(width for width in (GROUPED, 2, 1) if size % width == 0)
    codes = faiss.IndexPQFastScan(size, size // group, GROUPED, faiss.METRIC_INNER_PRODUCT)
    signs = np.array([*product((-1, 1), repeat=group)], dtype=np.float32)
    every = np.resize(signs, (size // group, 2**GROUPED, group))
    faiss.copy_array_to_vector(every.ravel(), codes.pq.centroids)
    codes.is_trained = True
    return codes


def _read(path: Path) -> Any:
    """Map an index from disk: the system reads what is needed of it, and may share it."""
    faiss = _faiss()
    if os.name == "nt":  # where a mapped file cannot be removed, nor any path be given to FAISS
        return faiss.deserialize_index(np.frombuffer(path.read_bytes(), dtype=np.uint8))
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)


def _head(count: int, size: int) -> bytes:
    """Return what FAISS writes before the vectors of a flat index of inner products."""
    faiss = _faiss()
    empty = faiss.serialize_index(faiss.IndexFlatIP(size)).tobytes()
    numbers = count.to_bytes(8, "little"), (count * size).to_bytes(8, "little")
    return bytes(empty[:8] + numbers[0] + empty[16:-8] + numbers[1])


def _faiss() -> Any:
    """Import FAISS and limit it to one thread: searches end before a second thread would start.

    OpenMP keeps this setting for each calling thread, so call this before each search.
    """
    import faiss

    faiss.omp_set_num_threads(1)
    return faiss
