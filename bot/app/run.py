"""`quoth run`: the bot as a process, from its settings to its exit code."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from bot.admin.audit import AuditLog
from bot.admin.desk import Desk, Upkeep
from bot.app import _dpy_internals
from bot.app.client import QuothClient
from bot.app.logs import start_logging
from bot.app.supervisor import stay_connected
from bot.app.token import FIRST_STEPS, RESET_IT, is_plausible, token_of
from bot.asking.admission import Door
from bot.asking.asker import Asker
from bot.asking.rate_limits import calls_of, limits_of
from bot.asking.recording import ledger_of
from bot.features.services import Service
from bot.servers.corpus_rules_file import CorpusRulesFile
from bot.servers.house_rules import HouseRules
from index.errors import SettingsError
from index.snapshots.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking.asker import Oracle
    from bot.settings import BotSettings

log = logging.getLogger(__name__)


def run(settings: BotSettings) -> int:
    """Serve on Discord until SIGTERM or SIGINT; return the exit code.

    :raises QuothError: the index or the model cannot be used.
    """
    token = token_of(settings)
    if not token:
        sys.stderr.write(FIRST_STEPS + "\n")
        return SettingsError.exit_code
    start_logging(token)
    try:
        _dpy_internals.verify()
        _dpy_internals.keep_quiet_about_voice()
        _dpy_internals.point_at(settings.discord.api_base, settings.discord.gateway_url)
        if not is_plausible(token):
            raise SettingsError("this is not a Discord token", hint=RESET_IT)
        asyncio.run(_serve(settings, token))
    except SettingsError as error:
        log.error("%s: %s", error.message, error.hint)
        return error.exit_code
    return 0


async def _serve(settings: BotSettings, token: str) -> None:
    stop = _stop_on_signals()
    register = CorpusRulesFile(settings.discord.corpora, settings.library.corpus)
    house = HouseRules(settings.discord.customs)
    ledger = ledger_of(settings.discord.ledger, register, house)
    opening = partial(_open_oracle, settings, register.shelves().corpora())
    asker = Asker(opening, settings.discord.deadline, register)
    try:
        if await _open(asker, stop):
            desk = _desk(settings, register)
            door = Door(limits_of(settings.limits), calls_of(settings.limits), ledger)
            service = Service(asker, house, ledger, door, direct=settings.discord.direct)
            giving_up = asyncio.create_task(_give_up(desk, stop))
            await stay_connected(partial(_client, settings, service, desk), token, stop)
            giving_up.cancel()
            log.info("left Discord")
    finally:
        asker.close()
        await asyncio.to_thread(ledger.close)


async def _give_up(desk: Desk, stop: asyncio.Event) -> None:
    """When we are told to leave, long work ends at its next step; questions are answered first."""
    await stop.wait()
    desk.bench.close()


def _desk(settings: BotSettings, register: CorpusRulesFile) -> Desk:
    library = Library(settings.library.index)
    return Desk(
        register,
        AuditLog(settings.discord.audit),
        known=lambda name: name in library.corpora(),
        roles=settings.discord.maintaining_roles,
        upkeep=Upkeep(settings, settings.discord.upkeep_servers, settings.discord.api_base),
    )


def _open_oracle(settings: BotSettings, corpora: Sequence[str] = ()) -> Oracle:
    # Imported in the worker, with torch behind it: seconds during which signals must be heard.
    from bot.asking.librarian import open_librarian

    return open_librarian(settings, corpora)


async def _open(asker: Asker, stop: asyncio.Event) -> bool:
    """Load what answers; False when we were told to stop meanwhile."""
    opening = asyncio.create_task(asker.open())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({opening, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not opening.done():
        opening.cancel()
        return False
    opening.result()
    return True


def _client(settings: BotSettings, service: Service, desk: Desk) -> QuothClient:
    gateway = settings.discord.gateway_url
    return QuothClient(service, settings.library.index, desk=desk, gateway_url=gateway)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            loop.add_signal_handler(number, stop.set)
    return stop
