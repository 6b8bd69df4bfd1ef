"""Keep the corpus rules of all servers in a JSON file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.servers.corpus_rules import Corpora, RuleSet, ServerRules
from bot.servers.json_file import KeptFile, id_in, only
from index.settings import CORPUS_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.ground.place import Place
    from bot.servers.kept_record import Keep
    from index.types import Scope

NAME = re.compile(CORPUS_NAME)


class CorpusRulesFile:
    """The corpus rules that ``file`` holds now; safe to share between threads."""

    def __init__(self, file: Path, default: str, kept: Keep = KeptFile) -> None:
        """Keep the rules in ``file``; if it names no default, ``default`` is open to everyone.

        ``kept`` opens what keeps the rules, if it is not ``file``.
        """
        open_to_all = (default,)
        self.file = file
        self._kept = kept(
            file, RuleSet(open_to_all), lambda record: _parsed(record, open_to_all), _written
        )

    def scope(self, place: Place) -> Scope:
        """Return the corpora that may answer a question asked in ``place``.

        :raises SettingsError: the file cannot be read as rules, and never could.
        """
        return self.current().scope(place)

    def current(self) -> RuleSet:
        """Return the rules in force.

        :raises SettingsError: the file cannot be read as rules, and never could.
        """
        return self._kept.now()

    def change(self, change: Callable[[RuleSet], RuleSet]) -> RuleSet:
        """Replace the rules by what ``change`` returns for them, and return the new ones.

        :raises SettingsError: the file cannot be read as rules, or cannot be written.
        """
        return self._kept.change(change)


def _parsed(record: dict[str, Any], default: Corpora) -> RuleSet:
    only(record, "default", "servers")
    servers = record.get("servers", {})
    by_server = {id_in(server): _server_rules(own) for server, own in servers.items()}
    return RuleSet(_names(record.get("default", [])) or default, by_server)


def _server_rules(record: dict[str, Any]) -> ServerRules:
    only(record, "allowed", "everywhere", "channels", "roles")
    return ServerRules(
        _names(record.get("allowed", [])),
        _names(record.get("everywhere", [])),
        {id_in(channel): _names(names) for channel, names in record.get("channels", {}).items()},
        {id_in(role): _names(names) for role, names in record.get("roles", {}).items()},
    )


def _names(names: Any) -> Corpora:
    if not isinstance(names, list):
        raise ValueError(f"{names!r} is no list of corpora")  # noqa: TRY004 - callers expect one kind
    for name in names:
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a corpus")
    return tuple(dict.fromkeys(names))


def _written(rules: RuleSet) -> dict[str, Any]:
    servers = {str(id_): _server_record(own) for id_, own in sorted(rules.servers.items())}
    return {"default": list(rules.default), "servers": servers}


def _server_record(own: ServerRules) -> dict[str, Any]:
    record = {
        "allowed": list(own.allowed),
        "everywhere": list(own.everywhere),
        "channels": {str(id_): list(names) for id_, names in sorted(own.channels.items())},
        "roles": {str(id_): list(names) for id_, names in sorted(own.roles.items())},
    }
    return {key: value for key, value in record.items() if value}
