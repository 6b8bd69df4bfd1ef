"""The file for several containers sets what Quoth knows, and divides all shards of the bot."""

from __future__ import annotations

from typing import Any

import yaml

from bot.settings import BotSettings, DiscordSettings
from index.settings import PREFIX
from tests.support.paths import ROOT

SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(
    (ROOT / "compose.several.yaml").read_text("utf-8")
)["services"]


def settings_of(service: str) -> dict[str, str]:
    """The variables of a service that are settings, by section and name."""
    given = SERVICES[service].get("environment", {})
    return {name: value for name, value in given.items() if name.startswith(PREFIX)}


def test_every_variable_is_a_setting() -> None:
    names = [name for service in SERVICES for name in settings_of(service)]
    assert len(names) == 4
    for name in names:
        section, field = name.removeprefix(PREFIX).lower().split("__")
        assert field in type(getattr(BotSettings(), section)).model_fields, name


def test_the_bots_have_every_shard_once_and_ask_the_workers() -> None:
    bots = [settings_of(service) for service in SERVICES if service.startswith("bot-")]
    shards = [DiscordSettings(shards=bot["QUOTH_DISCORD__SHARDS"]) for bot in bots]
    (total,) = {one.shard_count for one in shards}
    had = sorted(shard for one in shards for shard in one.own_shards or ())
    assert had == list(range(total or 0))
    assert all(bot["QUOTH_WORKERS__ANSWER"] == "true" for bot in bots)


def test_whoever_needs_the_database_waits_for_it() -> None:
    for name, service in SERVICES.items():
        if name != "database":
            assert service["depends_on"]["database"]["condition"] == "service_healthy"
