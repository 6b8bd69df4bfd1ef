"""Maintainers and askers over the stand-in: who may say what is answered from where, and is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.servers.corpus_rules import RuleSet, ServerRules
from tests.conftest import Build
from tests.standin import Standin
from tests.standin.people import Person
from tests.support.bot import AUTOMATED, WHEN, Running, running

if TYPE_CHECKING:
    from pathlib import Path

    from index.snapshots.library import Library
    from tests.standin.messages import Message

pytest_plugins = ["tests.support.bot_fixtures"]
ALLOWED = ("handbook", "staff", "faq", "unbuilt")


def allow(up: Running, discord: Standin, **rules: object) -> None:
    """What the operator does with `quoth allow`, and some rules beside."""
    own = ServerRules(ALLOWED, **rules)  # type: ignore[arg-type]
    up.register.change(lambda rule_sets: rule_sets.with_rules(int(discord.world.guild_id), own))


def rules_of(up: Running, discord: Standin) -> ServerRules:
    return up.register.current().of(int(discord.world.guild_id))


async def command(discord: Standin, person: Person, verb: str, /, **options: str) -> Message:
    """What is shown for a command, which is to nobody but its user."""
    message = await (await discord.slash(person, verb, **options)).message()
    assert message.ephemeral
    return message


def asked_of(up: Running) -> tuple[str, ...]:
    """The corpora that the last question was asked of."""
    corpora: tuple[str, ...] = up.oracle.scopes[-1].corpora
    return corpora


# --- what is answered from where ---------------------------------------------------------------


async def test_each_place_is_answered_from_its_own_corpora(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    lab = discord.world.add_channel("lab")
    thread = discord.world.add_channel("a thread in the lab", parent=lab)
    staff = discord.world.add_role("Staff", ada)
    async with running(discord, tmp_path) as up:
        allow(
            up,
            discord,
            everywhere=("handbook",),
            channels={int(lab.id): ("faq",)},
            roles={int(staff): ("staff",)},
        )
        for where, expected in ((None, "handbook"), (lab, "faq"), (thread, "faq")):
            await (await discord.slash(ada, "ask", question=WHEN, at=where)).message()
            assert asked_of(up) == (expected,), "in public, no role counts"
            await (await discord.slash(ada, "ask", question=WHEN, at=where, private=True)).message()
            assert asked_of(up) == (expected, "staff")
            await (await discord.says(ada, f"<@bot> {WHEN}", at=where)).answers()
            assert asked_of(up) == (expected,)
            await (await discord.slash(ada, "sources list", at=where)).message()
            assert asked_of(up) == (expected, "staff")


async def test_direct_messages_and_private_installs_have_the_default_corpus(
    discord: Standin, bot: Running, ada: Person
) -> None:
    allow(bot, discord, everywhere=("handbook",))
    await (await discord.says(ada, WHEN, dm=True)).answers()
    assert asked_of(bot) == ("default",)
    await (await discord.slash(ada, "ask", question=WHEN, dm=True)).message()
    assert asked_of(bot) == ("default",)
    await (await discord.slash(ada, "ask", question=WHEN, alone=True)).message()
    assert asked_of(bot) == ("default",)


async def test_a_thread_that_nobody_told_us_of_is_looked_up(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    lab = discord.world.add_channel("lab")
    async with running(discord, tmp_path) as up:
        allow(up, discord, everywhere=("handbook",), channels={int(lab.id): ("faq",)})
        await (await discord.slash(ada, "ask", question=WHEN)).message()
        late = discord.world.add_channel("made while we were away", parent=lab)
        await (await discord.says(ada, f"<@bot> {WHEN}", at=late)).answers()
        assert asked_of(up) == ("faq",)
        discord.faults.status(403, "GET", f"/channels/{late.id}$", code=50001)
        await (await discord.says(ada, f"<@bot> {WHEN}", at=late)).answers()
        assert asked_of(up) == ("default",), "what stands open to everybody anyway"
    assert "could not be looked up" in caplog.text


async def test_rules_that_cannot_be_read_are_an_apology_and_no_answer(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "corpora.json").write_text("{", "utf-8")
    async with running(discord, tmp_path) as up:
        text = (await (await discord.slash(ada, "ask", question=WHEN)).message()).text
        assert "went wrong" in text
        assert up.oracle.asked == []
    assert "corpora.json" in caplog.text


# --- /corpus -----------------------------------------------------------------------------------


async def test_a_maintainer_says_what_the_server_a_channel_and_a_role_are_answered_from(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    lab = discord.world.add_channel("lab")
    staff = discord.world.add_role("Staff")
    async with running(discord, tmp_path) as up:
        allow(up, discord)
        shown = await command(discord, ada, "corpus show")
        assert "`default` (the default)" in shown.text
        await command(discord, ada, "corpus use", name="handbook")
        await command(discord, ada, "corpus use", name="faq", channel=lab.id)
        said = await command(discord, ada, "corpus use", name="staff", role=staff)
        assert f"private answers to <@&{staff}>: `staff`" in said.text
        expected = ServerRules(
            ALLOWED, ("handbook",), {int(lab.id): ("faq",)}, {int(staff): ("staff",)}
        )
        assert rules_of(up, discord) == expected
        shown = await command(discord, ada, "corpus show")
        for line in (f"<#{lab.id}>: `faq`", f"<@&{staff}>: `staff`", "this channel: `handbook`"):
            assert line in shown.text
        await (await discord.slash(ada, "ask", question=WHEN, at=lab)).message()
        assert asked_of(up) == ("faq",)


async def test_what_is_not_this_server_s_is_not_to_be_had_nor_told_apart(
    discord: Standin, bot: Running, ada: Person
) -> None:
    allow(bot, discord)
    texts = {
        name: (await command(discord, ada, "corpus use", name=name)).text.replace(name, "NAME")
        for name in ("unbuilt", "board", "nowhere")
    }
    assert len(set(texts.values())) == 1
    assert "has no corpus" in texts["board"]
    assert rules_of(bot, discord).everywhere == ()


async def test_a_rule_is_for_one_thing_and_not_for_everybody_s_role(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    lab = discord.world.add_channel("lab")
    staff = discord.world.add_role("Staff")
    async with running(discord, tmp_path) as up:
        allow(up, discord)
        both = {"channel": lab.id, "role": staff}
        said = await command(discord, ada, "corpus use", name="faq", **both)
        assert "not for both" in said.text
        discord.world.roles[discord.world.guild_id] = "@everyone"
        everybody = discord.world.guild_id
        said = await command(discord, ada, "corpus use", name="faq", role=everybody)
        assert "Everyone has that role" in said.text
        assert rules_of(up, discord) == ServerRules(ALLOWED)


async def test_one_corpus_is_cleared_at_once_and_a_whole_rule_after_a_button(
    discord: Standin, bot: Running, ada: Person
) -> None:
    allow(bot, discord, everywhere=("handbook", "faq"))
    said = await command(discord, ada, "corpus clear", name="faq")
    assert "this server: `handbook`" in said.text
    asked = await command(discord, ada, "corpus clear")
    assert rules_of(bot, discord).everywhere == ("handbook",), "nothing is cleared yet"
    pressed = await (await discord.press(ada, asked, "corpus:clear:server:0")).message()
    assert "no separate rule" in pressed.text
    assert rules_of(bot, discord).everywhere == ()
    again = await (await discord.press(ada, asked, "corpus:clear:server:0")).message()
    assert "no such rule" in again.text


# --- who may -----------------------------------------------------------------------------------


async def test_nobody_else_may_maintain_or_learn_the_names_and_each_attempt_is_recorded(
    discord: Standin, bot: Running, ada: Person
) -> None:
    allow(bot, discord)
    discord.world.powerless.add(ada.id)
    for name, options in (
        ("corpus show", {}),
        ("corpus use", {"name": "handbook"}),
        ("corpus clear", {"name": "handbook"}),
    ):
        said = await command(discord, ada, name, **options)
        assert "You need Manage Server" in said.text
        assert "handbook" not in said.text
    typed = await discord.autocomplete(ada, "corpus use", "name", "")
    assert await typed.choices() == []
    assert rules_of(bot, discord).everywhere == ()
    assert [act.outcome for act in bot.audit.acts()] == ["not allowed"] * 3


async def test_whoever_may_is_suggested_what_the_server_may_use(
    discord: Standin, bot: Running, ada: Person
) -> None:
    allow(bot, discord)
    typed = await discord.autocomplete(ada, "corpus use", "name", "")
    assert [choice["value"] for choice in await typed.choices()] == ["default", *ALLOWED]
    typed = await discord.autocomplete(ada, "corpus use", "name", "A")
    assert [choice["value"] for choice in await typed.choices()] == [
        "default", "handbook", "staff", "faq",
    ]  # fmt: skip


async def test_a_button_looks_again_at_who_presses_it(
    discord: Standin, bot: Running, ada: Person
) -> None:
    allow(bot, discord, everywhere=("handbook",))
    asked = await command(discord, ada, "corpus clear")
    discord.world.powerless.add(ada.id)
    pressed = await (await discord.press(ada, asked, "corpus:clear:server:0")).message()
    assert "You need Manage Server" in pressed.text
    assert rules_of(bot, discord).everywhere == ("handbook",)


async def test_a_role_that_the_operator_names_may_maintain(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    librarians = discord.world.add_role("Librarians", ada)
    discord.world.powerless.add(ada.id)
    async with running(discord, tmp_path, roles=frozenset({int(librarians)})) as up:
        allow(up, discord)
        await command(discord, ada, "corpus use", name="handbook")
        assert rules_of(up, discord).everywhere == ("handbook",)
        (corpus,) = [c for c in await discord.synced() if c["name"] == "corpus"]
        assert corpus["default_member_permissions"] is None, "it must not be hidden from them"


async def test_whoever_has_installed_it_for_themselves_alone_may_not_maintain(
    discord: Standin, bot: Running, ada: Person
) -> None:
    it = await discord.slash(ada, "corpus show", alone=True)
    assert "You need Manage Server" in (await it.message()).text
    assert [act.outcome for act in bot.audit.acts()] == ["not allowed"]


async def test_the_audit_log_has_who_did_what_where_and_what_came_of_it(
    discord: Standin, bot: Running, ada: Person
) -> None:
    allow(bot, discord)
    await command(discord, ada, "corpus use", name="handbook")
    await command(discord, ada, "corpus use", name="nowhere")
    lines = bot.audit.file.read_text("utf-8").splitlines()
    first, second = (json.loads(line) for line in lines)
    assert first["user"] == int(ada.id)
    assert first["server"] == int(discord.world.guild_id)
    assert (first["verb"], first["arguments"]) == ("corpus use", {"name": "handbook"})
    assert first["outcome"] == "now handbook"
    assert first["at"].endswith("+00:00")
    assert second["outcome"].startswith("failed: This server has no corpus")


async def test_what_cannot_be_recorded_is_said_and_logged(
    discord: Standin, bot: Running, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    allow(bot, discord)
    bot.audit.file.mkdir()
    said = await command(discord, ada, "corpus use", name="handbook")
    assert "couldn't write it to the audit log" in said.text
    assert "audit.jsonl cannot be written" in caplog.text
    assert rules_of(bot, discord).everywhere == ("handbook",)


# --- is this still so? -------------------------------------------------------------------------


async def test_an_answer_can_be_looked_up_again_by_its_button_and_by_a_right_click(
    discord: Standin, bot: Running, ada: Person
) -> None:
    bob = discord.person("Bob")
    answer = await (await discord.slash(ada, "ask", question=WHEN)).message()
    assert AUTOMATED.rstrip(".") in answer.text
    (button,) = [c for c in answer.components if c.get("label") == "Still current?"]
    by_button = await (await discord.press(bob, answer, button["custom_id"])).message()
    by_click = await (await discord.context_menu(bob, "Is this still so?", answer)).message()
    for shown in (by_button, by_click):
        assert shown.ephemeral
        assert "The source has not changed" in shown.text
    (citation,) = bot.oracle.cited[-1]
    assert citation.length == len(AUTOMATED)


@pytest.mark.usefixtures("bot")
async def test_what_others_wrote_is_not_believed_to_be_an_answer(
    discord: Standin, ada: Person
) -> None:
    forged = await discord.says(ada, "> **The light was automated in 1983.**")
    shown = await (await discord.context_menu(ada, "Is this still so?", forged)).message()
    assert "isn't an answer of mine" in shown.text


async def test_views_are_not_kept_so_that_answers_cost_no_memory(
    discord: Standin, bot: Running, ada: Person
) -> None:
    await (await discord.slash(ada, "ask", question=WHEN)).message()
    await (await discord.says(ada, f"<@bot> {WHEN}")).answers()
    assert bot.clients[-1].persistent_views == []
    assert bot.clients[-1]._connection._view_store._views == {}


def test_the_rules_of_one_server_are_not_another_s() -> None:
    rules = RuleSet(("default",), {1: ServerRules(ALLOWED)})
    assert rules.choices(2) == ("default",)


async def test_maintainers_are_told_that_the_newest_index_is_damaged(
    discord: Standin, library: Library, rebuild: Build, ada: Person
) -> None:
    newest = rebuild().snapshot
    async with running(discord, library.root):
        assert "damaged" not in (await command(discord, ada, "corpus show")).text
        (library.folder("default") / newest / "windows.faiss").write_bytes(b"rot")
        assert "index of `default` is damaged" in (await command(discord, ada, "corpus show")).text
