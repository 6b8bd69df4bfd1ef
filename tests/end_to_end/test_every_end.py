"""Nobody is left before "thinking…": every interaction ends, under each fault of the network."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

import discord as dpy
import pytest
from discord import app_commands

from bot.render.button_kinds import STILL
from tests.standin import Standin
from tests.standin.people import Person
from tests.support.bot import AUTOMATED, CRASH, SLOW, UNKNOWN, WHEN, FakeOracle, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.admin.desk import Desk
    from bot.app.client import QuothClient
    from tests.standin.faults import Fault
    from tests.standin.interactions import Interaction
    from tests.standin.messages import Message

    Arm: TypeAlias = Callable[[Standin], Fault]

pytest_plugins = ["tests.support.bot_fixtures", "tests.support.hasty_discord"]
pytestmark = pytest.mark.usefixtures("hasty_discord")

FAULTS: dict[str, Arm] = {
    "a reset of the defer": lambda d: d.faults.reset("POST", "/callback", times=2),
    "a reset of the answer": lambda d: d.faults.reset("PATCH", "@original", times=4),
    "503 on the defer": lambda d: d.faults.status(503, "POST", "/callback"),
    "503 on the answer": lambda d: d.faults.status(503, "PATCH", "@original", times=4),
    "503 on channels": lambda d: d.faults.status(503, "POST", "/channels/", times=4),
    "500 on the answer": lambda d: d.faults.status(500, "PATCH", "@original", times=3),
    "429 on the defer": lambda d: d.faults.rate_limit("POST", "/callback", times=2),
    "429 on the answer": lambda d: d.faults.rate_limit("PATCH", "@original", times=3),
    "a defer whose answer is lost": lambda d: d.faults.lose_reply("POST", "/callback", times=3),
    "a defer whose answer is a 503": lambda d: d.faults.lose_reply(
        "POST", "/callback", how="503", times=3
    ),
    "a defer whose answer is reset": lambda d: d.faults.lose_reply(
        "POST", "/callback", how="reset", times=3
    ),
    "an answer whose receipt is lost": lambda d: d.faults.lose_reply(
        "PATCH", "@original", how="reset", times=3
    ),
    "an answer that Discord refuses": lambda d: d.faults.status(
        400, "PATCH", "@original", code=50035, after=1
    ),
    "a slow network": lambda d: d.faults.slow("*", "/(callback|@original)", 0.4, times=20),
}


async def everything(discord: Standin, people: list[Person]) -> list[Interaction]:
    """What people do, all at once: every kind of interaction, good questions and bad."""
    (first, *_) = people
    shown = await (await discord.slash(first, "ask", question=WHEN)).message(within=15)
    still = next(c for c in shown.components if str(c.get("custom_id")).startswith("st1:"))
    asked = [WHEN, UNKNOWN, CRASH, SLOW, "🙂🙂"]
    doing = [discord.slash(p, "ask", question=asked[n % 5]) for n, p in enumerate(people)]
    doing += [
        discord.press(first, shown, still["custom_id"]),
        discord.slash(first, "sources list"),
        discord.slash(first, "help", dm=True),
        discord.slash(first, "check", text=AUTOMATED),
        discord.slash(first, "corpus show"),
        discord.autocomplete(first, "corpus use", "name", "d"),
        discord.context_menu(first, "Is this still so?", shown),
    ]
    return list(await asyncio.gather(*doing))


def all_ended(discord: Standin) -> bool:
    return discord.left_open == []


def replies(discord: Standin, asked: Message) -> list[Message]:
    references = ((m, m.get("message_reference") or {}) for m in discord.messages.by_id.values())
    return [m for m, reference in references if reference.get("message_id") == asked.id]


@pytest.mark.parametrize("fault", FAULTS)
async def test_every_interaction_has_an_end_whatever_the_network_does(
    discord: Standin, tmp_path: Path, fault: str
) -> None:
    people = [discord.person(f"Asker {number}") for number in range(10)]
    async with running(discord, tmp_path, deadline=5) as up:
        armed = FAULTS[fault](discord)
        its = await everything(discord, people)
        said = [await discord.says(people[0], f"<@bot> {WHEN}", dm=dm) for dm in (False, True)]
        await discord.until(lambda: all_ended(discord), within=25, what=f"an end to {its}")
        for message in said:
            await discord.until(lambda asked=message: replies(discord, asked), within=20)
            assert len(replies(discord, message)) == 1
        assert len(discord.interactions) == len(its) + 1
        assert armed.used > 0
        assert len(up.clients) == 1, "it is the bot that began"


@pytest.mark.parametrize("how", ["drop", "op 7", "op 9", 1000, 1001, 4000, 4009])
async def test_every_interaction_has_an_end_whatever_the_gateway_does(
    discord: Standin, tmp_path: Path, how: str | int
) -> None:
    ada = discord.person("Ada")
    async with running(discord, tmp_path, oracle=FakeOracle(seconds=0.02), deadline=10):
        before = [await discord.slash(ada, "ask", question=WHEN) for _ in range(5)]
        if isinstance(how, int):
            await discord.faults.close_gateway(how)
        elif how == "drop":
            await discord.faults.drop_gateway()
        elif how == "op 7":
            await discord.faults.reconnect()
        else:
            await discord.faults.invalidate()
        await asyncio.gather(*(it.message(within=15) for it in before))
        await discord.until(lambda: bool(discord.gateway.links()), within=15, what="a gateway")
        after = [await discord.slash(ada, "ask", question=WHEN) for _ in range(5)]
        await asyncio.gather(*(it.message(within=15) for it in after))


async def test_a_command_and_a_button_that_fail_have_an_end_too(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    @app_commands.command(name="stumble", description="Fail before anything is said")
    async def stumble(_: dpy.Interaction, where: str, late: bool = False) -> None:
        if late:
            await _.response.defer(thinking=True)
        raise ZeroDivisionError(where)

    async def press(_: dpy.Interaction, name: str) -> None:
        raise ZeroDivisionError(name)

    def equip(client: QuothClient, _: Desk) -> None:
        client._tree.add_command(stumble)
        client._presses[STILL] = press

    async with running(discord, tmp_path, equip=equip):
        for late in (False, True):
            it = await discord.slash(ada, "stumble", where="here", late=late)
            assert "went wrong" in (await it.message()).text
        shown = await (await discord.slash(ada, "ask", question=WHEN)).message()
        names = [c["custom_id"] for c in shown.components if c.get("custom_id")]
        name = next(one for one in names if one.startswith("st1:"))
        pressed = await (await discord.press(ada, shown, name)).message()
        assert "went wrong" in pressed.text
        assert pressed.ephemeral
    assert caplog.text.count("ZeroDivisionError: ") == 3


async def test_a_button_of_another_version_is_answered_with_a_sentence(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path):
        shown = await (await discord.slash(ada, "ask", question=WHEN)).message()
        button = next(c for c in shown.components if c.get("custom_id"))
        button["custom_id"] = "zz9:from-another-version"
        pressed = await (await discord.press(ada, shown, "zz9:from-another-version")).message()
        assert "another version" in pressed.text
        assert pressed.ephemeral


async def test_a_command_that_is_no_more_is_answered_with_a_sentence(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    """Discord's clients keep commands for a while after the bot has told it others."""
    async with running(discord, tmp_path):
        old = {"name": "sources", "type": 1, "id": "1", "description": "", "options": []}
        await discord.synced()
        discord._routes.commands[None] = [old]
        it = await discord.slash(ada, "sources")
        assert "went wrong" in (await it.message()).text
