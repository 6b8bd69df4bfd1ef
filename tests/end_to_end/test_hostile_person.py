"""One hostile person holds nobody up: whatever they type wherever, the bot goes on hearing others.

An acknowledgement is moved by as much as the event loop is held up.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from bot.asking.librarian import Librarian
from bot.servers.house_rules import Customs
from index.answering.answerer import Answerer
from index.building.build import build
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.standin import Standin
from tests.standin.gateway import MESSAGE_CONTENT
from tests.support.bot import running
from tests.support.event_loop import HELD_UP, held_up
from tests.support.hashing_encoder import HashingEncoder
from tests.support.hostile_inputs import REPEATED, hostile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.standin.people import Channel, Person
    from tests.support.event_loop import Act

GROUPS = 6  # of texts, each typed to one bot
MESSAGE, OPTION, QUOTE, TITLE = 4_000, 6_000, 2_000, 100  # characters that Discord lets one write
SOURCE = (
    "# The light\n\nThe light was automated in 1983. It isn't known who lit it first.\n\n"
    "- The lamp burned colza oil.\n- The keeper was called Ida Holm, wasn't she?\n\n"
    "| year | oil |\n|---|---|\n| 1867 | colza |\n| 1902 | kerosene |\n\n"
) * 20


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Librarian:
    folder, encoder = tmp_path_factory.mktemp("hostile"), HashingEncoder()
    (folder / "sources").mkdir()
    (folder / "sources" / "light.md").write_text(SOURCE, "utf-8")
    library = Library(folder / "index")
    build(library, "default", find_sources(folder / "sources"), encoder, max_bytes=1_000_000)
    return Librarian(library, Answerer(encoder, AnswerSettings(min_confidence=0)), "default")


class Mallory:
    """A person who types the same text wherever text can be typed."""

    def __init__(self, discord: Standin, person: Person, room: Channel, forum: Channel) -> None:
        self._discord, self._person, self._room, self._forum = discord, person, room, forum

    def ways(self, name: str) -> dict[str, Act]:
        """Return each way to type it, as something to do and to wait for."""
        discord, person = self._discord, self._person

        async def command(command: str, option: str, size: int) -> None:
            it = await discord.slash(person, command, **{option: hostile(name, size)})
            await it.message(within=30)

        async def typed(command: str, option: str) -> None:
            it = await discord.autocomplete(person, command, option, hostile(name, OPTION))
            await it.choices(within=30)

        async def said(before: str = "", at: Channel | None = None) -> None:
            await discord.says(person, before + hostile(name, MESSAGE - len(before)), at=at)

        async def clicked(menu: str) -> None:
            message = await discord.says(person, hostile(name, MESSAGE))
            await (await discord.context_menu(person, menu, message)).message(within=30)

        async def posted() -> None:
            title = hostile(name, TITLE)
            await discord.post(person, self._forum, title, hostile(name, MESSAGE))

        return {
            "/ask": lambda: command("ask", "question", OPTION),
            "/ask, briefly": lambda: command("ask", "question", 300),
            "/ask source:": lambda: self._sourced(name),
            "/check": lambda: command("check", "text", QUOTE),
            "suggestions of /ask": lambda: typed("ask", "source"),
            "suggestions of /corpus": lambda: typed("corpus use", "name"),
            "a mention": lambda: said("<@bot> "),
            "an ask channel": lambda: said(at=self._room),
            "a forum": posted,
            "Answer this": lambda: clicked("Answer this"),
            "Check this quote": lambda: clicked("Check this quote"),
        }

    async def _sourced(self, name: str) -> None:
        source = hostile(name, OPTION)
        it = await self._discord.slash(self._person, "ask", question="When?", source=source)
        await it.message(within=30)


@pytest.mark.parametrize("group", range(GROUPS))
async def test_no_text_of_one_person_holds_up_the_bot(
    tmp_path: Path, oracle: Librarian, group: int
) -> None:
    async with Standin(privileged=MESSAGE_CONTENT) as discord:
        room, forum = discord.world.add_channel("ask"), discord.forum("help")
        mallory = Mallory(discord, discord.person("Mallory"), room, forum)
        async with running(discord, tmp_path, oracle=oracle, deadline=30) as up:
            await discord.synced()
            rooms = {"channels": frozenset({int(room.id)}), "forums": frozenset({int(forum.id)})}
            up.house.change(int(discord.world.guild_id), lambda _: Customs(**rooms))
            slow = {}
            for name in list(REPEATED)[group::GROUPS]:
                ways = mallory.ways(name)
                if await held_up(lambda ways=ways: _all(ways)) >= HELD_UP:
                    slow[name] = {way: await held_up(act) for way, act in ways.items()}
            assert slow == {}
        assert discord.left_open == []


async def test_what_holds_the_bot_up_is_noticed() -> None:
    async def busy() -> None:
        until = time.process_time() + 2 * HELD_UP
        while time.process_time() < until:
            pass

    assert await held_up(busy) >= HELD_UP
    assert await held_up(lambda: asyncio.sleep(2 * HELD_UP)) < HELD_UP


async def _all(ways: Mapping[str, Act]) -> None:
    for act in ways.values():
        await act()
