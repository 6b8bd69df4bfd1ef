"""Remember each person's votes as hashes: here in memory only."""

from __future__ import annotations

import secrets
import threading
from datetime import UTC, datetime
from typing import Protocol

from cachetools import LRUCache

from bot.ledger.entries import Vote
from bot.ledger.pseudonym import BYTES, Pseudonyms

MAX_REMEMBERED_VOTES = 50_000  # a person who votes again on an older answer is counted twice


class BallotBox(Protocol):
    """The votes of each person on each message; for use from any thread."""

    def cast(self, person: int, message: int, vote: Vote) -> tuple[Vote, str] | None:
        """Record a vote; return the person's earlier vote on ``message`` and its day, if any.

        :raises SettingsError: votes cannot be recorded now.
        """


class Ballot:
    """The votes of each person on each message, as keyed hashes that end with the process."""

    def __init__(self, remembered: int = MAX_REMEMBERED_VOTES) -> None:
        self._names = Pseudonyms(secrets.token_bytes(BYTES))
        self._votes: LRUCache[bytes, tuple[Vote, str]] = LRUCache(remembered)
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._votes)

    def cast(self, person: int, message: int, vote: Vote) -> tuple[Vote, str] | None:
        """Record a vote; return the person's earlier vote on ``message`` and its day, if any."""
        name = self._names.ballot(person, message)
        with self._lock:
            before = self._votes.get(name)
            if before is None or before[0] is not vote:
                self._votes[name] = vote, datetime.now(UTC).date().isoformat()
        return before
