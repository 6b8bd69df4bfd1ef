"""Remember a number by the id of something on Discord: that it was done, or its outcome."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from cachetools import LRUCache

MOST_NOTES = 4_096  # of each kind; the least recent is forgotten


class Noted(StrEnum):
    """What is noted; the value is part of a name in a database, so it never changes."""

    SHARED = "shared"  # a private answer was posted for everybody
    CALLED = "called"  # a human was asked about a private answer, in the thread of this id
    JOINED = "joined"  # the bot takes part in a thread (1), or does not (0)


class Notes(Protocol):
    """What is noted of ids on Discord; for the event loop."""

    async def find(self, what: Noted, id_: int) -> int | None:
        """Return what was noted of ``id_``; None if nothing was, or nobody can tell now."""

    async def note(self, what: Noted, id_: int, value: int = 1) -> None:
        """Note ``value`` of ``id_``, in place of what was noted before."""

    async def claim(self, what: Noted, id_: int) -> bool:
        """Note ``id_``; return whether nobody has before. Of several at once, one is the first."""

    async def drop(self, what: Noted, id_: int) -> None:
        """Take back what was noted of ``id_``."""


class NotesHere:
    """``Notes`` in memory alone: a restart forgets them."""

    def __init__(self) -> None:
        self._of: dict[Noted, LRUCache[int, int]] = {what: LRUCache(MOST_NOTES) for what in Noted}

    async def find(self, what: Noted, id_: int) -> int | None:
        return self._of[what].get(id_)

    async def note(self, what: Noted, id_: int, value: int = 1) -> None:
        self._of[what][id_] = value

    async def claim(self, what: Noted, id_: int) -> bool:
        if id_ in self._of[what]:
            return False
        self._of[what][id_] = 1
        return True

    async def drop(self, what: Noted, id_: int) -> None:
        self._of[what].pop(id_, None)
