"""How far Discord was heard, noted in a database: found by one other process when one is gone."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.ground.gateway_session import GatewaySession
from bot.postgres.connection import SharedDatabase
from bot.servers.shared_sessions import SILENT, SharedSessions
from index.errors import QuothError
from tests.support.postgres import ask, secrets_of, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = ["tests.support.postgres_server"]
IT = GatewaySession("a", 0, 2, "wss://gateway.discord.gg", 7, frozenset({3, 4}))
OTHER = GatewaySession("b", 1, 2, "wss://gateway.discord.gg", 9)
LONG_AGO = """UPDATE quoth.sessions
    SET noted = noted - interval '30 seconds', alive = alive - interval '30 seconds'"""
NOTED = "SELECT id, sequence FROM quoth.sessions ORDER BY id"


class CutDatabase(SharedDatabase):
    """One whose connection may be cut once after a commit, before that is heard."""

    cut = False

    def do(self, work: Any) -> Any:
        cut, self.cut = self.cut, False
        done = super().do(work)
        if cut:
            raise QuothError("the connection was cut", hint="")
        return done


@pytest.fixture
def common(database: str) -> Iterator[CutDatabase]:
    with closing(CutDatabase(secrets_of(database))) as shared:
        yield shared


async def looking(common: SharedDatabase) -> SharedSessions:
    """One that has looked before, so that it knows that the database is there."""
    sessions = SharedSessions(common)
    await sessions.look([], (), 2)
    return sessions


async def test_what_a_process_has_noted_is_found_by_one_other_when_it_notes_nothing_any_more(
    common: CutDatabase, database: str
) -> None:
    first, second, third = [await looking(common) for _ in range(3)]
    await first.look([IT, OTHER], (0, 1), 2)
    assert await second.look([], (0, 1), 2) == [], "its process lives"
    tell(database, LONG_AGO)
    (left,) = await second.look([], (0,), 2)
    assert left.session == IT
    assert 30 <= left.seconds < 60
    assert await third.look([], (0,), 2) == [], "it is found once"
    assert await second.look([left.session], (0,), 2) == []
    tell(database, LONG_AGO)
    assert [it.session for it in await third.look([], (0,), 2)] == [IT], "its finder is gone too"
    await third.look([], (0,), 2)
    assert ask(database, NOTED) == [("b", 9)], "it is used, and dropped"


async def test_what_is_noted_follows_what_is_heard(common: CutDatabase, database: str) -> None:
    noting = await looking(common)
    await noting.look([IT, OTHER], (), 2)
    await noting.look([replace(IT, sequence=8, taken=frozenset())], (), 2)
    assert ask(database, NOTED) == [("a", 8)]
    assert ask(database, "SELECT taken FROM quoth.sessions") == [([],)]


async def test_who_leaves_lets_others_resume_at_once(common: CutDatabase) -> None:
    first, second = await looking(common), await looking(common)
    await first.leave([IT])
    (left,) = await second.look([], (0,), 2)
    assert left.session == IT


async def test_what_is_given_back_is_found_by_another_and_not_dropped(common: CutDatabase) -> None:
    first, second, third = [await looking(common) for _ in range(3)]
    await first.leave([IT, OTHER])
    assert len(await second.look([], (0, 1), 2)) == 2
    await second.give_back([IT])
    assert await second.look([OTHER], (1,), 2) == []
    assert [it.session for it in await third.look([], (0, 1), 2)] == [IT]


async def test_another_number_of_shards_has_other_sessions(common: CutDatabase) -> None:
    first, second = await looking(common), await looking(common)
    await first.leave([IT])
    assert await second.look([], (0,), 3) == []


async def test_nobody_is_taken_to_be_gone_by_who_could_not_look(
    common: CutDatabase, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = SharedSessions(common), await looking(common)
    await first.look([IT], (0,), 2)
    tell(database, LONG_AGO)
    monkeypatch.setattr(second, "_looked", second._looked - SILENT)
    assert await second.look([], (0,), 2) == [], "the database may have been away for both"
    assert [it.session for it in await second.look([], (0,), 2)] == [IT]


async def test_what_was_taken_is_found_though_the_connection_was_cut(
    common: CutDatabase, database: str
) -> None:
    first, second = await looking(common), await looking(common)
    await first.look([IT], (0,), 2)
    tell(database, LONG_AGO)
    common.cut = True
    assert await second.look([], (0,), 2) == []
    assert [it.session for it in await second.look([], (0,), 2)] == [IT]


async def test_messages_that_wait_for_their_end_count_as_taken(
    common: CutDatabase, database: str
) -> None:
    first, second = await looking(common), await looking(common)
    await first.leave([IT])
    row = "(11, '', '', gen_random_uuid(), 12), (13, 'token', '', gen_random_uuid(), NULL)"
    tell(database, f"INSERT INTO quoth.awaited (id, token, locale, mark, channel) VALUES {row}")
    (left,) = await second.look([], (0,), 2)
    assert left.session.taken == {3, 4, 11}


async def test_old_notes_are_deleted(common: CutDatabase, database: str) -> None:
    await (await looking(common)).leave([IT])
    tell(database, "UPDATE quoth.sessions SET noted = noted - interval '11 minutes'")
    assert await (await looking(common)).look([], (0,), 2) == []
    assert ask(database, NOTED) == []
