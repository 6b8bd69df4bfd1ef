"""Hand on what was sent while nobody heard a shard.

The process that had it is gone, or has lost its connection for longer than discord.py resumes.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import aiohttp
import discord

from bot.app.heard_so_far import HeardSoFar
from bot.app.replay import Replay, SessionEnded, resumable_at
from bot.ground.tracebacks import traced
from bot.health.metrics import GATEWAY

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from contextlib import AbstractContextManager

    from bot.ground.gateway_session import GatewaySession, Sessions

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two notes of how far Discord was heard
# Discord keeps a session "a few minutes", and as long it knows the nonce of an answer, by which no
# message gets a second one, whatever was noted.
FRESH = 120.0
PAUSES = (0.5, 2.0)  # seconds before a connection that fails is tried again
LAST_SECONDS = 2.0  # for the last note
ANSWERABLE = timedelta(seconds=3)  # for so long Discord waits for the response to an interaction
GONE = "shard %d: Discord no longer has what was missed"
FAILURES = (OSError, aiohttp.ClientError, ValueError, KeyError, TypeError)


class HearingClient(Protocol):
    """A client that is on Discord's gateway."""

    @property
    def bot_token(self) -> str:
        """Return the token, with which a session is resumed."""

    def sessions(self) -> Sequence[GatewaySession]:
        """Return the sessions of the shards, each as far as it was heard."""

    def hears(self, shard: int) -> float | None:
        """Return for how many seconds a shard has been heard; None if it is not."""

    def knows(self, server: int) -> bool:
        """Return whether Discord has said all about a server."""

    def receive(self, event: str, data: dict[str, Any]) -> None:
        """Take an event as if it came on a gateway of the client."""


class MissedEvents:
    """What processes that are gone have not heard, and how far this one has heard."""

    def __init__(self, sessions: Sessions, gateway: str | None = None) -> None:
        """``gateway`` is the only address that is resumed at; Discord's own, if there is none."""
        self._sessions, self._gateway = sessions, gateway
        self._heard = HeardSoFar()
        self._client: HearingClient | None = None
        self._wanted: set[int] = set()
        self._shards = 1
        self._left: dict[str, GatewaySession] = {}  # until what they missed is handed on
        self._replays: dict[str, tuple[asyncio.Task[None], Replay]] = {}
        self._looking: asyncio.Task[None] | None = None
        self._begun = asyncio.Event()  # a session that is not noted yet
        self._resting = False

    def deciding(self, message: int) -> AbstractContextManager[None]:
        """Take ``message`` to be undecided within the block, or until it is taken."""
        return self._heard.deciding(message)

    def take(self, message: int) -> None:
        """Note at once that a message is being answered, so that no other process answers it."""
        self._heard.take(message)
        self._left = {
            id_: replace(session, taken=session.taken | {message})
            for id_, session in self._left.items()
        }
        self._sessions.jot(self._ours())

    def follow(self, client: HearingClient, wanted: Collection[int], shards: int) -> None:
        """Hear for ``client`` what was missed on the shards ``wanted`` of ``shards``."""
        self._client, self._wanted, self._shards = client, set(wanted), shards
        self._resting = False
        for session in list(self._left.values()):
            self._begin(session)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_on())

    def want(self, shard: int) -> None:
        """Hear what was missed on one more shard."""
        self._wanted.add(shard)

    async def renounce(self, shard: int) -> None:
        """Leave what was missed on a shard to another process."""
        self._wanted.discard(shard)
        theirs = [it for it in self._left.values() if it.shard == shard]
        for session in theirs:
            del self._left[session.id]
        if theirs:
            await self._cancel([session.id for session in theirs])
            await self._sessions.give_back(theirs)

    def give_up(self, shard: int, *, was_heard: bool) -> None:
        """Hear what was missed on the session of a shard, which another one replaces.

        If Discord has refused that one, say so where the shard ``was_heard``.
        """
        live = self._client.sessions() if self._client is not None else ()
        ours = [session for session in live if session.shard == shard]
        for session in ours:
            if session.id not in self._left:  # else it is tried once more to begin the new one
                self._left[session.id] = session
                self._begin(session)
        if was_heard and not ours:
            log.info(GONE, shard)

    def now_heard(self, shard: int) -> None:
        """Hand on what was missed on a shard, and note at once its session, which has begun."""
        self._begun.set()
        for _, replay in self._replays.values():
            if replay.session.shard == shard:
                replay.replace()

    def hand_on(self) -> None:
        """Hand on what can be judged now that a server is known."""
        for _, replay in self._replays.values():
            replay.hand_on()

    async def rest(self) -> None:
        """Hand on nothing any more: the client leaves. The next one hears what was missed."""
        self._resting = True
        await self._cancel(list(self._replays))

    async def _cancel(self, ids: Collection[str]) -> None:
        found = [self._replays.pop(id_) for id_ in ids if id_ in self._replays]
        for task, _ in found:
            task.cancel()
        await asyncio.gather(*(task for task, _ in found), return_exceptions=True)

    def stop(self) -> None:
        """Note nothing any more."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    async def leave(self, *, for_good: bool) -> None:
        """Note how far all was heard until the client left; a process that ends leaves it so."""
        await self.rest()
        self.stop()
        if self._client is None:
            return
        self._left |= {it.id: it for it in self._client.sessions()}
        self._heard.advance(())
        self._client = None
        if for_good:
            with suppress(TimeoutError):  # a database may take its time
                await asyncio.wait_for(self._sessions.leave(self._ours()), LAST_SECONDS)

    async def _look_on(self) -> None:
        while True:
            self._begun.clear()
            await self._look()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._begun.wait(), EVERY)

    async def _look(self) -> None:
        live = self._client.sessions() if self._client is not None else ()
        await asyncio.sleep(0)  # what these have heard begins to be decided
        self._heard.advance(live)
        for left in await self._sessions.look(self._ours(), self._wanted, self._shards):
            if left.seconds < FRESH and left.session.shard in self._wanted:
                self._left[left.session.id] = left.session
                self._begin(left.session)

    def _ours(self) -> list[GatewaySession]:
        return list((self._left | {it.id: it for it in self._heard.sessions}).values())

    def _begin(self, session: GatewaySession) -> None:
        if self._resting:
            return
        hand_on, decided = partial(self._hand_on, session), partial(self._heard.all_decided, EVERY)
        replay = Replay(session, hand_on, decided)
        if self._client is not None and self._client.hears(session.shard) is not None:
            replay.replace()
        task = asyncio.create_task(self._replay(replay))
        self._replays[session.id] = task, replay

    async def _replay(self, replay: Replay) -> None:
        """Hear what was missed on a session, and hand it on when the shard is heard again."""
        session = replay.session
        if not await self._hear(replay):
            replay.end()
            await replay.replaced()
            replay.hand_on()
            await self._heard.all_decided(EVERY)
        self._left.pop(session.id, None)
        self._replays.pop(session.id, None)
        if replay.is_resumed:
            GATEWAY.labels("replayed").inc()
            log.info("shard %d: heard what was missed (%d events)", session.shard, replay.heard)

    async def _hear(self, replay: Replay) -> bool:
        """Hear until the shard is heard again and all is decided; if that fails, say so."""
        address = resumable_at(replay.session.address, self._gateway)
        if address is None:
            log.warning("the note of a session names a host that is not Discord's; it is not used")
            return False
        for pause in (*PAUSES, 0.0):
            try:
                await replay.hear(address, self._client.bot_token if self._client else "")
                return True
            except SessionEnded:
                log.info(GONE, replay.session.shard)
                return False
            except FAILURES as error:
                why = type(error).__name__
            await asyncio.sleep(pause)
        log.info("shard %d: what was missed is not heard (%s)", replay.session.shard, why)
        return False

    def _hand_on(self, session: GatewaySession, name: str, data: dict[str, Any]) -> bool:
        """Have the client take an event; return whether it is done with."""
        if self._is_over(session, name, data):
            return True
        server = data.get("guild_id")
        if self._client is None or (server is not None and not self._client.knows(int(server))):
            return False
        try:
            self._client.receive(name, data)
        except Exception as error:  # noqa: BLE001 - what discord.py cannot read stops no other
            log.error("an event that was missed cannot be read: %s", traced(error))
        return True

    def _is_over(self, session: GatewaySession, name: str, data: dict[str, Any]) -> bool:
        """Return whether a message is answered, or nobody waits for a response any more."""
        id_ = int(data["id"])
        if name == "MESSAGE_CREATE":
            return any(id_ in it.taken for it in (session, *self._left.values()))
        made = discord.utils.snowflake_time(id_)
        typing = data["type"] == discord.InteractionType.autocomplete.value
        heard = self._client.hears(session.shard) if self._client is not None else None
        since = timedelta(seconds=heard or 0.0)  # what came since then is heard there, too
        return typing or max(since, discord.utils.utcnow() - made) > ANSWERABLE
