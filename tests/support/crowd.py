"""A crowd of people who use all of the bot without a pause, and what is left of them at its end."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.admin.audit import AuditLog
from bot.admin.long_work import DONE, LEFT

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from bot.admin.audit import Act
    from tests.standin import Message, Person, Standin
    from tests.standin.interactions import Interaction

PAUSE_SECONDS = 0.25  # between two acts of one person, on average
SHOWN_SECONDS = 20.0
BEGUN = "begun"
NOT_FOUND = 404
GOING_ON = (DONE, LEFT, "…")  # what ends the message of work that is not over
NOTE = "# Note {0}\n\nThe lamp number {0} of the harbour was lit on day {0}.\n"


@dataclass
class Crowd:
    """People on a stand-in; they act until the bot has no session any more."""

    discord: Standin
    questions: list[str]
    chance: random.Random
    mentions: list[Message] = field(default_factory=list)
    builds: list[Interaction] = field(default_factory=list)
    shown: list[Message] = field(default_factory=list)

    async def act(self, size: int) -> None:
        """Let ``size`` people act, and one more add sources; return when the bot has left."""
        people = [self.discord.person(f"Person {number}") for number in range(size)]
        await self._see_an_answer(people[0])
        await asyncio.gather(self._build(people[0]), *(self._person(one) for one in people))

    async def _see_an_answer(self, person: Person) -> None:
        it = await self.discord.slash(person, "ask", question=self.questions[0])
        try:
            self.shown.append(await it.message(within=SHOWN_SECONDS))
        except (TimeoutError, AssertionError):
            return  # it is counted at the end

    async def _person(self, one: Person) -> None:
        ways: list[Callable[[Person], Coroutine[Any, Any, object]]] = [
            self._ask, self._ask, self._mention, self._press, self._press, self._type,
            self._check, self._right_click, self._help,
        ]  # fmt: skip
        while self.discord.gateway.links():
            await self.chance.choice(ways)(one)
            await asyncio.sleep(self.chance.uniform(0, 2 * PAUSE_SECONDS))

    async def _build(self, one: Person) -> None:
        number = 0
        while self.discord.gateway.links():
            number += 1
            file = self.discord.upload(f"note-{number}.md", NOTE.format(number).encode())
            it = await self.discord.slash(one, "sources add", file=file)
            self.builds.append(it)
            await asyncio.sleep(PAUSE_SECONDS)
            while self.discord.gateway.links() and self._goes_on(it):  # noqa: ASYNC110 - edits
                await asyncio.sleep(PAUSE_SECONDS / 5)

    def _question(self) -> str:
        """Choose a question; most are unlike all others, so that none is remembered."""
        return f"{self.chance.choice(self.questions)} {'?' * self.chance.randrange(60)}"

    async def _ask(self, one: Person) -> None:
        await self.discord.slash(one, "ask", question=self._question())

    async def _mention(self, one: Person) -> None:
        self.mentions.append(await self.discord.says(one, f"<@bot> {self._question()}"))

    async def _press(self, one: Person) -> None:
        names = [c["custom_id"] for m in self.shown for c in m.components if c.get("custom_id")]
        if names:
            name = self.chance.choice(names)
            (message,) = self.shown
            await self.discord.press(one, message, name)

    async def _type(self, one: Person) -> None:
        await self.discord.autocomplete(one, "ask", "source", "i")

    async def _check(self, one: Person) -> None:
        await self.discord.slash(one, "check", text=f"“{self._question()}”")

    async def _right_click(self, one: Person) -> None:
        for message in self.shown:
            await self.discord.context_menu(one, "Is this still so?", message)

    async def _help(self, one: Person) -> None:
        await self.discord.slash(one, "help")

    def late(self) -> list[Interaction]:
        """Return what the bot acknowledged after Discord's three seconds, as on a busy machine."""
        return [it for it in self.discord.unacknowledged if self._was_late(it)]

    def _was_late(self, it: Interaction) -> bool:
        return any(sent.status == NOT_FOUND for sent in self.discord.sent("POST", f"/{it.id}/"))

    @staticmethod
    def _goes_on(build: Interaction) -> bool:
        if not build.ended or build.original is None:
            return build.response is None or build.hanging
        return any(sign in build.original.text.splitlines()[-1] for sign in GOING_ON)

    def left(self, audit: Path) -> dict[str, list[object]]:
        """Return all that has no end, by what it is; ``audit`` is the log of what was built."""
        discord = self.discord
        answered = {
            (message.get("message_reference") or {}).get("message_id")
            for message in discord.messages.by_id.values()
        }
        return {
            "interactions not acknowledged": [
                it for it in discord.unacknowledged if not self._was_late(it)
            ],
            "interactions left thinking": list(discord.hanging),
            "mentions without a reply": [m for m in self.mentions if m.id not in answered],
            "builds that seem to go on": [
                it for it in self.builds if self._goes_on(it) and not self._was_late(it)
            ],
            "acts begun without an end in the audit": list(_begun_only(audit)),
        }


def _begun_only(audit: Path) -> list[Act]:
    """Return the acts of an audit log after whose beginning nothing is noted of them."""
    begun: dict[tuple[str, str], Act] = {}
    for act in AuditLog(audit).acts():
        what = act.verb, str(act.arguments)
        if act.outcome == BEGUN:
            begun[what] = act
        else:
            begun.pop(what, None)
    return list(begun.values())
