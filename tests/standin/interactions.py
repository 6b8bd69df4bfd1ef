"""Simulate interactions (commands, buttons, autocomplete) and record how each one ended."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from tests.standin.messages import Message
from tests.standin.people import ALL_PERMISSIONS, Channel, Json, Person, World, snowflake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.standin.changes import Changes

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
PONG, ANSWER, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
SUBCOMMAND, STRING, BUTTON, TEXT_INPUT = 1, 3, 2, 4
CHANNEL, ROLE, ATTACHMENT = 7, 8, 11


class Interaction:
    """One action of a person, with all that the bot answered."""

    def __init__(
        self, kind: int, data: Json, person: Person, channel: Channel, changes: Changes
    ) -> None:
        self.id, self.token = snowflake(), secrets.token_urlsafe(48)
        self.kind, self.data, self.person, self.channel = kind, data, person, channel
        self.sent_at = time.monotonic()
        self.acknowledged_after: float | None = None  # seconds
        self.response: int | None = None  # the callback's type
        self.original: Message | None = None
        self.component_message: Message | None = None  # what was pressed
        self.opener: Interaction | None = None  # what the submitted form answered
        self.installed_by: Person | None = None  # this person, not the server
        self.followups: list[Message] = []
        self.suggestions: list[Json] | None = None
        self.modal: Json | None = None
        self.ended = False
        self.expired = False  # set it to make the token invalid, as after 15 minutes
        self._changes = changes

    @property
    def hanging(self) -> bool:
        """Return whether it was deferred but not answered: the person reads "thinking…"."""
        return self.response == DEFER and not self.ended

    @property
    def ephemeral(self) -> bool:
        """Return whether only the person sees the answer."""
        return self.original is not None and self.original.ephemeral

    async def acknowledged(self, *, within: float = 3) -> float:
        """Wait for the first response, and return the seconds that it took."""
        await self._until(lambda: self.response is not None, within)
        assert self.acknowledged_after is not None
        return self.acknowledged_after

    async def message(self, *, within: float = 5) -> Message:
        """Wait for the end, and return the answer as Discord then shows it."""
        await self._until(lambda: self.ended, within)
        assert self.original is not None, f"no message: {self!r}"
        assert not self.original.deleted, f"the answer was deleted: {self!r}"
        return self.original

    async def follow_up(self, n: int = 1, *, within: float = 5) -> Message:
        """Wait for the n-th further message; the first one after a defer is the answer itself."""
        await self._until(lambda: len(self.followups) >= n, within)
        return self.followups[n - 1]

    async def choices(self, *, within: float = 3) -> list[Json]:
        """Wait for the suggestions of an autocomplete."""
        await self._until(lambda: self.suggestions is not None, within)
        return self.suggestions or []

    async def form(self, *, within: float = 3) -> Json:
        """Wait for the modal that the bot opens."""
        await self._until(lambda: self.modal is not None, within)
        return self.modal or {}

    async def _until(self, look: Callable[[], object], within: float) -> None:
        await self._changes.until(look, within=within, what=lambda: repr(self))

    def __repr__(self) -> str:
        name = self.data.get("name") or self.data.get("custom_id")
        state = "hanging" if self.hanging else "ended" if self.ended else "open"
        return f"<{name} by {self.person.name}: response {self.response}, {state}>"


def interaction_payload(interaction: Interaction, world: World) -> Json:
    """Return the data of INTERACTION_CREATE."""
    person, channel = interaction.person, interaction.channel
    known = {k: v for k, v in channel.payload.items() if k != "permission_overwrites"}
    payload = {
        "id": interaction.id,
        "application_id": world.bot.id,
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": channel.id,
        "channel": known,
        "locale": person.locale,
        "app_permissions": world.app_permissions,
        "entitlements": [],
        "attachment_size_limit": 10_485_760,
        "authorizing_integration_owners": owners(channel, interaction.installed_by),
        "context": 0 if channel.guild_id else 1,
    }
    if interaction.component_message is not None:
        payload["message"] = dict(interaction.component_message)
    if channel.guild_id is None:
        return payload | {"user": person.user}
    return payload | {
        "guild_id": channel.guild_id,
        "guild": {"id": channel.guild_id, "locale": world.locale, "features": []},
        "guild_locale": world.locale,
        "member": world.member(person) | {"permissions": world.permissions(person)},
    }


def owners(channel: Channel, installed_by: Person | None = None) -> Json:
    """Return who installed the application: one person for themselves, or the server.

    In a direct message it is the application itself, written as 0.
    """
    if installed_by is not None:
        return {"1": installed_by.id}
    return {"0": channel.guild_id or "0"}


def command_data(
    commands: Iterable[Json],
    name: str,
    options: Json,
    focused: str | None = None,
    world: World | None = None,
) -> Json:
    """Return the data of a slash command; ``name`` may be "group sub".

    A channel, a role or an uploaded file is given as its id; ``world`` knows them.

    :raises LookupError: the bot has not registered such a command or option.
    """
    first, *rest = name.split()
    command = _find(commands, first, 1)
    level, chain = command, []
    for step in rest:
        level = next(o for o in level.get("options") or [] if o["name"] == step)
        chain.append({"name": step, "type": level["type"]})
    filled = _filled(level, options, focused)
    for link in reversed(chain):
        filled = [link | {"options": filled}]
    data: Json = {"id": command["id"], "name": first, "type": 1, "options": filled}
    resolved = _resolved(level, options, world) if world else {}
    return data | ({"resolved": resolved} if resolved else {})


def _resolved(level: Json, options: Json, world: World) -> Json:
    """Return the channels, roles and files among the options, as Discord attaches them."""
    kinds = {option["name"]: option["type"] for option in level.get("options") or []}
    found: Json = {}
    for name, value in options.items():
        if kinds[name] == CHANNEL:
            payload = world.channels[value].payload
            brief = {key: payload[key] for key in ("id", "name", "type", "flags")}
            found["channels"] = {value: brief | {"permissions": ALL_PERMISSIONS}}
        elif kinds[name] == ROLE:
            found["roles"] = {value: world.role(value)}
        elif kinds[name] == ATTACHMENT:
            found["attachments"] = {value: world.uploads[value].payload}
    return found


def menu_data(commands: Iterable[Json], name: str, target: Message | Person) -> Json:
    """Return the data of a right-click on a message or a person."""
    kind = 3 if isinstance(target, Message) else 2
    command = _find(commands, name, kind)
    resolved: Json
    if isinstance(target, Message):
        resolved = {"messages": {target.id: dict(target)}}
    else:
        member = target.partial_member | {"permissions": ALL_PERMISSIONS}
        resolved = {"users": {target.id: target.user}, "members": {target.id: member}}
    named = {"id": command["id"], "name": name, "type": kind}
    return named | {"target_id": target.id, "resolved": resolved}


def component_data(message: Message, custom_id: str, values: list[str] | None) -> Json:
    """Return the data of a press or a choice.

    :raises LookupError: the component is missing or disabled.
    """
    here = [c for c in message.components if c.get("custom_id")]
    component = next((c for c in here if c["custom_id"] == custom_id), None)
    if component is None or component.get("disabled"):
        raise LookupError(f"nothing to press {custom_id!r} in {[c['custom_id'] for c in here]}")
    data = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
    return data if values is None else data | {"values": values}


def modal_data(modal: Json, fields: dict[str, str]) -> Json:
    """Return the data of a filled form: action rows and labels, with the text typed into each."""

    def typed(component: Json) -> Json:
        name = component["custom_id"]
        return {"type": TEXT_INPUT, "custom_id": name, "value": fields.get(name, ""), "id": 2}

    rows: list[Json] = []
    for row in modal["components"]:
        if "component" in row:
            rows.append({"type": row["type"], "id": 1, "component": typed(row["component"])})
        elif row.get("components"):
            inner = [typed(component) for component in row["components"]]
            rows.append({"type": row["type"], "id": 1, "components": inner})
    return {"custom_id": modal["custom_id"], "components": rows}


def _find(commands: Iterable[Json], name: str, kind: int) -> Json:
    known = list(commands)
    for command in known:
        if command["name"] == name and command["type"] == kind:
            return command
    raise LookupError(f"no command {name!r} of type {kind} among {[c['name'] for c in known]}")


def _filled(level: Json, options: Json, focused: str | None) -> list[Json]:
    declared = {option["name"]: option for option in level.get("options") or []}
    if unknown := options.keys() - declared.keys():
        raise LookupError(f"{level['name']} has no option {unknown}, only {list(declared)}")
    if focused is None:
        missing = {n for n, o in declared.items() if o.get("required")} - options.keys()
        if missing:
            raise LookupError(f"{level['name']} needs {missing}")
    return [
        {"name": name, "type": declared[name]["type"], "value": value}
        | ({"focused": True} if name == focused else {})
        for name, value in options.items()
    ]
