"""Fetch the web sources of the register again; pages that fail are kept and reported."""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import RegisterError, SourceError
from index.files import replace_file
from index.progress import Progress, no_progress
from index.settings import IndexSettings, LibrarySettings
from index.sources.register.file import read_register
from index.sources.register.locks import lock_source
from index.sources.register.source_files import REMOVED, folder_of, name_of, removed_files, store_of
from index.sources.web.fetcher import Client
from index.sources.web.refresh import PageOutcome, Refreshed, refresh


def refresh_source(
    settings: IndexSettings,
    name: str,
    *,
    prune: bool = False,
    client: Client | None = None,
    progress: Progress = no_progress,
) -> Refreshed:
    """Fetch the changed pages of one source; pages that fail or are gone are kept and reported.

    ``prune`` removes the pages that the server says are gone, and those that are no longer listed,
    but never a page that could not be fetched.

    :raises RegisterError: there is no such entry, or it is paused or not from the web.
    """
    library = settings.library
    with lock_source(name, library):
        entry = read_register(library.register_path).get(name)
        if not entry.web:
            raise RegisterError(f"{name}: files are not fetched", hint="Run `quoth build`.")
        if entry.paused:
            raise RegisterError(f"{name}: paused", hint=f"Run `quoth sources resume {name}` first.")
        store = store_of(name, library)
        refreshed = refresh(entry, store, client or Client(settings.fetch), progress=progress)
        if prune:
            _prune(refreshed, name, library)
        return refreshed


def refresh_all(
    settings: IndexSettings,
    *,
    prune: bool = False,
    progress: Progress = no_progress,
) -> list[Refreshed]:
    """Fetch the changed pages of all web sources that are not paused, one source at a time."""
    client = Client(settings.fetch)  # shared, so that its delays hold across sources
    done = []
    for entry in read_register(settings.library.register_path).entries:
        if entry.web and not entry.paused:
            try:
                one = refresh_source(
                    settings, entry.name, prune=prune, client=client, progress=progress
                )
            except SourceError as error:  # just removed, or being fetched by another process
                one = Refreshed(entry.name, (), error.message)
            done.append(one)
    return done


def _prune(refreshed: Refreshed, name: str, library: LibrarySettings) -> None:
    store = store_of(name, library)
    left = {
        page.url
        for page in refreshed.pages
        if page.outcome in (PageOutcome.GONE, PageOutcome.UNLISTED)
    }
    pages = [page for page in store.pages() if page.url in left]
    note_removed([name_of(name, page) for page in pages], library)
    for page in pages:
        store.remove(page)


def note_removed(files: Sequence[str], library: LibrarySettings) -> None:
    """Record files that were removed on purpose, so that the next build drops their documents."""
    if files:
        noted = dict.fromkeys([*removed_files(library), *files])
        folder_of(library).mkdir(parents=True, exist_ok=True)
        replace_file(folder_of(library) / REMOVED, "\n".join(noted).encode() + b"\n")
