"""Find the questions to the bot among all messages, and the way by which each was asked.

``MessageListener.heard`` is the only place where a message becomes a question and a place.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from cachetools import LRUCache

from bot.ground.markup import without_markup
from bot.ground.place import DIRECT, Place, place_in
from bot.listening.ask_channel import asked_there, post_asks
from bot.listening.forum_posts import Posts, is_post
from bot.listening.is_question import asked_in
from bot.listening.joined_threads import OurThreads
from bot.listening.recent import MAX_REMEMBERED_IDS
from bot.sending.channels import channel_of
from bot.servers.house_rules import Customs, Way
from index.answering.small_talk import SmallTalk, small_talk_in
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable

    from discord.abc import User

    from bot.ground.notes import Notes
    from bot.servers.house_rules import HouseRules

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 4_000  # characters; Discord allows no more
SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True, slots=True)
class Heard:
    """A question from a message; "" if the message calls the bot and asks nothing.

    ``way`` is how it was asked; None in a direct message, where no server's rules apply.
    """

    question: str
    place: Place
    way: Way | None = None


class MessageListener:
    """A filter that finds the questions to the bot among all messages.

    Discord always passes on the text of a message that mentions the bot or is sent to it directly.
    It passes on other texts only if the operator has enabled the Message Content intent
    (``content``); without it, the ways to ask that need it are closed.
    """

    def __init__(
        self,
        house: HouseRules,
        *,
        direct: bool,
        unheard: Callable[[discord.Message], bool],
        notes: Notes,
    ) -> None:
        """Listen by the house rules of ``house``.

        ``direct``: answer direct messages. ``unheard`` returns True for a message that would get no
        answer in any case, because its author is over a limit. ``notes`` are of threads.
        """
        self._house = house
        self._unheard = unheard
        self._direct = direct
        self.content = False
        self._seen: LRUCache[int, bool] = LRUCache(MAX_REMEMBERED_IDS)
        self._threads = OurThreads(notes)
        self._posts = Posts()

    async def heard(self, message: discord.Message, me: User) -> Heard | None:
        """Return the question that ``message`` asks the bot.

        None if the message is not for the bot, or was handled before.
        """
        self._posts.pass_by(message)
        if message.author.id == me.id and message.guild is not None:
            await self._threads.note(message.channel.id)
        if not by_a_person(message) or message.id in self._seen:
            return None
        called = message.guild is None or calls(message, me)
        if not (called or message.content or (self.content and is_post(message))):
            return None  # its text is withheld, or it is a picture; a post still has a title
        self._seen[message.id] = True  # after a reconnect, Discord may send it again
        if message.guild is None:
            return Heard(words_of(message), DIRECT) if self._direct else None
        try:
            customs = self._house.customs(message.guild.id)
        except QuothError as error:
            log.error("a message was not answered: %s (%s)", error.message, error.hint)
            return None
        if called:
            return await self._called(message, me, customs)
        return await self._overheard(message, me, customs)

    async def _called(self, message: discord.Message, me: User, customs: Customs) -> Heard | None:
        """Handle a message that mentions the bot; a reply that pings it counts as a mention."""
        if is_post(message) and (post := await self._post(message, me, customs)):
            return post
        by_name = re.search(rf"<@!?{me.id}>", message.content) is not None
        ways = [Way.MENTION] if by_name or not replies_to(message, me) else []
        ways += [Way.REPLY] if replies_to(message, me) else []
        open_ = [way for way in ways if customs.allow(way)]
        if not open_:
            return await self._overheard(message, me, customs) if self.content else None
        await self._threads.note(message.channel.id)
        channel = await channel_of(message)
        title = channel.name if is_post(message) and isinstance(channel, discord.Thread) else ""
        question = post_asks(title, words_of(message)) if title else words_of(message)
        return Heard(question, place_in(message, channel), open_[0])

    async def _overheard(
        self, message: discord.Message, me: User, customs: Customs
    ) -> Heard | None:
        """Handle a message that does not call the bot but that a house rule lets it answer."""
        if is_post(message):
            return await self._post(message, me, customs)
        if replies_to(message, me) and customs.allow(Way.REPLY):
            channel = await channel_of(message)
            return Heard(words_of(message), place_in(message, channel), Way.REPLY)
        way = self._listening(message.channel, customs)
        # Every message of a server passes here, so do not read those that no rule covers, nor those
        # that would get no answer.
        if way is None or for_others(message, me) or self._unheard(message):
            return None
        question = (asked_there if way is Way.CHANNEL else asked_in)(words_of(message))
        if not question or small_talk_in(question) not in QUESTIONS:
            return None
        if way is Way.CHANNEL:
            return Heard(question, place_in(message, message.channel), way)
        thread = await channel_of(message)
        if isinstance(thread, discord.Thread) and await self._threads.has(thread, me):
            return Heard(question, place_in(message, thread), way)
        return None

    def _listening(self, channel: discord.abc.MessageableChannel, customs: Customs) -> Way | None:
        """Return the way by which a message in ``channel`` may ask without a mention, or None.

        A thread that the bot does not know yet counts as open: finding out costs requests, which
        only a question is worth.
        """
        if customs.allow(Way.CHANNEL) and channel.id in customs.channels:
            return Way.CHANNEL
        if not customs.allow(Way.THREAD) or _is_room(channel):
            return None
        return Way.THREAD if self._threads.may_be(channel.id) else None

    async def _post(self, message: discord.Message, me: User, customs: Customs) -> Heard | None:
        """Handle the first message of a new post in a forum where posts get a first answer."""
        if not customs.forums or not customs.allow(Way.FORUM) or not self.content:
            return None
        post = await channel_of(message)
        if not isinstance(post, discord.Thread) or post.parent_id not in customs.forums:
            return None
        question = post_asks(post.name, words_of(message))
        if small_talk_in(question) not in QUESTIONS or not await self._posts.is_first(post, me):
            return None
        await self._threads.note(post.id)
        return Heard(question, place_in(message, post), Way.FORUM)


QUESTIONS = (None, SmallTalk.ABOUT_ME)  # a greeting that is not for the bot gets no reply


def by_a_person(message: discord.Message) -> bool:
    """Return whether a person wrote ``message``, and not a bot, a webhook or Discord itself."""
    return not message.author.bot and message.webhook_id is None and message.type in SPOKEN


def calls(message: discord.Message, me: User) -> bool:
    """Return whether ``message`` mentions ``me`` by name; @everyone and roles do not count."""
    return me.id in {user.id for user in message.mentions}


def replies_to(message: discord.Message, me: User) -> bool:
    """Return whether ``message`` replies to a message of ``me``."""
    original = message.reference.resolved if message.reference else None
    return isinstance(original, discord.Message) and original.author.id == me.id


def for_others(message: discord.Message, me: User) -> bool:
    """Return whether ``message`` replies to or mentions anyone other than ``me``."""
    if message.reference is not None and not replies_to(message, me):
        return True
    others = [user for user in message.mentions if user.id != me.id]
    return bool(others or message.role_mentions or message.mention_everyone)


def words_of(message: discord.Message) -> str:
    """Return the text of ``message`` on one line, without Discord's markup."""
    return without_markup(message.content[:LONGEST_MESSAGE])


def _is_room(channel: object) -> bool:
    """Return whether ``channel`` is known and is not a thread."""
    return isinstance(channel, discord.abc.GuildChannel)
