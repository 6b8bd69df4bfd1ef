"""Keep the people and servers that the operator has blocked, for a time or for good."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.servers.json_file import SECONDS_BETWEEN_LOOKS, KeptFile, id_in, only

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bot.servers.kept_record import Keep

FOR_GOOD = 0


class Blockable(StrEnum):
    """A kind of what can be blocked; the value is its key in the file."""

    PERSON = "people"
    SERVER = "servers"


Blocked = tuple[Blockable, int]


@dataclass(frozen=True, slots=True)
class KeptBlocks:
    """All that is blocked, each until a time in Unix seconds or ``FOR_GOOD``."""

    until: Mapping[Blocked, int] = field(default_factory=dict)

    def at(self, now: float) -> KeptBlocks:
        """Return a copy without what is over."""
        left = {key: end for key, end in self.until.items() if end == FOR_GOOD or end > now}
        return KeptBlocks(left)


class Blocklist:
    """The blocks in ``file``; safe to share between threads.

    Each message of a person is looked up here, so the file is looked at once a second at most.
    """

    def __init__(
        self,
        file: Path,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        kept: Keep = KeptFile,
    ) -> None:
        """``kept`` opens the record of the blocks: ``file``, or one in a shared database."""
        self.file, self._clock = file, clock
        self._kept = kept(
            file,
            KeptBlocks(),
            _parsed,
            _written,
            seconds_between_looks=SECONDS_BETWEEN_LOOKS,
            monotonic=monotonic,
        )

    def until(self, whose: Blockable, id_: int) -> int | None:
        """Return when a block ends, or ``FOR_GOOD``; None if there is none.

        :raises SettingsError: the file cannot be read, and never could.
        """
        until = self._kept.now().until.get((whose, id_))
        return None if until is None or FOR_GOOD < until <= self._clock() else until

    def everything(self) -> Mapping[Blocked, int]:
        """Return all that is blocked now; raises as ``until``."""
        return self._kept.now().at(self._clock()).until

    def block(self, whose: Blockable, id_: int, until: int = FOR_GOOD) -> None:
        """Block a person or a server.

        :raises SettingsError: the file cannot be read or written.
        """
        self._change(lambda listed: replace(listed, until={**listed.until, (whose, id_): until}))

    def lift(self, whose: Blockable, id_: int) -> None:
        """End a block, if there is one; raises as ``block``."""
        self._change(
            lambda listed: KeptBlocks(
                {k: end for k, end in listed.until.items() if k != (whose, id_)}
            )
        )

    def _change(self, change: Callable[[KeptBlocks], KeptBlocks]) -> None:
        self._kept.change(lambda listed: change(listed.at(self._clock())))


def _parsed(record: dict[str, Any]) -> KeptBlocks:
    only(record, *Blockable)
    return KeptBlocks(
        {
            (whose, id_in(id_)): int(until)
            for whose in Blockable
            for id_, until in record.get(whose, {}).items()
        }
    )


def _written(listed: KeptBlocks) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for (whose, id_), until in sorted(listed.until.items()):
        record.setdefault(whose, {})[str(id_)] = until
    return record
