"""Render the gaps for a maintainer: what was asked, how often, and what was missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ledger import AskOutcome, Vote
from bot.render.layout import Rendered, bold, message, render_lines, small, text_item, with_file
from bot.render.limits import MESSAGE_TEXT, units
from bot.render.markdown import label
from bot.speech.say import listed, say
from index.types import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.ledger import Counts
    from bot.ledger.gaps import Gap

QUESTION, WORD = 300, 40  # units of markup
MAX_MISSING_WORDS = 4
REASONS = {
    "off-topic": "gaps-off-topic",
    "not-in-sources": "gaps-not-in-sources",
    "false-premise": "gaps-false-premise",
}


def render_gaps(
    gaps: Sequence[Gap], days: int, export: bytes | None = None, *, partly: bool = False
) -> Rendered:
    """Render as many gaps as fit, in their order; attach ``export`` in full.

    ``partly``: gaps of sources that the reader may not read there were left out.
    """
    left_out = [small(say("gaps-left-out"))] if partly else []
    if not gaps:
        none = [] if partly else [say("gaps-none")]
        return render_lines([bold(say("gaps-heading")), *none, *left_out])
    questions = sum(gap.times for gap in gaps)
    ends = say("gaps-file-hint") if export is None else say("gaps-file")
    lines = [bold(say("gaps-heading")), say("gaps-summary", questions=questions, days=days)]
    lines += left_out
    lines += _as_many_as_fit([line for gap in gaps for line in _pair(gap)], [*lines, ends])
    text = text_item("\n".join([*lines, ends]))
    return message(text) if export is None else with_file(text, "gaps.jsonl", export)


def render_counts(counts: Counts, corpus: str) -> Rendered:
    """Render the numbers alone, and how to keep questions, for a server that keeps none."""
    outcomes = counts.outcomes(corpus)
    return render_lines(
        [
            bold(say("gaps-heading")),
            say("gaps-nothing-kept"),
            say("gaps-opt-in"),
            "",
            say("gaps-counts"),
            f"- {say('gaps-count-answered', count=outcomes[AskOutcome.ANSWERED])}",
            f"- {say('gaps-count-near', count=outcomes[AskOutcome.NEAR])}",
            f"- {say('gaps-count-refused', count=outcomes[AskOutcome.REFUSED])}",
            *(f"  - {_reason(why)}: {n}" for why, n in counts.reasons(corpus).items()),
            f"- {_votes('gaps-count-votes', counts, corpus)}",
            f"  - {_votes('gaps-count-votes-near', counts, corpus, Tier.NEAR)}",
        ]
    )


def _votes(text: str, counts: Counts, corpus: str, tier: Tier | None = None) -> str:
    up, down = (counts.voted(vote, corpus, tier) for vote in (Vote.UP, Vote.DOWN))
    return say(text, up=up, down=down)


def _pair(gap: Gap) -> tuple[str, str]:
    """Write a gap as two lines: the question, and the details in small type."""
    return f"- {bold(label(gap.question, QUESTION))}", small("; ".join(_about(gap)))


def _about(gap: Gap) -> Iterator[str]:
    if gap.refused:
        why = ", ".join(_reason(reason) for reason, _ in gap.reasons)
        yield say("gaps-refused", count=gap.refused) + (f" ({why})" if why else "")
    if gap.near:
        yield say("gaps-near", count=gap.near)
    if gap.voted_down:
        yield say("gaps-voted-down", count=gap.voted_down)
    yield say("gaps-newest", day=gap.newest.date().isoformat())
    if words := [
        word for word in (label(w, WORD) for w in gap.missing[:MAX_MISSING_WORDS]) if word
    ]:
        yield say("gaps-missing", words=listed([say("word-quoted", word=word) for word in words]))


def _as_many_as_fit(lines: Sequence[str], frame: Sequence[str]) -> list[str]:
    """Keep pairs of lines together, as many pairs as fit next to ``frame``."""
    cut = small(say("cut"))
    room = MESSAGE_TEXT - sum(units(line) + 1 for line in (*frame, cut))
    kept: list[str] = []
    for first, second in zip(lines[::2], lines[1::2], strict=True):
        room -= units(first) + units(second) + 2
        if room < 0:
            return [*kept, cut]
        kept += [first, second]
    return kept


def _reason(why: str) -> str:
    return say(REASONS[why]) if why in REASONS else label(why, WORD)
