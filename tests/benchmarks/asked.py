"""Draw the page of ``quoth report`` over four weeks of invented questions, for a person to check.

    python -m tests.benchmarks.asked

needs Debian's ``chromium``, and writes ``docs/pictures/asked.png``. Not a test: it asserts nothing.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.ledger import AskOutcome, Counts, Kept
from bot.ledger.entries import bucket
from bot.ledger.gaps import gaps_of
from bot.preview.browser import find_browser, picture_of
from bot.report import page
from bot.report.figures import QuotedSource
from index.models.encoder import load_encoder
from index.settings import EncoderSettings
from index.types import Tier
from tests.benchmarks.gaps import FILE

TARGET = Path("docs/pictures/asked.png")
LAST = datetime(2026, 11, 24, 12, tzinfo=UTC)
WIDTH = 1_280  # pixels
WAYS = ["command"] * 6 + ["mention", "mention", "reply", "direct", "menu", "thread"]
SHARES = {
    AskOutcome.ANSWERED: 0.70,
    AskOutcome.NEAR: 0.15,
    AskOutcome.REFUSED: 0.10,
    AskOutcome.FAILED: 0.02,
    AskOutcome.LIMITED: 0.03,
}
TIERS = {
    AskOutcome.ANSWERED: Tier.SURE,
    AskOutcome.NEAR: Tier.NEAR,
    AskOutcome.REFUSED: Tier.NONE,
}
REASONS = ["not-in-sources", "not-in-sources", "not-in-sources", "off-topic", "false-premise"]
SOURCES = {
    "visiting.md": ("Visiting us", 5),
    "borrowing.md": ("Borrowing and returning", 4),
    "rooms.md": ("Rooms and computers", 2),
    "history.md": ("How the library began", 1),
}
NEVER = ("Bylaws of 1987", "Newsletter, spring 2019")


def invented(chance: random.Random) -> Counts:
    """Invent the counts of four weeks, equal for equal ``chance``."""
    asked, latencies, votes, quoted = (Counter[tuple[str, ...]]() for _ in range(4))
    kept = []
    rows = [json.loads(line)["question"] for line in FILE.read_text("utf-8").splitlines()]
    names, weights = list(SOURCES), [weight for _, weight in SOURCES.values()]
    for number in range(28):
        at = LAST - timedelta(days=27 - number)
        day = at.date().isoformat()
        for _ in range(chance.randint(8, 40)):
            (outcome,) = chance.choices(list(SHARES), list(SHARES.values()))
            refused = outcome in (AskOutcome.NEAR, AskOutcome.REFUSED)
            why = chance.choice(REASONS) if refused else ""
            asked[day, "default", outcome, why, chance.choice(WAYS)] += 1
            latencies[day, "default", str(bucket(chance.lognormvariate(-2.6, 0.6)))] += 1
            if outcome is AskOutcome.ANSWERED:
                quoted[day, "default", chance.choices(names, weights)[0]] += 1
            tier = TIERS.get(outcome, "")
            if refused:
                kept.append(Kept(at, 1, "default", chance.choice(rows), why, tier=tier))
            if tier and chance.random() < 0.3:
                votes[day, "default", chance.choice(["up", "up", "down"]), tier] += 1
    return Counts(
        [(*row, n) for row, n in asked.items()],  # type: ignore[misc]
        [(day, of, int(under), n) for (day, of, under), n in latencies.items()],
        [(*row, n) for row, n in votes.items()],  # type: ignore[misc]
        [(*row, n) for row, n in quoted.items()],  # type: ignore[misc]
        kept,
    )


def main() -> None:
    """Write the picture for the docs."""
    counts = invented(random.Random(7))
    gaps = gaps_of(counts.kept, load_encoder(EncoderSettings()).encode_passages)
    sources = [QuotedSource("default", id_, title) for id_, (title, _) in SOURCES.items()]
    sources += [QuotedSource("default", title, title) for title in NEVER]
    TARGET.write_bytes(picture_of(page(counts, gaps, sources), WIDTH, find_browser()))


if __name__ == "__main__":
    main()
