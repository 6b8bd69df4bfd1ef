"""Work with stretches of a text: pairs of offsets."""

from __future__ import annotations

from collections.abc import Iterable

from index.types import Stretch


def trimmed(text: str, start: int, end: int) -> Stretch:
    """Return the stretch without the white space at both ends."""
    block = text[start:end]
    stripped = block.lstrip()
    begin = start + len(block) - len(stripped)
    return begin, begin + len(stripped.rstrip())


def blanked(text: str, stretches: Iterable[Stretch]) -> str:
    """Return ``text`` with spaces in place of ``stretches``, which keep their line ends."""
    pieces = []
    at = 0
    for start, end in sorted(stretches):
        if end > at:
            pieces += [text[at:start], _blank(text[max(start, at) : end])]
            at = end
    return "".join([*pieces, text[at:]])


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
