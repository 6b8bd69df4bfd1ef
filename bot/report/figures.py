"""Compute the numbers from which the report makes its pictures and tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.ledger import AskOutcome, Counts, Vote
from bot.ledger.entries import LATENCIES, OVER
from index.types import Tier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_DAYS = 92  # for a longer time, each bar is a week


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """A source, and how often it was quoted; ``gone`` if the index no longer has it."""

    corpus: str
    id: str
    title: str
    number: int = 0
    gone: bool = False

    @property
    def name(self) -> str:
        """Return the title, or the id if there is none."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a report.

    ``periods`` are all days from the first to the last, or the Mondays of all weeks; ``outcomes``
    and ``votes`` have one number for each. ``votes_by_tier`` are those of all periods; "" are votes
    on messages older than the tiers.
    """

    periods: Sequence[str] = ()
    weekly: bool = False
    outcomes: Mapping[AskOutcome, Sequence[int]] = field(default_factory=dict)
    votes: Mapping[Vote, Sequence[int]] = field(default_factory=dict)
    votes_by_tier: Mapping[str, Mapping[Vote, int]] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    ways: Mapping[str, int] = field(default_factory=dict)
    latencies: Mapping[int, int] = field(default_factory=dict)
    sources: Sequence[QuotedSource] = ()  # the most quoted first, those never quoted last

    @property
    def total(self) -> dict[AskOutcome, int]:
        """Return the number of questions of each outcome over all periods."""
        return {outcome: sum(self.outcomes.get(outcome, ())) for outcome in AskOutcome}

    def quantile(self, share: float) -> int | None:
        """Return the bound, in milliseconds, within which ``share`` of the questions were answered.

        None if that took longer than the largest bound.
        """
        wanted, seen = share * sum(self.latencies.values()), 0
        for bound in LATENCIES:
            seen += self.latencies.get(bound, 0)
            if seen and seen >= wanted:
                return bound
        return None


def figures_of(counts: Counts, sources: Sequence[QuotedSource] = ()) -> Figures:
    """Compute the figures from ``counts``; ``sources`` are those of the index.

    The ``number`` of ``sources`` is ignored.
    """
    days = [row[0] for row in counts.asked] + [row[0] for row in counts.votes]
    weekly, periods = _periods(days)
    asked = Counter[tuple[str, str]]()
    by_tier = Counter[tuple[str, str]]()
    ways, latencies, votes = Counter[str](), Counter[int](), Counter[tuple[str, str]]()
    for day, _, outcome, _, way, number in counts.asked:
        asked[_period(day, weekly), outcome] += number
        ways[way] += number
    for day, _, vote, tier, number in counts.votes:
        by_tier[tier, vote] += number
        votes[_period(day, weekly), vote] += number
    for _, _, under, number in counts.latencies:
        latencies[under] += number
    return Figures(
        periods,
        weekly,
        {outcome: [asked[period, outcome] for period in periods] for outcome in AskOutcome},
        {vote: [votes[period, vote] for period in periods] for vote in Vote},
        {tier: {vote: by_tier[tier, vote] for vote in Vote} for tier in (*Tier, "")},
        counts.reasons(),
        dict(sorted(ways.items(), key=lambda pair: (-pair[1], pair[0]))),
        {bound: latencies[bound] for bound in (*LATENCIES, OVER)},
        _quoted(counts, sources),
    )


def _quoted(counts: Counts, sources: Sequence[QuotedSource]) -> list[QuotedSource]:
    numbers: Counter[tuple[str, str]] = Counter()
    for _, corpus, document, number in counts.quoted:
        numbers[corpus, document] += number
    known = {(source.corpus, source.id): source.title for source in sources}
    names = dict.fromkeys([*known, *numbers])
    found = [
        QuotedSource(*name, known.get(name, ""), numbers[name], gone=name not in known)
        for name in names
    ]
    return sorted(found, key=lambda source: (-source.number, source.corpus, source.id))


def _periods(days: Sequence[str]) -> tuple[bool, list[str]]:
    if not days:
        return False, []
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    weekly = (last - first).days >= MOST_DAYS
    step = timedelta(days=7 if weekly else 1)
    at, found = date.fromisoformat(_period(first.isoformat(), weekly)), []
    while at <= last:
        found.append(at.isoformat())
        at += step
    return weekly, found


def _period(day: str, weekly: bool) -> str:
    """Return the day itself, or the Monday of its week."""
    if not weekly:
        return day
    at = date.fromisoformat(day)
    return (at - timedelta(days=at.weekday())).isoformat()
