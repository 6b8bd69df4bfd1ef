"""The bot asked by people of several languages: its own words are theirs, a quote never is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord as dpy
import pytest
from discord import app_commands

from bot.admin.acts import Done
from bot.admin.desk import Desk
from bot.render.layout import render_lines
from bot.speech.say import ENGLISH, LANGUAGES, said_in, say
from tests.standin import Standin
from tests.standin.people import Person
from tests.support.bot import AUTOMATED, CRASH, SLOW, UNKNOWN, WHEN, Running, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.app.client import QuothClient
    from bot.features.feature import Command
    from tests.standin.messages import Message

pytest_plugins = ["tests.support.bot_fixtures"]
LOCALES = {"en-GB": "en", "de": "de", "fr": "fr", "es-419": "es", "pt-BR": "pt", "ja": "ja"}
QUOTED = AUTOMATED.rstrip(".")


@pytest.fixture
def karl(discord: Standin) -> Person:
    return discord.person("Karl", locale="de")


@pytest.fixture
def fanny(discord: Standin) -> Person:
    return discord.person("Fanny", locale="fr")


BUTTONS = ["source", "show-in-context", "more-quotes", "still-so", "helpful", "not-helpful"]


def labels(message: Message) -> list[str]:
    return [c["label"] for c in message.components if "label" in c]


@pytest.mark.usefixtures("bot")
async def test_who_asks_in_german_gets_german_words_around_an_untranslated_quote(
    discord: Standin, karl: Person
) -> None:
    answered = await (await discord.slash(karl, "ask", question=WHEN)).message()
    assert QUOTED in answered.text
    assert "Absatz 1" in answered.text
    assert labels(answered) == [said_in("de", text) for text in BUTTONS]
    assert "paragraph" not in answered.text


@pytest.mark.usefixtures("bot")
async def test_a_refusal_and_a_check_are_german_too(discord: Standin, karl: Person) -> None:
    refused = await (await discord.slash(karl, "ask", question=UNKNOWN)).message()
    assert "Die Quellen beantworten das nicht." in refused.text
    assert "Dieses Wort habe ich nicht gefunden: „regatta“." in refused.text
    assert "> " not in refused.text
    checked = await (await discord.slash(karl, "check", text=AUTOMATED)).message()
    assert "**WORTGETREU.**" in checked.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("locale", "language"), LOCALES.items())
async def test_each_is_answered_in_their_own_language(
    discord: Standin, locale: str, language: str
) -> None:
    person = discord.person("Somebody", locale=locale)
    refused = await (await discord.slash(person, "ask", question=UNKNOWN)).message()
    assert said_in(language, "no-answer") in refused.text
    others = [said_in(other, "no-answer") for other in LANGUAGES if other != language]
    assert not [other for other in others if other in refused.text]


@pytest.mark.usefixtures("bot")
async def test_two_who_ask_at_once_are_not_mixed_up(
    discord: Standin, karl: Person, fanny: Person
) -> None:
    asked = [await discord.slash(who, "ask", question=UNKNOWN) for who in (karl, fanny, karl)]
    german, french, again = [(await it.message()).text for it in asked]
    assert said_in("de", "no-answer") in german
    assert said_in("fr", "no-answer") in french
    assert german == again


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("locale", ["fi", "zh-CN", "ko"])
async def test_whoever_speaks_none_of_ours_is_answered_in_english(
    discord: Standin, locale: str
) -> None:
    person = discord.person("Aino", locale=locale)
    refused = await (await discord.slash(person, "ask", question=UNKNOWN)).message()
    assert said_in(ENGLISH, "no-answer") in refused.text


async def test_a_mention_is_answered_in_the_language_of_the_server(
    discord: Standin, tmp_path: Path, karl: Person
) -> None:
    discord.world.locale = "ja"
    async with running(discord, tmp_path):
        (answered,) = await (await discord.says(karl, f"<@bot> {WHEN}")).answers()
        (refused,) = await (await discord.says(karl, f"<@bot> {UNKNOWN}")).answers()
        (direct,) = await (await discord.says(karl, UNKNOWN, dm=True)).answers()
    assert QUOTED in answered.text
    assert "第1段落" in answered.text
    assert labels(answered) == [said_in("ja", text) for text in BUTTONS]
    assert said_in("ja", "no-answer") in refused.text
    assert said_in(ENGLISH, "no-answer") in direct.text, "Discord does not say who reads there"


@pytest.mark.usefixtures("bot")
async def test_what_is_pressed_is_answered_in_the_language_of_who_presses(
    discord: Standin, karl: Person, fanny: Person
) -> None:
    answered = await (await discord.slash(karl, "ask", question=WHEN)).message()
    (button,) = [c for c in answered.components if c.get("label") == said_in("de", "still-so")]
    told = await (await discord.press(fanny, answered, button["custom_id"])).message()
    assert said_in("fr", "state-unchanged") in told.text


@pytest.mark.usefixtures("bot")
async def test_an_error_is_french_and_its_reference_is_in_the_log(
    discord: Standin, fanny: Person, caplog: pytest.LogCaptureFixture
) -> None:
    text = (await (await discord.slash(fanny, "ask", question=CRASH)).message()).text
    assert "Il y a eu un problème de mon côté" in text
    reference = text.partition("référence ")[2].rstrip(")\\")
    assert len(reference) == 6
    assert f"[{reference}] Traceback" in caplog.text, "the log is the operator's: in English"


@pytest.mark.usefixtures("bot")
async def test_a_timeout_and_a_bad_question_are_french(discord: Standin, fanny: Person) -> None:
    slow = await (await discord.slash(fanny, "ask", question=SLOW)).message()
    assert "Cela prenait trop de temps" in slow.text
    bad = await (await discord.slash(fanny, "ask", question="🙂🙂🙂")).message()
    assert "ne contient aucun mot" in bad.text
    assert bad.ephemeral


async def test_a_maintainer_is_spoken_to_in_german_and_the_audit_log_stays_english(
    discord: Standin, bot: Running, karl: Person
) -> None:
    used = await (await discord.slash(karl, "corpus use", name="default")).message()
    assert "Gilt jetzt auf diesem Server: `default`" in used.text
    asked = await (await discord.slash(karl, "corpus clear")).message()
    assert labels(asked) == ["Nicht mehr antworten"]
    gone = await (await discord.press(karl, asked, "corpus:clear:server:0")).message()
    assert "Es gibt auf diesem Server keine eigene Regel mehr." in gone.text
    none = await (await discord.slash(karl, "corpus use", name="nowhere")).message()
    assert "kein Korpus „nowhere“" in none.text
    assert [act.outcome for act in bot.audit.acts()] == [
        "now default",
        "asked whether really",
        "now none",
        "failed: This server has no corpus “nowhere”.",
    ]


async def test_long_work_is_told_in_the_language_of_who_began_it(
    discord: Standin, tmp_path: Path, karl: Person
) -> None:
    def job(progress: Callable[[str, int, int], None]) -> Done:
        progress("encoding passages", 1_000, 2_000)
        return Done(render_lines([say("rules-heading")]), "done")

    def equip(client: QuothClient, desk: Desk) -> None:
        client._tree.add_command(_toil(client, desk, job))

    async with running(discord, tmp_path, equip=equip):
        message = await (await discord.slash(karl, "toil")).message()
        await message.until(lambda m: said_in("de", "rules-heading") in m.text)


def _toil(client: QuothClient, desk: Desk, job: Callable[..., Done]) -> Command:
    @app_commands.command(name="toil", description="Work")
    async def toil(interaction: dpy.Interaction) -> None:
        await client.responder.serve_long(
            interaction, lambda: desk.work(interaction, "toil", "Bauen", job, desk.refusal)
        )

    return toil
