"""Check all messages in both directions against Discord's published rules."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.support.paths import SHARED

if TYPE_CHECKING:
    from tests.standin.people import Json

FOLDER = SHARED / "discord"
WHY_UNCHECKED = "../shared/discord (Discord's published rules) is not beside this repository"
ENTRIES = {
    "READY": "Ready",
    "GUILD_CREATE": "GuildCreate",
    "INTERACTION_CREATE": "InteractionCreate",
    "MESSAGE_CREATE": "MessageCreate",
}
_USUAL = (  # compiled before the first request, so that no check ever holds up the event loop
    ("POST", "/interactions/1/t/callback", None),
    ("POST", "/interactions/1/t/callback", "200"),
    ("PATCH", "/webhooks/1/t/messages/@original", None),
    ("PATCH", "/webhooks/1/t/messages/@original", "200"),
    ("POST", "/webhooks/1/t", None),
    ("POST", "/webhooks/1/t", "200"),
    ("POST", "/channels/1/messages", None),
    ("POST", "/channels/1/messages", "200"),
    ("PATCH", "/channels/1/messages/1", None),
    ("PATCH", "/channels/1/messages/1", "200"),
    ("PUT", "/applications/1/commands", None),
    ("PUT", "/applications/1/commands", "200"),
)


class Checks:
    """The broken rules so far; ``checked`` is False if the rules are not available."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.checked = FOLDER.is_dir()
        if self.checked:
            _warm()

    def request(self, method: str, path: str, body: Any) -> list[str]:
        """Check a request of the bot, and return its problems."""
        found = _rules().problems(method, path, body) if self.checked else []
        self.problems += [f"the bot: {method} {path}: {problem}" for problem in found]
        return list(found)

    def answer(self, method: str, path: str, status: int, body: Any) -> None:
        """Check an answer of the stand-in."""
        if not self.checked or body is None:
            return
        found = _rules().problems(method, path, body, response=str(status))
        self.problems += [f"the stand-in: {method} {path} {status}: {p}" for p in found]

    def gateway(self, who: str, entry: str, payload: Json) -> None:
        """Check an event or a command of the gateway, from ``who``."""
        if not self.checked:
            return
        for error in _gateway_validator(entry).iter_errors(payload):
            where = "/".join(map(str, error.instance_path))
            self.problems.append(f"{who}: {entry}: {where}: {error.message[:200]}")


@cache
def _rules() -> Any:
    spec = importlib.util.spec_from_file_location("discord_rules", FOLDER / "discord_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.DiscordRules()


@cache
def _gateway_schemas() -> Json:
    schemas: Json = json.loads((FOLDER / "gateway-schemas.json").read_text(encoding="utf-8"))
    return schemas


@cache
def _gateway_validator(entry: str) -> Any:
    import jsonschema_rs  # only where there are rules to check

    schemas = _gateway_schemas()
    return jsonschema_rs.Draft7Validator(
        {
            "$schema": schemas["$schema"],
            "definitions": schemas["definitions"],
            "allOf": [{"$ref": schemas["entry"][entry]}],
        }
    )


@cache
def _warm() -> None:
    for method, path, response in _USUAL:
        _rules().problems(method, path, [] if path.endswith("commands") else {}, response=response)
    for entry in _gateway_schemas()["entry"]:
        _gateway_validator(entry)
