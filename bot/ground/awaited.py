"""Track which questions wait for an answer of which process, so that none waits for ever."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A question that we have heard, to be answered in the ``locale``.

    Discord lets us answer an interaction by its ``token``. A message has none, but a ``channel``.
    """

    id: int
    token: str = field(repr=False)
    locale: str
    channel: int | None = None


class Awaited(Protocol):
    """Questions that wait for an answer, in this process and in others; for the event loop."""

    async def begin(self, it: Acknowledged) -> None:
        """Note that ``it`` waits."""

    async def end(self, it: Acknowledged) -> None:
        """Note that it has its answer."""

    async def abandoned(self) -> Sequence[Acknowledged]:
        """Return what waited for a process that is gone; it is ours from then on, until ``end``."""

    async def rest(self) -> None:
        """Wait until it is time to look again for what is abandoned."""
