"""People who ask without a pause, and what came of each question: see tests.benchmarks.faults."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from bot.render.button_kinds import FORGET
from tests.support.messages import named

if TYPE_CHECKING:
    from tests.standin import Standin
    from tests.standin.interactions import Interaction
    from tests.standin.messages import Message
    from tests.standin.people import Person

ACKNOWLEDGED, ENDED = 3.5, 30.0  # seconds, after which a person asks on
PAUSE = 0.1
FORGETS_AFTER = 12  # questions
ANSWER, CLOSEST, DONE = "1867", "may not answer", "are kept."
HANGS = "acknowledged, without an end"
TRY_AGAIN = ("too long", "went wrong", "restart")


@dataclass(eq=False)
class Posed:
    """A question; ``heard_by`` are the connections of its shard at that moment."""

    text: str
    person: Person
    place: str
    heard_by: int
    interaction: Interaction | None = None
    message: Message | None = None
    at: float = field(default_factory=time.monotonic)
    ended_at: float = 0.0
    forgotten: bool = False  # its person used `/forget-me` later

    @property
    def direct(self) -> bool:
        """Return whether it was asked in a direct message, where nothing is kept."""
        return self.place == "direct command"

    def ends(self, discord: Standin) -> list[str]:
        """Return what was said to it, each message once."""
        if self.interaction is not None:
            it = self.interaction
            first = [it.original] if it.ended and it.original else []
            return [m.text for m in first + [m for m in it.followups if m is not it.original]]
        assert self.message is not None
        room = discord.messages.rooms[self.message["channel_id"]]
        to = ((m, (m.get("message_reference") or {}).get("message_id")) for m in room)
        return [m.text for m, id_ in to if id_ == self.message.id]

    def told(self, discord: Standin) -> str:
        """Return in a word what it came to."""
        ends = self.ends(discord)
        if len(ends) > 1:
            return "ended twice"
        if not ends:
            hangs = self.interaction is not None and self.interaction.response is not None
            return HANGS if hangs else "unheard"
        if any(words in ends[0] for words in TRY_AGAIN):
            return "told to try again"
        if CLOSEST in ends[0] or ANSWER not in ends[0]:
            return "refused"  # if with the closest text
        return "answered"


class Crowd:
    """The people, all that they asked, and who was forgotten when."""

    def __init__(self, discord: Standin, people: int) -> None:
        self._discord = discord
        self._people = [discord.person(f"Asker {number}") for number in range(people)]
        self._numbers = count()
        self._stop = asyncio.Event()
        self._shard = (int(discord.world.guild_id) >> 22) % 3
        self.posed: list[Posed] = []
        self.deleted: set[str] = set()  # questions that had ended before somebody was forgotten
        self.forgets = 0

    async def ask(self) -> None:
        """Ask until ``stop``, all at once."""
        await asyncio.gather(*map(self._ask_on, self._people))

    def stop(self) -> None:
        self._stop.set()

    async def _ask_on(self, person: Person) -> None:
        ended: list[Posed] = []
        while not self._stop.is_set():
            for place in ("command", "mention", "direct command"):
                posed = await self._pose(person, place)
                await self._end_of(posed)
                ended += [posed] if posed.ended_at else []
                await asyncio.sleep(PAUSE)
            if len(ended) >= FORGETS_AFTER and await self._forget(person):
                self.deleted |= {posed.text for posed in ended}
                self.forgets += 1
                ended.clear()

    async def _pose(self, person: Person, place: str) -> Posed:
        discord, number = self._discord, next(self._numbers)
        direct = place == "direct command"  # of which none is kept
        answered = direct or number % 2
        text = f"When was the lamp first lit {number}?" if answered else f"Who won race {number}?"
        links = len(discord.gateway.links(0 if direct else self._shard))
        posed = Posed(text, person, place, links)
        self.posed.append(posed)
        if place == "mention":
            posed.message = await discord.says(person, f"<@bot> {text}")
        else:
            posed.interaction = await discord.slash(person, "ask", question=text, dm=direct)
        return posed

    async def _end_of(self, posed: Posed) -> None:
        with suppress(TimeoutError):
            if posed.interaction is not None:
                await posed.interaction.acknowledged(within=ACKNOWLEDGED)
            await self._discord.until(lambda: posed.ends(self._discord), within=ENDED)
            posed.ended_at = time.monotonic()

    async def _forget(self, person: Person) -> bool:
        """Use `/forget-me`; return whether the bot says that all is deleted."""
        for posed in self.posed:
            posed.forgotten |= posed.person is person
        with suppress(TimeoutError):
            asked = await (await self._discord.slash(person, "forget-me")).message(within=ENDED)
            press = await self._discord.press(person, asked, named(asked, FORGET.prefix))
            return DONE in (await press.message(within=ENDED)).text
        return False
