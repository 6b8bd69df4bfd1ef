"""Define the entries of the ledger: a question with its outcome, and a vote."""

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

# Milliseconds: a question counts under the first bound that it did not exceed, or under OVER.
LATENCIES = (25, 50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800)
OVER = 0
AN_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")
DIRECT, BUTTON = "direct", "button"  # ways of asking that a server cannot close


class AskOutcome(StrEnum):
    """The outcome of a question; ``NEAR``: refused, and the closest texts were shown."""

    ANSWERED = "answered"
    NEAR = "near"
    REFUSED = "refused"
    FAILED = "failed"
    LIMITED = "limited"


class Vote(StrEnum):
    """A person's opinion of an answer."""

    UP = "up"
    DOWN = "down"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and its outcome.

    ``why`` is the reason of a refusal or of a near answer, the kind of a failure, or the limit that
    was reached. ``quoted`` are the corpus and the id of each document that was quoted. The text of
    ``question`` and ``missing`` and the ``person`` stay in memory, unless the server keeps
    questions. ``message`` is the id of the message that asked, if one did: while two processes
    overlap, both hear it, and it is counted once.
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
    message: int | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Voted:
    """One vote.

    ``tier`` is that of the answer; "" if the message is older than the tiers. ``before`` is the
    same person's earlier vote on the same message, with its day. ``question`` is the one that the
    message answers, ``person`` is its asker, and ``voter`` the one who votes.
    """

    place: Place
    vote: Vote
    before: tuple[Vote, str] | None = None
    question: str = field(default="", repr=False)
    person: int | None = field(default=None, repr=False)
    voter: int | None = field(default=None, repr=False)
    tier: str = ""
    at: datetime = field(default_factory=_now)


def bucket(seconds: float) -> int:
    """Return the bound, in milliseconds, under which to count a question that took ``seconds``."""
    at = bisect_left(LATENCIES, seconds * 1000)
    return LATENCIES[at] if at < len(LATENCIES) else OVER


def without_ids(text: str) -> str:
    """Remove mentions from ``text``, and numbers that could be Discord ids."""
    return storable(" ".join(AN_ID.sub("…", MARKUP.sub(" ", text)).split()))


def storable(text: str) -> str:
    """Replace what no database stores: halves of a character, and NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "�")
