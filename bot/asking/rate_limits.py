"""How much may be asked how fast: by a person, in a channel, in a server. In memory alone."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.settings import LimitSettings

Whose: TypeAlias = Literal["person", "channel", "server"]
Key = TypeVar("Key")
Value = TypeVar("Value")
MAX_REMEMBERED_ASKERS = (
    10_000  # people, channels and servers; who was heard of longest ago is forgotten
)


@dataclass(frozen=True, slots=True)
class Pace:
    """``most`` questions at once, and as many again in ``seconds``; 0, and there is no limit."""

    most: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.most / self.seconds


@dataclass(frozen=True, slots=True)
class Held:
    """A question that came too soon: whose limit it met, and in how many seconds it would not."""

    whose: Whose
    id: int
    seconds: float


class Limits:
    """Admit each question, or say for how long it must wait.

    Each limit is a bucket of tokens which fills up steadily; a question takes one of each, or none
    of any. A bucket that is forgotten is a full one.
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
        self._remembered = remembered
        self._buckets: OrderedDict[tuple[Whose, int], tuple[float, float]] = OrderedDict()
        self._told: OrderedDict[tuple[Whose, int], float] = OrderedDict()

    def __len__(self) -> int:
        return max(len(self._buckets), len(self._told))

    def admit(self, **ids: int | None) -> Held | None:
        """None, and the question counts; else why it must wait, and it does not.

        ``ids`` are those of ``person``, ``channel`` and ``server``; None where there is none.
        """
        now = self._clock()
        tokens = {key: self._tokens(key, now) for key in self._keys(ids)}
        if held := self._held(tokens):
            return held
        for key, left in tokens.items():
            _put(self._buckets, key, (left - 1, now), self._remembered)
        return None

    def would_hold(self, **ids: int | None) -> Held | None:
        """What ``admit`` would say now; nothing is counted."""
        now = self._clock()
        return self._held({key: self._tokens(key, now) for key in self._keys(ids)})

    def give_back(self, **ids: int | None) -> None:
        """Take back what ``admit`` counted, since nothing came of it."""
        now = self._clock()
        for key in self._keys(ids):
            left = min(float(self._paces[key[0]].most), self._tokens(key, now) + 1)
            _put(self._buckets, key, (left, now), self._remembered)

    def may_tell(self, held: Held) -> bool:
        """Whether to say so where everybody hears it: once in the time of the limit."""
        if self.was_told(held):
            return False
        _put(self._told, (held.whose, held.id), self._clock(), self._remembered)
        return True

    def was_told(self, held: Held) -> bool:
        """Whether it was said so already, in the time of the limit."""
        told = self._told.get((held.whose, held.id))
        return told is not None and self._clock() < told + self._paces[held.whose].seconds

    def _keys(self, ids: Mapping[str, int | None]) -> list[tuple[Whose, int]]:
        return [(whose, id_) for whose in self._paces if (id_ := ids.get(whose)) is not None]

    def _held(self, tokens: Mapping[tuple[Whose, int], float]) -> Held | None:
        """The longest wait among buckets that hold less than a token."""
        short = [Held(*key, self._wait(key[0], left)) for key, left in tokens.items() if left < 1]
        return max(short, key=lambda held: held.seconds, default=None)

    def _tokens(self, key: tuple[Whose, int], now: float) -> float:
        pace = self._paces[key[0]]
        left, at = self._buckets.get(key, (float(pace.most), now))
        return min(float(pace.most), left + (now - at) * pace.rate)

    def _wait(self, whose: Whose, left: float) -> float:
        return (1 - left) / self._paces[whose].rate


def limits_of(settings: LimitSettings) -> Limits:
    """The limits that the operator wants."""
    return Limits(
        {
            "person": Pace(settings.person, settings.person_seconds),
            "channel": Pace(settings.channel, settings.channel_seconds),
            "server": Pace(settings.server, settings.server_seconds),
        }
    )


def calls_of(settings: LimitSettings) -> Limits:
    """The limits of calling people that the operator wants."""
    return Limits(
        {
            "person": Pace(settings.human_person, settings.human_person_seconds),
            "channel": Pace(settings.human_channel, settings.human_channel_seconds),
            "server": Pace(settings.human_server, settings.human_server_seconds),
        }
    )


def _put(kept: OrderedDict[Key, Value], key: Key, value: Value, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
