"""Simulate the people, the bot, and one server with its channels, as Discord describes them."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

DISCORD_EPOCH_MS = 1_420_070_400_000
ALL_PERMISSIONS = str((1 << 50) - 1)
MANAGE_GUILD = 1 << 5
GUILD_TEXT, DIRECT, PUBLIC_THREAD, GUILD_FORUM = 0, 1, 11, 15
_counter = itertools.count(1)


def snowflake() -> str:
    """Make an id as Discord does: a string of digits that grows with time."""
    milliseconds = int(time.time() * 1000) - DISCORD_EPOCH_MS
    return str(milliseconds << 22 | next(_counter) % (1 << 22))


def timestamp() -> str:
    """Return the present time as Discord writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Person:
    """A person who asks; ``dm`` is their direct-message channel with the bot."""

    name: str
    locale: str = "en-US"
    bot: bool = False
    id: str = field(default_factory=snowflake)
    dm: str = field(default_factory=snowflake)

    @property
    def mention(self) -> str:
        """Return the text that mentions the person."""
        return f"<@{self.id}>"

    @property
    def user(self) -> Json:
        """Return the person as a user object."""
        return {
            "id": self.id,
            "username": self.name.lower().replace(" ", "_"),
            "discriminator": "0",
            "global_name": self.name,
            "avatar": None,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
            "bot": self.bot,
        }

    @property
    def member(self) -> Json:
        """Return the person as a member of the server."""
        return self.partial_member | {"user": self.user}

    @property
    def partial_member(self) -> Json:
        """Return the person as a member, without the user."""
        nothing = ("nick", "avatar", "banner", "premium_since", "communication_disabled_until")
        return dict.fromkeys(nothing) | {
            "roles": [],
            "joined_at": "2026-01-01T00:00:00.000000+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
        }


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the server, a thread or a post in one, or a direct-message channel.

    ``archive`` are the unusual values in a thread's metadata: ``archived``, ``locked``.
    """

    name: str
    guild_id: str | None
    recipient: Person | None = None
    id: str = field(default_factory=snowflake)
    parent: Channel | None = None
    kind: int = GUILD_TEXT
    owner: str | None = None
    archive: Json = field(default_factory=dict, compare=False)
    overwrites: list[Json] = field(default_factory=list, compare=False)

    @property
    def payload(self) -> Json:
        """Return the channel as an object of Discord's API."""
        if self.recipient is not None:
            recipients = [self.recipient.user]
            return {"id": self.id, "type": DIRECT, "flags": 0, "name": None} | {
                "recipients": recipients,
                "last_message_id": None,
            }
        if self.parent is not None:
            return self._thread | {"parent_id": self.parent.id}
        return (_FORUM if self.kind == GUILD_FORUM else {}) | {
            "id": self.id,
            "type": self.kind,
            "guild_id": self.guild_id,
            "name": self.name,
            "position": 0,
            "flags": 0,
            "permission_overwrites": self.overwrites,
            "nsfw": False,
            "parent_id": None,
            "topic": None,
            "rate_limit_per_user": 0,
            "last_message_id": None,
        }

    @property
    def _thread(self) -> Json:
        archive = {"archived": False, "auto_archive_duration": 1440, "locked": False}
        return {
            "id": self.id,
            "type": PUBLIC_THREAD,
            "guild_id": self.guild_id,
            "name": self.name,
            "flags": 0,
            "owner_id": self.owner or self.id,
            "message_count": 0,
            "member_count": 1,
            "total_message_sent": 0,
            "rate_limit_per_user": 0,
            "last_message_id": None,
            "thread_metadata": archive | {"archive_timestamp": timestamp()} | self.archive,
        }


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was attached to a command; ``url`` is where the stand-in serves it."""

    filename: str
    content: bytes
    url: str
    id: str
    size: int

    @property
    def payload(self) -> Json:
        """Return the file as an attachment object."""
        named = {"id": self.id, "filename": self.filename, "size": self.size, "ephemeral": True}
        return named | {"url": self.url, "proxy_url": self.url}


class World:
    """The server "Library" with its channels and roles, the bot, and all people so far.

    All people have all permissions, except those in ``powerless``.
    """

    def __init__(self) -> None:
        self.bot = Person("Quoth", bot=True)
        self.owner = Person("Olga Owner")
        self.guild_id = snowflake()
        self.locale = "en-US"  # the server's preferred one; set it before the bot connects
        self.channel = Channel("reading-room", self.guild_id)
        self.people = {person.id: person for person in (self.bot, self.owner)}
        self.channels = {self.channel.id: self.channel}
        self.roles: dict[str, str] = {}  # the names, by id
        self.roles_of: dict[str, list[str]] = {}  # by the id of a person
        self.powerless: set[str] = set()
        self.everyone_may = ALL_PERMISSIONS
        self.uploads: dict[str, Upload] = {}
        self.app_permissions = ALL_PERMISSIONS  # what the bot may do
        self.mentionable: set[str] = set()  # the roles that anyone may mention

    def add_channel(
        self, name: str, parent: Channel | None = None, *, kind: int = GUILD_TEXT
    ) -> Channel:
        """Add a channel, or a thread in ``parent``, before the bot connects."""
        channel = Channel(name, self.guild_id, parent=parent, kind=kind)
        self.channels[channel.id] = channel
        return channel

    def elsewhere(self, name: str) -> Channel:
        """Add a channel of a server that the bot is not in, and gets no events of."""
        channel = Channel(name, snowflake())
        self.channels[channel.id] = channel
        return channel

    def knows(self, guild_id: str | None) -> bool:
        """Return whether the bot is there: in its one server, or in a direct message."""
        return guild_id in (None, self.guild_id)

    def add_role(self, name: str, *holders: Person) -> str:
        """Add a role before the bot connects, and return its id."""
        role = snowflake()
        self.roles[role] = name
        for person in holders:
            self.roles_of.setdefault(person.id, []).append(role)
        return role

    def permissions(self, person: Person) -> str:
        """Return the permissions of a person, as Discord writes them."""
        mighty = person.id not in self.powerless
        return ALL_PERMISSIONS if mighty else str(int(ALL_PERMISSIONS) & ~MANAGE_GUILD & ~8)

    def member(self, person: Person) -> Json:
        """Return a person as a member with their roles."""
        return person.member | {"roles": self.roles_of.get(person.id, [])}

    def role(self, id: str) -> Json:
        """Return a role object."""
        known = {"id": id, "name": self.roles[id], "mentionable": id in self.mentionable}
        return self._everyone | known | {"position": 1}

    def add(self, person: Person) -> Person:
        """Add a person, and open their direct messages."""
        self.people[person.id] = person
        self.dm(person)
        return person

    def dm(self, person: Person) -> Channel:
        """Return the direct-message channel of a person, opened if needed."""
        return self.channels.setdefault(
            person.dm, Channel(person.name, None, recipient=person, id=person.dm)
        )

    @property
    def guild(self) -> Json:
        """Return the server as ``GET /guilds/{id}`` does."""
        return _GUILD_DEFAULTS | {
            "id": self.guild_id,
            "name": "Library",
            "owner_id": self.owner.id,
            "preferred_locale": self.locale,
            "roles": [self._everyone, *map(self.role, self.roles)],
        }

    @property
    def guild_create(self) -> Json:
        """Return the server as the gateway does: with the bot's own member only."""
        empty = ("voice_states", "presences", "stage_instances")
        rooms = [room for room in self.channels.values() if room.guild_id == self.guild_id]
        threads = [room for room in rooms if room.parent and not room.archive.get("archived")]
        events: Json = {
            name: [] for name in (*empty, "guild_scheduled_events", "soundboard_sounds")
        }
        return (
            self.guild
            | events
            | {
                "joined_at": timestamp(),
                "large": False,
                "unavailable": False,
                "member_count": len(self.people),
                "members": [self.bot.member],
                "channels": [room.payload for room in rooms if room.parent is None],
                "threads": [room.payload for room in threads],
            }
        )

    @property
    def _everyone(self) -> Json:
        colors = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
        return {
            "id": self.guild_id,
            "name": "@everyone",
            "permissions": self.everyone_may,
            "position": 0,
            "color": 0,
            "colors": colors,
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }


_FORUM: Json = {
    "available_tags": [],
    "default_reaction_emoji": None,
    "default_sort_order": None,
    "default_forum_layout": 0,
}
_ABSENT = [
    "icon",
    "description",
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "public_updates_channel_id",
    "incidents_data",
    "hub_type",
]
_GUILD_DEFAULTS: Json = dict.fromkeys(_ABSENT) | {
    "features": [],
    "emojis": [],
    "stickers": [],
    "region": "deprecated",
    "afk_timeout": 300,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "verification_level": 0,
    "default_message_notifications": 0,
    "mfa_level": 0,
    "explicit_content_filter": 0,
    "max_members": 500_000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
}
