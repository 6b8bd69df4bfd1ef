"""Remember each person's votes as hashes, in memory only."""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, datetime

from cachetools import LRUCache

from bot.ledger.entries import Vote

MAX_REMEMBERED_VOTES = 50_000  # a person who votes again on an older answer is counted twice


class Ballot:
    """The votes of each person on each message, as keyed hashes that end with the process."""

    def __init__(self, remembered: int = MAX_REMEMBERED_VOTES) -> None:
        self._key = secrets.token_bytes(32)
        self._votes: LRUCache[bytes, tuple[Vote, str]] = LRUCache(remembered)

    def __len__(self) -> int:
        return len(self._votes)

    def cast(self, person: int, message: int, vote: Vote) -> tuple[Vote, str] | None:
        """Record a vote; return the person's earlier vote on ``message`` and its day, if any."""
        name = hmac.digest(self._key, f"{person}:{message}".encode(), "sha256")[:16]
        before = self._votes.get(name)
        if before is None or before[0] is not vote:
            self._votes[name] = vote, datetime.now(UTC).date().isoformat()
        return before
