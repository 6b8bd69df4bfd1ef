"""discord.py that waits a tenth as long before it tries again, for tests of faults."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

QUICKER = 10
# Where discord.py waits for whole seconds: after a 5xx or a reset, and before a new session.
# What Discord asks for in a 429 is a fraction, and is waited for in full.
MODULES = ("discord.http", "discord.webhook.async_", "discord.client", "discord.shard")


async def _sleep(delay: float, *given: Any) -> Any:
    whole = delay >= 1 and float(delay).is_integer()
    return await asyncio.sleep(delay / QUICKER if whole else delay, *given)


@pytest.fixture
def hasty_discord(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the pauses between the tries of discord.py, not their number or their order."""
    hasty = SimpleNamespace(**(vars(asyncio) | {"sleep": _sleep}))
    for module in MODULES:
        monkeypatch.setattr(f"{module}.asyncio", hasty)
