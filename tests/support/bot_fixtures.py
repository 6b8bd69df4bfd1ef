"""Provide a stand-in, a bot on it and a person who asks; check the stand-in after each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.standin import Standin
from tests.standin.people import Person
from tests.support.bot import Running, running
from tests.support.judged import judged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    """Start a stand-in, and check at the end that no rule was broken and nothing left open."""
    async with judged() as standin:
        yield standin


@pytest.fixture
async def bot(discord: Standin, tmp_path: Path) -> AsyncIterator[Running]:
    """Run a bot on the stand-in."""
    async with running(discord, tmp_path) as up:
        yield up


@pytest.fixture
def ada(discord: Standin) -> Person:
    """Add a person who asks."""
    return discord.person("Ada")
