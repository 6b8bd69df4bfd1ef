"""What people ask while no process of the bot runs is answered by the next one, once."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING
from unittest.mock import AsyncMock

import pytest

from tests.standin import Standin
from tests.support.bot import WHEN
from tests.support.judged import judged
from tests.support.messages import BARE, eventually
from tests.support.process import LOADED, UNLIMITED, WITHOUT_MODEL, quoth_run

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from tests.standin.messages import Message
    from tests.support.process import Process


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    async with judged() as standin:
        yield standin


def bot(discord: Standin, home: Path) -> AbstractAsyncContextManager[Process]:
    return quoth_run(home, discord.environment | UNLIMITED, command=WITHOUT_MODEL)


async def answered(said: Message) -> None:
    (told,) = await said.answers(within=LOADED)
    assert BARE in told.text


def noted(home: Path, kind: str = "*.json") -> list[Path]:
    return [path for path in (home / "var" / "waiting").rglob(kind) if path.stat().st_size]


def change(home: Path, **values: object) -> None:
    """Change what the process has noted of its session."""
    (note,) = noted(home)
    changed = json.loads(note.read_text("utf-8"))
    changed["sessions"][0] |= values
    note.write_text(json.dumps(changed), "utf-8")


async def end(discord: Standin, process: Process, how: signal.Signals, home: Path) -> None:
    """Let the process end, when nothing waits and it has noted how far it has heard."""
    await eventually(lambda: bool(noted(home)) and not noted(home, "*.jsonl"))
    process.signal(how)
    await process.ended()
    await discord.disconnected()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_a_mention_while_no_process_runs_is_answered_by_the_next_and_once(
    discord: Standin, tmp_path: Path, how: signal.Signals
) -> None:
    ada, room = discord.person("Ada"), discord.world.add_channel("porch")
    async with bot(discord, tmp_path) as process:
        await process.says("is ready: snapshot:")
        before = await discord.says(ada, f"<@bot> {WHEN}")
        await answered(before)
        await end(discord, process, how, tmp_path)
    missed = [
        await discord.says(ada, f"<@bot> {WHEN}"),
        await discord.says(ada, f"<@bot> {WHEN}", at=room),
        await discord.says(ada, WHEN, dm=True),
    ]
    await discord.says(ada, "for nobody")
    assert len(discord.sent("POST", "/messages$")) == 1
    async with bot(discord, tmp_path) as process:
        for said in missed:
            await answered(said)
        await process.says("heard what was missed")
        fresh = await discord.says(ada, f"<@bot> {WHEN}")
        await answered(fresh)
        assert (discord.gateway.identifies, discord.gateway.resumes) == (2, 1)
        assert len(discord.gateway.links()) == 1, (
            "the session of the process that is gone has ended"
        )
        log = process.log
    assert len(discord.sent("POST", "/messages$")) == 5, "one request for each, and no second one"
    for secret in (discord.token, WHEN, ada.id):
        assert secret not in log


async def test_who_is_killed_before_it_hears_leaves_what_was_missed_to_the_next(
    discord: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = discord.person("Ada")
    async with bot(discord, tmp_path) as process:
        await process.says("is ready: snapshot:")
        await end(discord, process, signal.SIGKILL, tmp_path)
    said = await discord.says(ada, f"<@bot> {WHEN}")
    with monkeypatch.context() as patch:
        patch.setattr(discord.gateway, "_identify", AsyncMock())
        async with bot(discord, tmp_path) as process:
            await discord.until(lambda: discord.gateway.resumes, within=LOADED)
            process.signal(signal.SIGKILL)
            await process.ended()
    async with bot(discord, tmp_path):
        await answered(said)
    assert discord.gateway.resumes == 2
    assert len(discord.sent("POST", "/messages$")) == 1


async def test_a_session_that_discord_has_given_up_stops_nothing(
    discord: Standin, tmp_path: Path
) -> None:
    ada, discord.gateway.session_seconds = discord.person("Ada"), 0.0
    async with bot(discord, tmp_path) as process:
        await process.says("is ready: snapshot:")
        await end(discord, process, signal.SIGKILL, tmp_path)
    lost = await discord.says(ada, f"<@bot> {WHEN}")
    async with bot(discord, tmp_path) as process:
        await process.says("Discord no longer has what was missed")
        await process.says("is ready: snapshot:")
        await answered(await discord.says(ada, f"<@bot> {WHEN}"))
    assert len(discord.sent("POST", "/messages$")) == 1
    assert [
        m for m in await lost.answers(0) if m["message_reference"]["message_id"] == lost.id
    ] == []


@pytest.mark.parametrize("is_noted", [True, False], ids=["noted", "not even noted"])
async def test_what_was_answered_just_before_the_kill_is_not_answered_again(
    discord: Standin, tmp_path: Path, is_noted: bool
) -> None:
    ada = discord.person("Ada")
    async with bot(discord, tmp_path) as process:
        await process.says("is ready: snapshot:")
        said = await discord.says(ada, f"<@bot> {WHEN}")
        await answered(said)
        await end(discord, process, signal.SIGKILL, tmp_path)
    change(tmp_path, sequence=1, taken=[int(said.id)] if is_noted else [])
    async with bot(discord, tmp_path) as process:
        await process.says("heard what was missed")
        await answered(said)
    requests = len(discord.sent("POST", "/messages$"))
    assert requests == (1 if is_noted else 2), "Discord makes no second reply with one nonce"


async def test_a_note_that_names_another_host_is_not_followed(
    discord: Standin, tmp_path: Path
) -> None:
    ada = discord.person("Ada")
    async with bot(discord, tmp_path) as process:
        await process.says("is ready: snapshot:")
        await end(discord, process, signal.SIGKILL, tmp_path)
    change(tmp_path, address="wss://gateway.example.org")
    async with bot(discord, tmp_path) as process:
        await process.says("is not used")
        await process.says("is ready: snapshot:")
        await answered(await discord.says(ada, f"<@bot> {WHEN}"))
    assert discord.gateway.resumes == 0
