"""Say what the next start will do to the files of an earlier version, for `quoth doctor`."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from bot.app.local_state import LocalState
from bot.app.wiring import corpus_rules_of, house_rules_of
from bot.ledger.database import VERSION, version_of
from bot.postgres.secrets import store_secrets
from bot.servers.blocklist import Blocklist
from bot.servers.departures import Departures
from index.errors import SettingsError
from index.maintenance.doctor import Check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.settings import BotSettings

NOTHING_TO_DO = "nothing to do: the bot's files are of this version"


def examine(settings: BotSettings) -> Iterator[Check]:
    """Look at each file that the bot keeps, without changing one."""
    if _is_shared(settings):
        return
    found = [*_rules(settings), *_ledger(settings)]
    yield from found or [Check("upgrade", NOTHING_TO_DO)]


def _ledger(settings: BotSettings) -> Iterator[Check]:
    file = settings.discord.ledger
    try:
        version = version_of(file)
    except SettingsError as error:
        yield Check("upgrade", error.message, error.hint)
    except sqlite3.Error as error:
        says = f"{file}: cannot be read ({error})"
        yield Check("upgrade", says, "Restore it from a backup; else the next start begins anew.")
    else:
        if version not in (None, VERSION):
            yield Check(
                "upgrade",
                f"{file} has version {version}: `quoth run` makes it version {VERSION}, which "
                "earlier versions of Quoth cannot read. Run `quoth backup` first",
            )


def _is_shared(settings: BotSettings) -> bool:
    """Return whether all this is in the shared database, which has a check of its own."""
    try:
        return store_secrets(settings.store) is not None
    except SettingsError:
        return True


def _rules(settings: BotSettings) -> Iterator[Check]:
    state = LocalState(settings)
    house, rules = house_rules_of(settings, state), corpus_rules_of(settings, state)
    reads: list[Callable[[], object]] = [
        house.servers,
        rules.current,
        Blocklist(settings.discord.blocked).everything,
        Departures(house, rules).left,
    ]
    for read in reads:
        try:
            read()
        except SettingsError as error:
            yield Check("upgrade", error.message, error.hint)
