"""A clock that jumps by hours or years, forwards or back, changes nothing for those who ask."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import discord as dpy
import pytest

from bot.asking.rate_limits import Limits, Pace
from bot.servers.house_rules import Customs
from tests.standin import Standin
from tests.support.bot import AUTOMATED, WHEN, FakeOracle, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures"]

HOUR, YEAR = 3_600.0, 365 * 86_400.0
JUMPS = [HOUR, 30 * YEAR, -5 * HOUR, -10 * YEAR]
MESSAGE_CONTENT = 1 << 15


@pytest.fixture
async def discord() -> Standin:  # type: ignore[misc]
    async with Standin(privileged=MESSAGE_CONTENT) as standin:
        yield standin


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the clock of the bot by so many seconds; the stand-in's own time goes on."""
    now, utcnow = time.time, dpy.utils.utcnow

    def jumped(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: now() + seconds)
        monkeypatch.setattr(dpy.utils, "utcnow", lambda: utcnow() + timedelta(seconds=seconds))

    monkeypatch.setattr("tests.standin.people.time", _Frozen(now))
    return jumped


class _Frozen:
    """The module ``time`` as the stand-in sees it."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.time = now


@pytest.mark.parametrize("seconds", JUMPS)
async def test_questions_buttons_and_suggestions_go_on(
    discord: Standin, tmp_path: Path, ada: Person, jump: Callable[[float], None], seconds: float
) -> None:
    async with running(discord, tmp_path, oracle=FakeOracle(seconds=0.2), deadline=5):
        before = await discord.slash(ada, "ask", question=WHEN)
        await before.acknowledged()
        jump(seconds)
        shown = await before.message()
        assert AUTOMATED.rstrip(".") in shown.text
        assert AUTOMATED.rstrip(".") in (await (await _asked(discord, ada)).message()).text
        button = next(
            c["custom_id"] for c in shown.components if str(c.get("custom_id")).startswith("st")
        )
        assert (await (await discord.press(ada, shown, button)).message()).text
        assert await (await discord.autocomplete(ada, "ask", "source", "k")).choices()
    assert discord.left_open == []


async def _asked(discord: Standin, ada: Person) -> object:
    return await discord.slash(ada, "ask", question=f"{WHEN} Again?")


@pytest.mark.parametrize("seconds", JUMPS)
async def test_nobody_is_freed_from_a_limit_or_held_to_it_for_longer(
    discord: Standin, tmp_path: Path, ada: Person, jump: Callable[[float], None], seconds: float
) -> None:
    limits = Limits({"person": Pace(1, 1.0)})
    async with running(discord, tmp_path, limits=limits):
        assert AUTOMATED.rstrip(".") in (await (await _asked(discord, ada)).message()).text
        jump(seconds)
        held = await (await _asked(discord, ada)).message()
        assert "<t:" in held.text
        await asyncio.sleep(1.0)
        assert AUTOMATED.rstrip(".") in (await (await _asked(discord, ada)).message()).text


@pytest.mark.parametrize("seconds", JUMPS)
async def test_a_new_post_in_a_forum_is_answered_whatever_this_machine_takes_for_the_time(
    discord: Standin, tmp_path: Path, ada: Person, jump: Callable[[float], None], seconds: float
) -> None:
    forum = discord.forum("help")
    async with running(discord, tmp_path) as up:
        forums = frozenset({int(forum.id)})
        up.house.change(int(discord.world.guild_id), lambda _: Customs(forums=forums))
        jump(seconds)
        post = await discord.post(ada, forum, WHEN, "Who knows?")
        (reply,) = await post.answers()
        assert AUTOMATED.rstrip(".") in reply.text
