"""`/sources add | remove | refresh | status`, and what the buttons below their messages do."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.admin import source_actions
from bot.admin.acts import Done
from bot.admin.attachment import downloaded
from bot.admin.maintainer_feature import MaintainerFeature
from bot.admin.source_actions import Sent, Wish
from bot.render.source_changes import on_discord
from bot.speech.say import say
from index.errors import QuestionError, SourceError
from index.sources.opening import tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.admin.desk import Desk, Upkeep
    from bot.features.feature import Command, Host
    from index.progress import Progress
    from index.sources.tree import SourceTree

MAX_ADDRESS_CHARACTERS = 2_000
LOOK_SECONDS = 0.2  # between two looks, while a file is fetched


class ChangeSources(MaintainerFeature):
    """Change the sources, for maintainers of the servers that the operator allows."""

    def __init__(self, host: Host, desk: Desk, upkeep: Upkeep) -> None:
        super().__init__(host, desk)
        self.upkeep = upkeep
        self.settings = upkeep.settings

    def refusal(self, interaction: discord.Interaction) -> str | None:
        """Say why this person may not change the sources from here; None if they may."""
        return self.upkeep.refusal(self.desk, interaction)

    async def serve_long(
        self,
        interaction: discord.Interaction,
        verb: str,
        title: str,
        job: Callable[[Progress], Done],
        /,
        **arguments: str,
    ) -> None:
        """Do a long ``job`` on the bench, if this person may, and write it down."""
        work = partial(self.desk.work, interaction, verb, title, job, self.refusal, **arguments)
        await self.host.serve_long(interaction, work)

    def suggest(self, command: Command) -> None:
        """Complete the ``name`` of a command by the names in the register."""
        self.suggest_names(command, self._names)

    def _names(self, _interaction: discord.Interaction) -> Sequence[str]:
        return [entry.name for entry in self._tree.register().entries]

    @cached_property
    def _tree(self) -> SourceTree:
        """Open the sources once: names are completed at each key, and may be in a database."""
        return tree_of(self.settings)


def change_commands(changes: ChangeSources) -> Sequence[Command]:
    """Make the commands of maintainers, to be added to `/sources`."""
    return [make(changes) for make in (_add, _remove, _refresh, _status)]


def _add(changes: ChangeSources) -> Command:
    @app_commands.command(name="add", description="For maintainers: add a source")
    @app_commands.describe(
        url="A page, a sitemap or a feed on the web",
        file="Or a file: text, Markdown, PDF, DOCX, EPUB, HTML …",
        title="Shown instead of its own title",
        name="What it is called in the register",
        site="Collect the pages below the address too (default: no)",
        replace="Take the place of a file of the same name (default: no)",
    )
    async def add(
        interaction: discord.Interaction,
        url: app_commands.Range[str, 1, MAX_ADDRESS_CHARACTERS] | None = None,
        file: discord.Attachment | None = None,
        title: app_commands.Range[str, 1, 300] | None = None,
        name: app_commands.Range[str, 1, 64] | None = None,
        site: bool = False,
        replace: bool = False,
    ) -> None:
        wish = Wish(name, title, site, replace)
        job = _adding(changes.upkeep, url, file, wish)
        what = url or (file.filename if file else "")
        given = {"source": what, "title": title or "", "name": name or ""}
        await changes.serve_long(interaction, "sources add", say("upkeep-adding"), job, **given)

    return add


def _adding(
    kept: Upkeep, url: str | None, file: discord.Attachment | None, wish: Wish
) -> Callable[[Progress], Done]:
    settings, loop = kept.settings, asyncio.get_running_loop()

    def job(progress: Progress) -> Done:
        if (url is None) == (file is None):
            raise QuestionError("Give a URL or a file, not both.", hint="", kind="url-or-file")
        if url is not None:
            return source_actions.add_address(settings, url, wish, progress)
        assert file is not None  # noqa: S101 - for the types
        most = settings.library.max_file_bytes
        coming = downloaded(file, most=most, base=kept.files_from)
        content = _awaited(asyncio.run_coroutine_threadsafe(coming, loop), progress)
        return source_actions.add_file(settings, Sent(file.filename, content), wish, progress)

    return job


def _awaited(coming: Any, progress: Progress) -> bytes:
    """Wait in the work's thread for what the loop fetches; ``progress`` raises if we leave."""
    try:
        while True:
            progress(say("step-downloading"), 0, 0)
            try:
                content: bytes = coming.result(LOOK_SECONDS)
            except TimeoutError:
                if coming.done():
                    raise
            else:
                return content
    except SourceError as error:
        raise QuestionError(f"{error.message}.", hint=on_discord(error.hint), kind="") from error
    finally:
        coming.cancel()


def _remove(changes: ChangeSources) -> Command:
    @app_commands.command(name="remove", description="For maintainers: remove a source")
    @app_commands.describe(
        name="Its name in the register",
        delete_files="Delete its files from the folder of sources (default: no)",
    )
    async def remove(
        interaction: discord.Interaction,
        name: app_commands.Range[str, 1, 64],
        delete_files: bool = False,
    ) -> None:
        work = partial(source_actions.ask_whether, changes.settings, name, delete=delete_files)
        await changes.act(interaction, "sources remove", work, name=name)

    changes.suggest(remove)
    return remove


def _refresh(changes: ChangeSources) -> Command:
    @app_commands.command(
        name="refresh", description="For maintainers: fetch changes and rebuild the index"
    )
    @app_commands.describe(name="Only this source (default: all)")
    async def refresh(
        interaction: discord.Interaction, name: app_commands.Range[str, 1, 64] | None = None
    ) -> None:
        job = partial(source_actions.refresh, changes.settings, name)
        title = say("upkeep-refreshing")
        await changes.serve_long(interaction, "sources refresh", title, job, name=name or "")

    changes.suggest(refresh)
    return refresh


def _status(changes: ChangeSources) -> Command:
    @app_commands.command(name="status", description="For maintainers: the state of the sources")
    async def status(interaction: discord.Interaction) -> None:
        def work() -> Done:
            server = interaction.guild_id or 0
            others = changes.desk.corpus_rules.current().choices(server)
            warnings = changes.desk.warnings([changes.settings.library.corpus])
            return source_actions.status(changes.settings, others, warnings)

        await changes.act(interaction, "sources status", work)

    return status


async def publish_refused(
    changes: ChangeSources, interaction: discord.Interaction, _custom_id: str
) -> None:
    """Publish a build that the gate has refused."""

    def force(progress: Progress) -> Done:
        outcome = "published all the same"
        return source_actions.built(changes.settings, progress, [], outcome, force=True)

    title = say("upkeep-publishing")
    await changes.serve_long(interaction, "sources publish", title, force, pressed="yes")


async def remove_source(
    changes: ChangeSources, interaction: discord.Interaction, custom_id: str
) -> None:
    """Remove a source; the custom id says which, and if its files are deleted."""
    _, _, delete, name = (custom_id.split(":", 3) + [""] * 4)[:4]

    def job(progress: Progress) -> Done:
        return source_actions.remove(changes.settings, name, progress, delete=delete == "1")

    title = say("upkeep-removing")
    await changes.serve_long(interaction, "sources remove", title, job, name=name, pressed="yes")
