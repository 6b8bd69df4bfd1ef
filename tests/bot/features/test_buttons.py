"""The buttons below answers and refusals, over the loopback Discord: each for whoever pressed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.render.button_kinds import MORE, NEAREST, SHARE
from bot.render.pointer_codec import OPENS, TURNS
from bot.servers.corpus_rules import ServerRules
from bot.servers.house_rules import Customs
from index.answering.together import together
from index.types import Answer, Scope
from tests.support.bot import AUTOMATED, CRASH, FURTHER, UNKNOWN, WHEN, FakeOracle, Running, running
from tests.support.factories import answer, document, hit, passage_of, quote_of
from tests.support.messages import asked, labels, named, pressed

if TYPE_CHECKING:
    from pathlib import Path

    from index.answering.followups import Turn
    from tests.standin import Interaction, Standin
    from tests.standin.messages import Message
    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures"]
OIL = "Its lamp burned colza oil"
BARE = AUTOMATED.rstrip(".")
DARK = "\n\n".join(f"Night {n} was dark, and the keeper wrote it down." for n in range(90))


def set_rules(up: Running, discord: Standin, **rules: object) -> None:
    """Open a corpus to a role of the server."""
    rule = ServerRules(("staff",), **rules)  # type: ignore[arg-type]
    up.register.change(lambda rule_sets: rule_sets.with_rules(int(discord.world.guild_id), rule))


# --- below what --------------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
async def test_an_answer_and_a_refusal_have_their_buttons(discord: Standin, ada: Person) -> None:
    votes = ["Helpful", "Not helpful"]
    public, private = await asked(discord, ada), await asked(discord, ada, private=True)
    assert labels(public) == ["Source", "Show in context", "More quotes", "Still current?", *votes]
    assert labels(private)[1:] == [*labels(public)[1:4], "Share with everyone", *votes]
    refused = await asked(discord, ada, UNKNOWN)
    assert labels(refused) == ["Open", "Closest passages", *votes]


@pytest.mark.usefixtures("bot")
async def test_nothing_is_shared_from_where_nobody_else_is(discord: Standin, ada: Person) -> None:
    direct = await (await discord.slash(ada, "ask", question=WHEN, dm=True, private=True)).message()
    alone = await discord.slash(ada, "ask", question=WHEN, alone=True, private=True)
    for message in (direct, await alone.message()):
        assert "Share with everyone" not in labels(message)


# --- context -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
async def test_a_quote_is_shown_in_its_context_to_whoever_presses(
    discord: Standin, ada: Person
) -> None:
    bob = discord.person("Bob")
    shown = await pressed(discord, bob, await asked(discord, ada), OPENS)
    assert shown.text.startswith("**In context**")
    assert "**The light was automated in 1983\\.**" in shown.text
    assert "> In January 1912" in shown.text, "the other paragraph is there as well"
    assert "-# The storm" in shown.text
    assert "The keepers › paragraph 1" in shown.text


async def test_a_context_is_paged_in_place_up_and_down(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    oracle = FakeOracle()
    oracle._document = document(f"{DARK}\n\n{AUTOMATED} {FURTHER}.\n\n{DARK}")
    async with running(discord, tmp_path, oracle=oracle):
        middle = await pressed(discord, ada, await asked(discord, ada), OPENS)
        first = middle.text
        for role, way in (("d", "below"), ("q", ""), ("u", "above")):
            it = await discord.press(ada, middle, named(middle, f"{TURNS}{role}"))
            assert await it.acknowledged() < 1
            assert (await it.message()) is middle, "the same message, edited"
            assert middle.ephemeral
            assert (f"1 page {way} the quote" in middle.text) is bool(way)
            assert (middle.text == first) is (not way)
            assert ("**The light" in middle.text) is (not way)
        assert len(discord.messages.rooms[discord.channel.id]) == 2, "no further message"


async def test_the_quotes_of_several_questions_each_have_their_context(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    class Several(FakeOracle):
        def answer(self, question: str, scope: Scope, after: Turn | None = None) -> Answer:  # noqa: ARG002
            given = super().answer(WHEN, scope)
            parts = (given, replace(given, question="who was hurt?", quotes=given.candidates[1:]))
            return together(question, parts)

    async with running(discord, tmp_path, oracle=Several()):
        message = await asked(discord, ada, "When was it lit? who was hurt?", private=True)
        assert "-# who was hurt?" in message.text
        assert [label for label in labels(message) if label != "Source"][:3] == [
            "Show in context", "Still current?", "Share with everyone",
        ]  # fmt: skip
        shown = await pressed(discord, ada, message, OPENS)
        assert "**The light was automated" in shown.text
        await (await discord.press(ada, shown, named(shown, f"{TURNS}t1"))).message()
        assert "**Nobody was hurt**" in shown.text


async def test_of_several_quotes_each_can_be_chosen(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    class Two(FakeOracle):
        def answer(self, question: str, scope: Scope, after: Turn | None = None) -> Answer:  # noqa: ARG002
            given = super().answer(question, scope)
            return replace(given, quotes=given.candidates)

    async with running(discord, tmp_path, oracle=Two()):
        shown = await pressed(discord, ada, await asked(discord, ada), OPENS)
        assert "**The light was automated" in shown.text
        assert labels(shown)[-2:] == ["Quote 1", "Quote 2"]
        await (await discord.press(ada, shown, named(shown, f"{TURNS}t1"))).message()
        assert "**Nobody was hurt**" in shown.text
        await (await discord.press(ada, shown, named(shown, f"{TURNS}t0"))).message()
        assert "**The light was automated" in shown.text


async def test_a_changed_source_is_said_to_be_and_its_new_words_are_no_quote(
    discord: Standin, bot: Running, ada: Person
) -> None:
    message = await asked(discord, ada)
    bot.oracle._document = document(f"A new beginning.\n\n{AUTOMATED} So they say.")
    moved = await pressed(discord, ada, message, OPENS)
    assert "The source has changed since" in moved.text
    assert "**The light was automated in 1983\\.**" in moved.text
    assert "paragraph 2" in moved.text
    bot.oracle._document = document("The light was automated in 1984.")
    gone = await pressed(discord, ada, message, OPENS)
    assert "these words are no longer in it" in gone.text
    assert "1984" not in gone.text
    bot.oracle._document = document(id="another")
    assert (
        "I can no longer quote from this source"
        in (await pressed(discord, ada, message, OPENS)).text
    )


async def test_what_is_shown_is_what_stands_open_to_whoever_presses(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    role = discord.world.add_role("Staff", ada)
    bob = discord.person("Bob")
    async with running(discord, tmp_path) as up:
        set_rules(up, discord, roles={int(role): ("staff",)})
        message = await asked(discord, ada)
        assert up.oracle.scopes[-1].corpora == ("default",)
        for begins in (OPENS, MORE.prefix):
            await pressed(discord, ada, message, begins)
            assert up.oracle.scopes[-1].corpora == ("default", "staff")
            await pressed(discord, bob, message, begins)
            assert up.oracle.scopes[-1].corpora == ("default",)


# --- more quotes, the nearest passages, votes --------------------------------------------------


@pytest.mark.usefixtures("bot")
async def test_more_quotes_are_others_and_said_to_be_less_likely(
    discord: Standin, ada: Person
) -> None:
    shown = await pressed(discord, ada, await asked(discord, ada), MORE.prefix)
    assert "**More quotes – less certain:**" in shown.text
    assert FURTHER in shown.text
    assert "**The light was automated" not in shown.text
    context = await pressed(discord, ada, shown, OPENS)
    assert f"**{FURTHER}**" in context.text


async def test_where_there_are_no_more_quotes_that_is_said(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    class One(FakeOracle):
        def answer(self, question: str, scope: Scope, after: Turn | None = None) -> Answer:  # noqa: ARG002
            given = super().answer(question, scope)
            return replace(given, candidates=given.quotes)

    async with running(discord, tmp_path) as up:
        message = await asked(discord, ada)
        up.oracle.answer = One().answer
        assert "No other quotes" in (await pressed(discord, ada, message, MORE.prefix)).text
        assert "More quotes" not in labels(await asked(discord, ada))


@pytest.mark.usefixtures("bot")
async def test_the_nearest_passages_cannot_be_taken_for_an_answer(
    discord: Standin, ada: Person
) -> None:
    shown = await pressed(discord, ada, await asked(discord, ada, UNKNOWN), NEAREST.prefix)
    assert "Closest passages I found – they may not answer your question:" in shown.text
    assert FURTHER in shown.text
    assert "The storm › paragraph 2" in shown.text
    assert "> " not in shown.text
    assert shown.text.count("**") == 2, "the head alone"
    assert all(part["type"] != 17 for part in shown.components)


@pytest.mark.parametrize("closest", [True, False])
async def test_more_passages_repeat_no_closest_text_that_is_shown(
    closest: bool, discord: Standin, tmp_path: Path, ada: Person
) -> None:
    near, other = quote_of(document(), AUTOMATED), passage_of(document(), FURTHER)
    found = answer(
        question=UNKNOWN,
        near=(near,),
        nearest=(near.context,),
        hits=(hit(near.context), hit(other)),
    )
    async with running(discord, tmp_path) as up:
        up.oracle.answer = lambda *_: found  # type: ignore[method-assign]
        up.house.change(int(discord.world.guild_id), lambda _: Customs(closest=closest))
        message = await asked(discord, ada, UNKNOWN)
        assert (BARE in message.text) is closest
        assert labels(message)[1] == ("More passages" if closest else "Closest passages")
        shown = await pressed(discord, ada, message, NEAREST.prefix)
        assert (FURTHER in shown.text, BARE in shown.text) == (closest, not closest)


@pytest.mark.parametrize("quotes", [0, 1])
async def test_below_a_sure_answer_other_passages_are_shown_without_a_frame(
    quotes: int, discord: Standin, tmp_path: Path, ada: Person
) -> None:
    first, second = (
        replace(quote_of(document(), words), context=passage_of(document(), words))
        for words in (AUTOMATED, OIL)
    )
    hits = tuple(hit(passage_of(document(), words)) for words in (AUTOMATED, OIL, FURTHER))
    found = answer(first, question=WHEN, hits=hits, candidates=(first, second)[: 1 + quotes])
    async with running(discord, tmp_path) as up:
        up.oracle.answer = lambda *_: found  # type: ignore[method-assign]
        message = await asked(discord, ada)
        assert labels(message)[2] == ("More quotes" if quotes else "More passages")
        shown = await pressed(discord, ada, message, MORE.prefix)
        framed = [part for part in shown.components if part["type"] == 17]
        assert len(framed) == quotes
        assert "More passages that come close – they may not answer your question:" in shown.text
        assert (shown.text.count(OIL), shown.text.count(FURTHER)) == (1, 1)
        assert "1983" not in shown.text


async def test_what_is_answered_by_now_is_shown_as_the_answer(
    discord: Standin, bot: Running, ada: Person
) -> None:
    refused = await asked(discord, ada, UNKNOWN)
    source = bot.oracle._document
    late = Answer(UNKNOWN, (quote_of(source, AUTOMATED),), 0.9)
    bot.oracle.answer = lambda _question, _scope, _after=None: late
    shown = await pressed(discord, ada, refused, NEAREST.prefix)
    assert BARE in shown.text
    assert "There is an answer now:" in shown.text


@pytest.mark.usefixtures("bot")
async def test_a_vote_is_thanked_for(discord: Standin, ada: Person) -> None:
    message = await asked(discord, ada)
    for vote, thanks in (
        ("vote1:up:sure", "Thanks, noted."), ("vote1:down:sure", "Thanks, I changed"),
    ):  # fmt: skip
        assert thanks in (await pressed(discord, ada, message, vote)).text


# --- sharing -----------------------------------------------------------------------------------


async def share(discord: Standin, person: Person, message: Message) -> Interaction:
    it = await discord.press(person, message, named(message, SHARE.prefix))
    await it.acknowledged()
    return it


@pytest.mark.usefixtures("bot")
async def test_a_private_answer_is_shared_once_with_its_sharer_s_name(
    discord: Standin, ada: Person
) -> None:
    eve = discord.person("@everyone **Eve**")
    private = await asked(discord, eve, private=True)
    it = await share(discord, eve, private)
    shared = await it.follow_up()
    await it.message()
    assert not shared.ephemeral
    assert BARE in shared.text
    assert "shared by \\@everyone \\*\\*Eve\\*\\*" in shared.text
    assert not shared.pinged
    assert "Share with everyone" not in labels(shared)
    assert private.ephemeral
    await private.until(lambda message: "Shared" in labels(message))
    with pytest.raises(LookupError):
        await discord.press(eve, private, named(private, SHARE.prefix))
    again = await pressed(discord, ada, shared, OPENS)
    assert "**In context**" in again.text, "the shared answer has its own buttons"


async def test_two_quick_presses_share_once(discord: Standin, tmp_path: Path, ada: Person) -> None:
    async with running(discord, tmp_path, oracle=FakeOracle(seconds=0.1)):
        private = await asked(discord, ada, private=True)
        its = [await discord.press(ada, private, named(private, SHARE.prefix)) for _ in range(2)]
        await asyncio.gather(*(it.message() for it in its))
        await asyncio.gather(its[0].follow_up())
        room = discord.messages.rooms[discord.channel.id]
        assert len([message for message in room if not message.ephemeral]) == 1


async def test_what_is_not_open_to_everybody_is_not_shared(
    discord: Standin, bot: Running, ada: Person
) -> None:
    private = await asked(discord, ada, private=True)
    answered = bot.oracle.answer
    bot.oracle.answer = lambda question, scope, _after=None: replace(
        answered(UNKNOWN, scope), question=question
    )
    it = await share(discord, ada, private)
    told = await it.follow_up()
    assert told.ephemeral
    assert "so I shared nothing" in told.text
    await it.message()
    assert "Share with everyone" in labels(private), "it can be tried again"


async def test_sharing_says_that_a_source_has_changed(
    discord: Standin, bot: Running, ada: Person
) -> None:
    private = await asked(discord, ada, private=True)
    bot.oracle._document = document(f"{AUTOMATED} {FURTHER}.")
    it = await share(discord, ada, private)
    assert "A source has changed since" in (await it.follow_up()).text


async def test_an_error_while_sharing_is_told_to_who_pressed_alone(
    discord: Standin, bot: Running, ada: Person
) -> None:
    private = await asked(discord, ada, private=True)
    answered = bot.oracle.answer
    bot.oracle.answer = lambda _question, scope, _after=None: answered(CRASH, scope)
    it = await share(discord, ada, private)
    told = await it.follow_up()
    assert told.ephemeral
    assert "went wrong" in told.text
    await it.message()


# --- everything on a private answer ------------------------------------------------------------


@pytest.mark.parametrize("failing", [False, True])
@pytest.mark.parametrize("question", [WHEN, UNKNOWN])
async def test_of_a_private_answer_nobody_else_sees_anything_unless_it_is_shared(
    discord: Standin, tmp_path: Path, ada: Person, question: str, failing: bool
) -> None:
    helpers = discord.world.add_role("Helpers")
    discord.world.mentionable.add(helpers)
    async with running(discord, tmp_path) as up:
        up.house.change(int(discord.world.guild_id), lambda _: Customs(helpers=int(helpers)))
        message = await asked(discord, ada, question, private=True)
        if failing:
            answered = up.oracle.answer
            up.oracle.answer = lambda _question, scope, _after=None: answered(CRASH, scope)
            up.oracle.context = up.oracle.standings = lambda *_: 1 / 0
        names = [part["custom_id"] for part in message.components if part.get("custom_id")]
        assert len(names) == (7 if question == WHEN else 4)
        for name in names:
            if not name.startswith(SHARE.prefix):
                await _press_all_below(discord, ada, message, name)
        everywhere = [m for room in discord.messages.rooms.values() for m in room]
        assert [m.text for m in everywhere if not m.ephemeral] == []


async def _press_all_below(
    discord: Standin, person: Person, message: Message, name: str, depth: int = 2
) -> None:
    """Press a button, and whatever can be pressed in what comes of it, but for a confirmation."""
    shown = await (await discord.press(person, message, name)).message()
    assert shown.ephemeral
    below = [
        part["custom_id"]
        for part in shown.components
        if part.get("custom_id") and not part.get("disabled")
    ]
    for further in below if depth else []:
        if not further.startswith("hc1:") and shown is not message:
            await _press_all_below(discord, person, shown, further, depth - 1)
            break
