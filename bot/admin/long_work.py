"""Do long work for a maintainer, and show its progress; it goes on when nobody looks.

The work runs in a thread of its own, so that questions are answered meanwhile. Its message is
edited as it goes on, at most once in two seconds. Nothing that happens to the message stops the
work. After fifteen minutes, Discord no longer lets us edit the message: the result then goes to
the person as a direct message, and if those are closed, to the log only.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import discord

from bot.ground.discord_errors import NO_MENTIONS
from bot.render.layout import bold, render_lines
from bot.sending.delivery import persevere
from bot.speech.say import ENGLISH, say, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.render.layout import Rendered
    from index.progress import Progress

log = logging.getLogger(__name__)
Result = TypeVar("Result")

SECONDS_BETWEEN_EDITS = 2.0  # at least
EXPIRED = 401  # HTTP status: the token of the interaction is older than fifteen minutes
EDIT_SECONDS = 10.0  # after which an edit is given up; the next one shows more anyway
UNDELIVERED = (OSError, aiohttp.ClientError, discord.DiscordException)
GIVING_UP_SECONDS = 4.0  # that work has for its next step, when the bot leaves
CELLS = 12
DONE, LEFT = "▰", "▱"


class Abandoned(RuntimeError):  # noqa: N818 - says what happened to the work
    """The bot is leaving, so the work ends at its next step. What it began must do no harm."""


@dataclass(frozen=True, slots=True)
class Step:
    """The progress of the work: ``done`` of ``total`` of what ``stage`` names."""

    stage: str = "beginning"
    done: int = 0
    total: int = 0

    @property
    def line(self) -> str:
        """The step as a line of text, with a bar if ``total`` is known."""
        stage = _stage_said(self.stage)
        if self.total <= 0:
            return say("step", stage=stage)
        cells = min(CELLS, CELLS * self.done // self.total)
        far = say("step-of", stage=stage, done=self.done, total=self.total)
        return f"{DONE * cells}{LEFT * (CELLS - cells)} {far}"


def _stage_said(stage: str) -> str:
    """Name a stage in the reader's language, or as the work names it if we have no text for it."""
    text = f"stage-{stage.replace(' ', '-')}"
    return say(text) if spoken(ENGLISH, text) else stage


class Workbench:
    """Do long work, one piece at a time; shared by all clients of the process."""

    def __init__(self, every: float = SECONDS_BETWEEN_EDITS) -> None:
        self._every = every
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._leaving = threading.Event()
        self._left = asyncio.Event()  # the same, for the loop

    async def do(
        self, interaction: discord.Interaction, title: str, work: Callable[[Progress], Result]
    ) -> Result:
        """Do ``work(progress)``, and show its steps in the answer to an acknowledged interaction.

        ``progress(stage, done, total)`` may be called from the work's thread as often as it likes.
        The caller shows the result, by ``last_word``. Raises what the work raises.
        """
        latest, over = _Latest(self._leaving), asyncio.Event()
        if self._leaving.is_set():
            raise Abandoned(latest.step.stage)
        showing = asyncio.create_task(self._show(interaction, title, latest, over))
        try:
            loop, here = asyncio.get_running_loop(), copy_context()  # the language, for one
            working = loop.run_in_executor(self._worker, here.run, work, latest.progress)
            return await self._ended(working, latest)
        finally:
            over.set()
            await showing  # never cancelled: what is on its way could arrive after the last word

    async def _ended(self, working: asyncio.Future[Result], latest: _Latest) -> Result:
        """Wait for the work; when the bot leaves, no longer than ``GIVING_UP_SECONDS``.

        :raises Abandoned: the bot is leaving, and the work did not begin or did not hear of it.
        """
        leaving = asyncio.create_task(self._left.wait())
        either: set[asyncio.Future[Any]] = {working, leaving}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        if not working.done():
            await asyncio.wait({working}, timeout=GIVING_UP_SECONDS)
        if working.done() and not working.cancelled():
            return working.result()
        working.cancel()
        raise Abandoned(latest.step.stage)

    def close(self) -> None:
        """End the work under way at its next step, and drop what waits; call it in the loop."""
        self._leaving.set()
        self._left.set()
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def _show(
        self, interaction: discord.Interaction, title: str, latest: _Latest, over: asyncio.Event
    ) -> None:
        """Edit the message after each step, until the work is over or the message is gone."""
        shown: Step | None = None
        there = True
        while there and not over.is_set():
            began = time.monotonic()
            if latest.step != shown:
                shown = latest.step
                there = await _edited(interaction, render_lines([bold(title), shown.line]))
            await self._pause(began)

    async def _pause(self, began: float) -> None:
        """Wait until another edit is allowed; the result waits for it too."""
        await asyncio.sleep(max(0.0, self._every - (time.monotonic() - began)))


class _Latest:
    """The newest step, written by the work's thread and read by the loop."""

    def __init__(self, leaving: threading.Event) -> None:
        self.step = Step()
        self._leaving = leaving

    def progress(self, stage: str, done: int, total: int) -> None:
        """Note a step.

        :raises Abandoned: the bot is leaving.
        """
        if self._leaving.is_set():
            raise Abandoned(stage)
        self.step = Step(stage, done, total)


async def last_word(interaction: discord.Interaction, rendered: Rendered) -> bool:
    """Show the result in its message, else in a direct message; False if neither is possible."""
    try:
        await persevere(
            lambda: interaction.edit_original_response(**rendered, allowed_mentions=NO_MENTIONS)
        )
        return True
    except UNDELIVERED as error:
        log.info("the end of some work is told by direct message (%s)", type(error).__name__)
    try:
        await persevere(lambda: interaction.user.send(**rendered, allowed_mentions=NO_MENTIONS))
        return True
    except UNDELIVERED as error:
        log.warning("the end of some work could be told to nobody (%s)", type(error).__name__)
        return False


async def _edited(interaction: discord.Interaction, rendered: Rendered) -> bool:
    """Try to edit once; False if the message cannot be edited any more."""
    try:
        await persevere(
            lambda: interaction.edit_original_response(**rendered, allowed_mentions=NO_MENTIONS),
            attempts=1,
            seconds=EDIT_SECONDS,
        )
    except (discord.NotFound, discord.Forbidden):
        return False
    except discord.HTTPException as error:
        return error.status != EXPIRED
    except UNDELIVERED:
        return True
    return True
