"""Which requests wait for their turn among all processes of a bot, and that they wait."""

from __future__ import annotations

import time

import aiohttp
import pytest

from bot.sending.patience import Patience, observer
from tests.standin import Standin


@pytest.mark.parametrize(
    ("path", "counted"),
    [
        ("/gateway/bot", True),
        ("/channels/1/messages", True),
        ("/interactions/1/token/callback", False),
        ("/webhooks/1/token/messages/@original", False),
    ],
)
async def test_answers_to_commands_wait_for_no_turn(path: str, counted: bool) -> None:
    turns = 0

    async def turn() -> float:
        nonlocal turns
        turns += 1
        return 0.0

    async with (
        Standin() as discord,
        aiohttp.ClientSession(trace_configs=[observer(turn)]) as session,
    ):
        await session.get(discord.api_base + path)
        await session.get(discord.gateway_url.replace("ws:", "http:"))
        assert turns == counted


async def test_a_request_waits_for_its_turn_and_its_time_limit_moves() -> None:
    async def turn() -> float:
        return 0.3

    async with (
        Standin() as discord,
        aiohttp.ClientSession(trace_configs=[observer(turn)]) as session,
    ):
        begun = time.monotonic()
        async with Patience(60).attempt(0.2):
            await session.get(discord.api_base + "/gateway/bot")
        assert time.monotonic() - begun >= 0.3
