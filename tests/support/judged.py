"""A stand-in for Discord that is judged when a test ends with it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from tests.standin import Standin

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def judged(*, pings: bool = False, **given: Any) -> AsyncIterator[Standin]:
    """Give a stand-in, and fail at the end if a rule of Discord's was broken on it.

    Nothing may be left without an end, and nobody may have been pinged unless ``pings``.
    ``given`` is what ``Standin`` takes.
    """
    async with Standin(**given) as standin:
        yield standin
        assert standin.problems == []
        assert standin.hanging == []
        ours = [m for m in standin.messages.by_id.values() if m["author"]["id"] == standin.bot.id]
        assert pings or [m.pinged for m in ours if m.pinged] == [], "nobody is ever pinged"
