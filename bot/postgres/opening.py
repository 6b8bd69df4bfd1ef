"""Make connections to the database that several processes share, if psycopg is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.postgres.secrets import URL, StoreSecrets
from index.errors import SettingsError

if TYPE_CHECKING:
    from bot.postgres.connection import SharedDatabase

INSTALL_IT = "Run `pip install 'quoth[postgres]'`."


def database_of(
    secrets: StoreSecrets, bot: int | None = None, *, common: bool = False
) -> SharedDatabase:
    """Make a connection, which opens when it is needed; see ``SharedDatabase``.

    :raises SettingsError: psycopg is not installed, or the address cannot be understood.
    """
    try:
        from bot.postgres.connection import SharedDatabase
    except ImportError as error:
        raise SettingsError(
            f"{URL} is set, but psycopg cannot be imported ({error})", hint=INSTALL_IT
        ) from None
    return SharedDatabase(secrets, bot, common=common)
