"""Keep vectors as they are made, so that a build that was killed goes on where it was.

The file is a head, which names the encoder, and one record for each text: the hash of the text, its
vector, and a checksum. Records are only added, so a kill can spoil the last one alone; reading ends
before the first that is not whole.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Vectors = dict[bytes, "NDArray[np.float32]"]
"""Vectors by the hash of their text; see ``index.building.rows.Row.key``."""

log = logging.getLogger(__name__)
VECTOR_LOG = ".vectors"  # in the folder of a corpus, whose lock must be held
MAGIC = b"quoth vectors 1\n"
KEY = 16  # bytes
NUMBER = np.dtype("<f4")
CHECKSUM = 4  # bytes


class VectorLog:
    """The vectors of one unfinished build, by the hash of their text; for one process at a time."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._path = folder / VECTOR_LOG
        self._head = MAGIC + sha256(fingerprint.encode("utf-8")).digest()
        self._end = 0  # where the whole records end
        self._file: BinaryIO | None = None
        self._broken = False

    def read(self, wanted: Container[bytes]) -> Vectors:
        """Return the ``wanted`` vectors that an earlier build of the same encoder made.

        If most are not wanted any more, they are dropped, so that killed builds cannot pile up.
        """
        found: Vectors = {}
        others = 0
        for key, vector in self._records():
            if key in wanted:
                found[key] = vector
            else:
                others += 1
        if others > len(found):
            self.remove()
            self.add(list(found), list(found.values()))
        return found

    def _records(self) -> Iterator[tuple[bytes, NDArray[np.float32]]]:
        self._end = 0
        with suppress(OSError), self._path.open("rb") as file:
            length = len(self._head) + CHECKSUM
            head = file.read(length)
            if head[:-CHECKSUM] != self._head:
                return
            size = int.from_bytes(head[-CHECKSUM:], "little")
            self._end = length
            while record := _whole(file.read(size)):
                self._end += size
                yield record[:KEY], np.frombuffer(record[KEY:-CHECKSUM], NUMBER)

    def add(self, keys: Sequence[bytes], vectors: Sequence[NDArray[np.float32]]) -> None:
        """Add vectors by the hashes of their texts. If that is not possible, go on without."""
        if self._broken or not keys:
            return
        try:
            file = self._file or self._open(len(_record(keys[0], vectors[0])))
            file.write(b"".join(map(_record, keys, vectors)))
            file.flush()
        except OSError as error:
            self._broken = True
            log.warning("%s: a build that is killed begins anew (%s)", self._path, error)

    def _open(self, size: int) -> BinaryIO:
        """Open the file after its last whole record, or begin it."""
        known = self._end > 0
        self._file = self._path.open("r+b" if known else "wb")
        if known:
            self._file.truncate(self._end)
            self._file.seek(self._end)
        else:
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
        self._end = 0
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _record(key: bytes, vector: NDArray[np.float32]) -> bytes:
    content = key + np.ascontiguousarray(vector, NUMBER).tobytes()
    return content + zlib.crc32(content).to_bytes(CHECKSUM, "little")


def _whole(record: bytes) -> bytes:
    """Return ``record`` if its checksum is right, else nothing."""
    right = zlib.crc32(record[:-CHECKSUM]).to_bytes(CHECKSUM, "little") == record[-CHECKSUM:]
    return record if len(record) > KEY + CHECKSUM and right else b""
