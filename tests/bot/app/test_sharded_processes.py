"""Three shards of one bot in two processes: each is heard, taken over, and handed on."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from bot.app.wiring import wire
from bot.settings import DiscordSettings
from index.errors import SettingsError
from tests.standin import Standin
from tests.support.bot import AUTOMATED, WHEN, settings_in
from tests.support.fleet import LEASE, Member, member
from tests.support.judged import judged
from tests.support.messages import asked, eventually
from tests.support.postgres import ask, tell

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytest_plugins = ["tests.support.postgres_server"]
WAITING = "SELECT count(*) FROM quoth.awaited"
NOTED = "SELECT id, sequence, taken FROM quoth.sessions WHERE shard = "
PACE = 0.15  # seconds, in place of five


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.shared_state.IDENTIFY", PACE)
    monkeypatch.setattr("bot.postgres.prompt.PATIENCE", 60.0)  # a busy machine is slow


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    async with judged(shards=3) as standin:
        yield standin


def here(discord: Standin) -> int:
    """The shard of the stand-in's server."""
    return (int(discord.world.guild_id) >> 22) % 3


def shares(discord: Standin) -> tuple[str, str]:
    """Two shards, of which one is that of the server, and the third."""
    return ("0-1/3", "2/3") if here(discord) < 2 else ("1-2/3", "0/3")


def live(up: Member, discord: Standin) -> list[tuple[str, int, list[int]]]:
    """The session of the server's shard when all that it has heard is decided and noted."""
    sessions = up.clients[-1].sessions()
    return [(it.id, it.sequence, []) for it in sessions if it.shard == here(discord)]


async def hears(up: Member, *shards: int) -> None:
    await eventually(lambda: bool(up.clients) and up.heard == set(shards))


async def test_a_shard_whose_process_is_killed_is_taken_over_and_given_back(
    discord: Standin, tmp_path: Path, database: str
) -> None:
    two, one = shares(discord)
    ours, other = ([0, 1], 2) if here(discord) < 2 else ([1, 2], 0)
    ada = discord.person("Ada")
    async with (
        member(discord, tmp_path, database, two) as first,
        member(discord, tmp_path, database, one) as second,
    ):
        await hears(first, *ours)
        await hears(second, other)
        assert AUTOMATED.rstrip(".") in (await asked(discord, ada)).text
        assert (len(first.oracle.asked), len(second.oracle.asked)) == (1, 0)

        await first.kill()
        await hears(second, 0, 1, 2)
        assert AUTOMATED.rstrip(".") in (await asked(discord, ada)).text
        assert len(second.oracle.asked) == 1

        async with member(discord, tmp_path, database, two) as successor:
            await hears(successor, *ours)
            await hears(second, other)
            assert AUTOMATED.rstrip(".") in (await asked(discord, ada)).text
            assert (len(successor.oracle.asked), len(second.oracle.asked)) == (1, 1)
            assert len(discord.gateway.links()) == 3
    begun = discord.gateway.identified_at
    assert min(b - a for a, b in pairwise(begun)) > PACE / 2, "over all processes"


async def test_a_mention_while_nobody_has_the_shard_is_answered_by_who_takes_it_over_and_once(
    discord: Standin, tmp_path: Path, database: str
) -> None:
    two, one = shares(discord)
    ada = discord.person("Ada")
    async with (
        member(discord, tmp_path, database, two) as first,
        member(discord, tmp_path, database, one) as second,
    ):
        await hears(first, *((0, 1) if here(discord) < 2 else (1, 2)))
        before = await discord.says(ada, f"<@bot> {WHEN}")
        assert len(await before.answers(within=30)) == 1
        await eventually(lambda: ask(database, f"{NOTED}{here(discord)}") == live(first, discord))
        await first.kill()
        await discord.until(lambda: not discord.gateway.links(here(discord)))
        missed = await discord.says(ada, f"<@bot> {WHEN}")
        assert len(await missed.answers(within=30)) == 1
        await hears(second, 0, 1, 2)
        later = await discord.says(ada, f"<@bot> {WHEN}")
        assert len(await later.answers(within=30)) == 1
        await eventually(lambda: len(discord.gateway.links()) == 3)
        assert (len(first.oracle.asked), len(second.oracle.asked)) == (1, 2)
    assert len(discord.sent("POST", "/messages$")) == 3, "nothing is answered a second time"


async def test_a_mention_while_the_only_process_leaves_is_answered_by_its_successor(
    discord: Standin, tmp_path: Path, database: str
) -> None:
    ada = discord.person("Ada")
    async with member(discord, tmp_path, database, "0-2/3") as first:
        await hears(first, 0, 1, 2)
        await first.leave()
    missed = await discord.says(ada, f"<@bot> {WHEN}")
    async with member(discord, tmp_path, database, "0-2/3"):
        assert len(await missed.answers(within=30)) == 1
    assert len(discord.sent("POST", "/messages$")) == 1


async def test_while_a_process_is_replaced_every_question_is_answered_once(
    discord: Standin, tmp_path: Path, database: str
) -> None:
    two, one = shares(discord)
    ada, going_on, posed = discord.person("Ada"), True, 0

    async def ask_on() -> None:
        nonlocal posed
        while going_on:
            posed += 1
            said = await discord.says(ada, f"<@bot> {WHEN}")
            assert len(await said.answers(within=30)) == 1
            assert AUTOMATED.rstrip(".") in (await asked(discord, ada)).text

    async with (
        member(discord, tmp_path, database, one),
        member(discord, tmp_path, database, two) as old,
    ):
        await eventually(lambda: here(discord) in (old.heard if old.clients else ()))
        asking = asyncio.create_task(ask_on())
        async with member(discord, tmp_path, database, two) as new:
            await eventually(lambda: bool(new.clients) and len(new.heard) == 2)
            await eventually(lambda: new.clients[-1].is_connected)
            await old.leave()
            await asyncio.sleep(LEASE)
            going_on = False
            await asking
            assert new.heard, "it keeps what it took"
    assert posed > 2
    said = [m["author"]["id"] for m in discord.messages.rooms[discord.channel.id]]
    assert said.count(discord.bot.id) == 2 * posed, "each is answered once"
    assert ask(database, "SELECT sum(number)::integer FROM quoth.asked") == [(2 * posed,)]


async def give_to_a_process_that_is_gone(up: Member, database: str) -> None:
    """Let the question that waits be one that another process has heard."""
    await eventually(lambda: ask(database, WAITING) == [(1,)])
    up.wiring.service.awaited._ours.clear()  # type: ignore[attr-defined]
    tell(database, "UPDATE quoth.awaited SET mark = gen_random_uuid()")


async def test_what_a_process_that_is_gone_has_acknowledged_is_ended_by_another(
    discord: Standin, tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.servers.shared_awaited.LOOK_EVERY", 0.1)
    ada = discord.person("Ada")
    async with member(discord, tmp_path, database, "0-2/3") as up:
        await hears(up, 0, 1, 2)
        up.oracle.open.clear()
        it = await discord.slash(ada, "ask", question=WHEN)
        await it.acknowledged()
        await give_to_a_process_that_is_gone(up, database)
        assert "restart" in (await it.message()).text
        up.oracle.open.set()
        await eventually(lambda: bool(it.original and AUTOMATED.rstrip(".") in it.original.text))

        late = f"INSERT INTO quoth.awaited VALUES ({it.id}, '{it.token}', 'de', gen_random_uuid())"
        tell(database, late)
        await eventually(lambda: ask(database, WAITING) == [(0,)])
        shown = await asked(discord, ada)
        assert it.original is not None
        assert AUTOMATED.rstrip(".") in it.original.text, "what has an answer keeps it"
        assert AUTOMATED.rstrip(".") in shown.text
        await eventually(lambda: ask(database, WAITING) == [(0,)])


@pytest.mark.parametrize("minutes", [2, 0], ids=["soon", "after its nonce is forgotten"])
async def test_a_mention_that_a_process_that_is_gone_has_heard_is_ended_once_by_another(
    discord: Standin, tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    monkeypatch.setattr("bot.servers.shared_awaited.LOOK_EVERY", 0.1)
    monkeypatch.setattr("bot.app.abandoned_watch.NONCE_KNOWN", timedelta(minutes=minutes))
    ada = discord.person("Ada")
    async with member(discord, tmp_path, database, "0-2/3") as up:
        await hears(up, 0, 1, 2)
        up.oracle.open.clear()
        said = await discord.says(ada, f"<@bot> {WHEN}")
        await give_to_a_process_that_is_gone(up, database)
        (told,) = await said.answers(within=30)
        assert "restart" in told.text
        up.oracle.open.set()
        await eventually(lambda: len(discord.sent("POST", "/messages$")) == 2)
        assert len(await said.answers()) == 1, "the one that was only slow says nothing more"

        row = f"({said.id}, '', '', gen_random_uuid(), {discord.channel.id})"
        tell(database, f"INSERT INTO quoth.awaited (id, token, locale, mark, channel) VALUES {row}")
        await eventually(lambda: ask(database, WAITING) == [(0,)])
        sent = len(discord.sent("POST", "/messages$"))
        assert sent == (2 if minutes == 0 else 3), "the history shows it, or Discord knows of it"


async def test_a_server_on_a_shard_of_another_process_is_not_taken_for_one_that_was_left(
    discord: Standin, tmp_path: Path, database: str
) -> None:
    _, elsewhere = shares(discord)
    server = int(discord.world.guild_id)
    gone = next(n << 22 for n in range(3, 9) if n % 3 == int(elsewhere[0]))
    async with member(discord, tmp_path, database, elsewhere) as up:
        for known in (server, gone):
            up.wiring.service.house.change(known, lambda c: type(c)(keep_days=30))
        await hears(up, int(elsewhere[0]))
        await up.clients[-1]._departure_watch.compare()
        assert set(up.wiring.service.departures.left()) == {gone}


def test_one_of_several_processes_is_refused_without_a_database(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="QUOTH_STORE__URL") as refusal:
        wire(settings_in(tmp_path, shards="0-1/4"))
    assert "shards.md" in refusal.value.hint


@pytest.mark.parametrize(
    ("written", "own", "total"),
    [("0", None, None), ("4", None, 4), ("0-1/4", range(2), 4), ("3/4", range(3, 4), 4)],
)
def test_shards_are_written_as_a_number_or_as_a_share(
    written: str, own: range | None, total: int | None
) -> None:
    settings = DiscordSettings(shards=written)
    assert (settings.own_shards, settings.shard_count) == (own, total)


@pytest.mark.parametrize("written", ["", "-1", "4/4", "2-1/4", "0-4/4", "0-1", "99999", "1/0", "٣"])
def test_shares_that_cannot_be_are_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="shards"):
        DiscordSettings(shards=written)
