"""Whatever can be used says what it costs, and admission holds it to that."""

from __future__ import annotations

import ast
from functools import partial
from itertools import permutations, product
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from discord import app_commands

import bot as package
from bot.app.features import FOR_EVERYBODY, WITH_DESK
from bot.asking.rate_limits import Limits, Pace
from bot.features.feature import Feature, everywhere
from bot.ground.costs import Cost, cost_of, costs
from bot.render import button_kinds
from bot.render.button_kinds import HUMAN, HUMAN_YES, MORE, SHARE, ButtonKind
from bot.render.layout import render_lines
from bot.servers.house_rules import Customs
from bot.speech.say import LANGUAGES, say, speaking
from tests.standin import Standin
from tests.support.bot import AUTOMATED, WHEN, Running, running
from tests.support.judged import judged
from tests.support.messages import asked, calls, named, pressed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.render.layout import Rendered
    from tests.standin.messages import Message
    from tests.standin.people import Person

HOUR = "<t:"
FREE = costs(Cost.FREE)
CODE = sorted(Path(package.__file__).parent.rglob("*.py"))
# Their prefixes are those of buttons that stand below old messages, and so never change.
DECLARED = {
    "st1:": Cost.QUESTION,
    "cx1:": Cost.FREE,
    "ct1:": Cost.FREE,
    "mq1:": Cost.QUESTION,
    "nr1:": Cost.QUESTION,
    "sh1:": Cost.QUESTION,
    "hu1:": Cost.HUMAN,
    "hc1:": Cost.HUMAN,
    "vote1:": Cost.FREE,
    "forget1:": Cost.RIGHT,
    "privacy1:": Cost.RIGHT,
    "corpus:clear": Cost.FREE,
    "sources:": Cost.FREE,
}

KINDS = [value for value in vars(button_kinds).values() if isinstance(value, ButtonKind)]


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    """One where somebody may be called."""
    async with judged(pings=True) as standin:
        yield standin


@pytest.fixture
def ada(discord: Standin) -> Person:
    return discord.person("Ada")


def helped(up: Running, discord: Standin) -> None:
    """Name who helps here."""
    role = next(iter(discord.world.roles))
    up.house.change(int(discord.world.guild_id), lambda _: Customs(helpers=int(role)))


@pytest.fixture(autouse=True)
def role(discord: Standin) -> str:
    found = discord.world.add_role("Helpers")
    discord.world.mentionable.add(found)
    return found


def per_hour(person: int = 0, channel: int = 0, server: int = 0) -> Limits:
    paces = {"person": person, "channel": channel, "server": server}
    return Limits({whose: Pace(most, 3_600) for whose, most in paces.items()})  # type: ignore[misc]


# --- what is declared ----------------------------------------------------------------------------


def test_every_kind_of_button_keeps_its_prefix_and_declares_its_cost() -> None:
    assert {kind.prefix: kind.cost for kind in KINDS} == DECLARED


def test_no_name_of_a_button_belongs_to_two_kinds() -> None:
    assert not [pair for pair in permutations(KINDS, 2) if pair[0].owns(pair[1].prefix)]


def test_no_button_is_made_but_by_its_kind() -> None:
    """So none can be sent that declares no cost."""
    makers = {file.relative_to(CODE[0].parent).as_posix() for file in CODE if any(_made_in(file))}
    assert makers == {"render/button_kinds.py"}


def _made_in(file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and any(word.arg == "custom_id" for word in node.keywords):
            yield node


def test_no_prefix_of_a_button_is_written_anywhere_else() -> None:
    """So what a press does, and what it costs, are found by the kind alone."""
    prefixes = {kind.prefix for kind in KINDS}
    makers = {
        file.relative_to(CODE[0].parent).as_posix()
        for file in CODE
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in prefixes
    }
    assert makers == {"render/button_kinds.py"}


def test_no_two_features_have_the_same_kind_of_button() -> None:
    host: Any = SimpleNamespace(service=None)
    desk: Any = SimpleNamespace(upkeep=None)
    makers = (*FOR_EVERYBODY, *(partial(make, desk=desk) for make in WITH_DESK))
    pressed = [kind for make in makers for kind in make(host).buttons()]
    assert sorted(kind.prefix for kind in pressed) == sorted(DECLARED)


def test_every_button_says_something_in_every_language() -> None:
    for language, kind in product(LANGUAGES, KINDS):
        with speaking(language):
            if kind.text:
                assert kind.button().label == say(kind.text)
            else:
                with pytest.raises(LookupError):
                    kind.button()


def test_a_kind_makes_no_button_of_another() -> None:
    with pytest.raises(ValueError, match="does not begin"):
        button_kinds.VOTE.button("Helpful", "hu1:")


async def test_every_kind_of_button_is_heard_and_every_command_declares_its_cost(
    discord: Standin, tmp_path: Path
) -> None:
    async with running(discord, tmp_path) as up:
        client: Any = up.clients[-1]
        assert set(client._presses) == set(KINDS)
        commands = [*client._tree.walk_commands(), *_menus(client._tree)]
        leaves = [one for one in commands if not isinstance(one, app_commands.Group)]
        assert [one.name for one in leaves if cost_of(one) is None] == []
        asking = {one.name for one in leaves if cost_of(one) not in (Cost.FREE, Cost.RIGHT)}
        assert asking == {"ask", "check", "Answer this", "Is this still so?", "Check this quote"}


def _menus(tree: Any) -> Iterator[app_commands.ContextMenu]:
    for command in tree.get_commands():
        if isinstance(command, app_commands.ContextMenu):
            yield command


async def test_a_command_that_declares_nothing_costs_a_question(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    @app_commands.command(name="new", description="Nobody has thought of its cost")
    async def new(interaction: Any) -> None:
        await interaction.response.send_message("done", ephemeral=True)

    def equip(client: Any, _desk: object) -> None:
        client._tree.add_command(new)

    async with running(discord, tmp_path, equip=equip, limits=per_hour(1)):
        assert (await (await discord.slash(ada, "new")).message()).text == "done"
        assert HOUR in (await (await discord.slash(ada, "new")).message()).text


async def test_a_feature_brings_its_commands_and_its_buttons_with_their_cost(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    """One call adds it to a client: no list of prefixes or commands has to name it."""
    kind = ButtonKind("new1:", Cost.QUESTION, "share")

    class New(Feature):
        def commands(self) -> list[app_commands.Command[Any, ..., None]]:
            @app_commands.command(name="new", description="Send a new button", extras=FREE)
            async def new(interaction: Any) -> None:
                await self.host.serve(interaction, shown, private=True)

            return [everywhere(new)]

        def buttons(self) -> dict[ButtonKind, Any]:
            return {kind: self.privately(pressed_new)}

    async def shown() -> Rendered:
        return render_lines(["Press it."], kind.button(name="new1:what"))

    async def pressed_new(_interaction: object, custom_id: str) -> Rendered:
        return render_lines([f"It was {custom_id}."])

    def equip(client: Any, _desk: object) -> None:
        client.add_feature(New(client.responder))

    async with running(discord, tmp_path, equip=equip, limits=per_hour(1)):
        message = await (await discord.slash(ada, "new")).message()
        it = await discord.press(ada, message, "new1:what")
        assert (await it.message()).text == "It was new1:what."
        it = await discord.press(ada, message, "new1:what")
        assert HOUR in (await it.message()).text, "a press costs a question"


def test_the_cost_of_a_group_is_that_of_its_commands() -> None:
    group = app_commands.Group(name="a", description="b", extras=costs(Cost.FREE))

    @group.command(name="c", description="d")
    async def c(_interaction: Any) -> None: ...

    assert cost_of(c) is Cost.FREE
    assert cost_of(None) is None


# --- what is held to it --------------------------------------------------------------------------


async def test_sharing_costs_as_much_as_asking(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, limits=per_hour(1)):
        answer = await asked(discord, ada, private=True)
        for begins in (SHARE.prefix, MORE.prefix):
            assert HOUR in (await pressed(discord, ada, answer, begins)).text
        assert [m for m in _public(discord) if AUTOMATED.rstrip(".") in m.text] == []


def _public(discord: Standin) -> list[Message]:
    return [m for m in discord.messages.rooms[discord.channel.id] if not m.ephemeral]


async def test_one_person_calls_people_as_often_as_the_limit_says_and_no_oftener(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    bob = discord.person("Bob")
    async with running(discord, tmp_path, calls=per_hour(2)) as up:
        helped(up, discord)
        answers = [await asked(discord, bob) for _ in range(6)]
        shown = [await pressed(discord, ada, answer, HUMAN.prefix) for answer in answers]
        assert [HOUR in m.text for m in shown] == [False, False, True, True, True, True]
        assert len(calls(discord)) == 2
        assert len(discord.sent("POST", "/threads")) == 2
        await pressed(discord, bob, answers[-1], HUMAN.prefix)
        assert len(calls(discord)) == 3, "another person has a limit of their own"


async def test_presses_at_once_do_not_get_past_the_limit(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, calls=per_hour(3)) as up:
        helped(up, discord)
        answers = [await asked(discord, ada) for _ in range(10)]
        its = [await discord.press(ada, answer, named(answer, HUMAN.prefix)) for answer in answers]
        for it in its:
            await it.message()
        assert len(calls(discord)) == 3


@pytest.mark.parametrize("limit", [{"channel": 2}, {"server": 2}])
async def test_a_channel_with_its_threads_and_a_server_have_limits_of_calls(
    discord: Standin, tmp_path: Path, limit: dict[str, int]
) -> None:
    inside = discord.world.add_channel("a thread", parent=discord.channel)
    async with running(discord, tmp_path, calls=per_hour(**limit)) as up:
        helped(up, discord)
        texts = []
        for number, at in enumerate((inside, None, inside, None)):
            person = discord.person(f"Person {number}")
            answer = await (await discord.slash(person, "ask", question=WHEN, at=at)).message()
            texts.append((await pressed(discord, person, answer, HUMAN.prefix)).text)
        assert [HOUR in text for text in texts] == [False, False, True, True]
        assert len(calls(discord)) == 2


async def test_what_calls_nobody_costs_no_call(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, calls=per_hour(2)) as up:
        helped(up, discord)
        first, second = await asked(discord, ada), await asked(discord, ada)
        await pressed(discord, ada, first, HUMAN.prefix)
        for _ in range(3):
            assert "already asked" in (await pressed(discord, ada, first, HUMAN.prefix)).text
        discord.faults.status(403, "POST", "/threads", code=50013)
        assert "Create Public Threads" in (await pressed(discord, ada, second, HUMAN.prefix)).text
        await pressed(discord, ada, second, HUMAN.prefix)
        assert len(calls(discord)) == 2


async def test_about_a_private_answer_people_are_called_once_however_often_it_is_confirmed(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path) as up:
        helped(up, discord)
        answer = await asked(discord, ada, private=True)
        really = [await pressed(discord, ada, answer, HUMAN.prefix) for _ in range(3)]
        shown = [await pressed(discord, ada, one, HUMAN_YES.prefix) for one in really]
        assert ["already asked" in one.text for one in shown] == [False, True, True]
        assert "already asked" in (await pressed(discord, ada, answer, HUMAN.prefix)).text
        assert len(calls(discord)) == 1


@pytest.mark.parametrize("locale", ["de", "fr", "es-ES", "pt-BR", "ja"])
async def test_when_people_can_be_called_again_is_said_in_the_language_of_who_pressed(
    discord: Standin, tmp_path: Path, ada: Person, locale: str
) -> None:
    other = discord.person("Other", locale=locale)
    for limits in (per_hour(person=1), per_hour(server=1)):
        folder = tmp_path / str(id(limits))
        folder.mkdir()
        async with running(discord, folder, calls=limits) as up:
            helped(up, discord)
            answers = [await asked(discord, ada) for _ in range(2)]
            await pressed(discord, other, answers[0], HUMAN.prefix)
            held = await pressed(discord, other, answers[1], HUMAN.prefix)
            assert HOUR in held.text
            assert "again" not in held.text
