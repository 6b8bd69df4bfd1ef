"""Keep the questions of servers that want it, for as many days as they want; delete on request."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from bot.ledger.entries import Asked, AskOutcome
from bot.ledger.tally import transaction
from index.errors import QuothError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from bot.ledger.entries import Voted
    from bot.ledger.pseudonym import Key
    from bot.ledger.tally import Tally

log = logging.getLogger(__name__)
KEPT_OUTCOMES = frozenset({AskOutcome.REFUSED, AskOutcome.NEAR})
DAY, HOUR = 86_400, 3_600  # seconds


def wanted(note: Asked | Voted, keep_days: Callable[[int], int]) -> bool:
    """Return whether to keep the text of ``note``; False if the server's rules cannot be read.

    A private question is never kept: a person who hides a question from others does not expect it
    to be stored for them.
    """
    if isinstance(note, Asked) and note.outcome not in KEPT_OUTCOMES:
        return False
    server = note.place.server
    if server is None or note.place.private or note.person is None or not note.question:
        return False
    try:
        return keep_days(server) > 0
    except (QuothError, OSError):
        return False


def keep(tally: Tally, note: Asked | Voted, corpus: str, key: Key) -> None:
    """Add the text of ``note``, which is ``wanted``, to ``tally``, if its server is known."""
    server, person = note.place.server, note.person
    if server is None or person is None:
        return
    asker = key.hash(server, person)
    if isinstance(note, Asked):
        tally.keep_asked(note, corpus, asker)
    else:
        voter = key.hash(server, note.voter) if note.voter is not None else asker
        tally.keep_vote(note, corpus, asker, voter)


def forget(connection: sqlite3.Connection, person: int, key: Key) -> int:
    """Delete what ``person`` asked or voted on, in every server; return the number of rows."""
    deleted = 0
    with transaction(connection):
        for server in servers(connection):
            who = key.hash(server, person)
            deleted += connection.execute(
                "DELETE FROM kept WHERE server = ? AND ? IN (asker, voter)", (server, who)
            ).rowcount
    return deleted


def purge(connection: sqlite3.Connection, keep_days: Callable[[int], int]) -> int:
    """Delete what is older than its server allows; return the number of rows."""
    deleted, now = 0, time.time()
    with transaction(connection):
        for server in servers(connection):
            try:
                days = keep_days(server)
            except (QuothError, OSError) as error:
                log.error("old questions cannot be deleted: %s", error)
                continue
            deleted += connection.execute(
                "DELETE FROM kept WHERE server = ? AND (? = 0 OR at <= ?)",
                (server, days, now - days * DAY),
            ).rowcount
    return deleted


def forget_messages(connection: sqlite3.Connection) -> None:
    """Forget which messages were counted, except those of this hour and the one before."""
    connection.execute("DELETE FROM heard WHERE hour < ?", (int(time.time()) // HOUR - 1,))


def delete_all(connection: sqlite3.Connection) -> None:
    """Delete all kept questions of all servers."""
    with transaction(connection):
        connection.execute("DELETE FROM kept")


def servers(connection: sqlite3.Connection) -> list[int]:
    """Return the ids of the servers with kept questions, in ascending order."""
    found = connection.execute("SELECT DISTINCT server FROM kept ORDER BY server")
    return [server for (server,) in found]
