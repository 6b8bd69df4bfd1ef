"""Pack the citations of an answer into the custom id of a button, so that the message keeps them.

Discord returns a custom id for as long as the message exists, and allows 100 characters: enough for
five citations of 15 bytes with shortened digests. 32 bits are enough to notice a changed source.
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
    """Return the custom id that holds ``citations``; only the first five are kept."""
    data = b"".join(map(citation_packed, citations[:MAX_CITATIONS]))
    return STILL_PREFIX + base64.b85encode(data).decode("ascii")


def unpacked(custom_id: str) -> list[Citation]:
    """Return the citations in a custom id; an empty list if it holds none."""
    if not custom_id.startswith(STILL_PREFIX):
        return []
    try:
        data = base64.b85decode(custom_id.removeprefix(STILL_PREFIX))
        return [_citation(*fields) for fields in PACKED.iter_unpack(data)]
    except (ValueError, struct.error, binascii.Error):
        return []


def citation_in(data: bytes) -> Citation:
    """Unpack a citation that ``citation_packed`` has packed.

    :raises struct.error: ``data`` is not 15 bytes long.
    """
    return _citation(*PACKED.unpack(data))


def citation_packed(citation: Citation) -> bytes:
    """Pack ``citation`` into 15 bytes, its digests shortened."""
    digests = (citation.document, citation.source, citation.words)
    shortened = (bytes.fromhex(digest)[:5] for digest in digests)  # struct cuts two of them to 4
    return PACKED.pack(*shortened, min(citation.length, MAX_QUOTE_CHARACTERS))


def _citation(document: bytes, source: bytes, words: bytes, length: int) -> Citation:
    return Citation(document.hex(), source.hex(), words.hex(), length)
