"""Read numbers and kept questions from the ledger."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.ledger.database import opened_to_read
from bot.ledger.entries import AskOutcome, Vote
from bot.ledger.tally import VOTED_DOWN
from index.errors import SettingsError
from index.types import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.types import Scope

READ_TIMEOUT_SECONDS = 5.0
EARLIEST = "0000-00-00"


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that was refused, or whose answer was voted down, without its asker.

    ``why`` is the reason of the refusal, or "voted-down". ``tier`` tells whether the closest texts
    were shown; "" for a vote. ``missing`` are its words that no source mentions. ``corpus`` names
    all corpora that were asked, joined by "+".
    """

    at: datetime
    server: int
    corpus: str
    question: str
    why: str
    missing: tuple[str, ...] = ()
    tier: str = ""

    def may_be_read_in(self, scope: Scope) -> bool:
        """Return whether ``scope`` includes all corpora that were asked.

        False if they are unknown.
        """
        return set(self.corpus.split("+")) <= set(scope.corpora)

    @property
    def voted_down(self) -> bool:
        """Return whether it is kept for a vote and not for a refusal."""
        return self.why == VOTED_DOWN

    @property
    def near(self) -> bool:
        """Return whether the closest texts were shown instead of an answer."""
        return self.tier == Tier.NEAR


@dataclass(frozen=True, slots=True)
class Counts:
    """All numbers by day: in each row, the last field is how often."""

    asked: Sequence[tuple[str, str, str, str, str, int]] = ()  # day corpus outcome why way
    latencies: Sequence[tuple[str, str, int, int]] = ()  # day corpus under_ms
    votes: Sequence[tuple[str, str, str, str, int]] = ()  # day corpus vote tier
    quoted: Sequence[tuple[str, str, str, int]] = ()  # day corpus document
    kept: Sequence[Kept] = field(default=(), repr=False)

    def outcomes(self, corpus: str | None = None) -> dict[AskOutcome, int]:
        """Count the questions of each outcome; of one ``corpus``, or of all."""
        found: Counter[str] = Counter()
        for _, of, outcome, _, _, number in self.asked:
            if corpus in (None, of):
                found[outcome] += number
        return {outcome: found[outcome] for outcome in AskOutcome}

    def reasons(self, corpus: str | None = None) -> dict[str, int]:
        """Count the refusals by reason, the most frequent first; of one ``corpus``, or of all."""
        found: Counter[str] = Counter()
        for _, of, outcome, why, _, number in self.asked:
            if outcome == AskOutcome.REFUSED and corpus in (None, of):
                found[why] += number
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def voted(self, vote: Vote, corpus: str | None = None, tier: str | None = None) -> int:
        """Count the votes of one kind, of one ``corpus`` or of all, on one ``tier`` or on all."""
        return sum(
            number
            for _, of, cast, on, number in self.votes
            if cast == vote and corpus in (None, of) and tier in (None, on)
        )


def counts_in(
    file: Path,
    *,
    server: int | None = None,
    since: str = EARLIEST,
    patience: float = READ_TIMEOUT_SECONDS,
) -> Counts:
    """Read the numbers in ``file`` from the day ``since`` on; all are empty if there is no file.

    ``server`` is the one whose kept questions to read; None reads those of all.

    :raises SettingsError: the file cannot be read.
    """
    try:
        connection = opened_to_read(file, patience)
        if connection is None:
            return Counts()
        try:
            return read_counts(connection, server=server, since=since)
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        raise unusable(file, error) from None


def read_counts(
    connection: sqlite3.Connection, *, server: int | None = None, since: str = EARLIEST
) -> Counts:
    """Read the numbers from an open ledger, from the day ``since`` on.

    ``server`` is the one whose kept questions to read; None reads those of all.
    """

    def rows(table: str) -> list[tuple[object, ...]]:
        # The table is one of the constants below, so nothing can be injected.
        return connection.execute(f"SELECT * FROM {table} WHERE day >= ?", (since,)).fetchall()  # noqa: S608

    tables = {table: rows(table) for table in ("asked", "latencies", "votes", "quoted")}
    return Counts(**tables, kept=_kept(connection, server, since))  # type: ignore[arg-type]


def unusable(file: Path, error: Exception) -> SettingsError:
    """Make the error that explains to the operator why the ledger cannot be used."""
    return SettingsError(
        f"{file}: the ledger cannot be used ({error})",
        hint="Check its permissions and the disk; if there is none, the bot makes a new one.",
    )


def _kept(connection: sqlite3.Connection, server: int | None, since: str) -> list[Kept]:
    """Read the kept questions of ``server``, or of all servers, newest first."""
    found = connection.execute(
        "SELECT at, server, corpus, question, why, missing, tier FROM kept"
        " WHERE (? IS NULL OR server = ?) ORDER BY at DESC, rowid DESC",
        (server, server),
    )
    kept = [
        Kept(
            datetime.fromtimestamp(at, UTC),
            of,
            corpus,
            question,
            why,
            tuple(json.loads(missing)),
            tier,
        )
        for at, of, corpus, question, why, missing, tier in found
    ]
    return [question for question in kept if question.at.date().isoformat() >= since]
