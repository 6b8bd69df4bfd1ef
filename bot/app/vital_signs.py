"""Watch a running bot for its operator: health pages, the canary, and systemd's watchdog."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from bot.ground.place import DIRECT
from bot.health.canary import Canary
from bot.health.metrics import (
    BUSY_THREADS,
    IN_FLIGHT,
    INDEX_BUILT,
    LOST_THREADS,
    READY,
    WAITING,
)
from bot.health.server import HealthPages, served
from bot.health.watchdog import notify, say_when_it_answers, stay_watched
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.app.client import QuothClient
    from bot.app.wiring import Wiring
    from bot.asking.asker import Asker

CANARY_QUESTION = "Is anybody there, for the {number}th time?"
STAMP = re.compile(r"\d{8}T\d{6}Z")


class VitalSigns:
    """The state of a running bot; ``client`` makes its clients, and remembers the latest."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._latest: QuothClient | None = None
        numbers = count(1)  # an answer that is remembered would say nothing of the workers
        self.canary = Canary(
            lambda: _asked(wiring.service.asker, CANARY_QUESTION.format(number=next(numbers)))
        )

    def client(self) -> QuothClient:
        """Make a client, as ``Wiring.client`` does."""
        self._latest = self._wiring.client()
        return self._latest

    def lacking(self) -> Sequence[str]:
        """List why the bot cannot answer now."""
        client, lacking = self._latest, []
        if client is None or not client.is_connected:
            lacking.append("no connection to Discord's gateway")
        if not self.canary.sings:
            lacking.append("no question was answered lately")
        return lacking

    def measure(self) -> None:
        """Set what is measured when somebody looks."""
        READY.set(not self.lacking())
        IN_FLIGHT.set(len(self._latest.responder.in_flight) if self._latest else 0)
        for kind, crew in self._wiring.service.asker.pools.items():
            WAITING.labels(kind).set(crew.waiting)
            BUSY_THREADS.labels(kind).set(crew.busy)
            LOST_THREADS.labels(kind).set(crew.lost)


async def _asked(asker: Asker, question: str) -> None:
    """Ask ``question``; a refusal is an answer."""
    with suppress(QuestionError):
        await asker.answer(question, DIRECT)
    await _note_age(asker)


async def _note_age(asker: Asker) -> None:
    """Note when the index that serves was built."""
    if built := STAMP.match(await asker.snapshot()):
        at = datetime.strptime(built[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        INDEX_BUILT.set(at.timestamp())


@asynccontextmanager
async def watched(wiring: Wiring) -> AsyncIterator[VitalSigns]:
    """Watch the bot within the block.

    :raises SettingsError: the port of the health pages cannot be used.
    """
    signs, health = VitalSigns(wiring), wiring.settings.health
    pages = HealthPages(signs.lacking, signs.measure)
    async with served(pages, health.host, health.port, shared=health.shared):
        await _note_age(wiring.service.asker)
        tasks = [
            asyncio.create_task(signs.canary.run()),
            asyncio.create_task(stay_watched(lambda: signs.canary.sings)),
            asyncio.create_task(say_when_it_answers(signs.lacking)),
        ]
        notify("READY=1")
        try:
            yield signs
        finally:
            notify("STOPPING=1")
            for task in tasks:
                task.cancel()
