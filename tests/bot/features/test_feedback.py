"""Votes, limits, what is kept and forgotten, over the loopback Discord."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.asking.rate_limits import Limits, Pace
from bot.ledger import AskOutcome, Counts, Vote
from bot.ledger.ballot import Ballot
from bot.servers.house_rules import Customs
from tests.standin import Channel, Message, Standin
from tests.standin.people import Person
from tests.support.bot import BROKEN, CRASH, SLOW, UNKNOWN, WHEN, Running, running
from tests.support.messages import eventually

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["tests.support.bot_fixtures"]

THE_HOUR = re.compile(r"<t:(\d+):R>")
SECRET = "Who buried the brass octant?"


async def counts(bot: Running, server: str | int = 0) -> Counts:
    return await asyncio.wrap_future(bot.ledger.read(int(server)))


def keep(bot: Running, discord: Standin, days: int) -> None:
    bot.house.change(int(discord.world.guild_id), lambda customs: replace(customs, keep_days=days))


async def answered(discord: Standin, person: Person, question: str = UNKNOWN) -> Message:
    """What the bot says to a mention, with the buttons of a vote below."""
    (reply,) = await (await discord.says(person, f"<@bot> {question}")).answers()
    return with_votes(discord, reply)


def with_votes(discord: Standin, message: Message) -> Message:
    names = ("vote1:up", "vote1:down")
    buttons = [{"type": 2, "style": 2, "label": name, "custom_id": name} for name in names]
    rows: list[dict[str, Any]] = [{"type": 1, "components": buttons}]
    body = {"components": [*message["components"], *rows], "allowed_mentions": {"parse": []}}
    discord.messages.write(message, body, {})
    return message


async def vote(discord: Standin, person: Person, message: Message, name: str) -> Message:
    said = await (await discord.press(person, message, f"vote1:{name}")).message()
    assert said.ephemeral
    return said


def everything(folder: Path) -> bytes:
    found = []
    for path in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError, IsADirectoryError):  # what is gone by now is not kept
            found.append(path.read_bytes())
    return b"".join(found)


# --- counting ----------------------------------------------------------------------------------


async def test_each_way_of_asking_is_counted_with_what_came_of_it(
    discord: Standin, bot: Running, ada: Person
) -> None:
    for question in (WHEN, UNKNOWN, CRASH, BROKEN, SLOW):
        await (await discord.slash(ada, "ask", question=question)).message()
    (first,) = await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
    await (await discord.says(ada, UNKNOWN, reply_to=first)).answers()
    await (await discord.says(ada, WHEN, dm=True)).answers()
    await (await discord.says(ada, "<@bot> hello")).answers()
    await (await discord.says(ada, "<@bot> 🙂")).answers()
    found = {row[2:]: row for row in (await counts(bot)).asked}
    assert set(found) == {
        ("answered", "", "command", 1),
        ("answered", "", "mention", 1),
        ("answered", "", "direct", 1),
        ("refused", "not-in-sources", "command", 1),
        ("refused", "not-in-sources", "reply", 1),
        ("failed", "error", "command", 2),
        ("failed", "slow", "command", 1),
    }
    assert {row[1] for row in found.values()} == {"default"}
    quoted = (await counts(bot)).quoted
    assert [(row[2], row[3]) for row in quoted] == [("skerry-point", 3)]


async def test_a_ledger_that_cannot_be_written_costs_no_answer(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "ledger.sqlite").mkdir()
    async with running(discord, tmp_path):
        for _ in range(3):
            it = await discord.slash(ada, "ask", question=WHEN)
            assert "automated" in (await it.message()).text
        said = await (await discord.slash(ada, "forget-me")).message()
        failed = await (await discord.press(ada, said, "forget1:yes")).message()
        assert "went wrong" in failed.text
    assert caplog.text.count("goes on in memory") == 1


async def test_a_locked_ledger_delays_no_answer(
    discord: Standin, bot: Running, ada: Person
) -> None:
    await (await discord.slash(ada, "ask", question=WHEN)).message()
    await counts(bot)
    other = sqlite3.connect(bot.ledger.name, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    for _ in range(10):
        assert (
            "automated" in (await (await discord.slash(ada, "ask", question=WHEN)).message()).text
        )
    assert time.monotonic() - began < 2, "less than the ledger waits for the lock even once"
    other.execute("COMMIT")
    other.close()
    assert (await counts(bot)).outcomes()[AskOutcome.ANSWERED] == 11


# --- votes -------------------------------------------------------------------------------------


async def test_a_vote_is_counted_once_and_can_be_changed(
    discord: Standin, bot: Running, ada: Person
) -> None:
    message = await answered(discord, ada)
    assert "Thanks, noted" in (await vote(discord, ada, message, "up")).text
    assert "already" in (await vote(discord, ada, message, "up")).text
    changed = await vote(discord, ada, message, "down")
    assert "changed" in changed.text
    assert "/sources" in changed.text
    await vote(discord, discord.person("Bob"), message, "up")
    found = await counts(bot)
    assert (found.voted(Vote.UP), found.voted(Vote.DOWN)) == (1, 1)


async def test_who_was_not_helped_hears_of_a_human_only_where_there_is_one(
    discord: Standin, bot: Running, ada: Person
) -> None:
    message = await answered(discord, ada)
    assert "human" not in (await vote(discord, ada, message, "down")).text
    server = int(discord.world.guild_id)
    bot.house.change(server, lambda _customs: Customs(helpers=7, keep_days=3))
    bob = discord.person("Bob")
    said = (await vote(discord, bob, message, "down")).text
    assert "human" in said
    assert "3 days" in said


async def test_a_vote_that_no_button_of_ours_gives_is_an_apology_and_no_vote(
    discord: Standin, bot: Running, ada: Person
) -> None:
    message = await answered(discord, ada)
    buttons = [{"type": 2, "style": 2, "label": "x", "custom_id": "vote1:sideways"}]
    row = {"type": 1, "components": buttons}
    body = {"components": [*message["components"], row], "allowed_mentions": {"parse": []}}
    discord.messages.write(message, body, {})
    assert "went wrong" in (await vote(discord, ada, message, "sideways")).text
    assert list((await counts(bot)).votes) == []


def test_a_ballot_has_a_bound_and_knows_nobody_by_name() -> None:
    ballot = Ballot(remembered=10)
    for message in range(100):
        assert ballot.cast(1, message, Vote.UP) is None
    assert len(ballot) == 10
    before = ballot.cast(1, 99, Vote.DOWN)
    assert before is not None
    assert before[0] is Vote.UP


# --- limits ------------------------------------------------------------------------------------


def slow(person: int = 2, channel: int = 0, server: int = 0) -> Limits:
    paces = {"person": Pace(person, 60), "channel": Pace(channel, 60), "server": Pace(server, 60)}
    return Limits(paces)  # type: ignore[arg-type]


async def test_over_the_limit_a_command_is_answered_privately_with_the_hour(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, limits=slow()) as bot:
        for _ in range(2):
            await (await discord.slash(ada, "ask", question=WHEN)).message()
        for command, options in (("ask", {"question": WHEN}), ("check", {"text": "a b c"})):
            held = await (await discord.slash(ada, command, **options)).message()
            assert held.ephemeral
            found = THE_HOUR.search(held.text)
            assert found, "as Discord itself says hours"
            assert 0 < int(found[1]) - time.time() <= 31
        assert bot.oracle.asked == [WHEN, WHEN]
        bob = await discord.slash(discord.person("Bob"), "ask", question=WHEN)
        assert "automated" in (await bob.message()).text
        outcomes = (await counts(bot)).outcomes()
        assert (outcomes[AskOutcome.ANSWERED], outcomes[AskOutcome.LIMITED]) == (3, 2)


async def test_over_the_limit_messages_are_told_once_and_then_met_with_silence(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, limits=slow(1)) as bot:
        await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
        (held,) = await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
        assert THE_HOUR.search(held.text)
        for _ in range(10):
            await discord.says(ada, f"<@bot> {WHEN}")
        await discord.says(ada, WHEN, dm=True)
        (bob,) = await (await discord.says(discord.person("Bob"), f"<@bot> {WHEN}")).answers()
        assert "automated" in bob.text
        assert len(discord.sent("POST", "/messages")) == 3
        assert len(discord.typing) == 2
        assert (await counts(bot)).outcomes()[AskOutcome.LIMITED] == 12


async def test_a_button_that_asks_again_is_limited_and_a_vote_is_not(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, limits=slow(1)):
        message = with_votes(
            discord, await (await discord.slash(ada, "ask", question=WHEN)).message()
        )
        (still,) = [
            c["custom_id"] for c in message.components if c.get("custom_id", "").startswith("st1:")
        ]
        held = await (await discord.press(ada, message, still)).message()
        assert THE_HOUR.search(held.text)
        assert held.ephemeral
        assert "Thanks, noted" in (await vote(discord, ada, message, "up")).text


async def test_a_channel_and_a_server_have_limits_of_their_own(
    discord: Standin, tmp_path: Path
) -> None:
    quiet = discord.world.add_channel("quiet")
    people = [discord.person(f"Asker {number}") for number in range(5)]
    async with running(discord, tmp_path, limits=slow(9, 2, 3)):

        async def asks(person: Person, at: Channel | None = None) -> bool:
            it = await discord.slash(person, "ask", question=WHEN, at=at)
            return "automated" in (await it.message()).text

        assert [await asks(person) for person in people[:3]] == [True, True, False]
        assert [await asks(person, quiet) for person in people[3:]] == [True, False]
        it = await discord.slash(people[0], "ask", question=WHEN, dm=True)
        assert "automated" in (await it.message()).text, "a direct message is of no server"


async def test_maintainers_and_help_and_privacy_are_not_limited(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, limits=slow(1)):
        await (await discord.slash(ada, "ask", question=WHEN)).message()
        for _ in range(5):
            for command in ("help", "privacy", "forget-me", "corpus show", "sources list"):
                said = await (await discord.slash(ada, command)).message()
                assert not THE_HOUR.search(said.text), command
        assert (
            await (await discord.autocomplete(ada, "corpus use", "name", "")).choices() is not None
        )


# --- /privacy and /forget-me -------------------------------------------------------------------


async def test_privacy_says_what_is_kept_here_and_to_its_asker_alone(
    discord: Standin, bot: Running, ada: Person
) -> None:
    said = await (await discord.slash(ada, "privacy")).message()
    assert said.ephemeral
    assert "not the words, and not who asked" in said.text
    assert len(said.text.splitlines()) == 3, "a heading, what is kept, how to delete it"
    server = int(discord.world.guild_id)
    bot.house.change(
        server, lambda _customs: Customs(keep_days=30, channels=frozenset({381870553235193857}))
    )
    said = await (await discord.slash(ada, "privacy")).message()
    assert "30 days" in said.text
    assert "not the words" not in said.text
    assert "<#381870553235193857>" in said.text
    direct = await (await discord.slash(ada, "privacy", dm=True)).message()
    assert "not the words, and not who asked" in direct.text
    assert "Maintainers" not in direct.text
    alone = await (await discord.slash(ada, "privacy", alone=True)).message()
    assert "not the words, and not who asked" in alone.text


async def test_more_says_all_that_privacy_left_out(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    said = await (await discord.slash(ada, "privacy")).message()
    more = await (await discord.press(ada, said, "privacy1:all")).message()
    assert more.ephemeral
    assert said.text in more.text
    for words in ("secret key", "I count", "Only in memory", "user ID", "repeats your question"):
        assert words in more.text
        assert words not in said.text


@pytest.mark.parametrize(
    ("locale", "words"),
    [("de", "Fragen"), ("fr", "questions"), ("es-ES", "preguntas"), ("pt-BR", "perguntas"),
     ("ja", "質問"), ("fi", "questions")],
)  # fmt: skip
async def test_privacy_is_said_in_the_language_of_who_asks(
    discord: Standin, bot: Running, locale: str, words: str
) -> None:
    keep(bot, discord, 30)
    person = discord.person("Somebody", locale=locale)
    said = await (await discord.slash(person, "privacy")).message()
    assert words in said.text
    assert "30" in said.text


async def test_forget_me_asks_first_and_then_leaves_no_byte(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    bob = discord.person("Bob")
    await (await discord.slash(ada, "ask", question=SECRET)).message()
    await vote(discord, ada, await answered(discord, bob, f"{WHEN} {SECRET}"), "down")
    await answered(discord, bob, UNKNOWN)
    kept = (await counts(bot, discord.world.guild_id)).kept
    assert {one.question for one in kept} == {SECRET, f"{WHEN} {SECRET}", UNKNOWN}
    assert b"octant" in everything(bot.folder)

    really = await (await discord.slash(ada, "forget-me")).message()
    assert really.ephemeral
    assert len((await counts(bot, discord.world.guild_id)).kept) == 3, "nothing until it is pressed"
    done = await (await discord.press(ada, really, "forget1:yes")).message()
    assert done.ephemeral
    assert "2 entries" in done.text
    assert b"octant" not in everything(bot.folder)
    kept = (await counts(bot, discord.world.guild_id)).kept
    assert [one.question for one in kept] == [UNKNOWN]


async def test_forget_me_works_in_direct_messages_for_all_servers(
    discord: Standin, bot: Running, ada: Person
) -> None:
    keep(bot, discord, 30)
    await (await discord.slash(ada, "ask", question=SECRET)).message()
    await (await discord.says(ada, SECRET, dm=True)).answers()
    really = await (await discord.slash(ada, "forget-me", dm=True)).message()
    done = await (await discord.press(ada, really, "forget1:yes")).message()
    assert "1 entry" in done.text
    again = await (await discord.press(ada, really, "forget1:yes")).message()
    assert "No questions of yours are kept" in again.text
    assert b"octant" not in everything(bot.folder)


async def test_what_is_voted_down_belongs_to_who_asked_it(
    discord: Standin, bot: Running, ada: Person
) -> None:
    """Bob votes on Ada's answer; Ada, who asked, can have it forgotten."""
    keep(bot, discord, 30)
    answer = with_votes(discord, await (await discord.slash(ada, "ask", question=WHEN)).message())
    await vote(discord, discord.person("Bob"), answer, "down")
    (kept,) = (await counts(bot, discord.world.guild_id)).kept
    assert (kept.question, kept.why) == (WHEN, "voted-down")
    assert await asyncio.wrap_future(bot.ledger.forget(int(ada.id))) == 1


# --- by default, nothing -----------------------------------------------------------------------


async def test_after_fifty_questions_votes_and_errors_nothing_says_who_asked_what(
    discord: Standin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    thread = discord.world.add_channel("a thread", parent=discord.channel)
    people = [discord.person(f"Asker Number{number}") for number in range(5)]
    asked = [f"Who hid the silver sextant of case {number}?" for number in range(40)]
    async with running(discord, tmp_path / "var", limits=slow(40)) as bot:
        for number, question in enumerate(asked):
            person = people[number % 5]
            if number % 4 == 0:
                await (await discord.slash(person, "ask", question=question)).message()
            elif number % 4 == 1:
                await vote(discord, person, await answered(discord, person, question), "down")
            elif number % 4 == 2:
                await (await discord.says(person, question, dm=True)).answers()
            else:
                await (await discord.says(person, f"<@bot> {question}", at=thread)).answers()
        for person in people:
            await (await discord.slash(person, "ask", question=CRASH)).message()
            await (await discord.slash(person, "ask", question=BROKEN)).message()
        outcomes = (await counts(bot)).outcomes()
        assert (outcomes[AskOutcome.REFUSED], outcomes[AskOutcome.FAILED]) == (40, 10)
        # The ids of what was answered within the last second are noted: see privacy.md.
        last, noted = list(discord.messages.by_id), tmp_path / "var" / "waiting"
        await eventually(lambda: not any(id_.encode() in everything(noted) for id_ in last))
        seen = [everything(tmp_path / "var")]
    seen.append(everything(tmp_path / "var"))
    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("bot"))
    assert "cannot digest" in ours, "the errors are in the log"
    found = b"".join([*seen, ours.encode()])
    ids = [discord.world.guild_id, discord.channel.id, thread.id]
    ids += [name for person in people for name in (person.id, person.dm)]
    ids += list(discord.messages.by_id)
    for secret in (*asked, "silver sextant", *(p.name for p in people), *ids):
        assert secret.encode() not in found, secret
        if secret.isdecimal():
            assert int(secret).to_bytes(8, "big") not in found
            assert int(secret).to_bytes(8, "little") not in found
