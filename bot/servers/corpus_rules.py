"""Decide from each server's rules which corpora may answer a question.

Two principles decide everything. An answer that everyone can see uses only corpora that the place
opens to everyone: the channel's, else the server's, else the default ones. The asker's roles add
corpora only to an answer that no one else sees. ``docs/how-to/several-corpora.md`` has the table.
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
    """The target of a rule: a whole server, one of its channels, or one of its roles."""

    kind: Kind = "server"
    id: int = 0


@dataclass(frozen=True, slots=True)
class ServerRules:
    """One server's rules. ``allowed`` are the corpora that the operator lets it choose from."""

    allowed: Corpora = ()
    everywhere: Corpora = ()
    channels: Mapping[int, Corpora] = field(default_factory=dict)
    roles: Mapping[int, Corpora] = field(default_factory=dict)

    def rule(self, spot: Spot) -> Corpora:
        """Return the corpora that the rule for ``spot`` names; none if there is no rule."""
        if spot.kind == "server":
            return self.everywhere
        return (self.channels if spot.kind == "channel" else self.roles).get(spot.id, ())

    def with_rule(self, spot: Spot, corpora: Corpora) -> ServerRules:
        """Return a copy in which ``spot`` has the rule ``corpora``; without corpora, no rule."""
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
        """Return whether there is no rule, so that the server need not be stored."""
        return not (self.allowed or self.everywhere or self.channels or self.roles)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of all servers, and the default corpora, which are open to everyone."""

    default: Corpora
    servers: Mapping[int, ServerRules] = field(default_factory=dict)

    def scope(self, place: Place) -> Scope:
        """Return the corpora that may answer a question asked in ``place``."""
        return Scope(tuple(dict.fromkeys((*self._open(place), *self._added(place)))))

    def choices(self, server: int) -> Corpora:
        """Return the corpora that the rules of ``server`` may name."""
        return tuple(dict.fromkeys((*self.default, *self.of(server).allowed)))

    def of(self, server: int) -> ServerRules:
        """Return the rules of ``server``; empty ones if it has none."""
        return self.servers.get(server, ServerRules())

    def with_rules(self, server: int, own: ServerRules) -> RuleSet:
        """Return a copy in which ``server`` has its ``own`` rules."""
        others = {id_: kept for id_, kept in self.servers.items() if id_ != server}
        return replace(self, servers=others if own.is_empty else others | {server: own})

    def corpora(self) -> Corpora:
        """Return every corpus that may answer a question in any server, each once."""
        named = [name for server in self.servers for name in self.choices(server)]
        return tuple(dict.fromkeys((*self.default, *named)))

    def _open(self, place: Place) -> Corpora:
        """Return the corpora that ``place`` opens to everyone there.

        An unknown channel gets the default corpora, which are open to everyone anyway.
        """
        if place.server is None or place.channel is None:
            return self.default
        own = self.of(place.server)
        return (
            self._in_force(place.server, own.channels.get(place.channel, ()))
            or self._in_force(place.server, own.everywhere)
            or self.default
        )

    def _added(self, place: Place) -> Corpora:
        """Return the corpora that the asker's roles add; none unless the answer is private."""
        if place.server is None or not place.private:
            return ()
        rules = self.of(place.server).roles
        given = [name for role in sorted(place.roles) for name in rules.get(role, ())]
        return self._in_force(place.server, tuple(given))

    def _in_force(self, server: int, rule: Corpora) -> Corpora:
        """Return the corpora of ``rule`` that the operator still allows."""
        choices = self.choices(server)
        return tuple(name for name in rule if name in choices)
