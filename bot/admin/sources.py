"""`/sources list`, which is everybody's, and `add | remove | refresh | status` of maintainers."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import discord
from discord import app_commands

from bot.admin import source_actions
from bot.admin.acts import Done
from bot.admin.attachment import downloaded
from bot.admin.source_actions import Sent, Wish
from bot.asking.reply import list_sources
from bot.ground.costs import Cost, costs
from bot.ground.place import place_of
from bot.render.source_changes import FORCE, on_discord
from bot.speech.say import say
from index.errors import QuestionError, QuothError, SourceError
from index.sources.register.file import read_register

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.admin.desk import Desk, Upkeep
    from bot.asking.asker import Asker
    from bot.asking.serve import Command, Serve, Toil
    from index.progress import Progress

MAX_CHOICES = 25
LONGEST_ADDRESS = 2_000
LOOK_EVERY = 0.2  # seconds, while a file is fetched


class Hands(NamedTuple):
    """Who does what a command asks for: ``serve`` what is quick, ``toil`` what takes long."""

    serve: Serve
    toil: Toil
    desk: Desk
    kept: Upkeep


def sources_commands(
    asker: Asker, serve: Serve, toil: Toil, desk: Desk | None
) -> app_commands.Group:
    """The group; without a desk, or without what it may keep, there is nothing to do but list."""
    group = app_commands.Group(
        name="sources",
        description="What I can quote from",
        extras=costs(Cost.FREE),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=True, private_channel=True
        ),
    )
    group.add_command(_list(asker, serve))
    if desk is not None and desk.upkeep is not None:
        hands = Hands(serve, toil, desk, desk.upkeep)
        for make in (_add, _remove, _refresh, _status):
            group.add_command(make(hands))
    return group


def _list(asker: Asker, serve: Serve) -> Command:
    @app_commands.command(name="list", description="What I can quote from")
    async def list_(interaction: discord.Interaction) -> None:
        place = place_of(interaction, private=True)
        await serve(interaction, lambda: list_sources(asker, place), True)

    return list_


def _add(hands: Hands) -> Command:
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
        url: app_commands.Range[str, 1, LONGEST_ADDRESS] | None = None,
        file: discord.Attachment | None = None,
        title: app_commands.Range[str, 1, 300] | None = None,
        name: app_commands.Range[str, 1, 64] | None = None,
        site: bool = False,
        replace: bool = False,
    ) -> None:
        wish = Wish(name, title, site, replace)
        job = _adding(hands.kept, url, file, wish)
        what = url or (file.filename if file else "")
        given = {"source": what, "title": title or "", "name": name or ""}
        await _toil(hands, interaction, "sources add", say("upkeep-adding"), job, **given)

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
    """Wait in the work's thread for what the loop fetches, and hear meanwhile that we leave."""
    try:
        while True:
            progress(say("step-downloading"), 0, 0)
            try:
                content: bytes = coming.result(LOOK_EVERY)
            except TimeoutError:
                if coming.done():
                    raise
            else:
                return content
    except SourceError as error:
        raise QuestionError(f"{error.message}.", hint=on_discord(error.hint), kind="") from error
    finally:
        coming.cancel()


def _remove(hands: Hands) -> Command:
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
        work = partial(source_actions.ask_whether, hands.kept.settings, name, delete=delete_files)
        await _act(hands, interaction, "sources remove", work, name=name)

    @remove.autocomplete("name")
    async def suggest(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await _suggestions(hands, interaction, typed)

    return remove


def _refresh(hands: Hands) -> Command:
    @app_commands.command(
        name="refresh", description="For maintainers: fetch changes and rebuild the index"
    )
    @app_commands.describe(name="Only this source (default: all)")
    async def refresh(
        interaction: discord.Interaction, name: app_commands.Range[str, 1, 64] | None = None
    ) -> None:
        job = partial(source_actions.refresh, hands.kept.settings, name)
        title = say("upkeep-refreshing")
        await _toil(hands, interaction, "sources refresh", title, job, name=name or "")

    @refresh.autocomplete("name")
    async def suggest(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await _suggestions(hands, interaction, typed)

    return refresh


def _status(hands: Hands) -> Command:
    @app_commands.command(name="status", description="For maintainers: the state of the sources")
    async def status(interaction: discord.Interaction) -> None:
        def work() -> Done:
            server = interaction.guild_id or 0
            others = hands.desk.register.shelves().choices(server)
            return source_actions.status(hands.kept.settings, others)

        await _act(hands, interaction, "sources status", work)

    return status


async def pressed(desk: Desk, interaction: discord.Interaction, custom_id: str, toil: Toil) -> None:
    """*Remove* and *Publish all the same*. Whoever presses is looked at again: time has passed."""
    if desk.upkeep is None:
        return
    settings = desk.upkeep.settings
    hands = Hands(_nobody, toil, desk, desk.upkeep)
    if custom_id == FORCE:

        def force(progress: Progress) -> Done:
            return source_actions.built(
                settings, progress, [], "published all the same", force=True
            )

        title = say("upkeep-publishing")
        await _toil(hands, interaction, "sources publish", title, force, pressed="yes")
        return
    _, _, delete, name = (custom_id.split(":", 3) + [""] * 4)[:4]

    def remove(progress: Progress) -> Done:
        return source_actions.remove(settings, name, progress, delete=delete == "1")

    title = say("upkeep-removing")
    await _toil(hands, interaction, "sources remove", title, remove, name=name, pressed="yes")


async def _toil(
    hands: Hands,
    interaction: discord.Interaction,
    verb: str,
    title: str,
    job: Callable[[Progress], Done],
    /,
    **arguments: str,
) -> None:
    """Let ``job`` be done on the bench, if this person may change the sources, and be recorded."""
    refusal = partial(hands.kept.refusal, hands.desk)
    await hands.toil(
        interaction,
        lambda: hands.desk.work(interaction, verb, title, job, refusal, **arguments),
    )


async def _act(
    hands: Hands,
    interaction: discord.Interaction,
    verb: str,
    work: Callable[[], Done],
    /,
    **arguments: str,
) -> None:
    """The same for what is quick."""
    refusal = partial(hands.kept.refusal, hands.desk)
    await hands.serve(
        interaction,
        lambda: hands.desk.act(interaction, verb, work, refusal, **arguments),
        True,
    )


async def _nobody(*_: object) -> None:
    """A button of ours has nothing quick to do."""


async def _suggestions(
    hands: Hands, interaction: discord.Interaction, typed: str
) -> list[app_commands.Choice[str]]:
    """The names in the register; to those who may not change it, none."""
    if hands.kept.refusal(hands.desk, interaction) is not None:
        return []
    path = hands.kept.settings.library.register_path
    try:
        register = await asyncio.to_thread(read_register, path)
    except QuothError:
        return []
    names = [entry.name for entry in register.entries if typed.casefold() in entry.name]
    return [app_commands.Choice(name=name, value=name) for name in names[:MAX_CHOICES]]
