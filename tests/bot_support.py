"""A bot over the stand-in with an oracle that does as the question says: fast, and in process."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from bot._dpy_internals import point_at
from bot.asking import Asker
from bot.audit import AuditLog
from bot.client import QuothClient
from bot.customs import HouseRules
from bot.maintaining import Desk
from bot.register import Register
from bot.render_context import ROOM, page_cost
from bot.service import Service
from bot.supervisor import stay_connected
from bot.working import Workbench
from index.answering import check_question
from index.checking import Change, Checked, Verdict
from index.checking.claims import tidied
from index.errors import SnapshotCorrupt
from index.staleness import Standing, State, document_digest, standing_in
from index.surroundings import Surroundings, surroundings_in
from index.types import Span
from tests.factories import answer, document, passage_of, quote_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from bot.asking import Oracle
    from index.staleness import Citation
    from index.surroundings import Pointer
    from index.types import Answer, Document, Scope
    from tests.standin import Standin

AUTOMATED = "The light was automated in 1983."
FURTHER = "Nobody was hurt"
WHEN = "When was the light automated?"
UNKNOWN = "Who won the regatta?"
SLOW = "slow"
BROKEN = "broken index"
CRASH = "crash"
DEADLINE = 0.6
EVERY = 0.2  # seconds between two edits of long work: a tenth of what real Discord gets
KNOWN = ("default", "handbook", "staff", "faq")


class FakeOracle:
    """Answers WHEN, abstains otherwise, and fails in the ways that its questions name."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.asked: list[str] = []
        self.scopes: list[Scope] = []
        self.cited: list[Sequence[Citation]] = []
        self.checked: list[str] = []
        self.seconds = seconds
        self._document = document()

    def answer(self, question: str, scope: Scope) -> Answer:
        self.asked.append(question)
        self.scopes.append(scope)
        time.sleep(DEADLINE * 1.5 if question == SLOW else self.seconds)
        if question == CRASH:
            raise ValueError(f"cannot digest {question!r}")
        if question == BROKEN:
            raise SnapshotCorrupt("vectors.faiss is damaged", hint="Run `quoth build`.")
        check_question(question)
        if question.startswith(WHEN):
            first = quote_of(self._document, AUTOMATED)
            further = quote_of(self._document, FURTHER)
            return answer(first, question=question, candidates=(first, further))
        near = passage_of(self._document, "Nobody was hurt")
        return answer(question=question, missing=("regatta",), nearest=(near,))

    def sources(self, scope: Scope) -> Sequence[Document]:
        self.scopes.append(scope)
        return [self._document]

    def standings(self, citations: Sequence[Citation], scope: Scope) -> Sequence[Standing]:
        self.scopes.append(scope)
        self.cited.append(citations)
        ours = document_digest("", self._document.id)
        return [
            standing_in(citation, self._document)
            if ours.startswith(citation.document)
            else Standing(State.SOURCE_GONE)
            for citation in citations
        ]

    def check(self, text: str, scope: Scope) -> Checked:
        self.scopes.append(scope)
        claim = tidied(text)
        self.checked.append(text)
        where = quote_of(self._document, AUTOMATED)
        place = Span(where.document, where.start, where.end)
        exact = AUTOMATED in claim
        change = () if exact else (Change(0, len(claim), place),)
        return Checked(claim, Verdict.EXACT if exact else Verdict.CHANGED, (place,), (), change)

    def context(self, pointer: Pointer, number: int, scope: Scope) -> Surroundings:
        self.scopes.append(scope)
        digest = document_digest("", self._document.id)
        if not digest.startswith(pointer.citation.document):
            return Surroundings(State.SOURCE_GONE)
        return surroundings_in(self._document, pointer, number, room=ROOM, cost=page_cost)

    def snapshot(self) -> str:
        return "20260101-test"


@dataclass
class Running:
    """A bot that is up, and what a test does to it."""

    oracle: Any
    folder: Path
    stop: asyncio.Event
    task: asyncio.Task[None]
    register: Register
    audit: AuditLog
    bench: Workbench
    house: HouseRules
    clients: list[QuothClient] = field(default_factory=list)

    async def leave(self) -> None:
        self.stop.set()
        await asyncio.wait_for(self.task, 15)


@asynccontextmanager
async def running(
    discord: Standin,
    folder: Path,
    *,
    oracle: Oracle | None = None,
    deadline: float = DEADLINE,
    connected: bool = True,
    roles: frozenset[int] = frozenset(),
    equip: Callable[[QuothClient, Desk], None] = lambda _client, _desk: None,
) -> AsyncIterator[Running]:
    """A supervised bot on ``discord``, which leaves at the end.

    ``roles`` may maintain; ``equip`` gives each new client more commands.
    """
    oracle, stop, clients = oracle or FakeOracle(), asyncio.Event(), list[QuothClient]()
    register = Register(folder / "corpora.json", "default")
    audit = AuditLog(folder / "audit.jsonl")
    bench = Workbench(every=EVERY)
    desk = Desk(register, audit, known=KNOWN.__contains__, roles=roles, bench=bench)
    asker = Asker(lambda: oracle, deadline, register)
    house = HouseRules(folder / "customs.json")
    service = Service(asker, house)
    await asker.open()
    point_at(discord.api_base, discord.gateway_url)

    def make_client() -> QuothClient:
        make = partial(QuothClient, service, folder, desk=desk, gateway_url=discord.gateway_url)
        clients.append(make(guild_ready_timeout=0.05))
        equip(clients[-1], desk)
        return clients[-1]

    task = asyncio.create_task(stay_connected(make_client, discord.token, stop))
    up = Running(oracle, folder, stop, task, register, audit, bench, house, clients)
    try:
        if connected:
            await discord.connected()
        yield up
    finally:
        await up.leave()
        asker.close()
        bench.close()
