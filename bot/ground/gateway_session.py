"""Note how far Discord's gateway was heard, so that another process hears the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


@dataclass(frozen=True, slots=True)
class GatewaySession:
    """A session of the shard ``shard`` of ``shards``, heard up to the event ``sequence``.

    Discord lets it be resumed at ``address``. ``taken`` are the messages after that event that are
    being answered, or have been.
    """

    id: str = field(repr=False)
    shard: int
    shards: int
    address: str
    sequence: int
    taken: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LeftSession:
    """A session of a process that is gone, and how many seconds ago that was last known to hear."""

    session: GatewaySession
    seconds: float


class Sessions(Protocol):
    """The sessions of this process and of others; for the event loop."""

    def jot(self, ours: Sequence[GatewaySession]) -> None:
        """Note the sessions of this process at once, if that takes no time."""

    async def look(
        self, ours: Sequence[GatewaySession], wanted: Collection[int], shards: int
    ) -> Sequence[LeftSession]:
        """Note the sessions of this process; return what others have left, ours from then on.

        These are of the shards ``wanted`` of ``shards``.
        """

    async def give_back(self, theirs: Sequence[GatewaySession]) -> None:
        """Leave to another process what was found by ``look``, and note it no longer."""

    async def leave(self, ours: Sequence[GatewaySession]) -> None:
        """Note the sessions of this process a last time; another may resume them at once."""
