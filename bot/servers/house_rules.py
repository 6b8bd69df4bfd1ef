"""Keep the rules of each server: which ways to ask are open, where, and what may be kept.

The rules of all servers are in one file (``QUOTH_DISCORD__CUSTOMS``), a ``KeptFile``. A server
without rules of its own has the defaults of ``Customs()``.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.servers.json_file import SECONDS_BETWEEN_LOOKS, KeptFile, id_in, only

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set
    from pathlib import Path

    from bot.servers.kept_record import Keep

LONGEST_KEPT = 365  # days


class Way(StrEnum):
    """A way to ask, as it is switched on and off."""

    COMMAND = "command"
    MENTION = "mention"
    REPLY = "reply"
    THREAD = "thread"
    CHANNEL = "channel"
    FORUM = "forum"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class Customs:
    """One server's house rules.

    ``off`` are the ways that are closed. ``channels`` are those in which every question is
    answered, ``forums`` those whose new posts get a first answer: none, until somebody names them.
    ``helpers`` is the role that *Ask a human* mentions. ``keep_days`` is how long questions are
    kept; 0, and none is ever. ``closest``: where the sources do not surely answer, the closest text
    is shown.
    """

    off: frozenset[Way] = frozenset()
    channels: frozenset[int] = frozenset()
    forums: frozenset[int] = frozenset()
    helpers: int | None = None
    keep_days: int = 0
    closest: bool = True

    def allow(self, way: Way) -> bool:
        """Return whether ``way`` is open."""
        return way not in self.off


@dataclass(frozen=True, slots=True)
class House:
    """The customs of all servers."""

    servers: Mapping[int, Customs] = field(default_factory=dict)

    def customs(self, server: int | None) -> Customs:
        """Return the rules of ``server``; the defaults in direct messages (None)."""
        return self.servers.get(server, Customs()) if server is not None else Customs()

    def with_customs(self, server: int, customs: Customs) -> House:
        """Return a copy in which ``server`` has the rules ``customs``."""
        others = {id_: kept for id_, kept in self.servers.items() if id_ != server}
        return replace(self, servers=others if customs == Customs() else others | {server: customs})


class HouseRules:
    """The rules of all servers, as ``file`` has them; safe to share between threads.

    Each message of a server asks for them, so the file is looked at once a second at most.
    """

    def __init__(
        self,
        file: Path,
        monotonic: Callable[[], float] = time.monotonic,
        kept: Keep = KeptFile,
    ) -> None:
        """``kept`` opens the record of the rules: ``file``, or one in a shared database."""
        self.file = file
        self._kept = kept(
            file,
            House(),
            _parsed,
            _written,
            seconds_between_looks=SECONDS_BETWEEN_LOOKS,
            monotonic=monotonic,
        )

    def customs(self, server: int | None) -> Customs:
        """Return the rules of ``server``.

        :raises SettingsError: the file cannot be read as rules, and never could.
        """
        return self._kept.now().customs(server)

    def refresh(self) -> None:
        """Have ``customs`` return the rules of this moment, also those of another process.

        :raises QuothError: they cannot be read now.
        """
        self._kept.refresh()

    def servers(self) -> Set[int]:
        """Return the ids of the servers that have rules of their own; raises as ``customs``."""
        return self._kept.now().servers.keys()

    def change(self, server: int, change: Callable[[Customs], Customs]) -> Customs:
        """Replace the rules of ``server`` by what ``change`` returns for them, and return them.

        :raises SettingsError: the file cannot be read as rules, or cannot be written.
        """
        changed = self._kept.change(
            lambda house: house.with_customs(server, change(house.customs(server)))
        )
        return changed.customs(server)


def _parsed(record: dict[str, Any]) -> House:
    only(record, "servers")
    servers = record.get("servers", {})
    return House({id_in(server): _customs(rules) for server, rules in servers.items()})


def _customs(record: dict[str, Any]) -> Customs:
    only(record, "off", "channels", "forums", "helpers", "keep_days", "closest")
    days = record.get("keep_days", 0)
    if type(days) is not int or not 0 <= days <= LONGEST_KEPT:
        raise ValueError(f"keep_days is {days!r}, not 0 to {LONGEST_KEPT}")
    return Customs(
        frozenset(Way(way) for way in record.get("off", [])),
        frozenset(id_in(channel) for channel in record.get("channels", [])),
        frozenset(id_in(forum) for forum in record.get("forums", [])),
        id_in(record["helpers"]) if "helpers" in record else None,
        days,
        bool(record.get("closest", True)),
    )


def _written(house: House) -> dict[str, Any]:
    servers = {str(id_): _record(customs) for id_, customs in sorted(house.servers.items())}
    return {"servers": servers}


def _record(customs: Customs) -> dict[str, Any]:
    record = {
        "off": sorted(customs.off),
        "channels": [str(id_) for id_ in sorted(customs.channels)],
        "forums": [str(id_) for id_ in sorted(customs.forums)],
        "helpers": None if customs.helpers is None else str(customs.helpers),
        "keep_days": customs.keep_days,
    }
    kept: dict[str, Any] = {key: value for key, value in record.items() if value}
    return kept if customs.closest else kept | {"closest": False}
