"""Change the sources for maintainers on Discord: first the register, then a build.

Each function here is synchronous work for the bench of ``bot.admin.long_work``. What it changed is
shown even when the build after it fails, since it is in the register by then.
"""

from __future__ import annotations

import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot.admin.acts import Done
from bot.render.layout import bold, render_lines, small
from bot.render.markdown import label
from bot.render.source_changes import (
    LINE,
    asked_whether,
    built_lines,
    fetched_lines,
    kept_back,
    letter,
    listing_line,
    on_discord,
    plan_lines,
)
from bot.speech.say import listed, say
from index.errors import BuildError, GateError, QuestionError, SourceError
from index.maintenance.rebuild import Rebuilder
from index.snapshots.opening import library_of
from index.sources.documents import SourceFile, read_documents
from index.sources.opening import tree_of
from index.sources.register.add import add_web, attach_file
from index.sources.register.add_file import safe_name
from index.sources.register.edit import list_sources, remove_source
from index.sources.register.entry import SourceKind
from index.sources.register.refresh import refresh_all, refresh_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.progress import Progress
    from index.settings import IndexSettings
    from index.sources.register.add import Added
    from index.sources.register.edit import Removed
    from index.sources.web.refresh import Refreshed

Result = TypeVar("Result")
MAY_BE_TOLD = (SourceError, BuildError)  # a maintainer can act on these; the operator on others


class Sent(NamedTuple):
    """An attached file."""

    name: str
    content: bytes


class Wish(NamedTuple):
    """The options that a maintainer gave for a new source."""

    name: str | None = None
    title: str | None = None
    site: bool = False
    replace: bool = False


def add_address(settings: IndexSettings, url: str, wish: Wish, progress: Progress) -> Done:
    """Fetch what is at an address, add it to the register, and build."""
    if "://" not in url:  # the verb would take it for a path of this machine
        raise QuestionError("That isn't a web address.", hint="", kind="no-address")
    kind = SourceKind.SITE if wish.site else None

    def fetched() -> Added:
        with tree_of(settings).changing() as places:
            return add_web(
                places, url, name=wish.name, title=wish.title, kind=kind, progress=progress
            )

    added = _told(fetched)
    pages = fetched_lines(added.refreshed) if added.refreshed else []
    return built(settings, progress, [_added(added), *pages], f"added {added.entry.name}")


def add_file(settings: IndexSettings, sent: Sent, wish: Wish, progress: Progress) -> Done:
    """Put a readable file into the folder of sources, add it to the register, and build."""

    def attached() -> Added:
        read_once(settings, sent)
        with tree_of(settings).changing() as places:
            return attach_file(
                places,
                sent.content,
                sent.name,
                name=wish.name,
                title=wish.title,
                overwrite=wish.replace,
            )

    progress(say("step-reading"), 0, 0)
    added = _told(attached)
    return built(settings, progress, [_added(added)], f"added {added.entry.name}")


def read_once(settings: IndexSettings, sent: Sent) -> None:
    """Read a file as a build would, in a temporary folder, so that a broken one changes nothing.

    :raises SourceError: it cannot be used.
    """
    name = safe_name(sent.name)
    with TemporaryDirectory(prefix="quoth-sent-") as folder:
        path = Path(folder) / name
        path.write_bytes(sent.content)
        read_documents(SourceFile(path, name), max_bytes=settings.library.max_file_bytes)


def refresh(settings: IndexSettings, name: str | None, progress: Progress) -> Done:
    """Fetch what has changed in one source, or in all, and build."""

    def refreshed() -> list[Refreshed]:
        tree = tree_of(settings)
        if name is not None and not tree.register().get(name).web:
            return []  # files of the folder: the build looks at them
        with tree.changing() as places:
            if name is None:
                return refresh_all(places, progress=progress)
            return [refresh_source(places, name, progress=progress)]

    lines = [line for done in _told(refreshed) for line in fetched_lines(done)]
    return built(settings, progress, lines, f"refreshed {name or 'all'}")


def remove(settings: IndexSettings, name: str, progress: Progress, *, delete: bool) -> Done:
    """Remove a source from the register, and build."""
    progress(say("step-removing"), 0, 0)

    def gone() -> Removed:
        with tree_of(settings).changing() as places:
            return remove_source(places, name, delete=delete)

    removed = _told(gone)
    stay = removed.entry.file is not None and not delete
    words = "upkeep-files-stay" if stay else "upkeep-removed"
    line = say(words, name=label(name, LINE), count=len(removed.files))
    return built(settings, progress, [line], f"removed {name}")


def ask_whether(settings: IndexSettings, name: str, *, delete: bool) -> Done:
    """Ask for confirmation before a source is removed."""
    entry = _told(lambda: tree_of(settings).register().get(name))
    return Done(asked_whether(entry, delete=delete), "asked whether really")


def built(
    settings: IndexSettings,
    progress: Progress,
    lines: Sequence[str],
    outcome: str,
    *,
    force: bool = False,
) -> Done:
    """Build and publish. ``lines`` say what was done before, and ``outcome`` says it to the log."""
    try:
        return _built(settings, progress, lines, outcome, force=force)
    finally:
        gc.collect()  # a model of torch refers to itself, so it would stay in memory


def _built(
    settings: IndexSettings,
    progress: Progress,
    lines: Sequence[str],
    outcome: str,
    *,
    force: bool,
) -> Done:
    builder = Rebuilder(settings, force=force)
    try:
        report = builder.build(progress=progress)
    except GateError as error:
        return Done(kept_back(lines, error), f"{outcome}; not published: {error.message}")
    except MAY_BE_TOLD as error:
        words = say("upkeep-not-built", why=label(letter(error), LINE))
        return Done(render_lines([*lines, words]), f"{outcome}; not built: {error.message}")
    shown = render_lines([*lines, *built_lines(report, builder.gate_lines)])
    return Done(shown, f"{outcome}; serves {report.snapshot}")


def status(settings: IndexSettings, others: Sequence[str], warnings: Sequence[str]) -> Done:
    """Show the register, what a build would change, and the corpora that are kept elsewhere."""
    corpus = settings.library.corpus
    listings = _told(lambda: list_sources(tree_of(settings).current()))
    plan = _told(Rebuilder(settings).plan)
    serving = library_of(settings.library).current_or_none(corpus) or "–"
    lines = [bold(say("upkeep-status", corpus=corpus)), small(say("upkeep-serving", name=serving))]
    lines += [*map(listing_line, listings)] or [say("upkeep-no-entries")]
    lines += plan_lines(plan)
    if elsewhere := [f"`{name}`" for name in others if name != corpus]:
        lines.append(small(say("upkeep-elsewhere", corpora=listed(elsewhere))))
    return Done(render_lines([*warnings, *lines]), "shown")


def _added(added: Added) -> str:
    return say("upkeep-added", name=label(added.entry.name, LINE))


def _told(work: Callable[[], Result]) -> Result:
    """Do ``work``; show the maintainer an error that they can act on."""
    try:
        return work()
    except MAY_BE_TOLD as error:
        raise QuestionError(
            f"{error.message.rstrip('.')}.", hint=on_discord(error.hint), kind=""
        ) from error
