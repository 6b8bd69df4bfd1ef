"""Show the gaps to the operator: as lines for a terminal, and as a record for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.ledger import AskOutcome, Vote
from index.types import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.ledger import Counts
    from bot.ledger.gaps import Gap

NOTHING_KEPT = """\
No questions are kept. A server opts in with `/settings keep 30` on Discord."""


def lines_of(gaps: Sequence[Gap], counts: Counts) -> Iterator[str]:
    """Write out each gap: how often, why, what was missing; only numbers if nothing is kept."""
    if not gaps:
        yield NOTHING_KEPT
        yield from _numbers(counts)
        return
    yield f"{len(gaps):,} gaps in {len(counts.kept):,} kept questions"
    for gap in gaps:
        yield f"{gap.times:5,}  {' '.join(gap.question.split())}"
        yield f"       {'; '.join(_about(gap))}"
        if others := [question for question in gap.questions if question != gap.question]:
            yield f"       also asked: {' · '.join(' '.join(o.split()) for o in others)}"


def gaps_record(gaps: Sequence[Gap], counts: Counts) -> dict[str, Any]:
    """Make what ``--json`` prints."""
    return {
        "kept": len(counts.kept),
        "gaps": [
            {
                "question": gap.question,
                "questions": list(gap.questions),
                "refused": gap.refused,
                "near": gap.near,
                "voted_down": gap.voted_down,
                "newest": gap.newest.isoformat(timespec="seconds"),
                "reasons": dict(gap.reasons),
                "missing": list(gap.missing),
            }
            for gap in gaps
        ],
        "outcomes": {str(outcome): number for outcome, number in counts.outcomes().items()},
        "reasons": counts.reasons(),
        "votes": {str(vote): counts.voted(vote) for vote in Vote},
        "votes_by_tier": {
            str(tier): {str(vote): counts.voted(vote, tier=tier) for vote in Vote} for tier in Tier
        },
    }


def _about(gap: Gap) -> Iterator[str]:
    if gap.refused:
        yield f"refused {gap.refused:,} ({', '.join(reason for reason, _ in gap.reasons)})"
    if gap.near:
        yield f"closest texts shown {gap.near:,}"
    if gap.voted_down:
        yield f"voted down {gap.voted_down:,}"
    yield f"last on {gap.newest.date().isoformat()}"
    if gap.missing:
        yield f"not found: {', '.join(gap.missing)}"


def _numbers(counts: Counts) -> Iterator[str]:
    outcomes = counts.outcomes()
    yield "Counts for all servers:"
    yield f"  answered {outcomes[AskOutcome.ANSWERED]:,}"
    yield f"  near     {outcomes[AskOutcome.NEAR]:,}"
    yield f"  refused  {outcomes[AskOutcome.REFUSED]:,}"
    yield from (f"    {why}: {number:,}" for why, number in counts.reasons().items())
    yield f"  failed   {outcomes[AskOutcome.FAILED]:,}"
    yield f"  votes    {_votes(counts)}"
    yield f"    on closest texts: {_votes(counts, Tier.NEAR)}"


def _votes(counts: Counts, tier: Tier | None = None) -> str:
    up, down = (counts.voted(vote, tier=tier) for vote in (Vote.UP, Vote.DOWN))
    return f"{up:,} helpful, {down:,} not helpful"
