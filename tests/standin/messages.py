"""Store messages as Discord does, with the people whom they would ping."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from tests.standin.people import Channel, Json, Person, World, snowflake, timestamp
from tests.standin.rest import Refused

if TYPE_CHECKING:
    from tests.standin.changes import Changes

EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
DEFAULT, REPLY, SLASH, CONTEXT_MENU = 0, 19, 20, 23
FILE = 13  # the component
ONE = {"min_values": 1, "max_values": 1}
LEFT_OUT: dict[int, Json] = {  # defaults that Discord's answers contain for a component
    **dict.fromkeys((3, 5, 6, 7, 8), ONE),
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}
_MENTION = re.compile(r"<@!?(?P<user>\d+)>|<@&(?P<role>\d+)>|(?P<all>@everyone|@here)")


class Message(dict[str, Any]):
    """A message as Discord sends it, with what a test asks about it as attributes."""

    def __init__(self, payload: Json, room: list[Message], changes: Changes) -> None:
        super().__init__(payload)
        self.pinged: set[str] = set()  # "@everyone", "<@user>", "<@&role>"
        self.files: dict[str, bytes] = {}
        self.edits = 0
        self.deleted = False
        self._room, self._changes = room, changes

    @property
    def id(self) -> str:
        """Return the message's id."""
        return str(self["id"])

    @property
    def content(self) -> str:
        """Return the message's own text."""
        return str(self["content"])

    @property
    def ephemeral(self) -> bool:
        """Return whether only one person sees it."""
        return bool(self["flags"] & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Return whether it still says "Quoth is thinking…"."""
        return bool(self["flags"] & LOADING)

    @property
    def components(self) -> list[Json]:
        """Return every component, at any depth, in reading order."""
        return list(walk(self["components"]))

    @property
    def text(self) -> str:
        """Return all that a reader sees: content, embeds, text displays, one piece a line."""
        pieces = [self["content"]]
        for embed in self["embeds"]:
            fields = [(field["name"], field["value"]) for field in embed.get("fields") or []]
            pieces += [(embed.get("author") or {}).get("name"), embed.get("title")]
            pieces += [embed.get("description"), *(text for pair in fields for text in pair)]
            pieces.append((embed.get("footer") or {}).get("text"))
        pieces += [component.get("content") for component in self.components]
        return "\n".join(piece for piece in pieces if piece)

    async def until(self, holds: Callable[[Message], bool], *, within: float = 5) -> Message:
        """Wait until ``holds`` is true of this message, for example after an edit."""
        await self._changes.until(lambda: holds(self), within=within, what=lambda: repr(self))
        return self

    async def answers(self, n: int = 1, *, within: float = 5) -> list[Message]:
        """Wait for ``n`` answers: the bot's replies to this message, and later ones to none."""
        await self._changes.until(
            lambda: len(self._answers()) >= n,
            within=within,
            what=lambda: f"{n} answers to {self.content!r}, only {self._answers()}",
        )
        return self._answers()

    def _answers(self) -> list[Message]:
        later = (m for m in self._room if int(m.id) > int(self.id) and m["author"].get("bot"))
        mine = (None, self.id)
        return [
            m
            for m in later
            if not m.deleted and (m.get("message_reference") or {}).get("message_id") in mine
        ]


Announce = Callable[[Message | None, str], Awaitable[None]]  # the message, the event's name


class Messages:
    """All messages of the stand-in, by id and by channel."""

    def __init__(self, world: World, changes: Changes) -> None:
        self._world, self._changes = world, changes
        self.by_id: dict[str, Message] = {}
        self.rooms: dict[str, list[Message]] = {}

    def create(
        self,
        channel: Channel,
        author: Person,
        body: Json,
        files: Mapping[str, bytes] | None = None,
        **more: Any,
    ) -> Message:
        """Make a message in a channel."""
        room = self.rooms.setdefault(channel.id, [])
        message = Message(_blank(channel, author, body) | more, room, self._changes)
        self.by_id[message.id] = message
        room.append(message)
        self._refer(message, body.get("message_reference"))
        self.write(message, body, files or {})
        return message

    def write(self, message: Message, body: Json, files: Mapping[str, bytes]) -> None:
        """Write the body into the message; fields that it lacks stay as they are."""
        for key, empty in (("content", ""), ("embeds", []), ("components", [])):
            if key in body:
                message[key] = body[key] or empty
        message["embeds"] = [{"type": "rich"} | embed for embed in message["embeds"]]
        message["components"] = _numbered(message["components"])
        message["flags"] |= (body.get("flags") or 0) & ~LOADING
        if "attachments" in body or files:
            message["attachments"] = _attachments(message, body, files)
            message.files.update(files)
        _unfurl(message)
        self._mention(message, body)
        self._changes.announce()

    def edit(self, message: Message, body: Json, files: Mapping[str, bytes]) -> None:
        """Edit a message, and end its placeholder if it was one."""
        placeholder = message.loading
        message["flags"] &= ~LOADING
        message.edits += 1
        message["edited_timestamp"] = None if placeholder else timestamp()
        self.write(message, body, files)

    def delete(self, message: Message) -> None:
        """Delete a message."""
        message.deleted = True
        del self.by_id[message.id]
        self._changes.announce()

    def with_nonce(self, channel: Channel, nonce: Any) -> Message | None:
        """Find an earlier message with this nonce, which Discord returns again."""
        if nonce is None:
            return None
        room = self.rooms.get(channel.id, [])
        return next((m for m in room if m.get("nonce") == nonce and not m.deleted), None)

    def _refer(self, message: Message, reference: Json | None) -> None:
        if not reference:
            return
        original = self.by_id.get(str(reference["message_id"]))
        ids = {key: str(value) for key, value in reference.items() if key.endswith("_id")}
        message["message_reference"] = {"type": 0, "channel_id": message["channel_id"]} | ids
        message["type"] = REPLY
        nested = ("referenced_message", "message_reference")
        message["referenced_message"] = original and {
            key: value for key, value in original.items() if key not in nested
        }

    def _mention(self, message: Message, body: Json) -> None:
        replied = (message.get("referenced_message") or {}).get("author", {}).get("id")
        found = pinged(message, body.get("allowed_mentions"), replied)
        message.pinged |= found  # by edits too, so that a test can assert that no one is pinged
        users = (self._world.people.get(name[2:-1]) for name in sorted(found))
        message["mentions"] = [user.user for user in users if user is not None]
        message["mention_roles"] = [name[3:-1] for name in sorted(found) if name[2] == "&"]
        message["mention_everyone"] = bool(found & {"@everyone", "@here"})


def pinged(message: Message, allowed: Json | None, replied: str | None = None) -> set[str]:
    """Return who would be notified: all who seem to be mentioned, unless it is disallowed.

    Stricter than Discord on purpose: code blocks do not protect, and no permission is needed.
    """
    everything: Json = {"parse": ["users", "roles", "everyone"], "replied_user": True}
    allowed = everything if allowed is None else allowed
    parse = allowed.get("parse") or []
    found = {f"<@{replied}>"} if replied and allowed.get("replied_user") else set()
    texts = [message["content"], *(c.get("content") or "" for c in message.components)]
    for match in _MENTION.finditer("\n".join(texts)):
        user, role, everyone = match.group("user", "role", "all")
        if user and ("users" in parse or user in map(str, allowed.get("users") or [])):
            found.add(f"<@{user}>")
        if role and ("roles" in parse or role in map(str, allowed.get("roles") or [])):
            found.add(f"<@&{role}>")
        if everyone and "everyone" in parse:
            found.add(everyone)
    return found


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield every component, at any depth, in reading order."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        yield from walk([component[key] for key in ("accessory", "component") if key in component])


def _numbered(components: list[Json]) -> list[Json]:
    """Number the components without an id, and add defaults, as Discord does."""
    components = deepcopy(components)  # so that the request log keeps what was really sent
    taken = {component.get("id") for component in walk(components)}
    free = (number for number in range(1, 1000) if number not in taken)
    for component in walk(components):
        component["id"] = component.get("id") or next(free)
        for key, value in LEFT_OUT.get(component["type"], {}).items():
            component.setdefault(key, value)
    return components


def _blank(channel: Channel, author: Person, body: Json) -> Json:
    return {
        "id": snowflake(),
        "type": DEFAULT,
        "channel_id": channel.id,
        "author": author.user,
        "content": "",
        "embeds": [],
        "components": [],
        "attachments": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "timestamp": timestamp(),
        "edited_timestamp": None,
        "flags": 0,
        "pinned": False,
        "tts": False,
    } | ({"nonce": body["nonce"]} if body.get("nonce") is not None else {})


def _unfurl(message: Message) -> None:
    """Give file components the address and the size of the attachment that they name."""
    known = {entry["filename"]: entry for entry in message["attachments"]}
    for component in message.components:
        url = component["file"]["url"] if component["type"] == FILE else ""
        if not url.startswith("attachment://"):
            continue
        name = url.removeprefix("attachment://")
        if name not in known:
            raise Refused(400, 50035, f"Invalid Form Body: no attachment {name!r}")
        there = known[name]
        component["file"] = {key: there[key] for key in ("id", "url", "proxy_url")}
        component |= {"name": name, "size": there["size"]}


def _attachments(message: Message, body: Json, files: Mapping[str, bytes]) -> list[Json]:
    wanted = {str(entry["id"]) for entry in body.get("attachments") or []}
    kept = [entry for entry in message["attachments"] if entry["id"] in wanted]
    url = "https://cdn.discordapp.com/attachments/0/0/"
    new = [
        {"id": snowflake(), "filename": name, "size": len(data)}
        | {"url": url + name, "proxy_url": url + name}
        for name, data in files.items()
    ]
    return kept + new
