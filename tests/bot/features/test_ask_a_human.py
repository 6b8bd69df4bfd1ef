"""*Ask a human*, over the loopback Discord: one thread, one role, one mention."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.render.button_kinds import HUMAN, HUMAN_YES
from bot.servers.house_rules import Customs
from tests.standin import Standin
from tests.support.bot import AUTOMATED, UNKNOWN, WHEN, Running, running
from tests.support.judged import judged
from tests.support.messages import calls, labels, named, pressed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.standin.messages import Message
    from tests.standin.people import Channel, Person

CREATE_PUBLIC_THREADS, SEND_IN_THREADS, MENTION_EVERYONE = 1 << 35, 1 << 38, 1 << 17


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    """As elsewhere, but that somebody may be called here."""
    async with judged(pings=True) as standin:
        yield standin


@pytest.fixture
def ada(discord: Standin) -> Person:
    return discord.person("Ada")


@pytest.fixture
def helpers(discord: Standin) -> str:
    role = discord.world.add_role("Helpers")
    discord.world.mentionable.add(role)
    return role


@pytest.fixture
def lab(discord: Standin) -> Channel:
    return discord.world.add_channel("a thread", parent=discord.channel)


@pytest.fixture
async def bot(
    discord: Standin, tmp_path: Path, helpers: str, lab: Channel
) -> AsyncIterator[Running]:
    assert lab.parent is discord.channel
    async with running(discord, tmp_path) as up:
        up.house.change(int(discord.world.guild_id), lambda _: Customs(helpers=int(helpers)))
        yield up


async def asked(
    discord: Standin,
    person: Person,
    question: str = WHEN,
    at: Channel | None = None,
    **options: bool,
) -> Message:
    it = await discord.slash(person, "ask", question=question, at=at, **options)
    return await it.message()


def without(discord: Standin, *permissions: int) -> None:
    for permission in permissions:
        may = int(discord.world.app_permissions) & ~permission
        discord.world.app_permissions = str(may)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("question", [WHEN, UNKNOWN])
async def test_a_human_is_called_once_in_a_thread_of_the_answer(
    discord: Standin, ada: Person, helpers: str, question: str
) -> None:
    answer = await asked(discord, ada, question)
    told = await pressed(discord, ada, answer, HUMAN.prefix)
    assert f"<#{answer.id}>" in told.text
    (called,) = calls(discord)
    assert called["channel_id"] == answer.id
    assert called.pinged == {f"<@&{helpers}>"}
    again = await pressed(discord, discord.person("Bob"), answer, HUMAN.prefix)
    assert "already asked here" in again.text
    assert f"<#{answer.id}>" in again.text
    assert len(calls(discord)) == 1


@pytest.mark.usefixtures("bot")
async def test_two_who_press_at_once_call_once(discord: Standin, ada: Person) -> None:
    answer, bob = await asked(discord, ada), discord.person("Bob")
    its = [await discord.press(who, answer, named(answer, HUMAN.prefix)) for who in (ada, bob)]
    await asyncio.gather(*(it.message() for it in its))
    assert len(calls(discord)) == 1


async def test_after_a_restart_nobody_is_called_a_second_time(
    discord: Standin, tmp_path: Path, ada: Person, helpers: str
) -> None:
    (tmp_path / "customs.json").write_text(
        f'{{"format": 1, "servers": {{"{discord.world.guild_id}": {{"helpers": "{helpers}"}}}}}}'
    )
    async with running(discord, tmp_path):
        answer = await asked(discord, ada)
        await pressed(discord, ada, answer, HUMAN.prefix)
    async with running(discord, tmp_path):
        assert "already asked here" in (await pressed(discord, ada, answer, HUMAN.prefix)).text
    assert len(calls(discord)) == 1


@pytest.mark.usefixtures("bot")
async def test_a_thread_that_people_have_opened_is_used(discord: Standin, ada: Person) -> None:
    answer = await asked(discord, ada)
    await discord.thread(ada, "what about this?", of=answer)
    await pressed(discord, ada, answer, HUMAN.prefix)
    (called,) = calls(discord)
    assert called["channel_id"] == answer.id


@pytest.mark.usefixtures("bot")
async def test_in_a_thread_the_answer_itself_is_replied_to_once_for_each_answer(
    discord: Standin, ada: Person, lab: Channel
) -> None:
    first, second = [await asked(discord, ada, question, lab) for question in (WHEN, UNKNOWN)]
    for answer in (first, second):
        await pressed(discord, ada, answer, HUMAN.prefix)
        assert "already asked here" in (await pressed(discord, ada, answer, HUMAN.prefix)).text
    about = [called["message_reference"]["message_id"] for called in calls(discord)]
    assert about == [first.id, second.id]


@pytest.mark.usefixtures("bot")
async def test_an_archived_thread_is_opened_by_asking_and_a_locked_one_is_not(
    discord: Standin, ada: Person, lab: Channel
) -> None:
    answer = await asked(discord, ada, at=lab)
    await discord.archive(lab, locked=True)
    assert "That thread is closed" in (await pressed(discord, ada, answer, HUMAN.prefix)).text
    assert calls(discord) == []
    await discord.archive(lab)
    await pressed(discord, ada, answer, HUMAN.prefix)
    assert len(calls(discord)) == 1
    assert not lab.payload["thread_metadata"]["archived"]


@pytest.mark.usefixtures("bot")
async def test_a_private_question_becomes_public_only_when_its_asker_says_so(
    discord: Standin, ada: Person, helpers: str
) -> None:
    answer = await asked(discord, ada, UNKNOWN, private=True)
    really = await pressed(discord, ada, answer, HUMAN.prefix)
    assert "becomes public" in really.text
    assert calls(discord) == []
    assert all(m.ephemeral for m in discord.messages.rooms[discord.channel.id])
    shown = await pressed(discord, ada, really, HUMAN_YES.prefix)
    assert shown is really, "and the button is gone"
    (called,) = calls(discord)
    assert called.pinged == {f"<@&{helpers}>"}
    assert "Ada asks: Who won the regatta?" in called.text.replace("\\", "")
    assert AUTOMATED.rstrip(".") not in called.text
    thread = discord.world.channels[called["channel_id"]]
    assert thread.parent is discord.channel
    assert thread.name == UNKNOWN
    with pytest.raises(StopIteration):
        named(really, HUMAN_YES.prefix)


@pytest.mark.usefixtures("bot")
async def test_two_quick_confirmations_open_one_thread(discord: Standin, ada: Person) -> None:
    answer = await asked(discord, ada, private=True)
    really = await pressed(discord, ada, answer, HUMAN.prefix)
    its = [await discord.press(ada, really, named(really, HUMAN_YES.prefix)) for _ in range(2)]
    await asyncio.gather(*(it.message() for it in its))
    assert len(calls(discord)) == 1


@pytest.mark.usefixtures("bot")
async def test_a_question_that_mentions_others_calls_none_of_them(
    discord: Standin, helpers: str
) -> None:
    eve = discord.person(f"<@&{discord.world.add_role('Admins')}>")
    answer = await asked(discord, eve, f"@everyone <@{eve.id}> who won?", private=True)
    really = await pressed(discord, eve, answer, HUMAN.prefix)
    await pressed(discord, eve, really, HUMAN_YES.prefix)
    (called,) = calls(discord)
    assert called.pinged == {f"<@&{helpers}>"}


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("lacking", "remedy"),
    [(CREATE_PUBLIC_THREADS, "Create Public Threads"), (SEND_IN_THREADS, "Messages in Threads")],
)
async def test_where_no_thread_may_be_opened_the_remedy_is_told_privately(
    discord: Standin, ada: Person, lacking: int, remedy: str
) -> None:
    without(discord, lacking)
    for private in (False, True):
        answer = await asked(discord, ada, private=private)
        assert remedy in (await pressed(discord, ada, answer, HUMAN.prefix)).text
    assert calls(discord) == []


@pytest.mark.usefixtures("bot")
async def test_a_refusal_of_discord_s_is_a_remedy_too(discord: Standin, ada: Person) -> None:
    answer = await asked(discord, ada)
    discord.faults.status(403, "POST", "/threads", code=50013)
    assert "Create Public Threads" in (await pressed(discord, ada, answer, HUMAN.prefix)).text
    assert calls(discord) == []


async def test_a_role_that_may_not_be_mentioned_is_named_and_no_thread_opened(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    role = discord.world.add_role("Wardens")
    without(discord, MENTION_EVERYONE)
    async with running(discord, tmp_path) as up:
        up.house.change(int(discord.world.guild_id), lambda _: Customs(helpers=int(role)))
        told = await pressed(discord, ada, await asked(discord, ada), HUMAN.prefix)
        assert "may not mention the role Wardens" in told.text
        assert discord.sent("POST", "/threads") == []


async def test_a_role_that_is_gone_or_is_everybody_s_is_nobody(
    discord: Standin, bot: Running, ada: Person
) -> None:
    answer = await asked(discord, ada)
    for role in (int(discord.world.guild_id), 77):
        bot.house.change(int(discord.world.guild_id), lambda _, role=role: Customs(helpers=role))
        assert (
            "No helpers are set up here" in (await pressed(discord, ada, answer, HUMAN.prefix)).text
        )
    assert calls(discord) == []


@pytest.mark.usefixtures("bot")
async def test_nobody_is_offered_where_the_server_has_no_say(discord: Standin, ada: Person) -> None:
    direct = await discord.slash(ada, "ask", question=WHEN, dm=True)
    alone = await discord.slash(ada, "ask", question=WHEN, alone=True)
    for it in (direct, alone):
        assert "Ask a human" not in labels(await it.message())
    assert "Ask a human" in labels(await asked(discord, ada))
