"""Connect to Discord, and hear besides what nobody has heard while no process had a shard."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from bot.app._dpy_internals import PatientClient

if TYPE_CHECKING:
    import discord
    import yarl

    from bot.app.missed_events import MissedEvents


class ResumingClient(PatientClient):
    """A ``PatientClient`` to which ``MissedEvents`` are handed on."""

    def __init__(self, missed: MissedEvents, *, has_all: bool, **options: Any) -> None:
        """``has_all``: no other process has shards of the bot."""
        super().__init__(**options)
        self.missed = missed
        self._has_all = has_all
        self.heard: set[int] = set()  # the shards on which Discord has said who is there
        self._heard_at: dict[int, float] = {}  # since when, in seconds of the monotonic clock

    async def launch_shard(
        self, gateway: yarl.URL, shard_id: int, *, initial: bool = False
    ) -> None:
        """Open the gateway of a shard, and hear meanwhile what was missed."""
        count = self.shard_count or 1
        if initial:
            ours = range(count) if self._has_all else self.shard_ids or ()
            self.missed.follow(self, ours, count)
        self.missed.want(shard_id)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Hear on the session that another one replaces what was missed; then begin that.

        discord.py resumes a session at its first attempt to connect again, and no other.
        """
        if shard_id is not None:
            was_heard = shard_id in self.heard
            self.heard.discard(shard_id)
            self.missed.give_up(shard_id, was_heard=was_heard)
        await super().before_identify_hook(shard_id, initial=initial)

    async def close_shard(self, shard_id: int) -> None:
        """Leave a shard to another process, with what was missed on it."""
        await self.missed.renounce(shard_id)
        self.heard.discard(shard_id)
        await super().close_shard(shard_id)

    async def on_shard_ready(self, shard_id: int) -> None:
        """Hand on what was missed on the shard: all of its servers are known."""
        self._heard_at[shard_id] = time.monotonic()
        self.heard.add(shard_id)
        self.missed.now_heard(shard_id)

    async def on_guild_available(self, _guild: discord.Guild) -> None:
        """Hand on what was missed in a server: who asked there can be judged now."""
        self.missed.hand_on()

    def hears(self, shard: int) -> float | None:
        """Return for how many seconds a shard has been heard; None if it is not."""
        return time.monotonic() - self._heard_at[shard] if shard in self.heard else None

    def knows(self, server: int) -> bool:
        """Return whether Discord has said all about a server."""
        guild = self.get_guild(server)
        return guild is not None and not guild.unavailable
