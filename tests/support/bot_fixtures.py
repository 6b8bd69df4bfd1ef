"""A stand-in, a bot on it, and somebody who asks; the stand-in is judged when a test ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.standin import Standin
from tests.standin.people import Person
from tests.support.bot import Running, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    async with Standin() as standin:
        yield standin
        assert standin.problems == []
        assert standin.hanging == []
        ours = [m for m in standin.messages.by_id.values() if m["author"]["id"] == standin.bot.id]
        assert [m.pinged for m in ours if m.pinged] == [], "nobody is ever pinged"


@pytest.fixture
async def bot(discord: Standin, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(discord, tmp_path) as up:
        yield up


@pytest.fixture
def ada(discord: Standin) -> Person:
    return discord.person("Ada")
