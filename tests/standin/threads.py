"""Act on threads as people do: start them, post into a forum, archive them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.standin.people import GUILD_FORUM, Channel, Person, World, snowflake, timestamp

if TYPE_CHECKING:
    from tests.standin.gateway import Gateway
    from tests.standin.messages import Message, Messages

HAS_THREAD = 1 << 5
THREAD_STARTER = 21


class Threads:
    """The actions on threads; each sends the bot an event, as Discord does."""

    world: World
    gateway: Gateway
    messages: Messages

    def forum(self, name: str) -> Channel:
        """Add a forum before the bot connects."""
        return self.world.add_channel(name, kind=GUILD_FORUM)

    async def thread(
        self,
        person: Person,
        name: str,
        *,
        of: Message | None = None,
        at: Channel | None = None,
        told: bool = True,
    ) -> Channel:
        """Start a thread, ``of`` a message (whose id it gets) or of none.

        Without ``told``, the bot gets no event, as if it was away, and learns of the thread later.
        """
        parent = self.world.channels[of["channel_id"]] if of else at or self.world.channel
        id = of.id if of else snowflake()
        thread = Channel(name, self.world.guild_id, id=id, parent=parent, owner=person.id)
        self.world.channels[id] = thread
        if of is not None:
            of["flags"] |= HAS_THREAD
            body = {"message_reference": {"message_id": of.id, "channel_id": parent.id}}
            first = self.messages.create(thread, person, body)
            first["type"] = THREAD_STARTER
        if told:
            await self.gateway.about_thread("THREAD_CREATE", thread, newly_created=True)
        return thread

    async def post(
        self, person: Person, forum: Channel, title: str, body: str, *, told: bool = True
    ) -> Message:
        """Post into a forum: start a thread whose first message has its id."""
        thread = await self.thread(person, title, at=forum, told=told)
        content = {"content": body.replace("<@bot>", self.world.bot.mention)}
        message = self.messages.create(thread, person, content, id=thread.id)
        await self.gateway.announce(message, "MESSAGE_CREATE")
        return message

    async def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Archive a thread; only a moderator can open one that is ``locked``."""
        thread.archive.update(archived=True, locked=locked, archive_timestamp=timestamp())
        await self.gateway.about_thread("THREAD_UPDATE", thread)
