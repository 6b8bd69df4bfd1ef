"""What is noted in the ledger: a question and what came of it, a vote."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.ground.markup import MARKUP

if TYPE_CHECKING:
    from bot.ground.place import Place

# Milliseconds: a question is counted under the first that it did not pass, or under OVER.
LATENCIES = (25, 50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800)
OVER = 0
AN_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")
DIRECT, BUTTON = "direct", "button"  # ways of asking beside those that a server can close


class AskOutcome(StrEnum):
    """What came of a question."""

    ANSWERED = "answered"
    REFUSED = "refused"
    FAILED = "failed"
    LIMITED = "limited"


class Vote(StrEnum):
    """What somebody thinks of an answer."""

    UP = "up"
    DOWN = "down"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``why`` is the reason of a refusal, the kind of a failure, or whose limit.

    ``quoted`` are the corpus and the id of each document that was quoted. ``question``,
    ``missing`` and ``person`` go no further than memory, unless the server keeps questions.
    """

    place: Place
    way: str
    outcome: AskOutcome
    why: str = ""
    seconds: float = 0.0
    quoted: tuple[tuple[str, str], ...] = ()
    question: str = field(default="", repr=False)
    missing: tuple[str, ...] = field(default=(), repr=False)
    person: int | None = field(default=None, repr=False)
    at: datetime = field(default_factory=_now)


@dataclass(frozen=True, slots=True)
class Voted:
    """One vote, and the one that the same person gave the same message before, with its day.

    ``question`` is what the message answers, ``person`` who asked it, ``voter`` who votes.
    """

    place: Place
    vote: Vote
    before: tuple[Vote, str] | None = None
    question: str = field(default="", repr=False)
    person: int | None = field(default=None, repr=False)
    voter: int | None = field(default=None, repr=False)
    at: datetime = field(default_factory=_now)


def bucket(seconds: float) -> int:
    """The bound, in milliseconds, under which a question that took so long is counted."""
    at = bisect_left(LATENCIES, seconds * 1000)
    return LATENCIES[at] if at < len(LATENCIES) else OVER


def without_ids(text: str) -> str:
    """``text`` without mentions, and without numbers that could be an id of Discord's."""
    return " ".join(AN_ID.sub("…", MARKUP.sub(" ", text)).split())
