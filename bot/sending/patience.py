"""Wait as long as Discord asks before the next request, while an answer is still of use.

discord.py itself sleeps after a 429, within the call. A time limit around the call must not end
that sleep: the request would then be made again too early. So each response is looked at as it
arrives, and a 429 moves the limit.
"""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.health.metrics import REQUESTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    import discord

log = logging.getLogger(__name__)
# What Discord's limit for a whole bot counts: its API, but for answers to commands and buttons.
COUNTED = re.compile(r"^/api/v\d+/(?!interactions/|webhooks/)")


class Patience:
    """Limit each attempt to some seconds, and all waiting for Discord to ``seconds`` from now."""

    def __init__(self, seconds: float) -> None:
        self._ends = _now() + seconds
        self.exhausted = False
        self.requests = 0  # that were begun

    @asynccontextmanager
    async def attempt(self, seconds: float) -> AsyncIterator[None]:
        """End what is within after ``seconds``, not counting what Discord asks to wait."""
        async with asyncio.timeout(seconds) as limit:
            before = _present.set(_Request(self, seconds, limit))
            try:
                yield
            finally:
                _present.reset(before)

    def allows(self, seconds: float) -> bool:
        """Return whether to wait so long; if not, waiting is given up for good."""
        if not self.exhausted and _now() + seconds > self._ends:
            log.warning("Discord asks to wait %.1f s, which is too long for an answer", seconds)
            self.exhausted = True
        return not self.exhausted


@dataclass(frozen=True, slots=True)
class _Request:
    """An attempt under way, with its limit."""

    patience: Patience
    seconds: float
    limit: asyncio.Timeout

    def must_wait(self, seconds: float) -> None:
        """Move the limit by what Discord asks to wait; end the attempt if that is too long."""
        if self.limit.expired():
            return
        more = seconds + self.seconds if self.patience.allows(seconds) else 0.0
        self.limit.reschedule(_now() + more)


_present: ContextVar[_Request | None] = ContextVar("attempt", default=None)


def observer(turn: Callable[[], Awaitable[float]] | None = None) -> aiohttp.TraceConfig:
    """Make what looks at the responses of a client; to be given as its ``http_trace``.

    Before a request that Discord counts, wait for the seconds that ``turn`` returns.
    """
    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(_count)
    if turn is not None:
        trace.on_request_start.append(partial(_take_turn, turn))
    trace.on_request_end.append(_look)
    trace.on_request_exception.append(_count_failure)
    return trace


async def _count(_session: Any, _context: Any, _begun: aiohttp.TraceRequestStartParams) -> None:
    present = _present.get()
    if present is not None:
        present.patience.requests += 1


async def _take_turn(
    turn: Callable[[], Awaitable[float]],
    _session: Any,
    _context: Any,
    begun: aiohttp.TraceRequestStartParams,
) -> None:
    if not COUNTED.search(begun.url.path):
        return
    if seconds := await turn():
        present = _present.get()
        if present is not None:
            present.must_wait(seconds)
        await asyncio.sleep(seconds)


async def _count_failure(
    _session: Any, _context: Any, failed: aiohttp.TraceRequestExceptionParams
) -> None:
    REQUESTS.labels(failed.method, 0).inc()


async def _look(_session: Any, _context: Any, ended: aiohttp.TraceRequestEndParams) -> None:
    REQUESTS.labels(ended.method, ended.response.status).inc()
    present = _present.get()
    if present is not None and ended.response.status == HTTPStatus.TOO_MANY_REQUESTS:
        present.must_wait(_seconds(ended.response.headers.get("Retry-After")))


def asked_to_wait(error: discord.HTTPException) -> float:
    """Return the seconds that Discord, or the proxy before it, asks to wait after a 429."""
    return _seconds(error.response.headers.get("Retry-After"))


def _seconds(retry_after: str | None) -> float:
    try:
        return max(0.0, float(retry_after or 1))
    except ValueError:  # a date, which neither Discord nor its proxy sends
        return 1.0


def _now() -> float:
    return asyncio.get_running_loop().time()
