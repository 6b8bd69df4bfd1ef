"""Compute how long to wait before trying again after a fault."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def pauses(first: float = 1.0, most: float = 60.0) -> Iterator[float]:
    """Yield the seconds to wait before each further attempt: doubling up to ``most``, without end.

    Each is drawn between half and the whole of its step, so that a thousand bots which lost
    Discord in the same second do not come back in the same second.
    """
    step = first
    while True:
        yield random.uniform(step / 2, step)  # noqa: S311 - no secret depends on it
        step = min(most, step * 2)
