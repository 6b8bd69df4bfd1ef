"""Store the digest of a page in a text chunk of the PNG that shows it.

With it, a test can tell without a browser whether a picture is current.
"""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"quoth-page-sha256"
LENGTH = struct.Struct(">I")


def digest_of(page: str) -> str:
    """Return the SHA-256 of ``page``, in hexadecimal, to compare with ``stamp_of``."""
    return sha256(page.encode("utf-8")).hexdigest()


def stamped(png: bytes, page: str) -> bytes:
    """Return ``png`` with the digest of ``page`` in place of any earlier one.

    :raises ValueError: ``png`` is not a PNG.
    """
    chunks = [(kind, data) for kind, data in _chunks(png) if not _is_stamp(kind, data)]
    stamp = (b"tEXt", KEYWORD + b"\0" + digest_of(page).encode("ascii"))
    return SIGNATURE + b"".join(map(_written, [chunks[0], stamp, *chunks[1:]]))


def stamp_of(png: bytes) -> str:
    """Return the digest of the page that ``png`` shows; "" if it has none.

    :raises ValueError: ``png`` is not a PNG.
    """
    found = (data for kind, data in _chunks(png) if _is_stamp(kind, data))
    return next(found, b"\0").partition(b"\0")[2].decode("ascii")


def _is_stamp(kind: bytes, data: bytes) -> bool:
    return kind == b"tEXt" and data.startswith(KEYWORD + b"\0")


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not png.startswith(SIGNATURE):
        raise ValueError("no PNG")
    at = len(SIGNATURE)
    while at + 8 <= len(png):
        (length,) = LENGTH.unpack_from(png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _written(chunk: tuple[bytes, bytes]) -> bytes:
    kind, data = chunk
    return LENGTH.pack(len(data)) + kind + data + LENGTH.pack(zlib.crc32(kind + data))
