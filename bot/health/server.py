"""Serve `/livez`, `/readyz` and `/metrics` on one port."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.health.metrics import REGISTRY
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

log = logging.getLogger(__name__)


class HealthPages:
    """The three pages. ``lacking`` lists why the bot cannot answer; ``measure`` sets its gauges."""

    def __init__(self, lacking: Callable[[], Sequence[str]], measure: Callable[[], None]) -> None:
        self._lacking, self._measure = lacking, measure

    async def live(self, _request: web.Request) -> web.Response:
        """Answer, which shows that the event loop does its rounds."""
        return web.Response(text="live\n")

    async def ready(self, _request: web.Request) -> web.Response:
        """Answer 200 if questions are answered, else 503 with what is missing."""
        lacking = self._lacking()
        text = "".join(f"{one}\n" for one in lacking) or "ready\n"
        return web.Response(text=text, status=503 if lacking else 200)

    async def metrics(self, _request: web.Request) -> web.Response:
        """Answer with all numbers, as Prometheus reads them."""
        self._measure()
        body = generate_latest(REGISTRY)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


@asynccontextmanager
async def served(
    pages: HealthPages, host: str, port: int, *, shared: bool = False
) -> AsyncIterator[int]:
    """Serve ``pages`` within the block, and give the port; without a ``port``, serve nothing.

    :raises SettingsError: the port cannot be used.
    """
    if not port:
        yield 0
        return
    app = web.Application()
    app.router.add_get("/livez", pages.live)
    app.router.add_get("/readyz", pages.ready)
    app.router.add_get("/metrics", pages.metrics)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await _listen(runner, host, port, shared)
        log.info("health at http://%s:%d/readyz", host, port)
        yield port
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int, shared: bool) -> None:
    try:
        await web.TCPSite(runner, host, port, reuse_port=shared or None).start()
    except OSError as error:
        raise SettingsError(
            f"the port {port} of {host} cannot be used ({error.strerror or error})",
            hint="Set QUOTH_HEALTH__PORT to a free port, or to 0.",
        ) from None
