"""What our commands are called in each language: of the real commands, as Discord is told them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import discord as dpy
import pytest
from discord import app_commands

from bot.admin.desk import Upkeep
from bot.settings import BotSettings
from bot.speech.say import ENGLISH, LANGUAGES, language_of, say, speaking, texts
from tests.standin import Standin
from tests.support.bot import Running, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.admin.desk import Desk
    from bot.app.client import QuothClient

    Json = dict[str, Any]

pytest_plugins = ["tests.support.bot_fixtures"]


@pytest.fixture
async def bot(discord: Standin, tmp_path: Path) -> AsyncIterator[Running]:
    """A bot with every command that there is, those for the sources and for operators too."""
    upkeep = Upkeep(BotSettings(), frozenset(), discord.api_base)
    async with running(discord, tmp_path, upkeep=upkeep, operators=frozenset({1})) as up:
        yield up


LOCALES = [locale for locale in dpy.Locale if str(locale).partition("-")[0] in LANGUAGES[1:]]
CHAT, SUBCOMMANDS = 1, (1, 2)
LONGEST_NAME, LONGEST_DESCRIPTION = 32, 100


def levels(commands: list[Json], path: str = "") -> Iterator[tuple[str, list[Json]]]:
    """Each list of siblings (commands, subcommands, options, choices) with where it stands."""
    yield path, commands
    for command in commands:
        here = f"{path} {command['name']}".strip()
        if options := command.get("options"):
            yield from levels(options, here)
        if choices := command.get("choices"):
            yield here, choices


def is_menu(thing: Json, path: str) -> bool:
    return not path and thing.get("type", CHAT) != CHAT


def fields(thing: Json, path: str) -> list[str]:
    """What of a command, an option or a choice is shown to people."""
    described = "value" not in thing and not is_menu(thing, path)
    return ["name", *(["description"] if described else [])]


def untranslated(commands: list[Json]) -> list[str]:
    """What has no text in some language, as "de: corpus use: description of channel"."""
    return [
        f"{locale}: {path}: {field} of {thing['name']}"
        for path, things in levels(commands)
        for thing in things
        for field in fields(thing, path)
        for locale in LOCALES
        if not (thing.get(f"{field}_localizations") or {}).get(str(locale))
    ]


def allowed(name: str) -> bool:
    """Discord's rule for what is typed: letters, digits, "-", "_" and "'", in lower case."""
    known = all(c in "-_'" or unicodedata.category(c)[0] in "LN" for c in name)
    return 1 <= len(name) <= LONGEST_NAME and known and name == name.lower()


async def told(discord: Standin) -> list[Json]:
    """The commands, as they were put."""
    await discord.synced()
    commands: list[Json] = discord.sent("PUT", "/commands")[-1].body
    return commands


@pytest.mark.usefixtures("bot")
async def test_every_command_is_named_and_described_in_every_language(discord: Standin) -> None:
    assert {str(locale) for locale in LOCALES} == {"de", "fr", "es-ES", "es-419", "pt-BR", "ja"}
    assert untranslated(await told(discord)) == []
    assert discord.problems == []


async def test_a_command_that_nobody_has_translated_does_not_pass(
    discord: Standin, tmp_path: Path
) -> None:
    def equip(client: QuothClient, _desk: Desk) -> None:
        @app_commands.command(name="brew", description="Make tea")
        @app_commands.choices(strength=[app_commands.Choice(name="Mild", value="mild")])
        async def brew(interaction: dpy.Interaction, strength: str) -> None: ...

        client._tree.add_command(brew)

    async with running(discord, tmp_path, equip=equip):
        missing = untranslated(await told(discord))
    assert [line for line in missing if line.startswith("de")] == [
        "de: : name of brew",
        "de: : description of brew",
        "de: brew: name of strength",
        "de: brew: description of strength",
        "de: brew strength: name of Mild",
    ]


async def test_what_discord_is_told_is_all_that_people_can_use(
    discord: Standin, bot: Running
) -> None:
    tree = bot.clients[-1]._tree
    assert {c["name"] for c in await told(discord)} == {c.name for c in tree.get_commands()} | {
        menu.name
        for kind in (dpy.AppCommandType.message, dpy.AppCommandType.user)
        for menu in tree.get_commands(type=kind)
    }


@pytest.mark.usefixtures("bot")
async def test_every_name_and_description_keeps_discords_rules_in_every_language(
    discord: Standin,
) -> None:
    for path, things in levels(await told(discord)):
        for thing in things:
            names = {thing["name"], *(thing.get("name_localizations") or {}).values()}
            typed = "value" not in thing and not is_menu(thing, path)
            assert [n for n in names if typed and not allowed(n)] == [], path
            longest = LONGEST_DESCRIPTION if "value" in thing else LONGEST_NAME
            assert [n for n in names if not 1 <= len(n) <= longest] == [], path
            shown = (thing.get("description_localizations") or {}).values()
            assert [text for text in shown if not 1 <= len(text) <= LONGEST_DESCRIPTION] == [], path


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("locale", [str(locale) for locale in LOCALES])
async def test_no_two_siblings_share_a_name(discord: Standin, locale: str) -> None:
    for path, things in levels(await told(discord)):
        kinds = [0 if path else thing.get("type", CHAT) for thing in things]
        named = [(thing.get("name_localizations") or {}).get(locale) for thing in things]
        pairs = list(zip(kinds, named, strict=True))
        assert len(set(pairs)) == len(pairs), f"{path}: {named}"


@pytest.mark.usefixtures("bot")
async def test_no_name_is_kept_of_a_command_that_there_is_not(discord: Standin) -> None:
    used = {
        text
        for _, things in levels(await told(discord))
        for thing in things
        for field in ("name", "description")
        for text in (thing.get(f"{field}_localizations") or {}).values()
    }
    for language in LANGUAGES[1:]:
        for line in "\n".join(texts(language).values()).split("\n"):
            name, _, text = line.partition(" = ")
            if name.startswith(("command-", "menu-")):
                assert text in used, f"{language}: {name}"


def test_a_text_calls_our_commands_as_discord_shows_them() -> None:
    for language, named in (
        ("en", "/corpus show"),
        ("de", "/korpus zeigen"),
        ("ja", "/コーパス 表示"),
    ):
        with speaking(language):
            assert f"`{named}`" in say("error-no-rule")


def test_what_is_put_into_a_text_is_left_as_it_is() -> None:
    with speaking("de"):
        assert "„`/ask`“" in say("word-quoted", word="`/ask`")


def test_the_spanish_of_spain_and_of_the_americas_are_one() -> None:
    assert {language_of(locale) for locale in LOCALES} == set(LANGUAGES) - {ENGLISH}
