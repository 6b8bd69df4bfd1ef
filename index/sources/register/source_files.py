"""Collect the files that a build reads: those of the sources folder, and fetched pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from index.errors import SourceError
from index.settings import LibrarySettings
from index.sources.documents import SourceFile, find_sources
from index.sources.register.entry import Entry
from index.sources.register.file import Register, read_register
from index.sources.site_address import SiteAddress
from index.sources.web.page_store import FetchedPage, Store

WEB = "web:"  # begins the names of fetched pages, and of no file in the sources folder
REMOVED = ".removed"


def sources_of(library: LibrarySettings) -> list[SourceFile]:
    """List all files that a build reads, with the title, url and boost from the register.

    Hidden sources are left out. Paused sources are included as last fetched.

    :raises SourceError: there is nothing to read, or the register is invalid.
    """
    register = read_register(library.register_path)
    fetched = [
        file
        for entry in register.entries
        if entry.web and not entry.hidden
        for file in files_of_web(entry, library)
    ]
    return [*_folder(library.sources, register, needed=not fetched), *fetched]


def _folder(folder: Path, register: Register, *, needed: bool) -> Iterator[SourceFile]:
    try:
        found = find_sources(folder)
    except SourceError:
        if needed:
            raise
        return
    for file in found:
        entry = entry_for(file.name, register)
        if entry is None:
            yield file
        elif not entry.hidden:
            site = _site_for(file.name, register)
            yield replace(file, title=entry.title, url=entry.url, boost=entry.boost, site=site)


def entry_for(name: str, register: Register) -> Entry | None:
    """Return the first entry whose ``file`` matches ``name``; ``*`` matches any characters."""
    return next((one for one in register.entries if one.file and fnmatchcase(name, one.file)), None)


def _site_for(name: str, register: Register) -> SiteAddress | None:
    """Return the site of the first entry that matches ``name`` and has one."""
    entries = (one for one in register.entries if one.file and fnmatchcase(name, one.file))
    return next((one.site for one in entries if one.site), None)


def files_of_web(entry: Entry, library: LibrarySettings) -> Iterator[SourceFile]:
    """Yield the pages that were fetched for ``entry``, as files for a build."""
    store = store_of(entry.name, library)
    for page in store.pages():
        yield SourceFile(
            store.path(page),
            name_of(entry.name, page),
            title=entry.title,
            url=entry.url or page.final_url,
            published=page.published,
            boost=entry.boost,
        )


def name_of(source: str, page: FetchedPage) -> str:
    """Return the name of a fetched page among the source files."""
    return f"{WEB}{source}/{page.file}"


def folder_of(library: LibrarySettings) -> Path:
    """Return the folder of all pages that were fetched for the corpus."""
    return library.fetched / library.corpus


def store_of(name: str, library: LibrarySettings) -> Store:
    """Return the store of the pages that were fetched for one source."""
    return Store(folder_of(library) / name)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The names of files that a maintainer took out, as a container: ``name in withdrawn(…)``."""

    register: Register
    removed: frozenset[str]

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        if name.startswith(WEB):
            source = name.removeprefix(WEB).partition("/")[0]
            shown = {one.name for one in self.register.entries if one.web and not one.hidden}
            return source not in shown or name in self.removed
        entry = entry_for(name, self.register)
        return name in self.removed or (entry is not None and entry.hidden)


def withdrawn(library: LibrarySettings) -> Withdrawn:
    """Return the files whose documents must leave the index: removed or hidden on purpose.

    A page that is missing because a fetch failed is not among them.

    :raises RegisterError: the register is invalid.
    """
    removed = frozenset(removed_files(library))
    here = {name for name in removed if _is_there(name, library)}
    return Withdrawn(read_register(library.register_path), removed - here)


def _is_there(name: str, library: LibrarySettings) -> bool:
    root = folder_of(library) if name.startswith(WEB) else library.sources
    return (root / name.removeprefix(WEB)).is_file()


def removed_files(library: LibrarySettings) -> list[str]:
    """List the files that `sources remove` deleted, and the pages that were pruned."""
    try:
        return (folder_of(library) / REMOVED).read_text("utf-8").splitlines()
    except OSError:
        return []
