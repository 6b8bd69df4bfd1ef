"""`/gaps` over the loopback Discord: for maintainers, of their server, private."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.ledger import Kept
from bot.servers.corpus_rules import ServerRules
from index.types import Scope
from tests.standin.rest import Refused
from tests.support.bot import UNKNOWN, WHEN, Running, running
from tests.support.messages import named

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin import Standin
    from tests.standin.people import Channel, Person

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
    assert "words not found: “regatta”" in shown.text
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
    assert "No unanswered questions" in shown.text


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


# --- whose words, and of which sources ------------------------------------------------------------


async def kept(bot: Running, discord: Standin) -> list[str]:
    counts = await asyncio.wrap_future(bot.ledger.read(int(discord.world.guild_id)))
    return [one.question for one in counts.kept]


async def test_what_is_asked_privately_is_not_kept_whatever_comes_of_it(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    asked = await discord.says(ada, "Where do the seals sleep?")
    private = await (await discord.slash(ada, "ask", question=OTTERS, private=True)).message()
    answered = await (await discord.slash(ada, "ask", question=WHEN, private=True)).message()
    menu = await (await discord.context_menu(ada, "Answer this", asked)).message()
    await (await discord.says(ada, OTTERS, dm=True)).answers()
    for message in (private, answered, menu):
        await (await discord.press(ada, message, named(message, "vote1:down"))).message()
    await ask(discord, ada, UNKNOWN)
    assert await kept(bot, discord) == [UNKNOWN]
    shown = await (await discord.slash(ada, "gaps", export=True)).message()
    (data,) = shown.files.values()
    assert [json.loads(line)["question"] for line in data.splitlines()] == [UNKNOWN]
    for word in ("otters", "seals", "automated"):
        assert word not in shown.text
        assert word.encode() not in (bot.folder / "ledger.sqlite").read_bytes()


async def test_gaps_are_shown_of_sources_alone_that_the_maintainer_may_read_there(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    back, bob = discord.world.add_channel("back office"), discord.person("Bob")
    role = int(discord.world.add_role("Staff", bob))
    async with running(discord, tmp_path) as bot:
        keep(bot, discord, 30)
        rules = ServerRules(
            ("staff",), channels={int(back.id): ("staff",)}, roles={role: ("staff",)}
        )
        server = int(discord.world.guild_id)
        bot.register.change(lambda rule_sets: rule_sets.with_rules(server, rules))
        await ask(discord, ada, UNKNOWN)
        await (await discord.slash(ada, "ask", question=OTTERS, at=back)).message()
        assert sorted(await kept(bot, discord)) == [OTTERS, UNKNOWN]

        async def gaps(person: Person, at: Channel | None = None) -> tuple[str, str]:
            it = await discord.slash(person, "gaps", at=at, export=True)
            shown = await it.message()
            return shown.text, b"".join(shown.files.values()).decode()

        for shown in await gaps(ada):
            assert "Who won" in shown
            assert "otters" not in shown
        assert "are left out" in (await gaps(ada))[0]
        for shown in await gaps(ada, back):
            assert "otters" in shown
            assert "Who won" not in shown
        for shown in await gaps(bob):
            assert "otters" in shown, "who has the role may read both"
            assert "Who won" in shown
        assert "are left out" not in (await gaps(bob))[0]


async def test_where_all_gaps_are_left_out_none_is_said_not_to_exist(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    await ask(discord, ada, UNKNOWN)
    await kept(bot, discord)
    server = int(discord.world.guild_id)
    rules = ServerRules(("staff",), everywhere=("staff",))
    bot.register.change(lambda rule_sets: rule_sets.with_rules(server, rules))
    shown = await (await discord.slash(ada, "gaps", export=True)).message()
    assert "are left out" in shown.text
    assert "Nothing that was kept" not in shown.text
    assert not shown.files


def test_a_question_whose_sources_are_not_known_may_be_read_by_no_maintainer() -> None:
    one = Kept(datetime.now(UTC), 1, "default", OTTERS, "off-topic")
    scope = Scope(("default", "faq"))
    for corpus, readable in [("default", True), ("default+faq", True), ("default+staff", False),
                             ("unknown", False), ("", False)]:  # fmt: skip
        assert replace(one, corpus=corpus).may_be_read_in(scope) is readable, corpus
