"""Write out a server's settings for its maintainers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.closed_ways import NAMES
from bot.render.layout import bold, small
from bot.servers.house_rules import Way
from bot.speech.say import listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord

    from bot.features.services import Service
    from bot.servers.house_rules import Customs

NEEDING_CONTENT = (Way.THREAD, Way.CHANNEL, Way.FORUM)  # and a reply, where it does not ping
NEEDED = {
    Way.CHANNEL: {
        "view_channel": "may-view",
        "send_messages": "may-send",
        "read_message_history": "may-read-history",
    },
    Way.FORUM: {
        "view_channel": "may-view",
        "send_messages_in_threads": "may-send-in-threads",
        "read_message_history": "may-read-history",
    },
}


def settings_told(customs: Customs, service: Service, guild: discord.Guild | None) -> Iterator[str]:
    """Write out all settings, line by line, in Discord's markdown."""
    yield bold(say("settings-heading"))
    for way in Way:
        yield f"- {_state(way, customs, service)}{_rooms(way, customs)}"
    yield f"- {say('direct-open' if service.direct else 'direct-off')}"
    yield from helpers_told(customs)
    yield from kept_told(customs)
    yield from closest_told(customs)
    for way, rooms in ((Way.CHANNEL, customs.channels), (Way.FORUM, customs.forums)):
        for room in sorted(rooms):
            yield from lacking(way, guild, room)
    if not service.content.given:
        yield small(say("content-closed"))


def way_told(way: Way, customs: Customs, service: Service) -> Iterator[str]:
    """Say whether a way to ask is open, and what it still needs."""
    yield _state(way, customs, service)
    rooms = {Way.CHANNEL: customs.channels, Way.FORUM: customs.forums}
    if customs.allow(way) and not rooms.get(way, True):
        yield say("channel-unnamed" if way is Way.CHANNEL else "forum-unnamed")
    yield from _unread(way, customs, service)


def room_told(way: Way, room: int, customs: Customs, service: Service) -> Iterator[str]:
    """Say whether questions in an ask channel, or posts in a forum, are answered from now on."""
    rooms = customs.channels if way is Way.CHANNEL else customs.forums
    kind = "channel" if way is Way.CHANNEL else "forum"
    if room not in rooms:
        yield say(ROOMS[kind, False], room=f"<#{room}>")
        return
    yield say(ROOMS[kind, True], room=f"<#{room}>")
    if not customs.allow(way):
        yield _state(way, customs, service)
    yield from _unread(way, customs, service)


def helpers_told(customs: Customs) -> Iterator[str]:
    """Say whom *Ask a human* mentions."""
    if customs.helpers is None:
        yield say("helpers-none")
    else:
        yield say("helpers-are", role=f"<@&{customs.helpers}>")


def kept_told(customs: Customs) -> Iterator[str]:
    """Say for how long questions are kept."""
    if customs.keep_days:
        yield say("privacy-kept", days=customs.keep_days)
        yield say("kept-by-all")
    else:
        yield say("kept-none")


def closest_told(customs: Customs) -> Iterator[str]:
    """Say whether the closest text is shown where the sources do not surely answer."""
    yield say("closest-shown" if customs.closest else "closest-not-shown")


def lacking(way: Way, guild: discord.Guild | None, room: int) -> Iterator[str]:
    """Name the permissions that we lack in a channel to answer in; none if we cannot tell."""
    channel = guild.get_channel(room) if guild else None
    if guild is None or channel is None or guild.me is None:
        return
    granted = channel.permissions_for(guild.me)
    lacks = [say(text) for name, text in NEEDED[way].items() if not getattr(granted, name)]
    if lacks:
        yield say("lacking", room=f"<#{room}>", permissions=listed(lacks))


def _state(way: Way, customs: Customs, service: Service) -> str:
    """Say whether a way is open: it may be switched on, and we may not read the messages."""
    state = "state-off"
    if customs.allow(way):
        unread = way in NEEDING_CONTENT and not service.content.given
        state = "state-unread" if unread else "state-on"
    return say("way-state", way=say(NAMES[way]), state=say(state))


def _unread(way: Way, customs: Customs, service: Service) -> Iterator[str]:
    if way in NEEDING_CONTENT and customs.allow(way) and not service.content.given:
        yield small(say("content-closed"))


def _rooms(way: Way, customs: Customs) -> str:
    rooms = {Way.CHANNEL: customs.channels, Way.FORUM: customs.forums}.get(way, frozenset())
    return f": {', '.join(f'<#{room}>' for room in sorted(rooms))}" if rooms else ""


ROOMS = {
    ("channel", True): "channel-answered",
    ("channel", False): "channel-not-answered",
    ("forum", True): "forum-answered",
    ("forum", False): "forum-not-answered",
}
