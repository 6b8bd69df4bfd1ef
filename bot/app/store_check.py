"""Check the shared database for `quoth doctor`, without changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.token import bot_of
from bot.postgres.migrations import check_key, version, version_of
from bot.postgres.opening import database_of
from bot.postgres.secrets import StoreSecrets, store_secrets
from index.errors import QuothError
from index.maintenance.doctor import Check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings import BotSettings
    from index.postgres import Session

WHAT = "store"


def examine(settings: BotSettings) -> Iterator[Check]:
    """Look for both secrets, and at the database; nothing is said where none is shared."""
    try:
        secrets = store_secrets(settings.store)
        if secrets is not None:
            yield from _open_files(secrets)
            yield Check(WHAT, _found(secrets, bot_of(settings)))
    except QuothError as error:
        yield Check(WHAT, error.message, error.hint)


def _open_files(secrets: StoreSecrets) -> Iterator[Check]:
    for secret in (secrets.url, secrets.key):
        if secret.is_open:
            says = f"a secret is in {secret.origin}, which everybody on this machine can read"
            yield Check(WHAT, says, f"Run `chmod 600 {secret.origin}` as its owner.")


def _found(secrets: StoreSecrets, bot: int | None) -> str:
    database = database_of(secrets, bot)
    from bot.postgres.schemas import FIRST, schema_of, use_schema

    def look(session: Session) -> str:
        number = session.info.server_version
        found = version_of(session)
        if found:
            check_key(session, secrets.key_mark)
            schema = schema_of(session, bot, claim=False)
            if schema != FIRST:
                use_schema(session, schema)
                found = version_of(session)
        then = "" if found == version() else f"; `quoth run` makes version {version()} of {found}"
        return f"PostgreSQL {number // 10_000}, tables of version {found}{then}"

    return f"{database.name}: {database.look(look)}"
