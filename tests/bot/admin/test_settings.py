"""`/settings` over the stand-in: what maintainers set, that it holds, and that it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.servers.house_rules import Customs, Way
from tests.standin import Standin
from tests.standin.gateway import MESSAGE_CONTENT
from tests.standin.people import Person
from tests.support.bot import AUTOMATED, WHEN, Running, running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin.messages import Message

pytest_plugins = ["tests.support.bot_fixtures"]


def customs(up: Running, discord: Standin) -> Customs:
    return up.house.customs(int(discord.world.guild_id))


async def command(discord: Standin, person: Person, verb: str, /, **options: str | int) -> Message:
    """What is shown for a command, which is to nobody but its user."""
    message = await (await discord.slash(person, verb, **options)).message()
    assert message.ephemeral
    return message


async def test_each_way_is_closed_and_opened_again(
    discord: Standin, bot: Running, ada: Person
) -> None:
    for way in Way:
        said = await command(discord, ada, "settings way", way=way.value, state="off")
        assert said.text.endswith(": off")
        assert customs(bot, discord).off == {way}
        said = await command(discord, ada, "settings way", way=way.value, state="on")
        assert ": on" in said.text
        assert customs(bot, discord) == Customs()


async def test_a_way_that_needs_what_the_portal_withholds_says_so_with_the_remedy(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    room, forum = discord.world.add_channel("ask"), discord.forum("help")
    async with running(discord, tmp_path):
        for verb, options in (
            ("settings way", {"way": "thread"}),
            ("settings channel", {"channel": room.id}),
            ("settings forum", {"forum": forum.id}),
        ):
            said = await command(discord, ada, verb, state="on", **options)
            assert "Message Content Intent" in said.text
            said = await command(discord, ada, verb, state="off", **options)
            assert "Message Content Intent" not in said.text
        shown = await command(discord, ada, "settings show")
        assert "on, but I can't read messages there" in shown.text
        assert "Message Content Intent" in shown.text
    discord.gateway.privileged = MESSAGE_CONTENT
    async with running(discord, tmp_path):
        shown = await command(discord, ada, "settings show")
        assert "closed" not in shown.text
        assert "Message Content Intent" not in shown.text


async def test_show_has_all_that_is_set(discord: Standin, tmp_path: Path, ada: Person) -> None:
    room, forum = discord.world.add_channel("ask"), discord.forum("help")
    role = discord.world.add_role("Helpers")
    async with running(discord, tmp_path, direct=False) as up:
        shown = await command(discord, ada, "settings show")
        assert "mentions nobody" in shown.text
        assert "not kept" in shown.text
        await command(discord, ada, "settings channel", channel=room.id, state="on")
        await command(discord, ada, "settings forum", forum=forum.id, state="on")
        await command(discord, ada, "settings helpers", role=role)
        await command(discord, ada, "settings keep", days=30)
        await command(discord, ada, "settings way", way="menu", state="off")
        expected = Customs(
            frozenset({Way.MENU}),
            frozenset({int(room.id)}),
            frozenset({int(forum.id)}),
            int(role),
            30,
        )
        assert customs(up, discord) == expected
        shown = await command(discord, ada, "settings show")
        for part in (f"<#{room.id}>", f"<#{forum.id}>", f"<@&{role}>", "30 days", "messages: off"):
            assert part in shown.text
        assert "“Answer this”: off" in shown.text


async def test_what_is_set_is_taken_back(discord: Standin, tmp_path: Path, ada: Person) -> None:
    room, forum = discord.world.add_channel("ask"), discord.forum("help")
    role = discord.world.add_role("Helpers")
    async with running(discord, tmp_path) as up:
        for state in ("on", "off"):
            await command(discord, ada, "settings channel", channel=room.id, state=state)
            await command(discord, ada, "settings forum", forum=forum.id, state=state)
        await command(discord, ada, "settings helpers", role=role)
        said = await command(discord, ada, "settings helpers")
        assert "mentions nobody" in said.text
        await command(discord, ada, "settings keep", days=365)
        said = await command(discord, ada, "settings keep", days=0)
        assert "Questions are not kept" in said.text
        assert customs(up, discord) == Customs()


async def test_everybody_s_role_helps_nobody(discord: Standin, bot: Running, ada: Person) -> None:
    everybody = discord.world.guild_id
    discord.world.roles[everybody] = "@everyone"
    said = await command(discord, ada, "settings helpers", role=everybody)
    assert "Everyone has that role" in said.text
    assert customs(bot, discord).helpers is None


async def test_a_permission_that_the_bot_lacks_is_named(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    room = discord.world.add_channel("closed")
    deny = str((1 << 11) | (1 << 16))  # Send Messages, Read Message History
    room.overwrites.append({"id": discord.world.guild_id, "type": 0, "allow": "0", "deny": deny})
    discord.world.everyone_may = str((1 << 10) | (1 << 11) | (1 << 16) | (1 << 38))
    async with running(discord, tmp_path):
        said = await command(discord, ada, "settings channel", channel=room.id, state="on")
        assert ": Send Messages and Read Message History." in said.text
        shown = await command(discord, ada, "settings show")
        assert "I lack these permissions" in shown.text


async def test_nobody_else_may_change_or_see_the_settings_and_each_attempt_is_recorded(
    discord: Standin, bot: Running, ada: Person
) -> None:
    discord.world.powerless.add(ada.id)
    options: dict[str, dict[str, str | int]] = {
        "settings show": {},
        "settings way": {"way": "menu", "state": "off"},
        "settings channel": {"channel": discord.channel.id, "state": "on"},
        "settings helpers": {},
        "settings keep": {"days": 3},
    }
    for verb, given in options.items():
        said = await command(discord, ada, verb, **given)
        assert "You need Manage Server" in said.text
    assert customs(bot, discord) == Customs()
    assert [act.outcome for act in bot.audit.acts()] == ["not allowed"] * len(options)


async def test_the_audit_log_has_who_set_what(discord: Standin, bot: Running, ada: Person) -> None:
    await command(discord, ada, "settings way", way="thread", state="off")
    await command(discord, ada, "settings show")
    way, show = bot.audit.acts()
    assert (way.verb, way.user, way.server) == (
        "settings way", int(ada.id), int(discord.world.guild_id),
    )  # fmt: skip
    assert dict(way.arguments) == {"way": "thread", "state": "off"}
    assert way.outcome == "now way thread, state off"
    assert show.outcome == "shown"


async def test_settings_that_cannot_be_written_change_nothing_and_are_an_apology(
    discord: Standin, bot: Running, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    bot.house.file.write_text("{", "utf-8")
    said = await command(discord, ada, "settings keep", days=3)
    assert "went wrong" in said.text
    assert "customs.json" in caplog.text
    assert bot.house.file.read_text("utf-8") == "{"


@pytest.mark.parametrize("locale", ["de", "fr", "es-419", "pt-BR", "ja"])
async def test_settings_are_named_and_told_in_the_maintainer_s_language(
    discord: Standin, bot: Running, locale: str
) -> None:
    assert bot.folder.exists()
    person = discord.person("Person", locale=locale)
    (settings,) = [one for one in await discord.synced() if one["name"] == "settings"]
    (ask,) = [one for one in discord.commands if one["name"] == "ask"]
    (menu,) = [one for one in discord.commands if one["name"] == "Answer this"]
    named = [settings, menu, ask["options"][1], *settings["options"]]
    named += [option for verb in settings["options"] for option in verb.get("options", [])]
    for one in named:
        assert one["name_localizations"][locale]
        assert one["type"] == 3 or one["description_localizations"][locale]
    ways = settings["options"][1]["options"][0]["choices"]
    assert all(choice["name_localizations"][locale] for choice in ways)
    shown = await command(discord, person, "settings show")
    for english in ("Settings for this", "mentions nobody", "not kept", "I can't read"):
        assert english not in shown.text
    await command(discord, person, "settings way", way="command", state="off")
    closed = await command(discord, person, "ask", question=WHEN)
    assert "switched" not in closed.text
    assert AUTOMATED.rstrip(".") not in closed.text
    assert "`/" in closed.text  # /help, by its name in that language


async def test_the_closest_text_is_switched_off_and_on_again(
    discord: Standin, bot: Running, ada: Person
) -> None:
    said = await command(discord, ada, "settings closest", state="off")
    assert "show no text" in said.text
    assert customs(bot, discord) == Customs(closest=False)
    assert "show no text" in (await command(discord, ada, "settings show")).text
    said = await command(discord, ada, "settings closest", state="on")
    assert "may not answer" in said.text
    assert customs(bot, discord) == Customs()


async def test_what_is_kept_is_told_to_maintainers_in_the_words_that_everyone_gets(
    discord: Standin, bot: Running, ada: Person
) -> None:
    told = await command(discord, ada, "settings keep", days=3)
    everyone = (await (await discord.slash(ada, "privacy")).message()).text
    kept = next(line.removeprefix("- ") for line in everyone.splitlines() if "for 3 days" in line)
    assert kept in told.text
    assert "Private questions are never kept" in kept
    assert bot.house.customs(int(discord.world.guild_id)).keep_days == 3
