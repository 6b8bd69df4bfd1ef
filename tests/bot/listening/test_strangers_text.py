"""What reads the words of strangers on the event loop: no text of theirs may hold it up.

Each function is given texts that make careless patterns try everything again from every place,
and must take time in proportion to their length.
"""

from __future__ import annotations

import gc
import re
import time
from itertools import product
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.rate_limits import Limits, Pace
from bot.ground.markup import MARKUP
from bot.ledger.entries import without_ids
from bot.listening import messages
from bot.listening.ask_channel import asked_there, is_chat, post_asks
from bot.listening.is_question import SENTENCE, asked_in
from bot.listening.messages import LONGEST_MESSAGE, words_of
from bot.listening.quoted_text import between_marks, plain, quoted_in
from bot.render.markdown import label, read_back
from bot.servers.house_rules import Customs, Way
from index.answering.followups import leans
from index.answering.small_talk import small_talk_in
from tests.standin.gateway import MESSAGE_CONTENT
from tests.support.bot import WHEN, Running, running
from tests.support.judged import judged
from tests.support.messages import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    import discord as dpy

    from tests.standin import Standin
    from tests.standin.people import Person

SHORT, LONG = 1_000, 4_000  # characters; Discord lets nobody write more than the second
# Four times the text takes four times as long; quadratic, it takes sixteen times as long.
AT_MOST = 9.0
NOISE = 0.004  # seconds: what takes no longer holds nobody up, and is too short to be measured


def message(text: str) -> dpy.Message:
    said: Any = SimpleNamespace(content=text, components=[], embeds=[])
    return said  # type: ignore[no-any-return]


READERS: dict[str, Callable[[str], object]] = {
    "asked_in": asked_in,
    "asked_there": asked_there,
    "is_chat": is_chat,
    "post_asks": lambda text: post_asks("A title", text),
    "small_talk_in": small_talk_in,
    "quoted_in": lambda text: quoted_in(message(text)),
    "plain": plain,
    "words_of": lambda text: words_of(message(text)),
    "without_ids": without_ids,
    "label": lambda text: label(text, 300),
    "read_back": read_back,
    "leans": leans,
}
CHARACTERS = " \n\t\r….?!。！？,-_*~|`\"“”«„»()[]<>\\/¿:@#a1é質ね\u0301\u2066😀'’"
STRETCHES = [
    *CHARACTERS, "</", "</a", "<a:", "<:a", "<t:", "<@", "<@1", "<id:", "a?", "?_", "a…", "…a",
    "was that ", "it is ", "it is not ", "and he ", "does this ", "a that ", "a… ", "a\n\n",
    "… ", "a\n", "\na", "> ", ">\n", " >", "\n>", "`a", "```a", "“a", "„a", "„“", "«a", '"a', "\\*",
    "and ", "so ", "you ", "hallo ", "hi ", "merci ", "thanks ", "why ", "what is ", "who are you ",
    "so such ", "ignore all ", "please ", "du bist so ", "tu es si ", "vergiss alle ", "http://",
    "www.", "ですか", "ですかね", "あなた", "前の", "ありがとう", "human", "real ",
]  # fmt: skip
AROUND = [("", ""), ("a", "b"), ("why ", "."), ("ignore ", "x"), ("これから", "x"), ("“", "x")]


def seconds(read: Callable[[str], object], text: str, times: int = 3) -> float:
    """Of this thread, the shortest of some: what else is done makes it longer, never shorter."""
    taken = []
    for _ in range(times):
        began = time.thread_time()
        read(text)
        taken.append(time.thread_time() - began)
    return min(taken)


def takes_too_long(read: Callable[[str], object], short: str, long: str) -> bool:
    """Whether it does each time that it is measured; once, it may be chance."""
    return all(
        seconds(read, long, times=1) > NOISE
        and (took := seconds(read, long)) > NOISE
        and took > AT_MOST * seconds(read, short)
        for _ in range(3)
    )


@pytest.fixture
def _no_collection() -> Iterator[None]:
    """What a text leaves behind is collected at once, or at some time that is not measured."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collection")
@pytest.mark.parametrize("name", READERS)
def test_the_time_for_a_text_of_a_stranger_grows_as_its_length(name: str) -> None:
    read, slow = READERS[name], []
    for stretch, (before, after) in product(STRETCHES, AROUND):
        texts = [before + (stretch * size)[:size] + after for size in (SHORT, LONG)]
        if takes_too_long(read, *texts):
            slow.append((stretch, before))
    assert slow == []


# --- the same as before, in less time ------------------------------------------------------------

pieces = st.lists(st.sampled_from([*"ab .!?…。！？\n\"'”’»」)]“„«", "  "]), max_size=24).map(
    "".join
)
SENTENCE_BEFORE = re.compile(
    r"[^.!?…。！？\n]*(?:[.!?…。！？]+(?=[\s\"'”’»」)\]]|$)|[.!?…](?!\s)|[。！？]|\n|$)"
)
BETWEEN_BEFORE = re.compile(r"“[^”]+”|\"[^\"]+\"|«[^»]+»|„[^“”]+[“”]")


@given(pieces)
def test_sentences_end_where_they_ended_before(text: str) -> None:
    before = [match.span() for match in SENTENCE_BEFORE.finditer(text)]
    assert [match.span() for match in SENTENCE.finditer(text)] == before


@given(pieces)
def test_what_stands_between_marks_is_what_stood_there_before(text: str) -> None:
    assert list(between_marks(text)) == BETWEEN_BEFORE.findall(text)


def test_what_discord_writes_is_still_markup() -> None:
    for markup in ("<@1>", "<@!1>", "<@&1>", "<#1>", "<:owl:1>", "<a:owl:1>", "<t:-1:R>", "<t:1>",
                   "</ask:1>", "</sources list all:1>", "<id:browse>"):  # fmt: skip
        assert MARKUP.sub("", f"a{markup}b") == "ab", markup
    assert MARKUP.sub("", "</a</ask:1>") == "</a"


def test_of_a_message_no_more_is_read_than_discord_lets_anybody_write() -> None:
    assert len(words_of(message("a" * 10 * LONGEST_MESSAGE))) == LONGEST_MESSAGE
    assert len(quoted_in(message("a" * 100 * LONGEST_MESSAGE))) <= 4 * LONGEST_MESSAGE


# --- over the loopback Discord -------------------------------------------------------------------


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    async with judged(privileged=MESSAGE_CONTENT) as standin:
        yield standin


@pytest.fixture
def ada(discord: Standin) -> Person:
    return discord.person("Ada")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is looked through for a question."""
    texts: list[str] = []

    def counting(reader: Callable[[str], str]) -> Callable[[str], str]:
        def read(text: str) -> str:
            texts.append(text)
            return reader(text)

        return read

    for reader in (asked_in, asked_there):
        monkeypatch.setattr(messages, reader.__name__, counting(reader))
    return texts


async def acknowledged(discord: Standin, person: Person) -> float:
    it = await discord.slash(person, "ask", question=WHEN)
    taken = await it.acknowledged(within=3)
    await it.message()
    return taken


async def test_what_is_said_where_nobody_is_listened_to_is_not_looked_through(
    discord: Standin, tmp_path: Path, ada: Person, parsed: list[str]
) -> None:
    room = discord.world.add_channel("ask")
    async with running(discord, tmp_path) as up:
        for text in ("…" * 4_000, WHEN):
            for _ in range(6):
                await discord.says(ada, text)
        await acknowledged(discord, ada)
        assert parsed == []
        _listen(up, discord, int(room.id))
        await discord.says(ada, WHEN)
        await discord.says(ada, WHEN, at=room, reply_to=await discord.says(ada, "It rained."))
        (reply,) = await (await discord.says(ada, WHEN, at=room)).answers()
        assert "automated" in reply.text
        assert parsed == [WHEN], "and what is said to somebody else is not"


async def test_long_runs_of_marks_in_an_ask_channel_hold_nobody_up(
    discord: Standin, tmp_path: Path, ada: Person, parsed: list[str]
) -> None:
    room, bob = discord.world.add_channel("ask"), discord.person("Bob")
    async with running(discord, tmp_path) as up:
        _listen(up, discord, int(room.id))
        for number in range(8):
            await discord.says(ada, f"a{'…' * 3_990}{number}", at=room)
        assert await acknowledged(discord, bob) < 1.0
        await discord.until(lambda: len(parsed) == 8)


async def test_in_a_thread_known_to_be_none_of_ours_nothing_is_looked_through(
    discord: Standin, tmp_path: Path, ada: Person, parsed: list[str]
) -> None:
    async with running(discord, tmp_path) as up:
        thread = await discord.thread(ada, "theirs")
        await discord.says(ada, WHEN, at=thread)
        await eventually(lambda: parsed == [WHEN] and not up.clients[-1].responder.in_flight)
        for _ in range(5):
            await discord.says(ada, WHEN, at=thread)
        await acknowledged(discord, ada)
        assert parsed == [WHEN]


async def test_of_who_asks_too_much_no_more_is_looked_through_once_they_were_told(
    discord: Standin, tmp_path: Path, ada: Person, parsed: list[str]
) -> None:
    room, bob = discord.world.add_channel("ask"), discord.person("Bob")
    limits = Limits({"person": Pace(1, 60)})
    async with running(discord, tmp_path, limits=limits) as up:
        _listen(up, discord, int(room.id))
        await (await discord.says(ada, WHEN, at=room)).answers()
        (told,) = await (await discord.says(ada, WHEN, at=room)).answers()
        assert "<t:" in told.text
        for _ in range(5):
            await discord.says(ada, WHEN, at=room)
        await (await discord.says(bob, WHEN, at=room)).answers()
        assert len(parsed) == 3


def _listen(up: Running, discord: Standin, room: int) -> None:
    server = int(discord.world.guild_id)
    up.house.change(
        server, lambda _: Customs(channels=frozenset({room}), off=frozenset({Way.FORUM}))
    )
