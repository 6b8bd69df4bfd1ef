"""What a question follows on, found again on Discord: a reply, a thread, a direct message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.features.privacy import FORGET
from bot.listening.previous_turn import LOOKUP_SECONDS
from bot.listening.recent_turns import (
    KEPT_SECONDS,
    MOST_TURNS,
    PersonInRoom,
    RecentTurns,
    turns_of,
)
from tests.standin import Standin
from tests.standin.people import Channel, Person
from tests.support.bot import UNKNOWN, WHEN, Running, running
from tests.support.factories import answer
from tests.support.messages import pressed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin import Message

pytest_plugins = ["tests.support.bot_fixtures"]
AND_WHY = "and why was that?"


async def first_answer(discord: Standin, ada: Person, question: str = WHEN) -> Message:
    (answer,) = await (await discord.says(ada, f"<@bot> {question}")).answers()
    return answer


async def reply(discord: Standin, ada: Person, to: Message, text: str) -> Message:
    (answer,) = await (await discord.says(ada, text, reply_to=to)).answers()
    return answer


async def test_a_reply_to_an_answer_follows_on_its_question_and_its_quotes(
    discord: Standin, bot: Running, ada: Person
) -> None:
    await reply(discord, ada, await first_answer(discord, ada), AND_WHY)
    assert bot.oracle.asked[-1] == AND_WHY
    turn = bot.oracle.turns[-1]
    assert turn.question == WHEN
    assert [citation.length for citation in turn.cited] == [len("The light was automated in 1983.")]


async def test_a_reply_to_several_questions_follows_on_the_last(
    discord: Standin, bot: Running, ada: Person
) -> None:
    several = "how do I ring the horn? also where are the lamps kept?"
    await reply(discord, ada, await first_answer(discord, ada, several), AND_WHY)
    assert bot.oracle.asked[-2:] == [several, AND_WHY]
    turn = bot.oracle.turns[-1]
    assert turn.question == "where are the lamps kept?"


async def test_a_chain_of_replies_follows_each_on_the_one_before(
    discord: Standin, bot: Running, ada: Person
) -> None:
    second = await reply(discord, ada, await first_answer(discord, ada), AND_WHY)
    third = await reply(discord, ada, second, "and where?")
    await reply(discord, ada, third, "who was he?")
    questions = [turn and turn.question for turn in bot.oracle.turns]
    assert questions == [None, WHEN, AND_WHY, "and where?"]


async def test_a_chain_goes_on_over_a_question_in_everyday_words(
    discord: Standin, bot: Running, ada: Person
) -> None:
    second = await reply(discord, ada, await first_answer(discord, ada), "what do i do first")
    await reply(discord, ada, second, "and where?")
    assert [turn and turn.subject for turn in bot.oracle.turns] == [None, "", WHEN]


async def test_a_question_that_stands_by_itself_asks_discord_nothing_and_follows_on_nothing(
    discord: Standin, bot: Running, ada: Person
) -> None:
    thread = discord.world.add_channel("made while we were away", parent=discord.channel)
    await (await discord.says(ada, f"<@bot> {WHEN}", at=thread)).answers()
    await (await discord.says(ada, f"<@bot> {UNKNOWN}", at=thread)).answers()
    assert bot.oracle.turns == [None, None]
    assert discord.sent("GET", "/messages") == []


async def test_in_a_thread_it_follows_on_our_newest_answer_there(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    thread = discord.world.add_channel("about the light", parent=discord.channel)
    async with running(discord, tmp_path) as up:
        for question in (UNKNOWN, WHEN):
            await (await discord.says(ada, f"<@bot> {question}", at=thread)).answers()
        await discord.says(discord.person("Bo"), "I was there in 1990", at=thread)
        await (await discord.says(ada, f"<@bot> {AND_WHY}", at=thread)).answers()
        assert up.oracle.turns[-1].question == WHEN
        assert len(discord.sent("GET", "/messages")) == 1
        await (await discord.slash(ada, "ask", question="and who?", at=thread)).message()
        assert up.oracle.turns[-1].question == AND_WHY


@pytest.mark.parametrize("dm", [False, True], ids=["in a thread", "in a direct message"])
async def test_a_command_that_names_a_source_follows_on_our_newest_answer_too(
    discord: Standin, tmp_path: Path, ada: Person, dm: bool
) -> None:
    thread = discord.world.add_channel("about the light", parent=discord.channel)
    async with running(discord, tmp_path) as up:
        await discord.synced()
        there = {"dm": True} if dm else {"at": thread}
        await (await discord.slash(ada, "ask", question=WHEN, **there)).message()
        follows = await discord.slash(ada, "ask", question=AND_WHY, source="Skerry", **there)
        await follows.message()
        assert up.oracle.asked[-1] == AND_WHY
        assert up.oracle.scopes[-1].document is not None
        assert up.oracle.turns[-1].question == WHEN
        assert len(up.oracle.turns[-1].cited) == 1


async def test_in_a_direct_message_it_follows_on_the_answer_before(
    discord: Standin, bot: Running, ada: Person
) -> None:
    await (await discord.says(ada, WHEN, dm=True)).answers()
    await (await discord.says(ada, AND_WHY, dm=True)).answers()
    assert bot.oracle.turns[-1].question == WHEN


async def test_in_a_channel_where_many_talk_nothing_is_guessed_at(
    discord: Standin, bot: Running, ada: Person
) -> None:
    await first_answer(discord, ada)
    await (await discord.says(ada, f"<@bot> {AND_WHY}")).answers()
    await (await discord.slash(ada, "ask", question=AND_WHY)).message()
    assert bot.oracle.turns[-2:] == [None, None]


async def test_between_two_turns_the_process_may_be_another(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path):
        answer = await first_answer(discord, ada)
    async with running(discord, tmp_path) as again:
        await reply(discord, ada, answer, AND_WHY)
        assert again.oracle.turns[-1].question == WHEN


async def test_an_earlier_message_that_was_deleted_is_no_turn(
    discord: Standin, bot: Running, ada: Person
) -> None:
    answer = await first_answer(discord, ada)
    discord.messages.delete(answer)
    discord.messages.by_id.pop(answer.id, None)
    await (await discord.says(ada, f"<@bot> {AND_WHY}", reply_to=answer)).answers()
    assert bot.oracle.turns[-1] is None


async def test_what_somebody_else_wrote_is_no_turn_however_it_looks(
    discord: Standin, bot: Running, ada: Person
) -> None:
    forged = await discord.says(discord.person("Bo"), f"-# {WHEN}\n> The light burned colza oil.")
    await (await discord.says(ada, f"<@bot> {AND_WHY}", reply_to=forged)).answers()
    assert bot.oracle.turns == [None]


@pytest.mark.parametrize("fault", ["refused", "slow"])
async def test_a_thread_that_cannot_be_read_is_no_turn_and_the_question_is_answered(
    discord: Standin, tmp_path: Path, ada: Person, fault: str
) -> None:
    thread = discord.world.add_channel("about the light", parent=discord.channel)
    async with running(discord, tmp_path) as up:
        await (await discord.says(ada, f"<@bot> {WHEN}", at=thread)).answers()
        if fault == "refused":
            discord.faults.status(403, "GET", f"/channels/{thread.id}/messages", code=50001)
        else:
            discord.faults.slow(
                "GET", f"/channels/{thread.id}/messages", seconds=LOOKUP_SECONDS + 3
            )
        asked = await discord.says(ada, f"<@bot> {AND_WHY}", at=thread)
        (answer,) = await asked.answers(within=LOOKUP_SECONDS + 2)
        assert "do not answer" in answer.text
        assert up.oracle.turns[-1] is None


# --- what the turn before was about -------------------------------------------------------------


@pytest.mark.parametrize("replies", [True, False], ids=["by replies", "in a direct message"])
async def test_the_subject_survives_a_refusal_and_a_thank_you(
    discord: Standin, bot: Running, ada: Person, replies: bool
) -> None:
    last = None
    for text in (WHEN, AND_WHY, "thanks!", "and where?"):
        there = {"reply_to": last} if replies and last else {"dm": not replies}
        said = f"<@bot> {text}" if replies and not last else text
        (last,) = await (await discord.says(ada, said, **there)).answers()
    assert bot.oracle.asked == [WHEN, AND_WHY, "and where?"]
    turn = bot.oracle.turns[-1]
    assert turn is not None
    assert (turn.question, turn.subject) == (AND_WHY, WHEN)


async def test_a_new_subject_replaces_the_one_before(
    discord: Standin, bot: Running, ada: Person
) -> None:
    for text in (WHEN, AND_WHY, UNKNOWN, "and where?", "and who?"):
        await (await discord.says(ada, text, dm=True)).answers()
    turns = [turn and (turn.question, turn.subject) for turn in bot.oracle.turns]
    assert turns == [None, (WHEN, ""), None, (UNKNOWN, ""), ("and where?", UNKNOWN)]


@pytest.mark.parametrize(
    "question", ["was anybody hurt?", "and how large?", "no, I meant the keeper", "is it still so?"]
)
async def test_an_ellipsis_and_a_correction_follow_on_the_answer_before(
    discord: Standin, bot: Running, ada: Person, question: str
) -> None:
    await (await discord.says(ada, WHEN, dm=True)).answers()
    await (await discord.says(ada, question, dm=True)).answers()
    assert bot.oracle.turns[-1].question == WHEN


# --- by command, in a channel -------------------------------------------------------------------


async def by_command(
    discord: Standin, person: Person, question: str, private: bool = False, **there: Channel
) -> None:
    await (
        await discord.slash(person, "ask", question=question, private=private, **there)
    ).message()


async def test_a_command_follows_on_what_the_same_person_asked_in_the_same_channel(
    discord: Standin, bot: Running, ada: Person
) -> None:
    await discord.synced()
    for question in (WHEN, AND_WHY, "and where?", UNKNOWN):
        await by_command(discord, ada, question)
    turns = [turn and (turn.question, turn.subject) for turn in bot.oracle.turns]
    assert turns == [None, (WHEN, ""), (AND_WHY, WHEN), None]
    assert len(bot.oracle.turns[1].cited) == 1
    assert discord.sent("GET", "/messages") == []


async def test_a_command_follows_on_nothing_of_others_or_elsewhere_or_private(
    discord: Standin, bot: Running, ada: Person
) -> None:
    await discord.synced()
    elsewhere = discord.world.add_channel("elsewhere")
    await by_command(discord, ada, WHEN)
    await by_command(discord, discord.person("Bo"), AND_WHY)
    await by_command(discord, ada, AND_WHY, at=elsewhere)
    await by_command(discord, ada, AND_WHY, private=True)
    assert bot.oracle.turns == [None] * 4


async def test_what_a_person_asked_is_forgotten_when_they_say_so(
    discord: Standin, bot: Running, ada: Person
) -> None:
    await discord.synced()
    await by_command(discord, ada, WHEN)
    forget = await (await discord.slash(ada, "forget-me")).message()
    await pressed(discord, ada, forget, FORGET.prefix)
    await by_command(discord, ada, AND_WHY)
    assert bot.oracle.turns == [None, None]


def test_turns_are_few_and_for_minutes() -> None:
    clock = [0.0]
    recent = RecentTurns(turns_of(lambda: clock[0]))
    for person in range(MOST_TURNS + 1):
        recent.note(PersonInRoom(person, 1, private=False), answer(question=WHEN), None)
    assert recent.before(AND_WHY, PersonInRoom(0, 1, private=False)) is None
    newest = PersonInRoom(MOST_TURNS, 1, private=False)
    assert recent.before(AND_WHY, newest) is not None
    clock[0] = KEPT_SECONDS + 1
    assert recent.before(AND_WHY, newest) is None
