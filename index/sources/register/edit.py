"""What a maintainer can do with the register. The command line and the bot call the same verbs.

Each takes the settings and plain arguments, and returns what it did; none prints. A change of the
register is read, made and written under a lock, so that two maintainers lose nothing of each
other's.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.errors import SourceError
from index.settings import IndexSettings, LibrarySettings
from index.sources.documents import find_sources
from index.sources.register.entry import SHOWN_AS, Entry, entry_of
from index.sources.register.file import (
    Register,
    read_register,
    with_changes,
    without_entry,
    write_register,
)
from index.sources.register.locks import alone, edited
from index.sources.register.refresh import note_removed
from index.sources.register.source_files import entry_for, name_of, store_of


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry, how many files stand behind it, and when the newest was fetched."""

    entry: Entry
    files: int
    fetched: datetime | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """An entry that is no more, and the names of the files that leave the index with it."""

    entry: Entry
    files: tuple[str, ...]


def list_sources(settings: IndexSettings) -> list[Listing]:
    """Every entry of the register, in its order."""
    library = settings.library
    register = read_register(library.register_path)
    names = _folder_names(library)
    return [_listing(entry, register, names, library) for entry in register.entries]


def _listing(
    entry: Entry, register: Register, names: Sequence[str], library: LibrarySettings
) -> Listing:
    if entry.file:
        return Listing(entry, sum(entry_for(name, register) is entry for name in names))
    pages = store_of(entry.name, library).pages()
    return Listing(entry, len(pages), max((page.fetched for page in pages), default=None))


def remove_source(settings: IndexSettings, name: str, *, delete: bool = False) -> Removed:
    """Take an entry out; what was fetched for it leaves with it.

    Files of the folder stay, and stay sources, unless ``delete`` removes them too.

    :raises RegisterError: there is no such entry.
    """
    library = settings.library
    with alone(name, library), edited(library) as register:
        entry = register.get(name)
        if entry.web:
            store = store_of(name, library)
            files = tuple(name_of(name, page) for page in store.pages())
            write_register(register, without_entry(register, name))
            store.remove_all()
            return Removed(entry, files)
        meant = [one for one in _folder_names(library) if entry_for(one, register) is entry]
        files = tuple(meant) if delete else ()
        note_removed(files, library)
        write_register(register, without_entry(register, name))
        for file in files:
            (library.sources / file).unlink(missing_ok=True)
        return Removed(entry, files)


def rename_source(settings: IndexSettings, name: str, to: str) -> Entry:
    """Give an entry another name; what was fetched for it stays.

    :raises RegisterError: there is no such entry, or the name is taken or none.
    """
    library = settings.library
    with alone(name, library), edited(library) as register:
        entry = register.get(name)
        changed = with_changes(register, name, {"name": to})
        old, new = store_of(name, library).folder, store_of(to, library).folder
        entry_of({"name": to, "file": "x"}, library.register_path.name)  # before it is a path
        if entry.web and old.is_dir() and not any(one.name == to for one in register.entries):
            shutil.rmtree(new, ignore_errors=True)
            shutil.copytree(old, new)  # both are there until the register says which counts
        register = write_register(register, changed)
        if entry.web:
            shutil.rmtree(old, ignore_errors=True)
        return register.get(to)


def change_source(settings: IndexSettings, name: str, **changes: Any) -> Entry:
    """Set ``title``, ``url``, ``boost``, ``hidden``, ``paused``, ``pages``; None takes one back.

    :raises RegisterError: there is no such entry, or the change makes no sense for it.
    """
    given = {
        key: None if key in SHOWN_AS and value == SHOWN_AS[key] else value
        for key, value in changes.items()
    }
    with edited(settings.library) as register:
        register.get(name)
        return write_register(register, with_changes(register, name, given)).get(name)


def _folder_names(library: LibrarySettings) -> list[str]:
    try:
        return [file.name for file in find_sources(library.sources)]
    except SourceError:
        return []
