"""Who may maintain, and that whatever they do is written down."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord import app_commands

from bot.admin.acts import Done, act_of
from bot.admin.audit import Act
from bot.admin.long_work import Abandoned, Workbench, last_word
from bot.asking.reply import calmly, leaving
from bot.ground.place import roles_of
from bot.render.layout import render_notice
from bot.speech.say import say
from index.errors import QuothError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.admin.audit import AuditLog
    from bot.render.layout import Rendered
    from bot.servers.corpus_rules_file import CorpusRulesFile
    from index.progress import Progress
    from index.settings import IndexSettings

    Refusal: TypeAlias = Callable[[discord.Interaction], str | None]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The corpus whose sources can be kept from Discord, and the servers that may.

    Of the default corpus alone the operator has said where its sources are; and since every server
    may be answered from it, none may change it unless the operator names it.
    """

    settings: IndexSettings
    servers: frozenset[int] = frozenset()
    files_from: str | None = None  # the stand-in's base, beside Discord's own hosts

    def refusal(self, desk: Desk, interaction: discord.Interaction) -> str | None:
        """Why this person may not change the sources from here, now; None, if they may."""
        if (refused := desk.refusal(interaction)) is not None:
            return refused
        if interaction.guild_id in self.servers:
            return None
        return say("upkeep-not-this-server", server=str(interaction.guild_id))


@dataclass(frozen=True, slots=True)
class Desk:
    """What the commands of maintainers need.

    ``roles`` are those that may maintain beside whoever has Manage Server; ``known`` says whether
    there is a corpus of that name; ``upkeep`` is what can be done to sources, if anything.
    """

    register: CorpusRulesFile
    audit: AuditLog
    known: Callable[[str], bool]
    roles: frozenset[int] = frozenset()
    bench: Workbench = field(default_factory=Workbench)
    upkeep: Upkeep | None = None

    def keep_for_maintainers(
        self, command: app_commands.Group | app_commands.Command[Any, ..., None]
    ) -> None:
        """Have Discord show ``command`` in servers only, and to those who may manage them.

        A hint: ``may_maintain`` decides. And one that would hide the command from the roles that
        the operator names, so that it is left out where there are any.
        """
        command.default_permissions = None if self.roles else discord.Permissions(manage_guild=True)
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        command.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        )

    def may_maintain(self, interaction: discord.Interaction) -> bool:
        """Whether this person may, now: asked at each act, since Discord's own check is a hint.

        Never in a server where only a user has installed the application.
        """
        if interaction.guild_id is None or not interaction.is_guild_integration():
            return False
        member = interaction.user
        granted = interaction.permissions.manage_guild or interaction.permissions.administrator
        return isinstance(member, discord.Member) and (
            granted or not self.roles.isdisjoint(roles_of(member))
        )

    def refusal(self, interaction: discord.Interaction) -> str | None:
        """Why this person may not, now; None, if they may."""
        return None if self.may_maintain(interaction) else say("not-yours")

    async def act(
        self,
        interaction: discord.Interaction,
        verb: str,
        work: Callable[[], Done],
        refusal: Refusal | None = None,
        /,
        **arguments: str,
    ) -> Rendered:
        """Do ``work`` in a thread, if this person may, and write down what came of it.

        ``refusal`` says who may, where that is not every maintainer.
        """
        act = act_of(interaction, verb, **arguments)
        if (refused := (refusal or self.refusal)(interaction)) is not None:
            await self.note(replace(act, outcome="not allowed"))
            return render_notice(refused)

        async def doing() -> Rendered:
            try:
                done = await asyncio.to_thread(work)
            except Exception as error:
                await self.note(replace(act, outcome=f"failed: {_why(error)}"))
                raise
            noted = await self.note(replace(act, outcome=done.outcome))
            return done.rendered if noted else render_notice(say("unrecorded"))

        return await calmly(doing)

    async def work(
        self,
        interaction: discord.Interaction,
        verb: str,
        title: str,
        job: Callable[[Progress], Done],
        refusal: Refusal | None = None,
        /,
        **arguments: str,
    ) -> None:
        """Do a long ``job`` on the bench, if this person may, and have the last word.

        That it began is written down as well as what came of it.
        """
        act = act_of(interaction, verb, **arguments)
        if (refused := (refusal or self.refusal)(interaction)) is not None:
            await self.note(replace(act, outcome="not allowed"))
            await last_word(interaction, render_notice(refused))
            return

        async def working() -> Rendered:
            await self.note(replace(act, outcome="begun"))
            try:
                done = await self.bench.do(interaction, title, job)
            except Abandoned as error:
                await self.note(replace(act, outcome=f"given up: the bot left during {error}"))
                return leaving()
            except Exception as error:
                await self.note(replace(act, outcome=f"failed: {_why(error)}"))
                raise
            await self.note(replace(act, outcome=done.outcome))
            return done.rendered

        await last_word(interaction, await calmly(working))

    async def note(self, act: Act) -> bool:
        """Write an act down; False, and an error in the log, where that is not possible."""
        try:
            await asyncio.to_thread(self.audit.append, act)
        except OSError as error:
            log.error("%s cannot be written (%s): %s", self.audit.file, error, act.verb)
            return False
        return True


def _why(error: Exception) -> str:
    return error.message if isinstance(error, QuothError) else type(error).__name__
