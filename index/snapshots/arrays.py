"""Write numpy's files a piece at a time, and map them from disk, so that no array fills memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

AT_ONCE = 65_536  # rows that are copied from file to file in one step


def mapped(path: Path) -> NDArray[Any]:
    """Map the array in a ``.npy`` file; the system reads what is needed of it.

    :raises ValueError: it holds no array.
    """
    # A plain array: slices of numpy's own class for mapped files take five times as long.
    found: NDArray[Any] = np.load(path, mmap_mode="r").view(np.ndarray)
    return found


class ArrayWriter:
    """A ``.npy`` file that grows by its first axis; ``shape`` is that of one element.

    Use it as a context: its head, which says how long the array is, is complete at the end.

    :raises OSError: the disk is full, or cannot be written.
    """

    def __init__(self, path: Path, dtype: DTypeLike, shape: tuple[int, ...] = ()) -> None:
        self._dtype = np.dtype(dtype)
        self._shape = shape
        self._count = 0
        self._file = path.open("wb")
        self._write_head()

    def __len__(self) -> int:
        return self._count

    def append(self, rows: NDArray[Any]) -> None:
        """Add rows at the end."""
        for at in range(0, len(rows), AT_ONCE):
            self._file.write(np.ascontiguousarray(rows[at : at + AT_ONCE], self._dtype).tobytes())
        self._count += len(rows)

    def _write_head(self) -> None:
        # numpy leaves room in the head for a longer first axis, so it can be written again.
        head = {
            "descr": np.lib.format.dtype_to_descr(self._dtype),
            "fortran_order": False,
            "shape": (self._count, *self._shape),
        }
        self._file.seek(0)
        np.lib.format.write_array_header_1_0(self._file, head)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with self._file:
            if error == (None, None, None):
                self._write_head()
