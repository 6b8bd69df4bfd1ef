"""Long work for a maintainer over the stand-in: what is shown of it, and what cannot stop it."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import discord as dpy
import pytest
from discord import app_commands

from bot.admin.acts import Done
from bot.admin.desk import Desk
from bot.admin.long_work import CELLS, DONE, SECONDS_BETWEEN_EDITS, Step
from bot.render.layout import render_lines
from index.errors import BuildError
from tests.standin import Standin
from tests.standin.people import Person
from tests.support import bot
from tests.support.bot import AUTOMATED, WHEN, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.app.client import QuothClient
    from tests.standin.rest import Request

pytest_plugins = ["tests.support.bot_fixtures", "tests.support.hasty_discord"]
PACE = bot.EVERY


class Job:
    """Work of ``seconds``, a step every 10 ms; ``finish`` lets it end early, ``error`` ill."""

    def __init__(self, seconds: float = 1.0, error: Exception | None = None) -> None:
        self.seconds, self.error = seconds, error
        self.finish = threading.Event()
        self.ended = threading.Event()
        self.steps = 0

    def __call__(self, progress: Any) -> Done:
        try:
            total = int(self.seconds * 100)
            for self.steps in range(1, total + 1):
                progress("encoding passages", self.steps, total)
                if self.finish.wait(0.01):
                    break
            if self.error:
                raise self.error
            return Done(render_lines(["It is done."]), "built")
        finally:
            self.ended.set()

    def equip(self, client: QuothClient, desk: Desk) -> None:
        """Add `/toil` to a bot, which does this job."""
        equip(self, client, desk)


def equip(job: Callable[[Any], Done], client: QuothClient, desk: Desk) -> None:
    """Add `/toil` to a bot, as a command of maintainers would be; it takes the place of another."""

    @app_commands.command(name="toil", description="Work")
    async def toil(interaction: dpy.Interaction) -> None:
        await client.responder.serve_long(
            interaction,
            lambda: desk.work(interaction, "toil", "Building", job, desk.refusal, name="x"),
        )

    client._tree.add_command(toil, override=True)


def edits(discord: Standin) -> list[Request]:
    return discord.sent("PATCH", "@original")


def outcomes(up: bot.Running) -> list[str]:
    return [act.outcome for act in up.audit.acts()]


async def test_progress_is_shown_no_more_often_than_allowed_and_the_end_is_told(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    job = Job(1.5)
    async with running(discord, tmp_path, equip=job.equip) as up:
        it = await discord.slash(ada, "toil")
        message = await it.message()
        await message.until(lambda m: "encoding passages" in m.text and DONE in m.text)
        await message.until(lambda m: "It is done." in m.text)
        assert message.ephemeral
        assert outcomes(up) == ["begun", "built"]
    at = [request.at for request in edits(discord)]
    assert job.steps == 150
    assert 3 <= len(at) <= 1 + (at[-1] - at[0]) / (PACE * 0.95)
    assert min(later - sooner for sooner, later in pairwise(at)) >= PACE * 0.5  # of a busy machine


def test_discord_is_asked_for_an_edit_at_most_once_in_two_seconds() -> None:
    assert SECONDS_BETWEEN_EDITS == 2.0


async def test_questions_are_answered_while_the_work_goes_on(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    job = Job(30)
    async with running(discord, tmp_path, equip=job.equip):
        await (await discord.slash(ada, "toil")).acknowledged()
        for _ in range(5):
            answered = await (await discord.slash(ada, "ask", question=WHEN)).message(within=2)
            assert AUTOMATED.rstrip(".") in answered.text
        assert not job.ended.is_set()
        job.finish.set()


@pytest.mark.usefixtures("hasty_discord")
@pytest.mark.parametrize("fault", ["reset", "status", "rate_limit", "lose"])
async def test_a_fault_on_an_edit_does_not_stop_the_work(
    discord: Standin, tmp_path: Path, ada: Person, fault: str
) -> None:
    job = Job(0.8)
    async with running(discord, tmp_path, equip=job.equip):
        arm = {
            "reset": lambda: discord.faults.reset("PATCH", "@original", times=2),
            "status": lambda: discord.faults.status(500, "PATCH", "@original"),
            "rate_limit": lambda: discord.faults.rate_limit("PATCH", "@original"),
            "lose": lambda: discord.faults.lose_reply("PATCH", "@original", how="reset"),
        }
        armed = arm[fault]()
        message = await (await discord.slash(ada, "toil")).message()
        await message.until(lambda m: "It is done." in m.text, within=10)
        assert armed.used


async def test_when_the_person_has_left_the_work_goes_on_and_its_end_is_a_direct_message(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    job = Job(30)
    async with running(discord, tmp_path, equip=job.equip) as up:
        it = await discord.slash(ada, "toil")
        await (await it.message()).until(lambda m: "encoding" in m.text)
        it.expired = True
        before = len(edits(discord))
        await discord.until(lambda: len(edits(discord)) > before)
        job.finish.set()
        room = discord.world.dm(ada).id
        await discord.until(lambda: discord.messages.rooms.get(room))
        (told,) = discord.messages.rooms[room]
        assert "It is done." in told.text
        assert outcomes(up) == ["begun", "built"]
        assert len(edits(discord)) <= before + 2, "a dead message is not edited for ever"


async def test_when_nobody_can_be_told_it_stands_in_the_log(
    discord: Standin, tmp_path: Path, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    job = Job(30)
    async with running(discord, tmp_path, equip=job.equip) as up:
        it = await discord.slash(ada, "toil")
        await (await it.message()).until(lambda m: "encoding" in m.text)
        it.expired = True
        discord.faults.status(403, "POST", "/messages", code=50007)
        job.finish.set()
        await discord.until(lambda: discord.sent("POST", "/messages"))
        async with asyncio.timeout(5):
            while "could be told to nobody" not in caplog.text:  # noqa: ASYNC110 - a log is no event
                await asyncio.sleep(0.01)
        assert outcomes(up) == ["begun", "built"]
    assert "could be told to nobody" in caplog.text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BuildError("the disk is full", hint="Free some space."), "went wrong on my side"),
        (ZeroDivisionError("ouch"), "went wrong on my side"),
    ],
)
async def test_work_that_fails_ends_with_a_calm_sentence_and_is_recorded(
    discord: Standin,
    tmp_path: Path,
    ada: Person,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    words: str,
) -> None:
    job = Job(0.1, error)
    async with running(discord, tmp_path, equip=job.equip) as up:
        message = await (await discord.slash(ada, "toil")).message()
        await message.until(lambda m: words in m.text)
        begun, failed = outcomes(up)
    assert (begun, failed.partition(":")[0]) == ("begun", "failed")
    said = error.message if isinstance(error, BuildError) else type(error).__name__
    assert said in caplog.text
    assert "ouch" not in caplog.text, "an exception may repeat what somebody typed"


async def test_who_may_not_maintain_starts_no_work(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    job = Job(1)
    async with running(discord, tmp_path, equip=job.equip) as up:
        discord.world.powerless.add(ada.id)
        message = await (await discord.slash(ada, "toil")).message()
        assert "You need Manage Server" in message.text
        assert outcomes(up) == ["not allowed"]
    assert job.steps == 0


async def test_leaving_does_not_wait_for_long_work_which_ends_at_its_next_step(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    job = Job(60)
    async with running(discord, tmp_path, equip=job.equip) as up:
        message = await (await discord.slash(ada, "toil")).message()
        await message.until(lambda m: "encoding" in m.text)
        up.bench.close()
        await message.until(lambda m: "restart" in m.text)
        assert job.ended.is_set()
        assert outcomes(up)[-1] == "given up: the bot left during encoding passages"
    assert job.steps < 1000


async def test_the_last_word_of_work_is_said_before_the_bot_leaves(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    running_one, waiting = Job(60), Job(60)
    async with running(discord, tmp_path, equip=running_one.equip) as up:
        first = await (await discord.slash(ada, "toil")).message()
        await first.until(lambda m: "encoding" in m.text)
        waiting.equip(up.clients[-1], up.desk)
        second = await (await discord.slash(ada, "toil")).message()
        await second.until(lambda m: "starting" in m.text)
        await up.leave()
        assert "restart" in first.text
        assert "restart" in second.text
        assert sorted(outcomes(up)) == [
            "begun",
            "begun",
            "given up: the bot left during beginning",
            "given up: the bot left during encoding passages",
        ]
    assert waiting.steps == 0


async def test_work_that_would_begin_when_the_bot_already_leaves_is_given_up_calmly(
    discord: Standin,
    tmp_path: Path,
    ada: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    job = Job(60)
    async with running(discord, tmp_path, equip=job.equip) as up:
        up.bench.close()
        message = await (await discord.slash(ada, "toil")).message()
        await message.until(lambda m: "restart" in m.text)
        assert outcomes(up) == ["begun", "given up: the bot left during beginning"]
    assert job.steps == 0
    assert "Traceback" not in caplog.text


async def test_work_that_does_not_hear_that_the_bot_leaves_is_left_behind_with_a_last_word(
    discord: Standin, tmp_path: Path, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.admin.long_work.GIVING_UP_SECONDS", 0.2)
    go_on = threading.Event()

    def deaf(progress: Any) -> Done:
        progress("encoding passages", 0, 700)
        go_on.wait(20)
        return Done(render_lines(["It is done."]), "built")

    async with running(discord, tmp_path, equip=partial(equip, deaf)) as up:
        message = await (await discord.slash(ada, "toil")).message()
        await message.until(lambda m: "0 of 700" in m.text)
        await up.leave()
        go_on.set()
        assert "restart" in message.text
        assert outcomes(up)[-1].startswith("given up")


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (Step(), "starting …"),
        (Step("reading", 5, 5), f"{DONE * CELLS} reading 5 of 5"),
        (Step("reading", 7, 5), f"{DONE * CELLS} reading 7 of 5"),
        (Step("encoding", 0, 5_000), f"{'▱' * CELLS} encoding 0 of 5,000"),
    ],
)
def test_a_step_is_one_line(step: Step, line: str) -> None:
    assert step.line == line
