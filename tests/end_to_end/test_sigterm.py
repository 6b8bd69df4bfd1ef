"""However badly it is timed, SIGTERM leaves nobody before "thinking…".

``SIGTERMS=200 python -m pytest tests/end_to_end/test_sigterm.py`` tries more moments.
"""

from __future__ import annotations

import asyncio
import os
import random
from typing import TYPE_CHECKING

import pytest

from tests.standin import Standin
from tests.support.bot import AUTOMATED, CRASH, UNKNOWN, WHEN, FakeOracle, running
from tests.support.messages import asked, named

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin import Person
    from tests.standin.messages import Message

SEEDS = range(int(os.environ.get("SIGTERMS", "8")))
LONGEST = 0.25  # seconds from the first question to SIGTERM; an answer takes less


async def act(discord: Standin, ada: Person, shown: Message, chance: random.Random) -> None:
    """Do one thing that waits for an answer."""
    match chance.randrange(5):
        case 0:
            await discord.press(ada, shown, named(shown, "st1:"))
        case 1:
            await discord.slash(ada, "check", text=AUTOMATED)
        case 2:
            await discord.slash(ada, "sources list")
        case _:
            await discord.slash(ada, "ask", question=chance.choice([WHEN, UNKNOWN, CRASH]))


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_interaction_has_an_end_whenever_sigterm_comes(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    oracle = FakeOracle(seconds=chance.uniform(0, 0.1))
    async with Standin() as discord:
        ada = discord.person("Ada")
        async with running(discord, tmp_path, oracle=oracle, deadline=5) as up:
            shown = await asked(discord, ada)
            moment = chance.uniform(0, LONGEST)
            loop = asyncio.get_running_loop()
            loop.call_later(moment, up.stop.set)
            while not up.stop.is_set():
                await act(discord, ada, shown, chance)
                await asyncio.sleep(chance.uniform(0, 0.03))
            await asyncio.wait_for(asyncio.shield(up.task), 15)
        assert discord.left_open == []
        assert discord.problems == []
