"""Remember for a few minutes what a person asked in a channel, for the follow-up by command.

`/ask` in a channel leaves no message from which the asker could be told. The turns are in memory
only, bounded in number and time, and are read only for a question that leans on the one before.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cachetools import TTLCache

from index.answering.followups import Turn, may_lean

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    import discord

    from index.types import Answer

KEPT_SECONDS = 300.0
MOST_TURNS = 1_000


@dataclass(frozen=True, slots=True)
class PersonInRoom:
    """A person in a channel; private questions are kept apart from those that all can read."""

    person: int
    channel: int
    private: bool


def person_in_room(interaction: discord.Interaction, *, private: bool) -> PersonInRoom | None:
    """Return who used a command where; None if Discord does not say where."""
    channel = interaction.channel_id
    return None if channel is None else PersonInRoom(interaction.user.id, channel, private)


def turns_of(timer: Callable[[], float] = time.monotonic) -> MutableMapping[PersonInRoom, Turn]:
    """Make an empty memory of few turns, which each stays for minutes by ``timer``."""
    return TTLCache(MOST_TURNS, KEPT_SECONDS, timer)


@dataclass(frozen=True, slots=True)
class RecentTurns:
    """The newest turn of each person in each room, for five minutes."""

    _turns: MutableMapping[PersonInRoom, Turn] = field(default_factory=turns_of)

    def before(self, question: str, who: PersonInRoom | None) -> Turn | None:
        """Return the turn that ``question`` may refer to; None if it is complete."""
        return self._turns.get(who) if who is not None and may_lean(question) else None

    def note(self, who: PersonInRoom | None, answer: Answer, after: Turn | None) -> None:
        """Remember ``answer``, and what its question referred to, as the newest turn."""
        if who is not None:
            self._turns[who] = Turn.of(answer, after)

    def forget(self, person: int) -> None:
        """Drop all that ``person`` asked."""
        self.forget_where(lambda asker: asker == person)

    def forget_where(self, is_them: Callable[[int], bool]) -> None:
        """Drop all that those people asked whom ``is_them`` tells by their ids."""
        for who in [who for who in self._turns if is_them(who.person)]:
            self._turns.pop(who, None)
