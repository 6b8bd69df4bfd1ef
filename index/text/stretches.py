"""Work with stretches of a text: pairs of offsets."""

from __future__ import annotations

from index.types import Stretch


def trimmed(text: str, start: int, end: int) -> Stretch:
    """Return the stretch without the white space at both ends."""
    block = text[start:end]
    stripped = block.lstrip()
    begin = start + len(block) - len(stripped)
    return begin, begin + len(stripped.rstrip())
