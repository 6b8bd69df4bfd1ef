"""Which corpora stand open where: the rules of each server, and what follows from them.

Two rules decide everything. What is shown to all may only use what the place gives to all: the
channel's corpora, else the server's, else the default ones. Only in an answer that nobody else
sees do the asker's roles add theirs. ``docs/how-to/several-corpora.md`` has the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from index.types import Scope

if TYPE_CHECKING:
    from bot.ground.place import Place

Corpora = tuple[str, ...]
Kind = Literal["server", "channel", "role"]


@dataclass(frozen=True, slots=True)
class Spot:
    """What a rule is made for: the whole server, one of its channels, or one of its roles."""

    kind: Kind = "server"
    id: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """One server's rules. ``allowed`` is what the operator lets it choose from."""

    allowed: Corpora = ()
    everywhere: Corpora = ()
    channels: Mapping[int, Corpora] = field(default_factory=dict)
    roles: Mapping[int, Corpora] = field(default_factory=dict)

    def rule(self, spot: Spot) -> Corpora:
        if spot.kind == "server":
            return self.everywhere
        return (self.channels if spot.kind == "channel" else self.roles).get(spot.id, ())

    def with_rule(self, spot: Spot, corpora: Corpora) -> Shelf:
        """The same with another rule; a rule without corpora is none."""
        if spot.kind == "server":
            return replace(self, everywhere=corpora)
        rules = dict(self.channels if spot.kind == "channel" else self.roles)
        rules.pop(spot.id, None)
        if corpora:
            rules[spot.id] = corpora
        if spot.kind == "channel":
            return replace(self, channels=rules)
        return replace(self, roles=rules)

    @property
    def is_empty(self) -> bool:
        return not (self.allowed or self.everywhere or self.channels or self.roles)


@dataclass(frozen=True, slots=True)
class Shelves:
    """The rules of all servers, and the corpora that stand open to everybody."""

    default: Corpora
    servers: Mapping[int, Shelf] = field(default_factory=dict)

    def scope(self, place: Place) -> Scope:
        """What a question that is asked there may be answered from."""
        return Scope(tuple(dict.fromkeys((*self._open(place), *self._added(place)))))

    def choices(self, server: int) -> Corpora:
        """What the rules of this server may name."""
        return tuple(dict.fromkeys((*self.default, *self.shelf(server).allowed)))

    def shelf(self, server: int) -> Shelf:
        return self.servers.get(server, Shelf())

    def with_shelf(self, server: int, shelf: Shelf) -> Shelves:
        others = {id_: kept for id_, kept in self.servers.items() if id_ != server}
        return replace(self, servers=others if shelf.is_empty else others | {server: shelf})

    def corpora(self) -> Corpora:
        """Every corpus that some question may be answered from, each once."""
        named = [name for server in self.servers for name in self.choices(server)]
        return tuple(dict.fromkeys((*self.default, *named)))

    def _open(self, place: Place) -> Corpora:
        """What the place gives to everybody there.

        A channel that we do not know gets what stands open to everybody anyway.
        """
        if place.server is None or place.channel is None:
            return self.default
        shelf = self.shelf(place.server)
        return (
            self._in_force(place.server, shelf.channels.get(place.channel, ()))
            or self._in_force(place.server, shelf.everywhere)
            or self.default
        )

    def _added(self, place: Place) -> Corpora:
        """What the asker's roles add, where nobody else reads along."""
        if place.server is None or not place.private:
            return ()
        rules = self.shelf(place.server).roles
        given = [name for role in sorted(place.roles) for name in rules.get(role, ())]
        return self._in_force(place.server, tuple(given))

    def _in_force(self, server: int, rule: Corpora) -> Corpora:
        """A rule less what the operator does not allow, or no longer."""
        choices = self.choices(server)
        return tuple(name for name in rule if name in choices)
