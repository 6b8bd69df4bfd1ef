"""Say which questions are kept, and for how many days."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from bot.ledger.entries import Asked, AskOutcome
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.ledger.entries import Voted

log = logging.getLogger(__name__)
KEPT_OUTCOMES = frozenset({AskOutcome.REFUSED, AskOutcome.NEAR})
DAY, HOUR = 86_400, 3_600  # seconds
# Longer than any question is kept: one that is written later is too old to be kept anyway.
TOMBSTONE_DAYS = 366


def wanted(note: Asked | Voted, keep_days: Callable[[int], int]) -> bool:
    """Return whether to keep the text of ``note``; False if the server's rules cannot be read.

    A private question is never kept: a person who hides a question from others does not expect it
    to be stored for them.
    """
    if isinstance(note, Asked) and note.outcome not in KEPT_OUTCOMES:
        return False
    server = note.place.server
    if server is None or note.place.private or note.person is None or not note.question:
        return False
    try:
        return keep_days(server) > 0
    except (QuothError, OSError):
        return False


def expiries(
    servers: Iterable[int], keep_days: Callable[[int], int]
) -> list[tuple[int, int, float]]:
    """Return each server, the days it keeps questions, and the time before which they expire.

    A server whose rules cannot be read is left out.
    """
    found, now = [], time.time()
    for server in servers:
        try:
            days = keep_days(server)
        except (QuothError, OSError) as error:
            log.error("old questions cannot be deleted: %s", error)
            continue
        found.append((server, days, now - days * DAY))
    return found


def this_hour() -> int:
    """Return the number of this hour, as all processes count them."""
    return int(time.time()) // HOUR


def tombstones_end() -> float:
    """Return the time before which tombstones are no longer needed."""
    return time.time() - TOMBSTONE_DAYS * DAY
