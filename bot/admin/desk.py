"""Decide who may maintain a server, and write down all that they do."""

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
    from collections.abc import Awaitable, Callable, Iterable

    from bot.admin.audit import AuditTrail
    from bot.render.layout import Rendered
    from bot.servers.corpus_rules_file import CorpusRulesFile
    from index.progress import Progress
    from index.settings import IndexSettings

    Refusal: TypeAlias = Callable[[discord.Interaction], str | None]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The servers that may change the sources of the default corpus from Discord.

    The settings name the sources of that corpus only. Every server may be answered from it, so a
    server may change it only if the operator names that server.
    """

    settings: IndexSettings
    servers: frozenset[int] = frozenset()
    files_from: str | None = None  # a stand-in's address, in addition to Discord's own hosts

    def refusal(self, desk: Desk, interaction: discord.Interaction) -> str | None:
        """Say why this person may not change the sources from here; None if they may."""
        if (refused := desk.refusal(interaction)) is not None:
            return refused
        if interaction.guild_id in self.servers:
            return None
        return say("upkeep-not-this-server", server=str(interaction.guild_id))


@dataclass(frozen=True, slots=True)
class Desk:
    """The objects that the commands of maintainers need.

    ``roles`` may maintain as well as people with Manage Server; ``known`` tells whether there is a
    corpus of that name; ``damaged`` whether its newest index is, which reads all of it; ``upkeep``
    says who may change sources, None if nobody may.
    """

    corpus_rules: CorpusRulesFile
    audit: AuditTrail
    known: Callable[[str], bool]
    damaged: Callable[[str], bool]
    roles: frozenset[int] = frozenset()
    bench: Workbench = field(default_factory=Workbench)
    upkeep: Upkeep | None = None

    def keep_for_maintainers(
        self, command: app_commands.Group | app_commands.Command[Any, ..., None]
    ) -> None:
        """Have Discord show ``command`` in servers only, and to people who may manage them.

        This is a hint: ``may_maintain`` decides. It would hide the command from the roles that the
        operator names, so it is left out if there are any.
        """
        command.default_permissions = None if self.roles else discord.Permissions(manage_guild=True)
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        command.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        )

    def may_maintain(self, interaction: discord.Interaction) -> bool:
        """Return whether this person may maintain; asked at each act, as permissions change.

        Nobody may in a server where only a user has installed the application.
        """
        if interaction.guild_id is None or not interaction.is_guild_integration():
            return False
        member = interaction.user
        granted = interaction.permissions.manage_guild or interaction.permissions.administrator
        return isinstance(member, discord.Member) and (
            granted or not self.roles.isdisjoint(roles_of(member))
        )

    def refusal(self, interaction: discord.Interaction) -> str | None:
        """Say why this person may not maintain; None if they may."""
        return None if self.may_maintain(interaction) else say("not-yours")

    def warnings(self, corpora: Iterable[str]) -> list[str]:
        """Warn of each of ``corpora`` whose newest index is damaged."""
        return [say("index-damaged", corpus=name) for name in corpora if self.damaged(name)]

    async def act(
        self,
        interaction: discord.Interaction,
        verb: str,
        work: Callable[[], Done],
        refusal: Refusal,
        /,
        **arguments: str,
    ) -> Rendered:
        """Do ``work`` in a thread, unless ``refusal`` says why not, and write down what came of it.

        What could not be written down is not shown as done.
        """
        act = act_of(interaction, verb, **arguments)
        if (refused := await self._refused(act, refusal(interaction))) is not None:
            return refused

        async def doing() -> Rendered:
            done = await self._done(act, asyncio.to_thread(work))
            noted = await self.note(replace(act, outcome=done.outcome))
            return done.rendered if noted else render_notice(say("unrecorded"))

        return await calmly(doing)

    async def work(
        self,
        interaction: discord.Interaction,
        verb: str,
        title: str,
        job: Callable[[Progress], Done],
        refusal: Refusal,
        /,
        **arguments: str,
    ) -> None:
        """Do a long ``job`` on the bench, unless ``refusal`` says why not, and show its result.

        Both its beginning and what came of it are written down.
        """
        act = act_of(interaction, verb, **arguments)
        if (refused := await self._refused(act, refusal(interaction))) is not None:
            await last_word(interaction, refused)
            return

        async def working() -> Rendered:
            await self.note(replace(act, outcome="begun"))
            try:
                done = await self._done(act, self.bench.do(interaction, title, job))
            except Abandoned:
                return leaving()
            await self.note(replace(act, outcome=done.outcome))
            return done.rendered

        await last_word(interaction, await calmly(working))

    async def _refused(self, act: Act, why: str | None) -> Rendered | None:
        """Write down that somebody may not act, and say ``why``; None if they may."""
        if why is None:
            return None
        await self.note(replace(act, outcome="not allowed"))
        return render_notice(why)

    async def _done(self, act: Act, doing: Awaitable[Done]) -> Done:
        """Await an act; if it fails, write that down."""
        try:
            return await doing
        except Exception as error:  # of any kind: the audit log has failures too
            await self.note(replace(act, outcome=_failure(error)))
            raise

    async def note(self, act: Act) -> bool:
        """Write an act down; if that is not possible, log an error and return False."""
        try:
            await asyncio.to_thread(self.audit.append, act)
        except (OSError, QuothError) as error:
            log.error("%s cannot be written (%s): %s", self.audit.name, error, act.verb)
            return False
        return True


def _failure(error: Exception) -> str:
    if isinstance(error, Abandoned):
        return f"given up: the bot left during {error}"
    return f"failed: {error.message if isinstance(error, QuothError) else type(error).__name__}"
