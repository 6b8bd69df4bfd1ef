"""Buttons of older messages: after a restart, with another index, in a thread put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.asking.librarian import Librarian
from bot.render.button_kinds import MORE, NEAREST, SHARE
from bot.render.pointer_codec import OPENS, TURNS
from bot.servers.corpus_rules import ServerRules
from index.answering.answerer import Answerer
from index.building.build import build
from index.citations.citation import State, citation_of
from index.citations.context import Pointer
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Scope
from tests.support.bot import AUTOMATED, FURTHER, UNKNOWN, WHEN, running
from tests.support.hashing_encoder import HashingEncoder
from tests.support.messages import BARE, asked, named, pressed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin import Standin
    from tests.standin.messages import Message
    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures", "tests.support.hasty_discord"]

LIT = "When was the lamp first lit?"
LAMP = "The lamp was first lit in 1867."
SECRET = "The safe is opened with the number 4711."


def names(message: Message) -> list[str]:
    return [part["custom_id"] for part in message.components if part.get("custom_id")]


class Shelved:
    """A real library with corpora that a test writes and builds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = Library(folder / "index")
        settings = AnswerSettings(quotes=1, min_confidence=0)
        self.oracle = Librarian(self.library, Answerer(HashingEncoder(), settings), "default")

    def write(self, name: str, text: str, corpus: str = "default") -> None:
        folder = self.folder / corpus
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        self.build(corpus)

    def build(self, corpus: str = "default") -> None:
        sources = find_sources(self.folder / corpus)
        build(
            self.library,
            corpus,
            sources,
            HashingEncoder(),
            max_bytes=10**6,
            prune_gone=True,
            keep=1,
        )


@pytest.fixture
def shelved(tmp_path: Path) -> Shelved:
    found = Shelved(tmp_path)
    found.write("lamp.md", f"# The lamp\n\n{LAMP} It burned colza oil.\n\nLater it was sold.\n")
    found.write("horn.md", "# The horn\n\nThe horn is painted orange.\n")
    return found


# --- a restart ---------------------------------------------------------------------------------


async def test_every_button_works_after_the_bot_was_restarted(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path):
        public, private = await asked(discord, ada), await asked(discord, ada, private=True)
        refused = await asked(discord, ada, UNKNOWN)
        context = await pressed(discord, ada, public, OPENS)
    async with running(discord, tmp_path):
        for message in (public, refused):
            for name in names(message):
                shown = await (await discord.press(ada, message, name)).message()
                assert shown.ephemeral
                assert "can't tell" not in shown.text
        assert FURTHER in (await pressed(discord, ada, public, MORE.prefix)).text
        assert FURTHER in (await pressed(discord, ada, refused, NEAREST.prefix)).text
        turn = (
            await discord.press(ada, context, named(context, f"{TURNS}d"))
            if _turns(context)
            else await discord.press(ada, public, named(public, OPENS))
        )
        assert "**In context**" in (await turn.message()).text
        it = await discord.press(ada, private, named(private, SHARE.prefix))
        assert BARE in (await it.follow_up()).text


def _turns(message: Message) -> bool:
    return any(
        part.get("custom_id", "").startswith(f"{TURNS}d") and not part.get("disabled")
        for part in message.components
    )


# --- another index -----------------------------------------------------------------------------


async def test_after_a_new_index_the_context_is_of_the_present_text(
    discord: Standin, tmp_path: Path, ada: Person, shelved: Shelved
) -> None:
    async with running(discord, tmp_path / "bot", oracle=shelved.oracle, deadline=30):
        answer = await asked(discord, ada, LIT)
        assert "1867" in answer.text
        same = await pressed(discord, ada, answer, OPENS)
        assert f"**{LAMP.replace('.', chr(92) + '.')}**" in same.text
        assert "has changed" not in same.text
        shelved.write("lamp.md", f"# The lamp\n\nIt is new here.\n\n## Once\n\nOh. {LAMP}\n")
        moved = await pressed(discord, ada, answer, OPENS)
        assert "The source has changed since" in moved.text
        assert "Once › paragraph 2" in moved.text
        shelved.write("lamp.md", "# The lamp\n\nThe lamp was first lit in 1868.\n")
        gone = await pressed(discord, ada, answer, OPENS)
        assert "are no longer in it" in gone.text
        assert "1868" not in gone.text
        (tmp_path / "default" / "lamp.md").unlink()
        shelved.build()
        assert (
            "I can no longer quote from this source"
            in (await pressed(discord, ada, answer, OPENS)).text
        )


async def test_more_quotes_are_of_the_present_index(
    discord: Standin, tmp_path: Path, ada: Person, shelved: Shelved
) -> None:
    async with running(discord, tmp_path / "bot", oracle=shelved.oracle, deadline=30):
        shelved.write("lens.md", "# The lens\n\nThe lamp was lit with a match then.\n")
        answer = await asked(discord, ada, LIT)
        assert "1867" in answer.text
        shelved.write("lens.md", "# The lens\n\nThe lamp was first lit with a new lens in 1901.\n")
        shown = await pressed(discord, ada, answer, MORE.prefix)
        assert "1901" in shown.text
        assert "**More quotes – less certain:**" in shown.text
        assert "1867" not in shown.text


# --- the scope ---------------------------------------------------------------------------------


async def test_a_quote_from_what_is_not_open_to_who_presses_is_not_shown(
    discord: Standin, tmp_path: Path, ada: Person, shelved: Shelved
) -> None:
    """Ada loses the role between the answer and the press; her old answer is no key."""
    shelved.write("safe.md", f"# The safe\n\n{SECRET}\n", "staff")
    role = discord.world.add_role("Staff", ada)
    async with running(discord, tmp_path / "bot", oracle=shelved.oracle, deadline=30) as up:
        rule = ServerRules(("staff",), roles={int(role): ("staff",)})
        server = int(discord.world.guild_id)
        up.register.change(lambda rule_sets: rule_sets.with_rules(server, rule))
        answer = await asked(discord, ada, "With which number is the safe opened?", private=True)
        assert "4711" in answer.text
        assert "4711" in (await pressed(discord, ada, answer, OPENS)).text
        it = await discord.press(ada, answer, named(answer, SHARE.prefix))
        told = await it.follow_up()
        assert told.ephemeral
        assert "so I shared nothing" in told.text
        discord.world.roles_of[ada.id].clear()
        shown = await pressed(discord, ada, answer, OPENS)
        assert "4711" not in shown.text
        assert "I can no longer quote from this source" in shown.text
        assert "safe" not in (await pressed(discord, ada, answer, "st1:")).text


def test_the_oracle_itself_looks_only_where_the_scope_reaches(shelved: Shelved) -> None:
    shelved.write("safe.md", f"# The safe\n\n{SECRET}\n", "staff")
    (quote, *_) = shelved.oracle.answer("the safe", Scope(("staff",))).quotes
    pointer = Pointer(citation_of(quote), quote.start)
    inside = shelved.oracle.context(pointer, 0, Scope(("default", "staff")))
    assert inside.cited is not None
    outside = shelved.oracle.context(pointer, 0, Scope(("default",)))
    assert (outside.state, outside.cited, outside.page) == (State.SOURCE_GONE, None, None)
    assert (outside.title, outside.locator) == ("", None)


# --- elsewhere ---------------------------------------------------------------------------------


async def test_buttons_work_in_a_thread_that_was_archived(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    thread = discord.world.add_channel("about the light", parent=discord.channel)
    async with running(discord, tmp_path):
        it = await discord.slash(ada, "ask", question=WHEN, at=thread)
        answer = await it.message()
        refused = await (await discord.slash(ada, "ask", question=UNKNOWN, at=thread)).message()
        for locked in (False, True):
            await discord.archive(thread, locked=locked)
            for message in (answer, refused):
                for name in names(message):
                    shown = await (await discord.press(ada, message, name)).message()
                    assert shown.ephemeral
                    assert "went wrong" not in shown.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("where", [{"dm": True}, {"alone": True}])
async def test_buttons_work_in_direct_messages_and_for_user_installs(
    discord: Standin, ada: Person, where: dict[str, Any]
) -> None:
    answer = await (await discord.slash(ada, "ask", question=WHEN, **where)).message()
    refused = await (await discord.slash(ada, "ask", question=UNKNOWN, **where)).message()
    for message in (answer, refused):
        for name in names(message):
            it = await discord.press(ada, message, name)
            shown = await it.message()
            assert shown.ephemeral
            assert "went wrong" not in shown.text
            assert it.followups == []


@pytest.mark.usefixtures("bot")
async def test_a_question_too_long_to_be_shown_whole_is_not_guessed_at(
    discord: Standin, ada: Person
) -> None:
    long = f"{WHEN} {'#' * 900}"
    (answer,) = await (await discord.says(ada, f"<@bot> {long}")).answers()
    assert AUTOMATED.rstrip(".") in answer.text
    assert "can't tell from this message" in (await pressed(discord, ada, answer, MORE.prefix)).text
    assert "**In context**" in (await pressed(discord, ada, answer, OPENS)).text


# --- when the network fails ----------------------------------------------------------------------

FAULTS = {
    "reset": lambda faults: faults.reset("POST", "/callback"),
    "lost": lambda faults: faults.lose_reply("POST", "/callback"),
    "503": lambda faults: faults.status(503, "PATCH", "@original", times=2),
    "429": lambda faults: faults.rate_limit("PATCH", "@original"),
    "cut": lambda faults: faults.reset("PATCH", "@original"),
}


@pytest.mark.usefixtures("bot", "hasty_discord")
@pytest.mark.parametrize("fault", FAULTS)
async def test_no_press_is_left_without_an_end(discord: Standin, ada: Person, fault: str) -> None:
    answer, refused = await asked(discord, ada), await asked(discord, ada, UNKNOWN)
    for message, begins in ((answer, OPENS), (answer, MORE.prefix), (refused, NEAREST.prefix)):
        armed = FAULTS[fault](discord.faults)
        shown = await (await discord.press(ada, message, named(message, begins))).message(within=9)
        assert shown.ephemeral
        assert not shown.loading
        assert armed.used


@pytest.mark.usefixtures("bot")
async def test_what_discord_does_not_take_is_not_called_shared(
    discord: Standin, ada: Person
) -> None:
    private = await asked(discord, ada, private=True)
    discord.faults.status(403, "POST", r"/webhooks/\d+/[^/]+$", code=50013)
    it = await discord.press(ada, private, named(private, SHARE.prefix))
    told = await it.follow_up()
    assert told.ephemeral
    assert "Discord didn't accept the message" in told.text
    again = await discord.press(ada, private, named(private, SHARE.prefix))
    assert BARE in (await again.follow_up()).text
