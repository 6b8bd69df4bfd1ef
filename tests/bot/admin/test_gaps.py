"""`/gaps` over the loopback Discord: for maintainers, of their server, private."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.standin.rest import Refused
from tests.support.bot import UNKNOWN, WHEN, Running, running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin import Standin
    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures"]

AGAIN = "who won the regatta"
OTTERS = "Where do the otters sleep?"


def keep(bot: Running, discord: Standin, days: int) -> None:
    bot.house.change(int(discord.world.guild_id), lambda customs: replace(customs, keep_days=days))


async def ask(discord: Standin, person: Person, *questions: str) -> None:
    for question in questions:
        await (await discord.slash(person, "ask", question=question)).message()


async def test_gaps_are_put_together_and_counted_for_maintainers_alone(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    await ask(discord, ada, UNKNOWN, OTTERS, AGAIN, WHEN)
    shown = await (await discord.slash(ada, "gaps")).message()
    assert shown.ephemeral
    first, second = (shown.text.index(q) for q in ("regatta", "otters"))
    assert first < second
    assert "not answered 2 times (not in the sources)" in shown.text
    assert "no source mentions “regatta”" in shown.text
    assert WHEN.rstrip("?") not in shown.text
    assert bot.audit.file.read_text("utf-8").count('"verb": "gaps"') == 1


async def test_who_may_not_maintain_is_shown_nothing(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    bob = discord.person("Bob")
    discord.world.powerless.add(bob.id)
    await ask(discord, ada, UNKNOWN)
    shown = await (await discord.slash(bob, "gaps", export=True)).message()
    assert "regatta" not in shown.text
    assert not shown.files
    assert "not allowed" in bot.audit.file.read_text("utf-8")


async def test_the_export_is_attached_as_draft_questions_without_ids(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    await ask(discord, ada, UNKNOWN, OTTERS, f"Who is <@{ada.id}> or {discord.world.guild_id}?")
    shown = await (await discord.slash(ada, "gaps", export=True)).message()
    (data,) = shown.files.values()
    rows = [json.loads(line) for line in data.decode().splitlines()]
    assert {UNKNOWN, OTTERS} < {row["question"] for row in rows}
    assert all(row["answers"] == [] for row in rows)
    for id_ in (ada.id, discord.world.guild_id, discord.channel.id):
        assert id_ not in data.decode()


async def test_an_export_whose_first_attempt_is_lost_arrives_whole(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    await ask(discord, ada, UNKNOWN)
    discord.faults.reset("PATCH", "@original")
    shown = await (await discord.slash(ada, "gaps", export=True)).message()
    (data,) = shown.files.values()
    assert json.loads(data)["question"] == UNKNOWN


async def test_where_nothing_is_kept_it_says_so_and_shows_the_counts(
    discord: Standin, bot: Running, ada: Person
) -> None:
    await ask(discord, ada, UNKNOWN, OTTERS, WHEN)
    shown = await (await discord.slash(ada, "gaps")).message()
    assert "keeps no questions" in shown.text
    assert "/settings keep" in shown.text
    assert "1 question answered" in shown.text
    assert "2 questions not answered" in shown.text
    assert "not in the sources: 2" in shown.text
    assert "otters" not in shown.text
    keep(bot, discord, 30)
    shown = await (await discord.slash(ada, "gaps")).message()
    assert "Nothing that was kept" in shown.text


async def test_no_server_sees_what_was_asked_in_another(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    other = int(discord.world.guild_id) + 1
    bot.house.change(other, lambda customs: replace(customs, keep_days=30))
    from bot.ground.place import Place
    from bot.ledger import Asked, AskOutcome

    elsewhere = Asked(Place(other, 1), "command", AskOutcome.REFUSED, "off-topic",
                      question=OTTERS, person=5)  # fmt: skip
    bot.ledger.note(elsewhere)
    await ask(discord, ada, UNKNOWN)
    shown = await (await discord.slash(ada, "gaps", export=True)).message()
    assert "otters" not in shown.text
    assert b"otters" not in b"".join(shown.files.values())


@pytest.mark.parametrize("locale", ["de", "fr", "es-ES", "pt-BR", "ja"])
async def test_gaps_are_said_in_the_maintainers_language_and_questions_as_they_were_asked(
    discord: Standin, tmp_path: Path, ada: Person, locale: str
) -> None:
    async with running(discord, tmp_path) as bot:
        keep(bot, discord, 30)
        await ask(discord, ada, UNKNOWN)
        shown = await (await discord.slash(discord.person("M", locale=locale), "gaps")).message()
        assert "Who won the regatta" in shown.text
        assert "not answered" not in shown.text


async def test_the_stand_in_refuses_a_file_component_without_its_file(discord: Standin) -> None:
    file = {"type": 13, "file": {"url": "attachment://gaps.jsonl"}}
    with pytest.raises(Refused, match="no attachment"):
        discord.messages.create(discord.channel, discord.bot, {"components": [file]})
    body = {"components": [file]}
    made = discord.messages.create(discord.channel, discord.bot, body, {"gaps.jsonl": b"{}"})
    (component,) = made.components
    assert (component["name"], component["size"]) == ("gaps.jsonl", 2)
    assert component["file"]["url"].endswith("/gaps.jsonl")
