"""What an answer cited, packed into the name of a button, so that it outlives us in the message.

Discord gives a button's custom id back for ever, and allows 100 characters: five citations of 15
bytes each, shortened digests among them. 32 bits tell a changed source from the same one.
"""

from __future__ import annotations

import base64
import binascii
import struct
from typing import TYPE_CHECKING

from bot.render import button_kinds
from index.citations.citation import Citation

if TYPE_CHECKING:
    from collections.abc import Sequence

STILL_PREFIX = button_kinds.STILL.prefix  # with the version of the packing
PACKED = struct.Struct(">5s4s4sH")
MAX_QUOTE_CHARACTERS = 0xFFFF
MAX_CITATIONS = 5


def packed(citations: Sequence[Citation]) -> str:
    """The custom id that holds ``citations``; at most five of them."""
    data = b"".join(map(citation_packed, citations[:MAX_CITATIONS]))
    return STILL_PREFIX + base64.b85encode(data).decode("ascii")


def unpacked(custom_id: str) -> list[Citation]:
    """The citations in a custom id; none, if it is not one that holds any."""
    if not custom_id.startswith(STILL_PREFIX):
        return []
    try:
        data = base64.b85decode(custom_id.removeprefix(STILL_PREFIX))
        return [_citation(*fields) for fields in PACKED.iter_unpack(data)]
    except (ValueError, struct.error, binascii.Error):
        return []


def citation_in(data: bytes) -> Citation:
    """
    :raises struct.error: it is none that ``citation_packed`` made.
    """
    return _citation(*PACKED.unpack(data))


def citation_packed(citation: Citation) -> bytes:
    """One citation in 15 bytes."""
    digests = (citation.document, citation.source, citation.words)
    shortened = (bytes.fromhex(digest)[:5] for digest in digests)  # struct cuts them further
    return PACKED.pack(*shortened, min(citation.length, MAX_QUOTE_CHARACTERS))


def _citation(document: bytes, source: bytes, words: bytes, length: int) -> Citation:
    return Citation(document.hex(), source.hex(), words.hex(), length)
