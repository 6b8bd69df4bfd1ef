"""Keep the bot's state in files on this machine and in memory; nothing is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.admin.audit import AuditLog
from bot.app.command_sync import ToldFile
from bot.app.token import bot_of
from bot.asking.blocks import TimedBlocks
from bot.asking.rate_limits import Limits
from bot.ground.notes import NotesHere
from bot.ledger.ballot import Ballot, BallotBox
from bot.ledger.counts import EARLIEST, Counts
from bot.ledger.queries import counts_in
from bot.ledger.sqlite_ledger import SqliteLedger
from bot.servers.json_file import KeptFile
from bot.servers.local_awaited import LocalAwaited
from bot.servers.local_sessions import LocalSessions
from bot.servers.waiting_files import WAITING, WaitingFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bot.admin.audit import AuditTrail
    from bot.app.command_sync import ToldCommands
    from bot.asking.rate_limits import Pace, Whose
    from bot.ground.awaited import Awaited
    from bot.ground.gateway_session import Sessions
    from bot.ground.notes import Notes
    from bot.ledger.store import LedgerStore
    from bot.servers.kept_record import Keep
    from bot.settings import BotSettings

    # Its argument says of an id whether it is that of the person who was forgotten.
    Forgotten = Callable[[Callable[[int], bool]], None]


class LocalState:
    """The state of a bot that shares nothing: its files, and what is in memory."""

    def __init__(self, settings: BotSettings) -> None:
        self._settings = settings
        self._sessions: LocalSessions | None = None

    def ledger(self) -> LedgerStore:
        """Open the ledger, for one thread."""
        return SqliteLedger(self._settings.discord.ledger)

    def ballot(self) -> BallotBox:
        """Make the ballot box, which remembers votes."""
        return Ballot()

    def counts(self, server: int | None = None, since: str = EARLIEST) -> Counts:
        """Read the numbers, and the questions kept of ``server`` or of all; nothing is made."""
        return counts_in(self._settings.discord.ledger, server=server, since=since)

    def audit(self) -> AuditTrail:
        """Open the log of what maintainers do."""
        return AuditLog(self._settings.discord.audit)

    def kept(self, _kind: str) -> Keep:
        """Return the function that opens a record of rules, which has a file of its own."""
        return KeptFile

    def limits(self, _kind: str, paces: Mapping[Whose, Pace]) -> Limits:
        """Make limits of this process."""
        return Limits(paces)

    def blocked(self) -> TimedBlocks:
        """Make the list of people who are blocked for a time."""
        return TimedBlocks()

    def notes(self) -> Notes:
        """Make the notes of what was done once."""
        return NotesHere()

    def awaited(self) -> Awaited:
        """Open the list of questions that wait for an answer."""
        return LocalAwaited(WaitingFiles(self._waiting))

    def sessions(self) -> Sessions:
        """Open the notes of how far Discord was heard."""
        self._sessions = LocalSessions(self._waiting)
        return self._sessions

    def told(self) -> ToldCommands:
        """Open the note of which commands Discord was told."""
        return ToldFile(self._settings.library.index)

    def identify_turn(self) -> None:
        """Leave the pace of new sessions to discord.py."""

    def rest_turn(self) -> None:
        """Leave the pace of requests to discord.py."""

    def listen(self, _forgotten: Forgotten) -> None:
        """Do nothing: files are looked at when they are asked for."""

    def close(self) -> None:
        """Leave what was noted of Discord to the next process."""
        if self._sessions is not None:
            self._sessions.release()

    @property
    def _waiting(self) -> Path:
        return self._settings.discord.ledger.with_name(WAITING) / str(bot_of(self._settings))
