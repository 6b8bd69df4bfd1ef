"""What people do with threads: start them, post into a forum, let them be archived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.standin.people import GUILD_FORUM, Channel, Person, World, snowflake, timestamp

if TYPE_CHECKING:
    from tests.standin.gateway import Gateway
    from tests.standin.messages import Message, Messages

HAS_THREAD = 1 << 5
THREAD_STARTER = 21


class Threads:
    """A part of the stand-in; each action tells the bot, as Discord does."""

    world: World
    gateway: Gateway
    messages: Messages

    def forum(self, name: str) -> Channel:
        """A forum, to be made before the bot connects."""
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
        """Start a thread ``of`` a message, whose id it then has, or just so.

        Not ``told``: as when the bot was away, and hears only of what is written there later.
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
        """A new post in a forum: a thread, and its first message, which has the thread's id."""
        thread = await self.thread(person, title, at=forum, told=told)
        said = {"content": body.replace("<@bot>", self.world.bot.mention)}
        message = self.messages.create(thread, person, said, id=thread.id)
        await self.gateway.announce(message, "MESSAGE_CREATE")
        return message

    async def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Put a thread away; a ``locked`` one is opened by nobody but a moderator."""
        thread.archive.update(archived=True, locked=locked, archive_timestamp=timestamp())
        await self.gateway.about_thread("THREAD_UPDATE", thread)
