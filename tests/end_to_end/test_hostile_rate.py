"""One hostile person holds nobody up: not by what they press, and not by how often."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.asking.rate_limits import Limits, Pace
from bot.render import button_kinds
from bot.render.button_kinds import ButtonKind
from tests.support.bot import WHEN, running
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


async def asked(discord: Standin, person: Person) -> Message:
    return await (await discord.slash(person, "ask", question=WHEN)).message(within=PATIENCE)


async def press(discord: Standin, person: Person, shown: Message, name: str) -> None:
    """Press a button that is below the message, whatever its name."""
    next(c for c in shown.components if c.get("custom_id"))["custom_id"] = name
    await (await discord.press(person, shown, name)).acknowledged(within=PATIENCE)


@pytest.mark.parametrize("prefix", PREFIXES)
async def test_a_button_with_whatever_after_its_prefix_has_an_end_and_holds_nobody_up(
    discord: Standin, tmp_path: Path, ada: Person, prefix: str
) -> None:
    async with running(discord, tmp_path, deadline=30):
        shown = await asked(discord, ada)
        for name in TYPED:
            given = prefix + hostile(name, LONGEST - len(prefix))
            assert await held_up(lambda given=given: press(discord, ada, shown, given)) < HELD_UP


async def test_what_one_person_does_at_once_holds_up_nobody(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    """However much it is; their own limits are theirs alone."""
    mallory = discord.person("Mallory")

    async def flood() -> None:
        ways = [
            lambda: discord.slash(mallory, "ask", question=WHEN),
            lambda: discord.slash(mallory, "check", text=hostile("quotes", 2_000)),
            lambda: discord.slash(mallory, "help"),
            lambda: discord.autocomplete(mallory, "ask", "source", hostile("letters", 100)),
            lambda: discord.says(mallory, f"<@bot> {hostile('question words', 1_900)}"),
            lambda: discord.press(mallory, shown, button),
        ]
        await asyncio.gather(*(ways[n % len(ways)]() for n in range(AT_ONCE)))
        assert "1983" in (await asked(discord, ada)).text

    paces = {"person": Pace(5, 30), "channel": Pace(0, 60), "server": Pace(0, 60)}
    async with running(discord, tmp_path, deadline=30, limits=Limits(paces)):
        shown = await asked(discord, ada)
        button = next(c["custom_id"] for c in shown.components if c.get("custom_id"))
        assert await held_up(flood) < HELD_UP
        assert discord.left_open == []
