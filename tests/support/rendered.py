"""What a rendered message is: the JSON that is sent, what a person sees, Discord's limits."""

from __future__ import annotations

import importlib.util
import json
import re
from functools import cache
from typing import Any

import discord
import pytest
from discord.http import handle_message_parameters

from bot.render.citation_codec import STILL_PREFIX, unpacked
from bot.render.layout import Rendered
from bot.render.limits import COMPONENTS, MESSAGE_TEXT, units
from tests.support.discord_markdown import MarkdownState, received, seen
from tests.support.paths import SHARED

RULES = SHARED / "discord" / "discord_rules.py"
ROUTES = (
    ("POST", "/channels/1/messages"),
    ("PATCH", "/webhooks/1/token/messages/@original"),
    ("POST", "/webhooks/1/token"),
)
CONTAINER, TEXT, BUTTON, ROW = 17, 10, 2, 1


def payload(rendered: Rendered) -> dict[str, Any]:
    """The JSON that discord.py would send."""
    nobody = discord.AllowedMentions.none()
    with handle_message_parameters(**rendered, allowed_mentions=nobody) as parameters:
        body: dict[str, Any] = json.loads(json.dumps(parameters.payload))
    return body


def walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for component in components:
        found.append(component)
        found += walk(component.get("components", []))
        found += walk([component["accessory"]] if "accessory" in component else [])
    return found


def components(rendered: Rendered, kind: int) -> list[dict[str, Any]]:
    return [part for part in walk(payload(rendered)["components"]) if part["type"] == kind]


def links(rendered: Rendered) -> list[str]:
    return [part["url"] for part in components(rendered, BUTTON) if "url" in part]


def texts(rendered: Rendered) -> list[str]:
    return [part["content"] for part in components(rendered, TEXT)]


def read(rendered: Rendered) -> list[MarkdownState]:
    """What a person sees of each text."""
    return [seen(received(text)) for text in texts(rendered)]


def words(rendered: Rendered) -> str:
    return "\n".join(part.text for part in read(rendered))


@cache
def discord_rules() -> Any:
    if not RULES.exists():
        pytest.skip("shared/discord/discord_rules.py is not beside this repository")
    spec = importlib.util.spec_from_file_location("discord_rules", RULES)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.DiscordRules()


def check_limits(rendered: Rendered) -> None:
    """Discord's limits, by our own reckoning; ``discord_rules`` is the other."""
    body = payload(rendered)
    assert body["flags"] == 1 << 15
    assert body["allowed_mentions"] == {"parse": []}
    assert len(walk(body["components"])) <= COMPONENTS
    contents = texts(rendered)
    assert all(content.strip() for content in contents)
    assert sum(map(units, contents)) <= MESSAGE_TEXT
    named = [button["custom_id"] for button in components(rendered, BUTTON) if "url" not in button]
    assert len(set(named)) == len(named)
    assert all(len(row["components"]) <= 5 for row in components(rendered, ROW))
    for button in components(rendered, BUTTON):
        assert 1 <= units(button["label"]) <= 80
        if name := button.get("custom_id"):
            assert len(name) <= 100
            assert unpacked(name) or not name.startswith(STILL_PREFIX)
            continue
        assert re.match(r"https?://", button["url"])
        assert len(button["url"]) <= 512


def problems(rendered: Rendered) -> list[str]:
    body = payload(rendered)
    return [found for route in ROUTES for found in discord_rules().problems(*route, body)]
