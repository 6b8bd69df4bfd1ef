"""Limit how fast questions may come: of a person, in a channel, in a server. In memory."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from cachetools import LRUCache

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.settings import LimitSettings

Whose: TypeAlias = Literal["person", "channel", "server"]
Key: TypeAlias = tuple[Whose, int]
MAX_REMEMBERED_ASKERS = 10_000  # people, channels and servers; the least recent is forgotten


@dataclass(frozen=True, slots=True)
class Pace:
    """Allow ``most`` questions at once, and as many again in ``seconds``; 0: no limit."""

    most: int
    seconds: float

    @property
    def rate(self) -> float:
        """Questions a second, in the long run."""
        return self.most / self.seconds


UNLIMITED = Pace(0, 1.0)


@dataclass(frozen=True, slots=True)
class Held:
    """Whose limit a question has exceeded, and after how many seconds it would not."""

    whose: Whose
    id: int
    seconds: float


class Limits:
    """Admit each question, or say for how long it must wait.

    Each limit is a bucket of tokens that fills up steadily. A question takes one token from each
    bucket, or none from any. A bucket that was forgotten is full.
    """

    def __init__(
        self,
        paces: Mapping[Whose, Pace],
        *,
        clock: Callable[[], float] = time.monotonic,
        remembered: int = MAX_REMEMBERED_ASKERS,
    ) -> None:
        self._paces = {whose: pace for whose, pace in paces.items() if pace.most > 0}
        self._clock = clock
        # How many tokens were left, and when; and when it was last said that there were none.
        self._buckets: LRUCache[Key, tuple[float, float]] = LRUCache(remembered)
        self._told: LRUCache[Key, float] = LRUCache(remembered)

    def __len__(self) -> int:
        return max(len(self._buckets), len(self._told))

    def admit(self, **ids: int | None) -> Held | None:
        """Count a question, or return why it must wait without counting it.

        ``ids`` are those of ``person``, ``channel`` and ``server``; None where there is none.
        """
        now = self._clock()
        tokens = {key: self._tokens(key, now) for key in self._keys(ids)}
        if held := self._held(tokens):
            return held
        for key, left in tokens.items():
            self._buckets[key] = left - 1, now
        return None

    async def admit_everywhere(self, **ids: int | None) -> Held | None:
        """Count a question as ``admit`` does, for all processes that share their limits.

        There is one process here; see ``SharedLimits``.
        """
        return self.admit(**ids)

    async def give_back_everywhere(self, **ids: int | None) -> None:
        """Take back what ``admit_everywhere`` counted, since nothing came of it."""
        self.give_back(**ids)

    def would_hold(self, **ids: int | None) -> Held | None:
        """Return what ``admit`` would return now, without counting anything."""
        now = self._clock()
        return self._held({key: self._tokens(key, now) for key in self._keys(ids)})

    def give_back(self, **ids: int | None) -> None:
        """Take back what ``admit`` counted, since nothing came of it."""
        now = self._clock()
        for key in self._keys(ids):
            left = min(float(self._paces[key[0]].most), self._tokens(key, now) + 1)
            self._buckets[key] = left, now

    def hold(self, held: Held) -> None:
        """Note that whoever it is must wait for as long as another process has found."""
        left = 1 - held.seconds * self.pace(held.whose).rate
        self._buckets[held.whose, held.id] = left, self._clock()

    def pace(self, whose: Whose) -> Pace:
        """Return the pace of a limit; 0 questions where there is none."""
        return self._paces.get(whose, UNLIMITED)

    def may_tell(self, held: Held) -> bool:
        """Return whether to say so in public: once in the time of the limit."""
        if self.was_told(held):
            return False
        self._told[held.whose, held.id] = self._clock()
        return True

    def was_told(self, held: Held) -> bool:
        """Return whether it was said already, in the time of the limit."""
        told = self._told.get((held.whose, held.id))
        return told is not None and self._clock() < told + self._paces[held.whose].seconds

    def _keys(self, ids: Mapping[str, int | None]) -> list[Key]:
        return [(whose, id_) for whose in self._paces if (id_ := ids.get(whose)) is not None]

    def _held(self, tokens: Mapping[Key, float]) -> Held | None:
        """Find the longest wait among the buckets that hold less than a token."""
        short = [Held(*key, self._wait(key[0], left)) for key, left in tokens.items() if left < 1]
        return max(short, key=lambda held: held.seconds, default=None)

    def _tokens(self, key: Key, now: float) -> float:
        pace = self._paces[key[0]]
        left, at = self._buckets.get(key, (float(pace.most), now))
        return min(float(pace.most), left + (now - at) * pace.rate)

    def _wait(self, whose: Whose, left: float) -> float:
        return (1 - left) / self._paces[whose].rate


def question_paces(settings: LimitSettings) -> dict[Whose, Pace]:
    """Return the limits of questions that the operator has set."""
    return {
        "person": Pace(settings.person, settings.person_seconds),
        "channel": Pace(settings.channel, settings.channel_seconds),
        "server": Pace(settings.server, settings.server_seconds),
    }


def call_paces(settings: LimitSettings) -> dict[Whose, Pace]:
    """Return the limits of calls for a human that the operator has set."""
    return {
        "person": Pace(settings.human_person, settings.human_person_seconds),
        "channel": Pace(settings.human_channel, settings.human_channel_seconds),
        "server": Pace(settings.human_server, settings.human_server_seconds),
    }
