"""Tell who is turned away: whom the operator has blocked, and who was too often over a limit."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from bot.asking.rate_limits import Limits, Pace
from bot.servers.blocklist import FOR_GOOD, Blockable

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.servers.blocklist import Blocklist
    from bot.settings import LimitSettings

STRIKES_SECONDS = 600.0  # within which being over a limit counts


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Say who is blocked, and until when in Unix seconds, or ``FOR_GOOD``.

    ``automatic``: the bot did so by itself.
    """

    whose: Blockable
    until: int
    automatic: bool = False

    @property
    def for_good(self) -> bool:
        """Tell whether it has no end."""
        return self.until == FOR_GOOD


class Blocks:
    """The operator's blocklist, and the blocks for a time that the bot makes by itself.

    The latter are in memory alone, so that no id of a person is written down without a decision.
    ``operators`` are never turned away.
    """

    def __init__(
        self,
        listed: Blocklist,
        limits: LimitSettings,
        operators: frozenset[int] = frozenset(),
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.listed = listed
        self.operators = operators
        self._seconds, self._clock, self._monotonic = limits.block_seconds, clock, monotonic
        pace = Pace(limits.block_after, STRIKES_SECONDS)
        self._strikes = Limits({"person": pace}, clock=monotonic)
        self._told = Limits({"person": Pace(1, STRIKES_SECONDS)}, clock=monotonic)
        self._ends: dict[int, float] = {}  # monotonic; replaced and never changed: threads read it

    def of(self, person: int, server: int | None) -> TurnedAway | None:
        """Return the block that turns ``person`` away in ``server``; None if there is none."""
        if person in self.operators:
            return None
        if (until := self.listed.until(Blockable.PERSON, person)) is not None:
            return TurnedAway(Blockable.PERSON, until)
        if server and (until := self.listed.until(Blockable.SERVER, server)) is not None:
            return TurnedAway(Blockable.SERVER, until)
        end = self._ends.get(person, 0.0)  # one look-up: every message comes by here
        if end <= self._monotonic():
            return None
        return TurnedAway(Blockable.PERSON, self._in_unix_seconds(end), automatic=True)

    def strike(self, person: int) -> None:
        """Note that ``person`` was over a limit; at the last strike, block them for a time."""
        if self._strikes.admit(person=person) is not None:
            now = self._monotonic()
            ends = {blocked: end for blocked, end in self._ends.items() if end > now}
            self._ends = {**ends, person: now + self._seconds}

    def may_tell(self, person: int) -> bool:
        """Tell whether to say it where no answer is due: once in the time of the strikes."""
        return self._told.admit(person=person) is None

    def automatic(self) -> dict[int, int]:
        """Return who is blocked by the bot itself, each with the end in Unix seconds."""
        now = self._monotonic()
        ends = {person: end for person, end in self._ends.items() if end > now}
        return {person: self._in_unix_seconds(end) for person, end in ends.items()}

    def _in_unix_seconds(self, end: float) -> int:
        return ceil(end - self._monotonic() + self._clock())

    def lift(self, whose: Blockable, id_: int) -> bool:
        """End a block of either kind; return whether there was one.

        :raises SettingsError: the file of the blocklist cannot be read or written.
        """
        automatic = whose is Blockable.PERSON and id_ in self.automatic()
        if automatic:
            self._ends = {person: end for person, end in self._ends.items() if person != id_}
        listed = self.listed.until(whose, id_) is not None
        if listed:
            self.listed.lift(whose, id_)
        return automatic or listed
