"""Run a bot on the stand-in with an oracle that acts as the question says: fast, and in process."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial, partialmethod
from itertools import count
from typing import TYPE_CHECKING, Any

import bot.app.wiring
from bot.admin.long_work import Workbench
from bot.app._dpy_internals import point_at
from bot.app.supervisor import stay_connected
from bot.app.wiring import Wiring, wire
from bot.asking.admission import Admission
from bot.asking.answer_cache import Inquiry
from bot.asking.rate_limits import Limits
from bot.render.context import CONTEXT_PAGE_UNITS, page_cost
from bot.settings import BotSettings, DiscordSettings, LimitSettings
from index.answering.question_check import check_question
from index.citations.check import Change, Checked, CheckVerdict
from index.citations.check.claim import claim_of
from index.citations.citation import Standing, State, document_digest, standing_in
from index.citations.context import Surroundings, surroundings_in
from index.errors import SnapshotCorrupt
from index.settings import LibrarySettings
from index.snapshots.snapshot import SourceRecord
from index.types import Span
from tests.support.factories import answer, document, passage_of, quote_of
from tests.support.hashing_encoder import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from bot.admin.audit import AuditLog
    from bot.admin.desk import Desk, Upkeep
    from bot.app.client import QuothClient
    from bot.asking.oracle import Oracle
    from bot.ledger import Ledger
    from bot.servers.corpus_rules_file import CorpusRulesFile
    from bot.servers.house_rules import HouseRules
    from index.answering.followups import Turn
    from index.citations.citation import Citation
    from index.citations.context import Pointer
    from index.types import Answer, Scope
    from tests.standin import Standin

AUTOMATED = "The light was automated in 1983."
FURTHER = "Nobody was hurt"
WHEN = "When was the light automated?"
UNKNOWN = "Who won the regatta?"
SLOW = "slow"
BROKEN = "broken index"
CRASH = "crash"
DEADLINE = 1.0  # seconds; a busy machine takes a good part of one for an answer
EVERY = 0.2  # seconds between two edits of long work: a tenth of what real Discord gets
GUILD_READY = 0.05  # seconds without a further server, after which a bot is ready
KNOWN = ("default", "handbook", "staff", "faq")


class FakeOracle:
    """An oracle that answers WHEN, abstains otherwise, and fails as a question says."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.open = threading.Event()  # a test clears it, to hold all answers back
        self.open.set()
        self.asked: list[str] = []
        self.turns: list[Turn | None] = []
        self.scopes: list[Scope] = []
        self.cited: list[Sequence[Citation]] = []
        self.checked: list[str] = []
        self.seconds = seconds
        self.shelf: dict[str, Sequence[SourceRecord]] = {}
        self._document = document()
        self._inquiries = count()

    def inquire(
        self,
        question: str,
        scope: Scope,
        after: Turn | None = None,
        *,
        lane: int = 0,  # noqa: ARG002 - questions are not queued here
    ) -> Inquiry:
        """Let ``answer`` find the answer; each question is asked of a snapshot of its own."""
        names = (f"20260101-test-{next(self._inquiries)}",) * len(scope.corpora)
        return Inquiry(question, scope, names, after, partial(self.answer, question, scope, after))

    def refresh(self) -> None:
        """Look for nothing: no other snapshot is published."""

    def answer(self, question: str, scope: Scope, after: Turn | None = None) -> Answer:
        """Answer, abstain, be slow or fail, as the question says."""
        self.asked.append(question)
        self.turns.append(after)
        self.scopes.append(scope)
        time.sleep(DEADLINE * 1.5 if question == SLOW else self.seconds)
        self.open.wait()
        if question == CRASH:
            raise ValueError(f"cannot digest {question!r}")
        if question == BROKEN:
            raise SnapshotCorrupt("vectors.faiss is damaged", hint="Run `quoth build`.")
        check_question(question)
        if question.startswith(WHEN):
            first = quote_of(self._document, AUTOMATED)
            further = quote_of(self._document, FURTHER)
            found = answer(first, question=question, candidates=(first, further))
            return replace(found, within=scope.document or "")
        near = passage_of(self._document, "Nobody was hurt")
        return answer(question=question, missing=("regatta",), nearest=(near,))

    def sources(self, scope: Scope) -> Sequence[SourceRecord]:
        """Return one document of each corpus, and those that a test has put on the ``shelf``."""
        self.scopes.append(scope)
        one = self._document
        return [
            found
            for corpus in scope.corpora
            for found in (
                SourceRecord(one.id, one.title, one.sha256, one.url, one.published, corpus),
                *self.shelf.get(corpus, ()),
            )
        ]

    def standings(self, citations: Sequence[Citation], scope: Scope) -> Sequence[Standing]:
        """Look citations up in the one document."""
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
        """Return EXACT if the claim has the answer's words, else CHANGED."""
        self.scopes.append(scope)
        claim = claim_of(text).text
        self.checked.append(text)
        where = quote_of(self._document, AUTOMATED)
        place = Span(where.document, where.start, where.end)
        exact = AUTOMATED in claim
        change = () if exact else (Change(0, len(claim), place),)
        return Checked(
            claim, CheckVerdict.EXACT if exact else CheckVerdict.CHANGED, (place,), (), change
        )

    def context(self, pointer: Pointer, number: int, scope: Scope) -> Surroundings:
        """Return a page around what was cited, if it is in the one document."""
        self.scopes.append(scope)
        digest = document_digest("", self._document.id)
        if not digest.startswith(pointer.citation.document):
            return Surroundings(State.SOURCE_GONE)
        return surroundings_in(
            self._document, pointer, number, room=CONTEXT_PAGE_UNITS, cost=page_cost
        )

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts with the tests' encoder."""
        return HashingEncoder().encode_passages(texts)

    def seek_examples(self, scope: Scope) -> bool:
        """Note the scope, and end the search at once."""
        self.scopes.append(scope)
        return False

    def examples(self, scope: Scope) -> Sequence[str]:
        """Return one example for the default corpus."""
        return [WHEN] if "default" in scope.corpora else []

    def snapshot(self) -> str:
        """Return a name for the snapshot that answers."""
        return "20260101-test"


@dataclass
class Running:
    """A bot that is connected, with its parts for a test to use."""

    oracle: Any
    folder: Path
    stop: asyncio.Event
    task: asyncio.Task[None]
    register: CorpusRulesFile
    audit: AuditLog
    bench: Workbench
    house: HouseRules
    ledger: Ledger
    desk: Desk
    clients: list[QuothClient] = field(default_factory=list)

    async def leave(self) -> None:
        """Stop the bot, and wait until it has ended."""
        self.stop.set()
        await asyncio.wait_for(self.task, 15)


def settings_in(folder: Path, **discord: Any) -> BotSettings:
    """The settings of a bot that keeps all its files in ``folder``, and limits nobody."""
    files = {
        "corpora": folder / "corpora.json",
        "customs": folder / "customs.json",
        "blocked": folder / "blocked.json",
        "ledger": folder / "ledger.sqlite",
        "audit": folder / "audit.jsonl",
    }
    return BotSettings(
        _env_file=None,  # type: ignore[call-arg]
        library=LibrarySettings(index=folder),
        discord=DiscordSettings(**(files | discord)),
        limits=LimitSettings(
            person=0, channel=0, server=0, human_person=0, human_channel=0, human_server=0
        ),
    )


def wired(
    folder: Path,
    oracle: Oracle,
    *,
    limits: Limits | None = None,
    calls: Limits | None = None,
    upkeep: Upkeep | None = None,
    **discord: Any,
) -> Wiring:
    """The objects of a bot as ``quoth run`` makes them, but for an ``oracle`` without a model.

    ``discord`` are settings of that section; the other arguments are those of ``running``.
    """
    wiring = wire(settings_in(folder, **discord), lambda: oracle)
    service, none = wiring.service, Limits({})
    admission = Admission(
        none if limits is None else limits,
        none if calls is None else calls,
        service.ledger,
        service.admission.blocks,
    )
    bench = Workbench(every=EVERY)
    desk = replace(wiring.desk, known=KNOWN.__contains__, bench=bench, upkeep=upkeep)
    return replace(wiring, service=replace(service, admission=admission), desk=desk)


def serve_without_model(oracle: Oracle) -> None:
    """Let this process, which is to be ``quoth run``, ask ``oracle``, and be ready soon."""
    bot.app.wiring.open_oracle = lambda *_: oracle  # type: ignore[assignment]
    Wiring.client = partialmethod(  # type: ignore[assignment,method-assign]
        Wiring.client, guild_ready_timeout=GUILD_READY
    )


@asynccontextmanager
async def running(
    discord: Standin,
    folder: Path,
    *,
    oracle: Oracle | None = None,
    deadline: float = DEADLINE,
    connected: bool = True,
    roles: frozenset[int] = frozenset(),
    direct: bool = True,
    limits: Limits | None = None,
    calls: Limits | None = None,
    upkeep: Upkeep | None = None,
    operators: frozenset[int] = frozenset(),
    shards: int = 0,
    equip: Callable[[QuothClient, Desk], None] = lambda _client, _desk: None,
) -> AsyncIterator[Running]:
    """Run a supervised bot on ``discord`` until the block ends.

    Persons with ``roles`` may maintain, with ``upkeep`` the sources too; ``operators`` may block.
    ``direct`` messages are
    answered. Without ``limits``, questions are not limited. ``shards`` replaces the number that
    Discord recommends. ``equip`` gives each new client more commands.
    """
    oracle, stop = oracle or FakeOracle(), asyncio.Event()
    clients: list[QuothClient] = []
    wiring = wired(
        folder,
        oracle,
        limits=limits,
        calls=calls,
        upkeep=upkeep,
        deadline=deadline,
        direct=direct,
        maintainers=", ".join(map(str, roles)) or None,
        operators=", ".join(map(str, operators)) or None,
        shards=shards,
        api_base=discord.api_base,
        gateway_url=discord.gateway_url,
    )
    service, desk = wiring.service, wiring.desk
    await service.asker.open()
    point_at(discord.api_base, discord.gateway_url)

    def make_client() -> QuothClient:
        clients.append(wiring.client(guild_ready_timeout=GUILD_READY))
        equip(clients[-1], desk)
        return clients[-1]

    task = asyncio.create_task(stay_connected(make_client, discord.token, stop))
    up = Running(
        oracle,
        folder,
        stop,
        task,
        desk.corpus_rules,
        desk.audit,
        desk.bench,
        service.house,
        service.ledger,
        desk,
        clients,
    )
    try:
        if connected:
            await discord.connected()
        yield up
    finally:
        await up.leave()
        desk.bench.close()
        await wiring.close()
