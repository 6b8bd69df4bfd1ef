"""Keep the rows of several bots apart in one database: each bot has a schema of its own.

The first bot has the schema ``quoth``, whose queue of questions serves all of them, and every other
one has a schema that is named by its id. Every statement is written for the schema ``quoth``; the
cursor of a connection has it speak of that bot's. So no statement can forget whose rows it means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.errors import SettingsError
from index.postgres import Cursor

if TYPE_CHECKING:
    from index.postgres import Session

FIRST = "quoth"
WRITTEN = f"{FIRST}."  # before each table and channel in a statement
OWNER = "SELECT bot FROM quoth.installation"
CLAIM = "UPDATE quoth.installation SET bot = %s WHERE bot IS NULL"
OTHERS = r"""SELECT nspname FROM pg_namespace
    WHERE nspname ~ '^quoth_[0-9]+$' ORDER BY nspname"""


class _BotCursor(Cursor):
    """A cursor whose statements speak of the schema of one bot."""

    schema = FIRST

    def execute(self, query: Any, *args: Any, **options: Any) -> Any:
        return super().execute(query.replace(WRITTEN, f"{self.schema}."), *args, **options)

    def executemany(self, query: Any, *args: Any, **options: Any) -> Any:
        return super().executemany(query.replace(WRITTEN, f"{self.schema}."), *args, **options)


def use_schema(session: Session, schema: str) -> None:
    """Have all further statements of ``session`` speak of ``schema``."""
    session.cursor_factory = type("BotCursor", (_BotCursor,), {"schema": schema})


def schema_of(session: Session, bot: int | None, *, claim: bool) -> str:
    """Return the schema with the rows of ``bot``, which is the first one if no bot has it.

    With ``claim``, the bot has it from now on.

    :raises SettingsError: the bot is not known, and there are several.
    """
    others = [name for (name,) in session.execute(OTHERS).fetchall()]
    if bot is None:
        if others:
            raise SettingsError(
                "the shared database is that of several bots, and which one is meant is not known",
                hint="Give this command the bot's token: its id is at the beginning.",
            )
        return FIRST
    own = f"{FIRST}_{bot}"
    if own in others:
        return own
    if claim:
        session.execute(CLAIM, (bot,))
    row = session.execute(OWNER).fetchone()
    return FIRST if row is None or row[0] in (None, bot) else own
