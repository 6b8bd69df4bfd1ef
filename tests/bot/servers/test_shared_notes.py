"""What was done once on Discord is noted once, in memory or for all processes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.ground.notes import Noted, NotesHere
from bot.ledger.pseudonym import Pseudonyms
from bot.postgres.connection import SharedDatabase
from bot.postgres.prompt import PromptDatabase
from bot.servers.shared_notes import SharedNotes
from tests.support.postgres import KEY, ask, secrets_of, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.ground.notes import Notes

pytest_plugins = ["tests.support.postgres_server"]

MESSAGE, THREAD = 1576558188629590093, 1576558188629590094
PATIENT = 60.0  # seconds: a busy machine is slow


@pytest.fixture
def shared(database: str) -> Iterator[Callable[[], SharedNotes]]:
    opened: list[tuple[SharedDatabase, PromptDatabase]] = []

    def opening() -> SharedNotes:
        one = SharedDatabase(secrets_of(database))
        opened.append((one, PromptDatabase(one, PATIENT)))
        return SharedNotes(opened[-1][1], Pseudonyms(KEY.encode()).noted)

    yield opening
    for one, prompt in opened:
        prompt.close()
        one.close()


@pytest.fixture(params=["memory", "postgres"])
def both(request: pytest.FixtureRequest) -> tuple[Notes, Notes]:
    """The notes of two places: the same process, or two that share a database."""
    if request.param == "memory":
        notes = NotesHere()
        return notes, notes
    opening = request.getfixturevalue("shared")
    return opening(), opening()


async def test_of_several_who_claim_something_one_is_the_first_until_it_is_dropped(
    both: tuple[Notes, Notes],
) -> None:
    one, two = both
    claims = [both[n % 2].claim(Noted.SHARED, MESSAGE) for n in range(6)]
    assert sum(await asyncio.gather(*claims)) == 1
    assert await two.claim(Noted.SHARED, MESSAGE + 1)
    assert await two.claim(Noted.CALLED, MESSAGE), "another kind is another thing"
    for notes in both:
        await notes.drop(Noted.SHARED, MESSAGE)
    assert await one.claim(Noted.SHARED, MESSAGE)
    assert not await two.claim(Noted.SHARED, MESSAGE)


async def test_what_one_notes_another_finds(both: tuple[Notes, Notes]) -> None:
    one, two = both
    assert await two.find(Noted.CALLED, MESSAGE) is None
    await one.note(Noted.CALLED, MESSAGE, THREAD)
    assert await two.find(Noted.CALLED, MESSAGE) == THREAD
    await one.note(Noted.JOINED, THREAD, 0)
    assert await two.find(Noted.JOINED, THREAD) == 0
    assert await two.find(Noted.JOINED, THREAD + 1) is None


async def test_while_the_database_is_away_a_double_click_still_does_it_once(
    shared: Callable[[], SharedNotes], database: str
) -> None:
    notes = shared()
    await notes.find(Noted.SHARED, MESSAGE)
    await asyncio.to_thread(tell, database, "ALTER TABLE quoth.notes RENAME TO elsewhere")
    assert await notes.claim(Noted.SHARED, MESSAGE)
    assert not await notes.claim(Noted.SHARED, MESSAGE)
    await notes.note(Noted.CALLED, MESSAGE, THREAD)
    assert await notes.find(Noted.CALLED, MESSAGE) == THREAD


async def test_notes_end_after_a_month_and_hold_no_id(
    shared: Callable[[], SharedNotes], database: str
) -> None:
    await shared().claim(Noted.SHARED, MESSAGE)
    rows = await asyncio.to_thread(ask, database, "SELECT name, until - now() FROM quoth.notes")
    assert str(MESSAGE) not in str(rows)
    assert "29 days" in str(rows[0][1]) or "30 days" in str(rows[0][1])
    await asyncio.to_thread(tell, database, "UPDATE quoth.notes SET until = now()")
    assert await shared().find(Noted.SHARED, MESSAGE) is None
    assert await shared().claim(Noted.SHARED, MESSAGE)
