"""Operators turn people and servers away; the bot itself, who is over limits again and again."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from bot.asking.blocks import Blocks
from bot.asking.rate_limits import Limits, Pace
from bot.ground.costs import Cost
from bot.servers.blocklist import FOR_GOOD, Blockable, Blocklist
from bot.settings import LimitSettings
from bot.speech.say import LANGUAGES
from index.errors import SettingsError
from tests.support.bot import WHEN, FakeOracle, running
from tests.support.messages import asked, named

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.standin import Standin
    from tests.standin.people import Person
    from tests.support.bot import Running

pytest_plugins = ["tests.support.bot_fixtures"]


@pytest.fixture
def operator(discord: Standin) -> Person:
    return discord.person("Olga")


@pytest.fixture
async def bot(discord: Standin, tmp_path: Path, operator: Person) -> AsyncIterator[Running]:
    async with running(discord, tmp_path, operators=frozenset({int(operator.id)})) as up:
        yield up


async def _says(discord: Standin, person: Person, command: str, /, **options: object) -> str:
    shown = await (await discord.slash(person, command, **options)).message()
    assert shown.ephemeral
    return shown.text


async def test_a_blocked_person_gets_one_private_line_and_no_work_is_done(
    discord: Standin, bot: Running, ada: Person, operator: Person
) -> None:
    answer = await asked(discord, ada)
    before = len(bot.oracle.asked), len(bot.oracle.cited), len(bot.oracle.scopes)
    assert "blocked for good" in await _says(discord, operator, "block add", person=ada.mention)
    line = "You are blocked by this bot's operator."
    assert await _says(discord, ada, "ask", question=WHEN) == line
    assert await _says(discord, ada, "help") == line
    assert await _says(discord, ada, "check", text="Nobody was hurt") == line
    for prefix in ("st1:", "cx1:", "vote1:"):
        pressed = await (await discord.press(ada, answer, named(answer, prefix))).message()
        assert (pressed.text, pressed.ephemeral) == (line, True)
    assert await (await discord.autocomplete(ada, "ask", "source", "light")).choices() == []
    said = await discord.says(ada, f"<@bot> {WHEN}")
    await asyncio.sleep(0.3)
    assert await said.answers(0) == []
    after = len(bot.oracle.asked), len(bot.oracle.cited), len(bot.oracle.scopes)
    assert after == before
    assert "1983" in (await asked(discord, discord.person("Bob"))).text, "others are answered"


async def test_a_blocked_person_is_told_once_in_a_direct_message(
    discord: Standin, bot: Running, ada: Person, operator: Person
) -> None:
    await _says(discord, operator, "block add", person=ada.id)
    first = await discord.says(ada, WHEN, dm=True)
    assert [m.text for m in await first.answers()] == ["You are blocked by this bot's operator."]
    second = await discord.says(ada, WHEN, dm=True)
    await asyncio.sleep(0.3)
    assert await second.answers(0) == []
    assert bot.oracle.asked == []


@pytest.mark.usefixtures("bot")
async def test_a_blocked_person_can_still_see_and_delete_what_is_kept_of_them(
    discord: Standin, ada: Person, operator: Person
) -> None:
    await _says(discord, operator, "block add", person=ada.id)
    assert "What I keep here" in await _says(discord, ada, "privacy")
    really = await (await discord.slash(ada, "forget-me")).message()
    deleted = await (await discord.press(ada, really, named(really, "forget1:"))).message()
    assert "blocked" not in deleted.text


async def test_all_of_a_blocked_server_is_turned_away_but_not_its_people_elsewhere(
    discord: Standin, bot: Running, ada: Person, operator: Person
) -> None:
    server = discord.world.guild_id
    assert "blocked until" in await _says(discord, operator, "block add", server=server, hours=2)
    assert "This server is blocked" in await _says(discord, ada, "ask", question=WHEN)
    direct = await discord.says(ada, WHEN, dm=True)
    assert "1983" in (await direct.answers())[0].text
    assert "not blocked any more" in await _says(discord, operator, "block lift", server=server)
    assert "1983" in (await asked(discord, ada)).text
    assert len(bot.oracle.asked) >= 1


async def test_blocks_outlive_a_restart_and_are_listed(
    discord: Standin, tmp_path: Path, ada: Person, operator: Person
) -> None:
    operators = frozenset({int(operator.id)})
    async with running(discord, tmp_path, operators=operators):
        assert await _says(discord, operator, "block list") == "Nobody is blocked."
        await _says(discord, operator, "block add", person=ada.id, hours=1)
    await discord.disconnected()
    async with running(discord, tmp_path, operators=operators) as up:
        assert "You can ask again <t:" in await _says(discord, ada, "ask", question=WHEN)
        assert ada.mention in await _says(discord, operator, "block list")
        assert [act.verb for act in up.audit.acts()] == ["block list", "block add", "block list"]


@pytest.mark.usefixtures("bot")
async def test_only_operators_block_and_no_operator_is_blocked(
    discord: Standin, ada: Person, operator: Person, bot: Running
) -> None:
    text = await _says(discord, ada, "block add", person=operator.id)
    assert "Only this bot's operators can do that" in text
    assert "never blocked" in await _says(discord, operator, "block add", person=operator.id)
    for wrong in ({}, {"person": "Ada"}, {"person": ada.id, "server": "1"}, {"server": "<@1>x"}):
        assert "Give the ID" in await _says(discord, operator, "block add", **wrong)
    assert bot.desk.audit.file.read_text("utf-8").count("not allowed") == 1
    assert not (bot.folder / "blocked.json").exists()


@pytest.mark.usefixtures("bot")
async def test_operators_block_from_a_direct_message(
    discord: Standin, ada: Person, operator: Person
) -> None:
    shown = await (await discord.slash(operator, "block add", dm=True, person=ada.id)).message()
    assert "blocked for good" in shown.text


async def test_forgetting_a_person_makes_the_acts_that_blocked_them_nameless(
    discord: Standin, bot: Running, ada: Person, operator: Person
) -> None:
    for given in (ada.id, ada.mention, operator.mention):
        await _says(discord, operator, "block add", person=given)
    assert bot.audit.forget(int(ada.id)) == 2
    assert ada.id not in bot.audit.file.read_text("utf-8")
    assert operator.id in bot.audit.file.read_text("utf-8")


async def test_without_operators_there_is_no_such_command(discord: Standin, tmp_path: Path) -> None:
    async with running(discord, tmp_path):
        await discord.synced()
        assert "block" not in {one["name"] for one in discord.commands}


async def test_who_is_over_the_limit_again_and_again_is_blocked_for_a_time(
    discord: Standin, tmp_path: Path, ada: Person, operator: Person
) -> None:
    limits, oracle = Limits({"person": Pace(1, 3_600)}), FakeOracle()
    operators = frozenset({int(operator.id)})
    async with running(discord, tmp_path, limits=limits, operators=operators, oracle=oracle) as up:
        await asked(discord, ada)
        after = LimitSettings().block_after
        texts = [await _says(discord, ada, "ask", question=WHEN) for _ in range(after + 2)]
        assert all("faster than I can answer" in text for text in texts[: after + 1])
        assert "over the limits too often" in texts[-1]
        assert "over the limits too often" in await _says(discord, ada, "help")
        assert ada.mention in await _says(discord, operator, "block list")
        assert not (up.folder / "blocked.json").exists(), "no id is written without a decision"
        assert "not blocked any more" in await _says(discord, operator, "block lift", person=ada.id)
        assert "over the limits" not in await _says(discord, ada, "help")


# --- the parts -----------------------------------------------------------------------------------


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def _blocks(file: Path, clock: Clock, **limits: float) -> Blocks:
    settings = LimitSettings(**limits)  # type: ignore[arg-type]
    return Blocks(Blocklist(file, clock, clock), settings, clock=clock, monotonic=clock)


def test_a_block_for_a_time_ends_and_leaves_the_file(tmp_path: Path) -> None:
    clock, file = Clock(), tmp_path / "blocked.json"
    blocks = _blocks(file, clock)
    blocks.listed.block(Blockable.PERSON, 1, 1_060)
    blocks.listed.block(Blockable.SERVER, 2, FOR_GOOD)
    assert blocks.of(1, None) is not None
    clock.now += 61
    assert blocks.of(1, None) is None
    assert blocks.of(1, 2) is not None
    blocks.listed.block(Blockable.PERSON, 3)
    assert json.loads(file.read_text("utf-8")) == {
        "format": 1,
        "people": {"3": 0},
        "servers": {"2": 0},
    }
    assert file.stat().st_mode & 0o777 == 0o600


async def test_strikes_far_apart_block_nobody_and_a_block_of_the_bot_ends(tmp_path: Path) -> None:
    clock = Clock()
    blocks = _blocks(tmp_path / "blocked.json", clock, block_after=3, block_seconds=60)
    for _ in range(20):
        await blocks.strike(1)
        clock.now += 201
    assert blocks.of(1, None) is None
    for _ in range(4):
        await blocks.strike(1)
    block = blocks.of(1, None)
    assert block is not None
    assert (block.automatic, block.until) == (True, int(clock.now) + 60)
    clock.now += 60
    assert blocks.of(1, None) is None


async def test_no_strike_counts_where_blocks_are_switched_off(tmp_path: Path) -> None:
    blocks = _blocks(tmp_path / "blocked.json", Clock(), block_after=0)
    for _ in range(1_000):
        await blocks.strike(1)
    assert blocks.of(1, None) is None


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 2}', '{"format": 1, "person": {}}'])
def test_a_blocklist_that_cannot_be_read_is_an_error_and_blocks_whom_it_did_before(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "blocked.json"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError):
        Blocklist(file).everything()
    file.unlink()
    clock = Clock()
    good = Blocklist(file, clock, clock)
    good.block(Blockable.PERSON, 1)
    file.write_text(text + " ", "utf-8")
    clock.now += 1
    assert good.until(Blockable.PERSON, 1) == FOR_GOOD


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_line_is_in_the_language_of_who_is_blocked(
    discord: Standin, bot: Running, language: str
) -> None:
    locale = {"es": "es-ES", "pt": "pt-BR", "en": "en-US"}.get(language, language)
    person = discord.person("Someone", locale=locale)
    bot.clients[-1].service.admission.blocks.listed.block(Blockable.PERSON, int(person.id))
    line = await _says(discord, person, "help")
    assert ("operator" in line) == (language == "en")
    assert len(line) < 120


def test_only_what_concerns_ones_own_data_is_open_to_the_blocked() -> None:
    from bot.render import button_kinds

    kinds = [one for one in vars(button_kinds).values() if isinstance(one, button_kinds.ButtonKind)]
    assert {one.prefix for one in kinds if one.cost is Cost.RIGHT} == {"forget1:", "privacy1:"}
