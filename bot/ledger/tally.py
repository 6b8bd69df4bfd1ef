"""Collect new numbers and questions in memory, until they are written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.ledger.entries import Asked, AskOutcome, Vote, bucket, storable, without_ids
from index.types import Tier

if TYPE_CHECKING:
    from bot.ledger.entries import Voted
    from bot.ledger.pseudonym import Pseudonyms

Row: TypeAlias = "tuple[Any, ...]"
COLUMNS = {
    "asked": ("day", "corpus", "outcome", "why", "way"),
    "latencies": ("day", "corpus", "under_ms"),
    "votes": ("day", "corpus", "vote", "tier"),
    "quoted": ("day", "corpus", "document"),
}
VOTED_DOWN = "voted-down"
MOST_KEPT = 1_000  # questions that may wait to be written; further ones are dropped
MOST_HEARD = 1_000  # messages that may wait; further ones are counted without comparing


@dataclass(frozen=True, slots=True)
class KeptText:
    """A question to be kept; with ``taken_back``, one to be deleted, because the vote changed.

    ``missing`` is a JSON list. ``asker`` and ``voter`` are pseudonyms in ``server``; ``people`` are
    the tombstones of both, which are compared and never written: if one of these people was
    forgotten after ``at``, nothing is kept.
    """

    at: datetime
    server: int
    corpus: str
    question: str
    why: str
    missing: str
    asker: bytes
    voter: bytes
    tier: str
    people: tuple[bytes, ...]
    taken_back: bool = False

    @property
    def row(self) -> tuple[int | str | bytes, ...]:
        """Return the values of its row in the table of kept questions, in order."""
        what = (self.corpus, self.question, self.why, self.missing)
        return (int(self.at.timestamp()), self.server, *what, self.asker, self.voter, self.tier)


@dataclass(slots=True)
class Tally:
    """The numbers and questions that are not in the store yet.

    Its size depends on how many different things are counted, not on the time since the last write.
    """

    numbers: dict[str, Counter[Row]] = field(
        default_factory=lambda: {table: Counter() for table in COLUMNS}
    )
    kept: list[KeptText] = field(default_factory=list, repr=False)
    heard: dict[bytes, Tally] = field(default_factory=dict, repr=False)  # by digests of messages

    def __bool__(self) -> bool:
        return bool(self.kept or self.heard) or any(self.numbers.values())

    def of(self, note: Asked | Voted) -> Tally:
        """Return what counts ``note``: for a message, which may be counted already, a part."""
        message = note.message if isinstance(note, Asked) else None
        if message is None or len(self.heard) >= MOST_HEARD:
            return self
        return self.heard.setdefault(sha256(str(message).encode()).digest()[:8], Tally())

    def with_parts(self, marks: Iterable[bytes]) -> Tally:
        """Return a tally with the parts of the messages ``marks``, which nobody has counted."""
        parts = [self, *(self.heard[mark] for mark in marks)]
        whole = Tally(kept=[text for part in parts for text in part.kept])
        for table, numbers in whole.numbers.items():
            for part in parts:
                numbers.update(part.numbers[table])
        return whole

    def add_asked(self, asked: Asked, corpus: str) -> None:
        """Count a question: its outcome, its latency and the sources quoted."""
        day = asked.at.date().isoformat()
        self.numbers["asked"][day, corpus, asked.outcome, asked.why, asked.way] += 1
        if asked.outcome is not AskOutcome.LIMITED:
            self.numbers["latencies"][day, corpus, bucket(asked.seconds)] += 1
        for of, document in asked.quoted:
            self.numbers["quoted"][day, of, storable(document)] += 1

    def add_vote(self, voted: Voted, corpus: str) -> None:
        """Count a vote, and stop counting the one that it replaces."""
        self.numbers["votes"][voted.at.date().isoformat(), corpus, voted.vote, voted.tier] += 1
        if voted.before:
            vote, day = voted.before
            self.numbers["votes"][day, corpus, vote, voted.tier] -= 1

    def keep_asked(self, asked: Asked, corpus: str, names: Pseudonyms) -> None:
        """Keep the text of a question that was not surely answered, without ids."""
        server, person = asked.place.server, asked.person
        if server is None or person is None:
            return
        tier = Tier.NEAR if asked.outcome is AskOutcome.NEAR else Tier.NONE
        missing = json.dumps([without_ids(word) for word in asked.missing], ensure_ascii=False)
        what = (without_ids(asked.question), asked.why, missing, names.hash(server, person), b"")
        people = (names.tombstone(person),)
        self._keep(KeptText(asked.at, server, corpus, *what, tier, people))

    def keep_vote(self, voted: Voted, corpus: str, names: Pseudonyms) -> None:
        """Keep the question of an answer that was voted down; delete it if the vote changes."""
        server, person = voted.place.server, voted.person
        if server is None or person is None:
            return
        voter = person if voted.voter is None else voted.voter
        hashes = names.hash(server, person), names.hash(server, voter)
        what = (without_ids(voted.question), VOTED_DOWN, "[]", *hashes, "")
        people = (names.tombstone(person), names.tombstone(voter))
        text = KeptText(voted.at, server, corpus, *what, people)
        if voted.before and voted.before[0] is Vote.DOWN:
            self._keep(replace(text, taken_back=True))
        if voted.vote is Vote.DOWN:
            self._keep(text)

    def _keep(self, text: KeptText) -> None:
        if len(self.kept) < MOST_KEPT:
            self.kept.append(text)
