"""Decompress response bodies while they arrive, up to a limit that stops decompression bombs."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from index.errors import FetchError

PACKED = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
CHUNK_BYTES = 65536


def unpacked(pieces: Iterable[bytes], encoding: str, url: str) -> Iterator[bytes]:
    """Yield a body without its Content-Encoding, at most ``CHUNK_BYTES`` bytes at a time.

    :raises FetchError: the encoding was not asked for, or the body is cut off or damaged.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in PACKED:
        raise FetchError(
            f"{url}: compressed as {encoding[:40]!r}, which Quoth did not ask for",
            hint="Its server does not follow HTTP; save the page as a file instead.",
        )
    yield from _inflated(pieces, PACKED[encoding], url)


def _inflated(pieces: Iterable[bytes], window: int, url: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(window)
    begun = False
    try:
        for piece in pieces:
            if not begun and piece and window > 0 and window == zlib.MAX_WBITS:
                # The standard says that "deflate" is zlib's format; some servers send it raw.
                unpacker = zlib.decompressobj(window if piece[0] & 0x0F == 8 else -window)
            begun = begun or bool(piece)
            rest = piece
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, CHUNK_BYTES)
                rest = unpacker.unconsumed_tail
            if unpacker.eof:
                return  # do not wait for anything after the end
    except zlib.error:
        raise _broken(url) from None
    if begun and not unpacker.eof:
        raise _broken(url)


def gunzipped(data: bytes, url: str, *, max_bytes: int) -> bytes:
    """Return the contents of a ``.gz`` file.

    :raises FetchError: it is not one, or its contents are larger than ``max_bytes``.
    """
    pieces = (data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES))
    return bounded(_inflated(pieces, PACKED["gzip"], url), url, max_bytes=max_bytes)


def bounded(pieces: Iterable[bytes], url: str, *, max_bytes: int) -> bytes:
    """Join ``pieces``, and stop at the limit.

    :raises FetchError: they are more than ``max_bytes``; the other pieces are not read.
    """
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > max_bytes:
            raise FetchError(
                f"{url}: more than the {max_bytes / 1e6:,.1f} MB allowed",
                hint="Choose a smaller page, or raise QUOTH_FETCH__MAX_BYTES.",
            )
    return bytes(body)


def _broken(url: str) -> FetchError:
    return FetchError(
        f"{url}: the response is incomplete or damaged",
        hint="Try again later; the earlier copy is kept.",
    )
