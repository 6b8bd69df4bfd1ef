"""Choose where the bot's state is: in files on this machine, or in a shared database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.local_state import LocalState
from bot.app.shared_state import SharedState
from bot.postgres.secrets import URL, store_secrets
from bot.servers.waiting_files import WAITING
from index.errors import SettingsError

if TYPE_CHECKING:
    from bot.settings import BotSettings

SEE_WORKERS = "Give the bot and its workers one database: see docs/how-to/workers.md."
SEE_SHARDS = "Give all processes of the bot one database: see docs/how-to/shards.md."


def state_of(settings: BotSettings, *, works: bool = False) -> LocalState | SharedState:
    """Open the state that ``settings`` name. Close it after use.

    A process that ``works`` for all bots gets only what it needs.

    :raises QuothError: the shared database cannot be used, or a secret for it is missing.
    """
    secrets = store_secrets(settings.store)
    if secrets is None:
        return LocalState(settings)
    from bot.app.token import bot_of

    waiting = settings.discord.ledger.with_name(WAITING)
    return SharedState(secrets, bot_of(settings), works=works, waiting=waiting)


def shared(state: LocalState | SharedState, hint: str = SEE_WORKERS) -> SharedState:
    """Return ``state``, over which processes reach each other; ``hint`` is what the error says.

    :raises SettingsError: it is in files of this machine.
    """
    if isinstance(state, LocalState):
        raise SettingsError(f"{URL} is not set, so processes cannot reach each other", hint=hint)
    return state
