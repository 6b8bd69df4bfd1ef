"""Keep vectors as they are made, so that a build that was killed goes on where it was.

The file is a head, which names the encoder, and one record for each text: the hash of the text, its
vector, and a checksum. Records are only added, so a kill can spoil the last one alone; reading ends
before the first that is not whole. A build also reads from here what it encoded, so that it need
not hold it in memory.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from index.snapshots.row_table import KEY, comparable

if TYPE_CHECKING:
    from numpy.typing import NDArray

VECTOR_LOG = ".vectors"  # in the folder of a corpus, whose lock must be held
MAGIC = b"quoth vectors 1\n"
NUMBER = np.dtype("<f4")
CHECKSUM = 4  # bytes


class VectorLog:
    """The vectors of one unfinished build, by the hash of their text; for one process at a time."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._path = folder / VECTOR_LOG
        self._head = MAGIC + sha256(fingerprint.encode("utf-8")).digest()
        self._count = 0  # of whole records
        self._size = 0  # of a record
        self._file: BinaryIO | None = None

    def __len__(self) -> int:
        return self._count

    def resume(self, wanted: NDArray[np.void]) -> None:
        """Find the vectors that an earlier build of the same encoder made.

        If most are not ``wanted`` any more, they are dropped, so that killed builds cannot pile up.
        """
        self._count = self._whole_records()
        kept = np.isin(comparable(self.keys()), comparable(wanted))
        if 2 * kept.sum() < len(kept):
            self._keep(np.flatnonzero(kept))

    def _whole_records(self) -> int:
        with suppress(OSError), self._path.open("rb") as file:
            head = file.read(len(self._head) + CHECKSUM)
            if head[:-CHECKSUM] != self._head:
                return 0
            self._size = int.from_bytes(head[-CHECKSUM:], "little")
            count = 0
            while _is_whole(file.read(self._size)):
                count += 1
            return count
        return 0

    def _keep(self, rows: NDArray[np.int64]) -> None:
        """Move the records in ``rows`` to the front, and drop the others."""
        with self._path.open("r+b") as file:
            for to, row in enumerate(rows.tolist()):
                file.seek(self._at(row))
                record = file.read(self._size)
                file.seek(self._at(to))
                file.write(record)
            file.truncate(self._at(len(rows)))
        self._count = len(rows)

    def _at(self, row: int) -> int:
        return len(self._head) + CHECKSUM + row * self._size

    def keys(self) -> NDArray[np.void]:
        """Return the hashes of the texts whose vectors are here, in order."""
        return self._records()["key"].copy() if self._count else np.empty(0, dtype=KEY)

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return some of the vectors: ``(len(rows), d)`` float32."""
        found: NDArray[np.float32] = self._records()["vector"][rows].astype(np.float32)
        return found

    def _records(self) -> NDArray[np.void]:
        length = (self._size - KEY.itemsize - CHECKSUM) // NUMBER.itemsize
        record = np.dtype([("key", KEY), ("vector", NUMBER, length), ("sum", "V4")])
        return np.memmap(self._path, record, "r", self._at(0), (self._count,)).view(np.ndarray)

    def add(self, keys: NDArray[np.void], vectors: NDArray[np.float32]) -> None:
        """Add vectors by the hashes of their texts.

        :raises OSError: the disk is full, or cannot be written.
        """
        records = [_record(*each) for each in zip(keys.tolist(), vectors, strict=True)]
        file = self._file or self._open(len(records[0]))
        file.write(b"".join(records))
        file.flush()
        self._count += len(records)

    def _open(self, size: int) -> BinaryIO:
        """Open the file after its last whole record, or begin it."""
        if self._count:
            self._file = self._path.open("r+b")
            self._file.truncate(self._at(self._count))
            self._file.seek(self._at(self._count))
        else:
            self._size = size
            self._file = self._path.open("wb")
            self._file.write(self._head + size.to_bytes(CHECKSUM, "little"))
        return self._file

    def close(self) -> None:
        """Close the file, which the next build reads."""
        if self._file is not None:
            self._file.close()
        self._file = None

    def remove(self) -> None:
        """Remove the file: a snapshot has its vectors, or they must not be used."""
        self.close()
        self._count = 0
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _record(key: bytes, vector: NDArray[np.float32]) -> bytes:
    content = key + np.ascontiguousarray(vector, NUMBER).tobytes()
    return content + zlib.crc32(content).to_bytes(CHECKSUM, "little")


def _is_whole(record: bytes) -> bool:
    right = zlib.crc32(record[:-CHECKSUM]).to_bytes(CHECKSUM, "little") == record[-CHECKSUM:]
    return len(record) > KEY.itemsize + CHECKSUM and right
