"""Run the bot as a process (`quoth run`), from its settings to its exit code."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import discord

from bot.app import _dpy_check, _dpy_internals
from bot.app.logs import log_start, start_logging
from bot.app.shard_keeper import kept
from bot.app.supervisor import stay_connected
from bot.app.token import FIRST_STEPS, RESET_IT, is_plausible, token_of
from bot.app.vital_signs import watched
from bot.app.wiring import wire
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from bot.asking.asker import Asker
    from bot.settings import BotSettings

log = logging.getLogger(__name__)
EXIT_SECONDS = 10.0  # after the last answer; with those of the supervisor, under systemd's 30
FINAL_SECONDS = 3.0  # after those


def run(settings: BotSettings) -> int:
    """Serve on Discord until SIGTERM or SIGINT; return the exit code.

    :raises QuothError: the token, the index or the model cannot be used.
    """
    return _with_token(settings, _serve)


def sync(settings: BotSettings) -> int:
    """Tell Discord the commands, without serving; return the exit code."""
    return _with_token(settings, _sync)


def _with_token(
    settings: BotSettings, work: Callable[[BotSettings, str], Coroutine[Any, Any, bool]]
) -> int:
    """Do ``work`` with the token of ``settings``; return the exit code."""
    found = token_of(settings)
    if found is None:
        sys.stderr.write(FIRST_STEPS + "\n")
        return SettingsError.exit_code
    token = found.value
    start_logging(token, settings.log)
    log_start(settings, found.origin)
    try:
        _dpy_check.verify()
        _dpy_internals.keep_quiet_about_voice()
        _dpy_internals.point_at(settings.discord.api_base, settings.discord.gateway_url)
        if not is_plausible(token):
            raise SettingsError("this is not a Discord token", hint=RESET_IT)
        if asyncio.run(work(settings, token)):
            _end_at_once()
    except SettingsError as error:
        log.error("%s: %s", error.message, error.hint)
        return error.exit_code
    return 0


async def _sync(settings: BotSettings, token: str) -> bool:
    wiring = wire(settings)
    wiring.told.forget()
    client = wiring.client()
    try:
        await client.login(token)
    except discord.LoginFailure:
        raise SettingsError("Discord refused the token", hint=RESET_IT) from None
    finally:
        await client.leave(for_good=True)
        await wiring.close()
    return False


async def _serve(settings: BotSettings, token: str) -> bool:
    """Serve until a signal; return whether a thread is still at work, which may never end."""
    stop = _stop_on_signals()
    wiring = wire(settings)
    try:
        if await _open(wiring.service.asker, stop):
            async with kept(wiring.keeper, stop), watched(wiring) as signs:
                await stay_connected(signs.client, token, stop)
            log.info("left Discord")
    finally:
        _exit_within(EXIT_SECONDS)
        await wiring.close()
    return wiring.service.asker.at_work


def _end_at_once() -> None:
    """End the process without tidying up: a thread within a model would crash or halt that."""
    log.info("not waiting for a thread that is still at work")
    logging.shutdown()
    os._exit(0)


def _exit_within(seconds: float) -> None:
    """End the process by force if it has not ended by then, as when a worker hangs.

    Python waits for the threads of its pools, however long they take. An interpreter that hangs
    while it ends runs no timer any more, so ``faulthandler`` watches too, which needs none.
    """

    def leave() -> None:
        log.error("a worker did not end within %.1f s; leaving by force", seconds)
        logging.shutdown()
        os._exit(1)

    timer = threading.Timer(seconds, leave)
    timer.daemon = True
    timer.start()
    faulthandler.dump_traceback_later(seconds + FINAL_SECONDS, exit=True)


async def _open(asker: Asker, stop: asyncio.Event) -> bool:
    """Load the index and the model; return False if ``stop`` is set meanwhile."""
    opening = asyncio.create_task(asker.open())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({opening, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not opening.done():
        opening.cancel()
        return False
    opening.result()
    return True


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            loop.add_signal_handler(number, stop.set)
    return stop
