"""Keep messages within Discord's limits, with a margin of two per cent."""

from __future__ import annotations

MARGIN = 0.98
MESSAGE_TEXT = int(4000 * MARGIN)  # all texts of one Components V2 message together
COMPONENTS = 40  # of one message, nested ones counted
BUTTON_URL = int(512 * MARGIN)


def units(text: str) -> int:
    """Measure ``text`` in UTF-16 code units.

    Discord does not say whether an emoji counts once or twice. UTF-16 counts it twice, so a text
    that keeps a limit by this measure keeps it either way.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shares(needs: list[int], total: int) -> list[int]:
    """Divide ``total`` so that small needs are met in full and large ones get equal parts."""
    given = [0] * len(needs)
    for rank, index in enumerate(sorted(range(len(needs)), key=lambda index: needs[index])):
        given[index] = min(needs[index], total // (len(needs) - rank))
        total -= given[index]
    return given
