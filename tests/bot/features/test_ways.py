"""Every way to ask, over the stand-in: open, closed, after a restart, and without the intent."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ground.backoff import pauses
from bot.servers.house_rules import Customs, Way
from tests.standin import Standin
from tests.standin.gateway import MESSAGE_CONTENT
from tests.standin.people import Channel, Person
from tests.support.bot import AUTOMATED, UNKNOWN, WHEN, Running, running
from tests.support.judged import judged
from tests.support.messages import eventually, set_customs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.standin.messages import Message

pytest_plugins = ["tests.support.bot_fixtures", "tests.support.hasty_discord"]
QUOTED = AUTOMATED.rstrip(".")
CHATTER = "We were there yesterday, it rained."
UNPERMITTED = 50013


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    """A Discord whose portal has the Message Content intent switched on for this bot."""
    async with judged(privileged=MESSAGE_CONTENT) as standin:
        yield standin


@pytest.fixture
def portal(request: pytest.FixtureRequest, discord: Standin) -> Standin:
    """One that has it off."""
    del request
    discord.gateway.privileged = 0
    return discord


async def nothing_else(discord: Standin, up: Running, ada: Person, *, asked: int) -> None:
    """Nothing but ``asked`` questions was looked up, once a later one has been answered."""
    (reply,) = await (await discord.says(ada, WHEN, dm=True)).answers()
    assert QUOTED in reply.text
    assert len(up.oracle.asked) == asked + 1, up.oracle.asked


# --- mentions and replies ------------------------------------------------------------------------


async def test_a_mention_can_be_switched_off_and_a_reply_goes_on_being_answered(
    discord: Standin, bot: Running, ada: Person
) -> None:
    (first,) = await (await discord.says(ada, f"<@bot> {UNKNOWN}")).answers()
    set_customs(bot, discord, off=frozenset({Way.MENTION}))
    await discord.says(ada, f"<@bot> {WHEN}")
    (second,) = await (await discord.says(ada, WHEN, reply_to=first)).answers()
    assert QUOTED in second.text
    await nothing_else(discord, bot, ada, asked=2)


async def test_a_reply_without_a_ping_is_a_question_too(
    discord: Standin, bot: Running, ada: Person
) -> None:
    (first,) = await (await discord.says(ada, f"<@bot> {UNKNOWN}")).answers()
    asked = await discord.says(ada, WHEN, reply_to=first, ping=False)
    (second,) = await asked.answers()
    assert second["message_reference"]["message_id"] == asked.id
    assert QUOTED in second.text
    other = await discord.says(ada, "I know that one.")
    await discord.says(ada, WHEN, reply_to=other, ping=False)
    await nothing_else(discord, bot, ada, asked=2)


async def test_replies_can_be_switched_off_and_a_mention_within_one_still_counts(
    discord: Standin, bot: Running, ada: Person
) -> None:
    (first,) = await (await discord.says(ada, f"<@bot> {UNKNOWN}")).answers()
    set_customs(bot, discord, off=frozenset({Way.REPLY}))
    for ping in (True, False):
        await discord.says(ada, WHEN, reply_to=first, ping=ping)
    (second,) = await (await discord.says(ada, f"<@bot> {WHEN}", reply_to=first)).answers()
    assert QUOTED in second.text
    await nothing_else(discord, bot, ada, asked=2)


async def test_a_message_that_discord_says_again_is_answered_once(
    discord: Standin, bot: Running, ada: Person
) -> None:
    asked = await discord.says(ada, f"<@bot> {WHEN}")
    await asked.answers()
    await discord.gateway.announce(asked, "MESSAGE_CREATE")
    await discord.faults.drop_gateway()
    missed = await discord.says(ada, f"<@bot> {UNKNOWN}")
    await missed.answers()
    assert discord.gateway.resumes == 1
    assert len(await asked.answers()) == 1
    await nothing_else(discord, bot, ada, asked=2)


async def test_the_same_message_heard_by_another_process_has_one_reply(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path):
        asked = await discord.says(ada, f"<@bot> {WHEN}")
        await asked.answers()
    async with running(discord, tmp_path) as up:
        await discord.gateway.announce(asked, "MESSAGE_CREATE")
        await nothing_else(discord, up, ada, asked=1)
        assert len(await asked.answers()) == 1, "Discord knows it by its nonce"


# --- threads -------------------------------------------------------------------------------------


async def begun(discord: Standin, ada: Person, how: str) -> Channel:
    """A thread in which the bot has a part."""
    if how == "a thread of our answer":
        (answer,) = await (await discord.says(ada, f"<@bot> {UNKNOWN}")).answers()
        return await discord.thread(ada, "More of it", of=answer)
    if how == "a thread of a message that calls us":
        asked = await discord.says(ada, f"<@bot> {UNKNOWN}")
        await asked.answers()
        return await discord.thread(ada, "More of it", of=asked)
    thread = await discord.thread(ada, "On its own")
    await (await discord.says(ada, f"<@bot> {UNKNOWN}", at=thread)).answers()
    return thread


HOWS = ("a thread of our answer", "a thread of a message that calls us", "one where we spoke")


@pytest.mark.parametrize("how", HOWS)
async def test_a_thread_goes_on_without_mentions_also_after_a_restart(
    discord: Standin, tmp_path: Path, ada: Person, how: str
) -> None:
    async with running(discord, tmp_path) as up:
        thread = await begun(discord, ada, how)
        await discord.says(ada, CHATTER, at=thread)
        (reply,) = await (await discord.says(ada, WHEN, at=thread)).answers()
        assert QUOTED in reply.text
        assert up.oracle.asked == [UNKNOWN, WHEN]
    async with running(discord, tmp_path) as again:
        (reply,) = await (await discord.says(ada, WHEN, at=thread)).answers()
        assert QUOTED in reply.text
        await nothing_else(discord, again, ada, asked=1)


async def test_in_a_thread_people_talk_to_each_other_undisturbed(
    discord: Standin, bot: Running, ada: Person
) -> None:
    bob = discord.person("Bob")
    thread = await begun(discord, ada, HOWS[2])
    said = await discord.says(bob, CHATTER, at=thread)
    await discord.says(ada, "Where was that?", at=thread, reply_to=said)
    await discord.says(ada, f"<@{bob.id}> when was that?", at=thread)
    await discord.says(ada, "Hi, how are you?", at=thread)
    await nothing_else(discord, bot, ada, asked=1)


async def test_in_a_thread_in_which_we_have_no_part_we_are_silent(
    discord: Standin, bot: Running, ada: Person
) -> None:
    said = await discord.says(ada, "The light")
    for thread in (await discord.thread(ada, "A", of=said), await discord.thread(ada, "B")):
        await discord.says(ada, WHEN, at=thread)
    await asyncio.sleep(0.5)
    lookups = len(discord.sent("GET", "/messages"))
    await discord.says(ada, WHEN, at=thread)
    await nothing_else(discord, bot, ada, asked=0)
    assert len(discord.sent("GET", "/messages")) == lookups, "what is known is not looked up again"


async def test_threads_can_be_switched_off(discord: Standin, bot: Running, ada: Person) -> None:
    thread = await begun(discord, ada, HOWS[2])
    set_customs(bot, discord, off=frozenset({Way.THREAD}))
    await discord.says(ada, WHEN, at=thread)
    await nothing_else(discord, bot, ada, asked=1)


async def test_a_thread_that_was_put_away_is_opened_by_who_asks(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path):
        thread = await begun(discord, ada, HOWS[2])
        await discord.archive(thread)
    async with running(discord, tmp_path):
        (reply,) = await (await discord.says(ada, WHEN, at=thread)).answers()
        assert QUOTED in reply.text
        assert thread.archive["archived"] is False


async def test_a_thread_that_may_not_be_looked_at_is_none_of_ours(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path):
        thread = await begun(discord, ada, HOWS[2])
    async with running(discord, tmp_path) as up:
        discord.faults.status(403, "GET", "/messages", code=50001, times=9)
        await discord.says(ada, WHEN, at=thread)
        await nothing_else(discord, up, ada, asked=0)


@pytest.mark.usefixtures("hasty_discord")
async def test_a_thread_that_could_not_be_looked_at_for_a_moment_is_looked_at_again(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path):
        thread = await begun(discord, ada, HOWS[2])
    async with running(discord, tmp_path) as up:
        discord.faults.reset("GET", "/messages", times=2)  # aiohttp itself tries a GET twice
        await discord.says(ada, WHEN, at=thread)
        await eventually(lambda: not up.clients[-1].responder.in_flight)
        (reply,) = await (await discord.says(ada, WHEN, at=thread)).answers()
        assert QUOTED in reply.text


@pytest.mark.parametrize("everybody", ["@everyone", "@here"])
async def test_a_question_to_everyone_is_asked_without_that_word(
    discord: Standin, bot: Running, ada: Person, everybody: str
) -> None:
    shown = await (await discord.slash(ada, "ask", question=f"{everybody} {WHEN}")).message()
    assert QUOTED in shown.text
    (reply,) = await (await discord.says(ada, f"{everybody} <@bot> {WHEN}")).answers()
    assert QUOTED in reply.text
    assert bot.oracle.asked == [WHEN, WHEN]


# --- ask channels --------------------------------------------------------------------------------


async def test_in_an_ask_channel_all_is_answered_that_is_not_plainly_chat(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    room, bob = discord.world.add_channel("ask"), discord.person("Bob")
    robot = discord.world.add(Person("Robot", bot=True))
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, channels=frozenset({int(room.id)}))
        asked = await discord.says(ada, WHEN, at=room)
        (reply,) = await asked.answers()
        assert QUOTED in reply.text
        assert reply["message_reference"]["message_id"] == asked.id
        for problem in ("the lamp of the tower fails", "OSError: the lamp is wet"):
            (refused,) = await (await discord.says(ada, problem, at=room)).answers()
            assert "do not answer" in refused.text or "couldn't find" in refused.text
        said = await discord.says(bob, "haha, see you tomorrow", at=room)
        await discord.says(ada, "Was that nice?", at=room, reply_to=said)
        await discord.says(ada, f"<@{bob.id}> when was that?", at=room)
        await discord.says(ada, "@everyone who is there?", at=room)
        await discord.says(robot, WHEN, at=room)
        for greeting in ("Hello, how are you?", "thanks!", "what's up?", "?!", "🙂?"):
            await discord.says(ada, greeting, at=room)
        await discord.says(ada, WHEN)
        (about,) = await (await discord.says(ada, "What can you do?", at=room)).answers()
        assert "/ask" in about.text
        await nothing_else(discord, up, ada, asked=3)


async def test_an_ask_channel_is_one_after_a_restart_and_can_be_switched_off(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    room = discord.world.add_channel("ask")
    rooms = frozenset({int(room.id)})
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, channels=rooms)
    async with running(discord, tmp_path) as up:
        await (await discord.says(ada, WHEN, at=room)).answers()
        set_customs(up, discord, channels=rooms, off=frozenset({Way.CHANNEL}))
        await discord.says(ada, WHEN, at=room)
        await nothing_else(discord, up, ada, asked=1)


@pytest.mark.parametrize(
    "text",
    [
        "?" * 2_000,
        "why " * 500 + "?",
        "`` ` ``?>>> **__||~~?",
        "<@&1> <#2> <@> @everyone?",
        "\u202ewhen?\u2066\u0000?",
        "When " + "\U0001f6a8" * 400 + "?",
        "¿\N{ZERO WIDTH SPACE}?",
    ],
)
async def test_hostile_messages_in_an_ask_channel_end_in_an_answer_or_in_silence(
    discord: Standin, tmp_path: Path, ada: Person, text: str
) -> None:
    room = discord.world.add_channel("ask")
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, channels=frozenset({int(room.id)}))
        await discord.says(ada, text, at=room)
        (reply,) = await (await discord.says(ada, WHEN, at=room)).answers()
        assert QUOTED in reply.text
        assert all(len(question) <= 300 for question in up.oracle.asked)


async def test_of_a_long_message_in_an_ask_channel_its_question_is_answered(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    room = discord.world.add_channel("ask")
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, channels=frozenset({int(room.id)}))
        await (await discord.says(ada, f"{CHATTER * 20} {WHEN}", at=room)).answers()
        assert up.oracle.asked == [WHEN]


# --- forums --------------------------------------------------------------------------------------


@pytest.fixture
def forum(discord: Standin) -> Channel:
    return discord.forum("help")


def answered(discord: Standin, post: Message) -> list[Message]:
    room = discord.messages.rooms[post["channel_id"]]
    return [message for message in room if message["author"]["id"] == discord.bot.id]


@pytest.mark.parametrize("told", [True, False], ids=["told of the thread", "told of the post only"])
async def test_a_new_post_gets_one_first_answer_of_its_title_and_body(
    discord: Standin, tmp_path: Path, ada: Person, forum: Channel, told: bool
) -> None:
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, forums=frozenset({int(forum.id)}))
        post = await discord.post(ada, forum, "When was the light", "automated?", told=told)
        (reply,) = await post.answers()
        assert QUOTED in reply.text
        assert up.oracle.asked == [WHEN]
        await discord.gateway.announce(post, "MESSAGE_CREATE")
        await nothing_else(discord, up, ada, asked=1)
        assert len(answered(discord, post)) == 1


async def test_a_post_that_is_a_picture_asks_with_its_title(
    discord: Standin, tmp_path: Path, ada: Person, forum: Channel
) -> None:
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, forums=frozenset({int(forum.id)}))
        (reply,) = await (await discord.post(ada, forum, WHEN, "")).answers()
        assert QUOTED in reply.text


async def test_a_post_has_no_second_first_answer_after_a_restart_or_a_replay(
    discord: Standin, tmp_path: Path, ada: Person, forum: Channel
) -> None:
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, forums=frozenset({int(forum.id)}))
        post = await discord.post(ada, forum, "The light", WHEN)
        await post.answers()
        await discord.faults.drop_gateway()
        await discord.gateway.announce(post, "MESSAGE_CREATE")
        missed = await discord.post(ada, forum, "Another", WHEN)
        await missed.answers()
    async with running(discord, tmp_path) as again:
        for one in (post, missed):
            await discord.gateway.announce(one, "MESSAGE_CREATE")
        await nothing_else(discord, again, ada, asked=0)
    assert [len(answered(discord, one)) for one in (post, missed)] == [1, 1]


async def test_an_old_post_gets_no_answer_when_it_is_said_again(
    discord: Standin,
    tmp_path: Path,
    ada: Person,
    forum: Channel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = await discord.post(ada, forum, "The light", WHEN)
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, forums=frozenset({int(forum.id)}))
        monkeypatch.setattr("bot.listening.forum_posts.NEW", timedelta(0))
        await discord.says(ada, CHATTER)  # which is newer
        await discord.gateway.announce(post, "MESSAGE_CREATE")
        await nothing_else(discord, up, ada, asked=0)


async def test_what_follows_in_a_post_is_answered_as_in_any_thread(
    discord: Standin, tmp_path: Path, ada: Person, forum: Channel
) -> None:
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, forums=frozenset({int(forum.id)}))
        post = await discord.post(ada, forum, "The regatta", "Who won it?")
        await post.answers()
        thread = discord.world.channels[post["channel_id"]]
        await discord.says(ada, CHATTER, at=thread)
        (reply,) = await (await discord.says(ada, WHEN, at=thread)).answers()
        assert QUOTED in reply.text
        set_customs(up, discord, forums=frozenset({int(forum.id)}), off=frozenset({Way.THREAD}))
        await discord.says(ada, WHEN, at=thread)
        await nothing_else(discord, up, ada, asked=2)


async def test_other_forums_switched_off_ones_robots_and_greetings_get_no_answer(
    discord: Standin, tmp_path: Path, ada: Person, forum: Channel
) -> None:
    other = discord.forum("showcase")
    robot = discord.world.add(Person("Robot", bot=True))
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, forums=frozenset({int(forum.id)}))
        await discord.post(ada, other, "The light", WHEN)
        await discord.post(robot, forum, "The light", WHEN)
        await discord.post(ada, forum, "Hello", "everyone")
        off = {"forums": frozenset({int(forum.id)}), "off": frozenset({Way.FORUM})}
        set_customs(up, discord, **off)
        await discord.post(ada, forum, "The light", WHEN)
        await nothing_else(discord, up, ada, asked=0)


async def test_a_post_that_calls_us_is_answered_once_whatever_the_forum(
    discord: Standin, tmp_path: Path, ada: Person, forum: Channel
) -> None:
    async with running(discord, tmp_path) as up:
        post = await discord.post(ada, forum, "When was the light automated?", "<@bot>")
        (reply,) = await post.answers()
        assert QUOTED in reply.text
        set_customs(up, discord, forums=frozenset({int(forum.id)}))
        both = await discord.post(ada, forum, "When was the light automated?", "<@bot>")
        await both.answers()
        await nothing_else(discord, up, ada, asked=2)
        assert len(answered(discord, both)) == 1


@pytest.mark.parametrize("title", ["x" * 100, "\u202e\u0000", "@everyone", "**`", "🚨" * 50])
async def test_hostile_posts_are_answered_and_ping_nobody(
    discord: Standin, tmp_path: Path, ada: Person, forum: Channel, title: str
) -> None:
    async with running(discord, tmp_path) as up:
        set_customs(up, discord, forums=frozenset({int(forum.id)}))
        post = await discord.post(ada, forum, title, f"{'@here <@&7> ' * 150}{WHEN}")
        await post.answers()
        assert len(up.oracle.asked) == 1


# --- right-click, "Answer this" ------------------------------------------------------------------


async def test_answer_this_answers_what_a_message_asks_for_who_clicked_alone(
    discord: Standin, bot: Running, ada: Person
) -> None:
    bob = discord.person("Bob")
    asked = await discord.says(bob, WHEN)
    shown = await (await discord.context_menu(ada, "Answer this", asked)).message()
    assert QUOTED in shown.text
    assert shown.ephemeral
    (ours,) = await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
    again = await (await discord.context_menu(ada, "Answer this", ours)).message()
    assert QUOTED in again.text
    assert bot.oracle.asked == [WHEN] * 3


async def test_answer_this_on_a_post_asks_with_its_title(
    discord: Standin, tmp_path: Path, ada: Person, forum: Channel
) -> None:
    async with running(discord, tmp_path) as up:
        post = await discord.post(ada, forum, "When was the light", "automated?")
        thread = discord.world.channels[post["channel_id"]]
        await (await discord.context_menu(ada, "Answer this", post, at=thread)).message()
        assert up.oracle.asked == [WHEN]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("🙂", "no words in that question"),
        ("<@&12>", "has no words"),
        ("word " * 390, "the limit is"),
        (f"{CHATTER * 20} {WHEN}", QUOTED),
        ("hello!", "Hello!"),
    ],
)
async def test_answer_this_says_what_is_wrong_with_a_message(
    discord: Standin, bot: Running, ada: Person, text: str, said: str
) -> None:
    message = await discord.says(ada, text)
    shown = await (await discord.context_menu(ada, "Answer this", message)).message()
    assert said in shown.text
    assert shown.ephemeral
    assert len(bot.oracle.asked) <= 1


async def test_a_command_or_a_menu_that_is_switched_off_says_so_to_who_uses_it_alone(
    discord: Standin, bot: Running, ada: Person
) -> None:
    asked = await discord.says(ada, WHEN)
    set_customs(bot, discord, off=frozenset({Way.COMMAND, Way.MENU}))
    for it in (
        await discord.slash(ada, "ask", question=WHEN),
        await discord.context_menu(ada, "Answer this", asked),
    ):
        shown = await it.message()
        assert "is switched off on this server" in shown.text
        assert shown.ephemeral
    typed = await discord.autocomplete(ada, "ask", "source", "s", question=WHEN)
    assert await typed.choices() == []
    await (await discord.slash(ada, "help")).message()
    await nothing_else(discord, bot, ada, asked=0)


# --- direct messages, and whoever brings the application along -----------------------------------


async def test_direct_messages_can_be_switched_off_by_the_operator(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, direct=False) as up:
        silent = await discord.says(ada, WHEN, dm=True)
        shown = await (await discord.slash(ada, "ask", question=WHEN, dm=True)).message()
        assert "I don't answer direct messages here" in shown.text
        assert shown.ephemeral
        (reply,) = await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
        assert QUOTED in reply.text
        assert up.oracle.asked == [WHEN]
        assert silent._answers() == [shown] or silent._answers() == []


async def test_where_only_its_user_has_installed_it_no_server_s_rules_apply(
    discord: Standin, bot: Running, ada: Person
) -> None:
    set_customs(bot, discord, off=frozenset(Way))
    far = discord.world.elsewhere("far away")
    for at in (far, None):
        for private in (True, False):
            it = await discord.slash(ada, "ask", question=WHEN, private=private, at=at, alone=True)
            shown = await it.message()
            assert QUOTED in shown.text
            assert shown.ephemeral is private
            assert bot.oracle.scopes[-1].corpora == ("default",)
            assert len(it.followups) <= 5
    asked = discord.messages.create(far, ada, {"content": WHEN})
    it = await discord.context_menu(ada, "Answer this", asked, at=far, alone=True)
    assert QUOTED in (await it.message()).text
    assert len(bot.oracle.asked) == 5


async def test_settings_cannot_be_changed_by_who_brought_the_application_along(
    discord: Standin, bot: Running, ada: Person
) -> None:
    it = await discord.slash(ada, "settings keep", days=30, alone=True)
    assert "You need Manage Server" in (await it.message()).text
    assert bot.house.customs(int(discord.world.guild_id)).keep_days == 0


# --- what the portal grants ----------------------------------------------------------------------


async def test_without_the_intent_what_does_not_call_us_is_not_read_and_the_log_says_so(
    portal: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    room, forum = portal.world.add_channel("ask"), portal.forum("help")
    async with running(portal, tmp_path) as up:
        rooms = {"channels": frozenset({int(room.id)}), "forums": frozenset({int(forum.id)})}
        set_customs(up, portal, **rooms)
        await portal.says(ada, WHEN, at=room)
        await portal.post(ada, forum, "The light", WHEN)
        (first,) = await (await portal.says(ada, f"<@bot> {UNKNOWN}")).answers()
        await portal.says(ada, WHEN, reply_to=first, ping=False)
        await (await portal.says(ada, WHEN, reply_to=first)).answers()
        thread = await portal.thread(ada, "More", of=first)
        await portal.says(ada, WHEN, at=thread)
        await nothing_else(portal, up, ada, asked=2)
        assert not up.clients[-1].intents.message_content
    assert "Message Content Intent" in caplog.text


async def test_with_the_intent_the_gateway_is_asked_for_it_once(
    discord: Standin, bot: Running
) -> None:
    assert bot.clients[-1].intents.message_content
    assert discord.gateway.attempts == discord.gateway.identifies == 1


async def test_an_intent_that_is_withheld_all_the_same_is_done_without(
    portal: Standin, tmp_path: Path, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.supervisor.pauses", lambda: pauses(first=0.02, most=0.02))
    monkeypatch.setattr(
        "tests.standin.routes.application_flags", lambda _: {"flags": 1 << 18, "flags_new": "0"}
    )
    async with running(portal, tmp_path, connected=False) as up:
        await portal.connected(within=15)
        (reply,) = await (await portal.says(ada, f"<@bot> {WHEN}")).answers(within=15)
        assert QUOTED in reply.text
        assert [client.intents.message_content for client in up.clients] == [True, False]


# --- what is closed to us ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "code", "why"),
    [
        (403, 50001, "no access"),
        (403, 50013, "no permission"),
        (404, 10003, "gone"),
        (400, 160005, "locked"),
        (400, 20016, "a fault of the stand-in"),
    ],
)
async def test_what_cannot_be_sent_is_one_line_in_the_log(
    discord: Standin,
    tmp_path: Path,
    ada: Person,
    caplog: pytest.LogCaptureFixture,
    status: int,
    code: int,
    why: str,
) -> None:
    async with running(discord, tmp_path) as up:
        fault = discord.faults.status(status, "POST", "/messages", code=code, times=9)
        await discord.says(ada, f"<@bot> {WHEN}")
        await discord.until(lambda: fault.used > 0)
        await asyncio.sleep(0.2)
        discord.faults.clear()
        await nothing_else(discord, up, ada, asked=1)
    lines = [r for r in caplog.records if "not delivered" in r.getMessage()]
    assert len(lines) == 1
    assert why in lines[0].getMessage()


async def test_a_locked_thread_is_one_line_in_the_log_and_a_command_there_is_answered(
    discord: Standin, bot: Running, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    thread = await begun(discord, ada, HOWS[2])
    await discord.archive(thread, locked=True)
    await discord.says(ada, WHEN, at=thread)
    await eventually(lambda: "archived and locked" in caplog.text)
    it = await discord.slash(ada, "ask", question=WHEN, at=thread)
    assert QUOTED in (await it.message()).text
    await nothing_else(discord, bot, ada, asked=3)


async def test_rules_that_cannot_be_read_close_the_ways_and_say_so(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "customs.json").write_text("{", "utf-8")
    async with running(discord, tmp_path) as up:
        await discord.says(ada, f"<@bot> {WHEN}")
        shown = await (await discord.slash(ada, "ask", question=WHEN)).message()
        assert "went wrong" in shown.text
        assert shown.ephemeral
        await nothing_else(discord, up, ada, asked=0)
    assert "customs.json" in caplog.text


def test_customs_without_a_way_are_open() -> None:
    assert replace(Customs(), off=frozenset({Way.MENU})).allow(Way.COMMAND)
