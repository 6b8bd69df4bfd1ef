"""*Helpful* and *Not helpful*: one vote of each person on each answer, counted and nothing else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.asking.reply import calmly
from bot.features.feature import Feature, message_of
from bot.ground.place import place_of
from bot.ledger import Vote, Voted
from bot.render.button_kinds import VOTE
from bot.render.layout import render_lines
from bot.render.read_back import question_in_ours
from bot.render.vote_buttons import vote_in
from bot.speech.say import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import discord

    from bot.features.feature import Press
    from bot.features.services import Service
    from bot.render.button_kinds import ButtonKind
    from bot.render.layout import Rendered
    from bot.servers.house_rules import Customs


class Votes(Feature):
    """Count what people think of an answer."""

    def buttons(self) -> Mapping[ButtonKind, Press]:
        """Count a vote, and thank the person who voted privately."""
        return {VOTE: self.privately(self._voted)}

    async def _voted(self, interaction: discord.Interaction, custom_id: str) -> Rendered:
        """Count a vote; if it is *Not helpful*, say what else can be done."""

        async def voting() -> Rendered:
            name, tier = vote_in(custom_id)
            vote = Vote(name)
            customs = await asyncio.to_thread(self.service.house.customs, interaction.guild_id)
            thanks = await _cast(interaction, vote, tier, self.service)
            return render_lines(_said(thanks, vote, customs))

        return await calmly(voting)


async def _cast(interaction: discord.Interaction, vote: Vote, tier: str, service: Service) -> str:
    message, voter = message_of(interaction), interaction.user.id
    before = await asyncio.to_thread(service.ballot.cast, voter, message.id, vote)
    if before is not None and before[0] is vote:
        return say("vote-again")
    place = place_of(interaction, private=message.flags.ephemeral)
    question, asker = question_in_ours(message), who_asked(message)
    voted = Voted(place, vote, before, question, asker, voter, tier)
    service.ledger.note(voted)
    return say("vote-changed") if before else say("vote-thanks")


def _said(thanks: str, vote: Vote, customs: Customs) -> list[str]:
    if vote is Vote.UP:
        return [thanks]
    lines = [thanks, say("vote-else")]
    if customs.helpers is not None:
        lines.append(say("vote-human"))
    if customs.keep_days:
        lines.append(say("vote-kept", days=customs.keep_days))
    return lines


def who_asked(message: discord.Message) -> int | None:
    """Find who asked what ``message`` answers; None where Discord does not say."""
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    replied: Any = message.reference.resolved if message.reference else None
    author = getattr(replied, "author", None)
    return author.id if author is not None and not author.bot else None
