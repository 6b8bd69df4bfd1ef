"""`/block`: turn people and servers away; for the operators whom the settings name."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.admin.acts import Done
from bot.admin.maintainer_feature import MaintainerFeature
from bot.ground.costs import Cost, costs
from bot.render.layout import bold, render_lines
from bot.servers.blocklist import FOR_GOOD, Blockable
from bot.speech.say import say
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.feature import Command

AN_ID = re.compile(r"<@!?(\d{1,20})>|(\d{1,20})", re.ASCII)
LONGEST_HOURS = 24 * 365
HOUR = 3_600  # seconds
MOST_SHOWN = 40
Id = app_commands.Range[str, 1, 30]


class BlockPeople(MaintainerFeature):
    """Block people and servers, lift blocks, and list them."""

    def commands(self) -> Sequence[app_commands.Group]:
        """Make the group `/block`, if anybody may use it."""
        if not self.service.admission.blocks.operators:
            return []
        group = app_commands.Group(
            name="block",
            description="For the operator: turn people and servers away",
            extras=costs(Cost.FREE),
            default_permissions=discord.Permissions(administrator=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
        )
        for make in (_add, _lift, _list):
            group.add_command(make(self))
        return [group]

    def refusal(self, interaction: discord.Interaction) -> str | None:
        """Say why this person may not block; None if they may."""
        operators = self.service.admission.blocks.operators
        return None if interaction.user.id in operators else say("not-operator")


def _add(blocking: BlockPeople) -> Command:
    @app_commands.command(name="add", description="Stop answering a person or a server")
    @app_commands.describe(
        person="The person's ID, or a mention",
        server="Or the server's ID",
        hours="For how long (default: for good)",
    )
    async def add(
        interaction: discord.Interaction,
        person: Id | None = None,
        server: Id | None = None,
        hours: app_commands.Range[int, 1, LONGEST_HOURS] | None = None,
    ) -> None:
        def work() -> Done:
            whose, id_ = _named(person, server)
            blocks = blocking.service.admission.blocks
            if id_ in blocks.operators:
                raise QuestionError("An operator is never blocked.", hint="", kind="block-operator")
            until = int(time.time()) + hours * HOUR if hours else FOR_GOOD
            blocks.listed.block(whose, id_, until)
            return Done(render_lines([_told(whose, id_, until)]), "blocked")

        given = {"person": person or "", "server": server or "", "hours": str(hours or "")}
        await blocking.act(interaction, "block add", work, **given)

    return add


def _lift(blocking: BlockPeople) -> Command:
    @app_commands.command(name="lift", description="Answer a person or a server again")
    @app_commands.describe(person="The person's ID, or a mention", server="Or the server's ID")
    async def lift(
        interaction: discord.Interaction, person: Id | None = None, server: Id | None = None
    ) -> None:
        def work() -> Done:
            whose, id_ = _named(person, server)
            lifted = blocking.service.admission.blocks.lift(whose, id_)
            line = say("block-lifted" if lifted else "block-none", who=_mentioned(whose, id_))
            return Done(render_lines([line]), "lifted" if lifted else "was not blocked")

        given = {"person": person or "", "server": server or ""}
        await blocking.act(interaction, "block lift", work, **given)

    return lift


def _list(blocking: BlockPeople) -> Command:
    @app_commands.command(name="list", description="Who is blocked")
    async def list_(interaction: discord.Interaction) -> None:
        def work() -> Done:
            blocks = blocking.service.admission.blocks
            own = {(Blockable.PERSON, id_): end for id_, end in blocks.automatic().items()}
            everything = sorted((own | dict(blocks.listed.everything())).items())
            lines = [f"- {_told(whose, id_, until)}" for (whose, id_), until in everything]
            more = [f"… +{len(lines) - MOST_SHOWN}"] if len(lines) > MOST_SHOWN else []
            head = bold(say("block-heading")) if lines else say("block-nobody")
            return Done(render_lines([head, *lines[:MOST_SHOWN], *more]), "shown")

        await blocking.act(interaction, "block list", work)

    return list_


def _named(person: str | None, server: str | None) -> tuple[Blockable, int]:
    given = person if server is None else server if person is None else None
    found = AN_ID.fullmatch(given.strip()) if given else None
    if found is None:
        raise QuestionError("Give the ID of a person or of a server.", hint="", kind="block-whom")
    return Blockable.PERSON if server is None else Blockable.SERVER, int(found[1] or found[2])


def _mentioned(whose: Blockable, id_: int) -> str:
    return f"<@{id_}>" if whose is Blockable.PERSON else f"`{id_}`"


def _told(whose: Blockable, id_: int, until: int) -> str:
    who = _mentioned(whose, id_)
    if until == FOR_GOOD:
        return say("block-for-good", who=who)
    return say("block-until", who=who, when=f"<t:{until}:f>")
