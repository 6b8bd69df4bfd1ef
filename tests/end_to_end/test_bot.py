"""The bot over the loopback stand-in: real HTTP, a real websocket, an unmodified discord.py."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING, Any

import pytest

from bot.asking import reply
from bot.render.answer import render_answer
from tests.standin import Standin
from tests.standin.people import Person
from tests.support.bot import (
    AUTOMATED,
    BROKEN,
    CRASH,
    SLOW,
    UNKNOWN,
    WHEN,
    FakeOracle,
    Running,
    running,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bot.render.layout import Rendered

pytest_plugins = ["tests.support.bot_fixtures"]


# --- /ask --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
async def test_a_question_is_answered_with_a_quote_that_all_can_see(
    discord: Standin, ada: Person
) -> None:
    it = await discord.slash(ada, "ask", question=WHEN)
    message = await it.message()
    assert AUTOMATED.rstrip(".") in message.text
    assert not message.ephemeral


@pytest.mark.usefixtures("bot")
async def test_a_private_question_is_answered_for_its_asker_alone(
    discord: Standin, ada: Person
) -> None:
    it = await discord.slash(ada, "ask", question=WHEN, private=True)
    message = await it.message()
    assert AUTOMATED.rstrip(".") in message.text
    assert message.ephemeral


@pytest.mark.usefixtures("bot")
async def test_a_question_without_an_answer_gets_a_refusal(discord: Standin, ada: Person) -> None:
    it = await discord.slash(ada, "ask", question=UNKNOWN)
    text = (await it.message()).text
    assert "do not answer" in text
    assert "The storm › paragraph 2" in text
    assert "Nobody was hurt" not in text
    assert "> " not in text


@pytest.mark.usefixtures("bot")
async def test_sources_and_help_are_shown_to_their_asker_alone(
    discord: Standin, ada: Person
) -> None:
    sources = await (await discord.slash(ada, "sources list")).message()
    assert "Skerry Point Lighthouse" in sources.text
    assert sources.ephemeral
    shown = await (await discord.slash(ada, "help", dm=True)).message()
    assert "/ask" in shown.text
    assert shown.ephemeral


@pytest.mark.usefixtures("bot")
async def test_a_bad_question_is_explained_to_its_asker_alone(
    discord: Standin, ada: Person
) -> None:
    it = await discord.slash(ada, "ask", question="🙂🙂🙂")
    notice = await it.message()
    assert "no words in that question" in notice.text
    assert notice.ephemeral
    (reply,) = await (await discord.says(ada, "<@bot> 🙂🙂🙂")).answers()
    assert "no words in that question" in reply.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("question", [CRASH, BROKEN])
async def test_a_failure_is_one_calm_sentence_whose_reference_is_in_the_log(
    discord: Standin, ada: Person, caplog: pytest.LogCaptureFixture, question: str
) -> None:
    text = (await (await discord.slash(ada, "ask", question=question)).message()).text
    reference = text.partition("reference ")[2].rstrip(")\\")
    assert len(reference) == 6
    assert f"[{reference}]" in caplog.text
    assert "digest" not in text
    assert "vectors" not in text


@pytest.mark.usefixtures("bot")
async def test_the_log_holds_neither_questions_nor_people_nor_the_token(
    discord: Standin, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    for question in (WHEN, CRASH):
        await (await discord.slash(ada, "ask", question=question)).message()
    await (await discord.says(ada, f"<@bot> {CRASH}")).answers()
    assert "in answer\n    raise ValueError(" in caplog.text, "the traceback is there"
    assert caplog.text.count("\nValueError\n") == 2, "without the words of its message"
    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("bot"))
    for secret in (WHEN, f"'{CRASH}'", ada.id, ada.name, discord.token):
        assert secret not in ours


@pytest.mark.usefixtures("bot")
async def test_a_question_that_takes_too_long_is_given_up_with_a_word(
    discord: Standin, ada: Person
) -> None:
    it = await discord.slash(ada, "ask", question=SLOW)
    assert "took too long" in (await it.message()).text


# --- messages ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
async def test_a_mention_is_answered_with_a_reply_that_pings_nobody(
    discord: Standin, ada: Person
) -> None:
    asked = await discord.says(ada, f"<@bot> {WHEN}")
    (reply,) = await asked.answers()
    assert AUTOMATED.rstrip(".") in reply.text
    assert reply["message_reference"]["message_id"] == asked.id
    assert not reply.pinged
    assert discord.typing == [discord.channel.id]


@pytest.mark.usefixtures("bot")
async def test_a_reply_to_the_bot_is_a_question(discord: Standin, ada: Person) -> None:
    (first,) = await (await discord.says(ada, f"<@bot> {UNKNOWN}")).answers()
    asked = await discord.says(ada, WHEN, reply_to=first)
    (second,) = await asked.answers()
    assert AUTOMATED.rstrip(".") in second.text


@pytest.mark.usefixtures("bot")
async def test_a_direct_message_is_a_question(discord: Standin, ada: Person) -> None:
    (reply,) = await (await discord.says(ada, WHEN, dm=True)).answers()
    assert AUTOMATED.rstrip(".") in reply.text


@pytest.mark.usefixtures("bot")
async def test_a_mention_without_a_question_gets_help(discord: Standin, ada: Person) -> None:
    (reply,) = await (await discord.says(ada, "<@bot>  ")).answers()
    assert "/ask" in reply.text


async def test_what_is_not_for_the_bot_is_ignored(
    discord: Standin, bot: Running, ada: Person
) -> None:
    other = discord.world.add(Person("Another bot", bot=True))
    await discord.says(other, f"<@bot> {WHEN}")
    await discord.says(other, WHEN, dm=True)
    await discord.says(ada, f"@everyone {WHEN}")
    await discord.says(ada, f"<@&{discord.world.guild_id}> {WHEN}")
    (reply,) = await (await discord.says(ada, f"<@bot> {UNKNOWN}")).answers()
    assert bot.oracle.asked == [UNKNOWN]
    assert len(discord.sent("POST", "/messages")) == 1
    assert "do not answer" in reply.text


@pytest.mark.usefixtures("bot")
async def test_a_failure_on_a_mention_is_a_sentence_too(discord: Standin, ada: Person) -> None:
    (reply,) = await (await discord.says(ada, f"<@bot> {CRASH}")).answers()
    assert "went wrong" in reply.text


# --- many, and leaving -------------------------------------------------------------------------


async def test_fifty_askers_at_once_are_all_heard_before_the_first_answer(
    discord: Standin, tmp_path: Path
) -> None:
    oracle = FakeOracle()
    async with running(discord, tmp_path, oracle=oracle, deadline=30):
        oracle.open.clear()
        people = [discord.person(f"Asker {number}") for number in range(50)]
        its = await asyncio.gather(
            *(discord.slash(p, "ask", question=f"{WHEN} {n}") for n, p in enumerate(people))
        )
        await asyncio.gather(*(it.acknowledged() for it in its))
        oracle.open.set()
        messages = await asyncio.gather(*(it.message(within=20) for it in its))
    texts = [message.text.replace("\\", "") for message in messages]
    assert all(AUTOMATED.rstrip(".") in text for text in texts)
    assert all(f"{WHEN} {n}" in text for n, text in enumerate(texts)), "each has their own answer"


async def test_the_bot_hears_others_while_an_answer_is_drawn(
    discord: Standin, tmp_path: Path, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = threading.Event()

    def drawn_late(*parts: Any) -> Rendered:
        assert heard.wait(5), "drawing holds the event loop"
        return render_answer(*parts)

    monkeypatch.setattr(reply, "render_answer", drawn_late)
    async with running(discord, tmp_path, oracle=FakeOracle(), deadline=30):
        first = await discord.slash(ada, "ask", question=WHEN)
        await first.acknowledged()
        second = await discord.slash(discord.person("Bob"), "ask", question=f"{WHEN} 2")
        await second.acknowledged()
        heard.set()
        assert AUTOMATED.rstrip(".") in (await first.message()).text


async def test_leaving_answers_what_is_in_flight_and_turns_away_what_comes_later(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, oracle=FakeOracle(seconds=0.4), deadline=30) as up:
        it = await discord.slash(ada, "ask", question=WHEN)
        await it.acknowledged()
        up.stop.set()
        await asyncio.sleep(0.05)
        late = await discord.slash(ada, "ask", question=WHEN)
        turned_away = await late.message()
        assert "restart" in turned_away.text
        assert turned_away.ephemeral
        assert AUTOMATED.rstrip(".") in (await it.message()).text
        await asyncio.wait_for(up.task, 5)
    assert up.oracle.asked == [WHEN]


# --- commands ----------------------------------------------------------------------------------


async def test_commands_are_told_to_discord_once_and_again_when_they_change(
    discord: Standin, tmp_path: Path
) -> None:
    async with running(discord, tmp_path):
        names = {command["name"] for command in await discord.synced()}
    typed = {"ask", "check", "sources", "help", "corpus", "settings"}
    typed |= {"gaps", "privacy", "forget-me"}
    assert names == typed | {"Is this still so?", "Check this quote", "Answer this"}
    async with running(discord, tmp_path):
        assert len(discord.sent("PUT", "/commands")) == 1
    (tmp_path / "commands.sha256").write_text("another\n")
    async with running(discord, tmp_path):
        assert len(discord.sent("PUT", "/commands")) == 2


@pytest.mark.parametrize("change", ["wiped", "one gone", "described otherwise"])
async def test_commands_that_discord_has_lost_are_told_again_at_the_next_start(
    discord: Standin, tmp_path: Path, change: str
) -> None:
    async with running(discord, tmp_path):
        told = {command["name"] for command in await discord.synced()}
    commands = discord._routes.commands[None]
    if change == "wiped":
        commands.clear()
    elif change == "one gone":
        commands.pop()
    else:
        commands[0]["description"] = "That of another version"
    async with running(discord, tmp_path):
        await discord.until(lambda: len(discord.sent("PUT", "/commands")) == 2)
        assert {command["name"] for command in discord.commands} == told


async def test_a_discord_that_does_not_say_what_it_has_is_told_nothing_twice(
    discord: Standin, tmp_path: Path
) -> None:
    async with running(discord, tmp_path):
        await discord.synced()
    discord.faults.status(403, "GET", "/commands")
    async with running(discord, tmp_path):
        assert len(discord.sent("PUT", "/commands")) == 1


async def test_each_command_says_where_it_may_be_used(discord: Standin, bot: Running) -> None:
    assert bot.folder.exists()
    for command in await discord.synced():
        for_maintainers = command["name"] in ("corpus", "settings", "gaps")
        assert command["integration_types"] == ([0] if for_maintainers else [0, 1])
        assert command["contexts"] == ([0] if for_maintainers else [0, 1, 2])
        assert command["description"] or command["type"] == 3


async def test_a_note_that_cannot_be_written_costs_only_a_warning(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    async with running(discord, tmp_path / "file"):
        await (await discord.slash(ada, "ask", question=WHEN)).message()
    assert "cannot be written" in caplog.text


async def test_refused_commands_do_not_stop_the_bot(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(discord, tmp_path):
        pass
    (tmp_path / "commands.sha256").unlink()
    discord.faults.status(400, "PUT", "/commands", code=50035)
    async with running(discord, tmp_path):
        await (await discord.slash(ada, "ask", question=WHEN)).message()
    assert "refused the commands" in caplog.text
    assert not (tmp_path / "commands.sha256").exists()


async def test_ready_names_the_bot_the_snapshot_and_an_invitation(
    discord: Standin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    async with running(discord, tmp_path):
        await asyncio.sleep(0.3)
    assert "snapshot: 20260101-test, servers: 1, shards: 0 of 1" in caplog.text
    assert f"client_id={discord.bot.id}&scope=bot+applications.commands" in caplog.text
