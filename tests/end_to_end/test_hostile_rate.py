"""One hostile person holds nobody up: not by what they press, and not by how often.

An acknowledgement is moved by as much as the event loop is held up, and by what it waits for.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.asking.rate_limits import Limits, Pace
from bot.render import button_kinds
from bot.render.button_kinds import ButtonKind
from tests.support.bot import WHEN, FakeOracle, running
from tests.support.event_loop import HELD_UP, held_up
from tests.support.hostile_inputs import hostile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin import Standin
    from tests.standin.messages import Message
    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures"]
LONGEST = 100  # characters that Discord lets a custom id have
PREFIXES = sorted(kind.prefix for kind in vars(button_kinds).values() if type(kind) is ButtonKind)
TYPED = ["letters", "digits", "paths", "opened brackets", "accents", "noughts", "half mentions"]
AT_ONCE = 60  # more than Discord lets a person do within a second
PATIENCE = 30.0  # seconds, on a machine that is busy with other work
PACES = {"person": Pace(5, 30), "channel": Pace(0, 60), "server": Pace(0, 60)}


async def asked(discord: Standin, person: Person) -> Message:
    return await (await discord.slash(person, "ask", question=WHEN)).message(within=PATIENCE)


async def press_all(discord: Standin, person: Person, shown: Message, prefix: str) -> None:
    """Press a button below the message with whatever there is after the prefix of its name."""
    button = next(c for c in shown.components if c.get("custom_id"))
    for name in TYPED:
        button["custom_id"] = prefix + hostile(name, LONGEST - len(prefix))
        it = await discord.press(person, shown, button["custom_id"])
        await it.acknowledged(within=PATIENCE)


class Flood:
    """All that one person does at once, in every way that costs the bot something."""

    def __init__(self, discord: Standin, shown: Message) -> None:
        self._discord, self._mallory = discord, discord.person("Mallory")
        self._shown = shown
        self._button = next(c["custom_id"] for c in shown.components if c.get("custom_id"))

    async def come(self) -> None:
        discord, mallory = self._discord, self._mallory
        ways = [
            lambda: discord.slash(mallory, "ask", question=WHEN),
            lambda: discord.slash(mallory, "check", text=hostile("quotes", 2_000)),
            lambda: discord.slash(mallory, "help"),
            lambda: discord.autocomplete(mallory, "ask", "source", hostile("letters", 100)),
            lambda: discord.says(mallory, f"<@bot> {hostile('question words', 1_900)}"),
            lambda: discord.press(mallory, self._shown, self._button),
        ]
        await asyncio.gather(*(ways[n % len(ways)]() for n in range(AT_ONCE)))


async def test_a_button_with_whatever_after_its_prefix_has_an_end_and_holds_nobody_up(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, deadline=30):
        shown = await asked(discord, ada)
        held = {
            prefix: await held_up(lambda prefix=prefix: press_all(discord, ada, shown, prefix))
            for prefix in PREFIXES
        }
        assert {prefix: seconds for prefix, seconds in held.items() if seconds >= HELD_UP} == {}


async def test_what_one_person_does_at_once_does_not_hold_up_the_bot(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    """However much it is; their own limits are theirs alone."""
    async with running(discord, tmp_path, deadline=30, limits=Limits(PACES)):
        flood = Flood(discord, await asked(discord, ada))

        async def both() -> None:
            await flood.come()
            assert "1983" in (await asked(discord, ada)).text

        assert await held_up(both) < HELD_UP


async def test_nobody_s_acknowledgement_waits_for_what_another_person_waits_for(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    oracle = FakeOracle()
    async with running(discord, tmp_path, oracle=oracle, deadline=30):
        flood = Flood(discord, await asked(discord, ada))
        oracle.open.clear()
        await flood.come()
        it = await discord.slash(ada, "ask", question=WHEN)
        await it.acknowledged(within=PATIENCE)
        oracle.open.set()
        assert "1983" in (await it.message(within=PATIENCE)).text
