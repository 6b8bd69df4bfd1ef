"""A bot over the stand-in with an oracle that does as the question says: fast, and in process."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from bot._dpy_internals import point_at
from bot.asking import Asker
from bot.client import QuothClient
from bot.supervisor import stay_connected
from index.answering import check_question
from index.errors import SnapshotCorrupt
from tests.factories import answer, document, passage_of, quote_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from index.types import Answer, Document
    from tests.standin import Standin

AUTOMATED = "The light was automated in 1983."
WHEN = "When was the light automated?"
UNKNOWN = "Who won the regatta?"
SLOW = "slow"
BROKEN = "broken index"
CRASH = "crash"
DEADLINE = 0.6


class FakeOracle:
    """Answers WHEN, abstains otherwise, and fails in the ways that its questions name."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.asked: list[str] = []
        self.seconds = seconds
        self._document = document()

    def answer(self, question: str) -> Answer:
        self.asked.append(question)
        time.sleep(DEADLINE * 1.5 if question == SLOW else self.seconds)
        if question == CRASH:
            raise ValueError(f"cannot digest {question!r}")
        if question == BROKEN:
            raise SnapshotCorrupt("vectors.faiss is damaged", hint="Run `quoth build`.")
        check_question(question)
        if question.startswith(WHEN):
            return answer(quote_of(self._document, AUTOMATED), question=question)
        near = passage_of(self._document, "Nobody was hurt")
        return answer(question=question, missing=("regatta",), nearest=(near,))

    def sources(self) -> Sequence[Document]:
        return [self._document]

    def snapshot(self) -> str:
        return "20260101-test"


@dataclass
class Running:
    """A bot that is up, and what a test does to it."""

    oracle: FakeOracle
    folder: Path
    stop: asyncio.Event
    task: asyncio.Task[None]
    clients: list[QuothClient] = field(default_factory=list)

    async def leave(self) -> None:
        self.stop.set()
        await asyncio.wait_for(self.task, 15)


@asynccontextmanager
async def running(
    discord: Standin,
    folder: Path,
    *,
    oracle: FakeOracle | None = None,
    deadline: float = DEADLINE,
    connected: bool = True,
) -> AsyncIterator[Running]:
    """A supervised bot on ``discord``, which leaves at the end."""
    oracle, stop, clients = oracle or FakeOracle(), asyncio.Event(), list[QuothClient]()
    asker = Asker(lambda: oracle, deadline)
    await asker.open()
    point_at(discord.api_base, discord.gateway_url)

    def make_client() -> QuothClient:
        make = partial(QuothClient, asker, folder, gateway_url=discord.gateway_url)
        clients.append(make(guild_ready_timeout=0.05))
        return clients[-1]

    task = asyncio.create_task(stay_connected(make_client, discord.token, stop))
    up = Running(oracle, folder, stop, task, clients)
    try:
        if connected:
            await discord.connected()
        yield up
    finally:
        await up.leave()
        asker.close()
