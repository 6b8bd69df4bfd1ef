"""Remember who voted how, as hashes that die with the process."""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from datetime import UTC, datetime

from bot.ledger.entries import Vote

MAX_REMEMBERED_VOTES = (
    50_000  # votes; of older ones, a second one of the same person counts as another
)


class Ballot:
    """Who voted how on what, for as long as the process lives, and as hashes that die with it."""

    def __init__(self, remembered: int = MAX_REMEMBERED_VOTES) -> None:
        self._key = secrets.token_bytes(32)
        self._remembered = remembered
        self._votes: OrderedDict[bytes, tuple[Vote, str]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._votes)

    def cast(self, person: int, message: int, vote: Vote) -> tuple[Vote, str] | None:
        """Put down a vote; the one that it takes the place of, with its day, if there is one."""
        name = hmac.digest(self._key, f"{person}:{message}".encode(), "sha256")[:16]
        before = self._votes.get(name)
        if before is None or before[0] is not vote:
            self._votes[name] = vote, datetime.now(UTC).date().isoformat()
        self._votes.move_to_end(name)
        while len(self._votes) > self._remembered:
            self._votes.popitem(last=False)
        return before
