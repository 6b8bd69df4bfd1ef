"""List and change the entries of the register, for the command line and the bot.

Each function takes the settings and plain arguments, and returns what it did; none prints. The
register is read, changed and written under a lock, so that two maintainers cannot overwrite each
other's changes.
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
from index.sources.register.locks import edit_register, lock_source
from index.sources.register.refresh import note_removed
from index.sources.register.source_files import entry_for, name_of, store_of


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry, the number of its files, and the time when the newest was fetched."""

    entry: Entry
    files: int
    fetched: datetime | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed entry, and the names of the files that leave the index with it."""

    entry: Entry
    files: tuple[str, ...]


def list_sources(settings: IndexSettings) -> list[Listing]:
    """List the entries of the register, in the order of the file.

    :raises RegisterError: the register is invalid.
    """
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
    """Remove an entry, and the pages that were fetched for it.

    Files of the sources folder are kept, and are still indexed, unless ``delete`` is set.

    :raises RegisterError: there is no such entry.
    """
    library = settings.library
    with lock_source(name, library), edit_register(library) as register:
        entry = register.get(name)
        if entry.web:
            store = store_of(name, library)
            files = tuple(name_of(name, page) for page in store.pages())
            write_register(register, without_entry(register, name))
            store.remove_all()
            return Removed(entry, files)
        matched = [one for one in _folder_names(library) if entry_for(one, register) is entry]
        files = tuple(matched) if delete else ()
        note_removed(files, library)
        write_register(register, without_entry(register, name))
        for file in files:
            (library.sources / file).unlink(missing_ok=True)
        return Removed(entry, files)


def rename_source(settings: IndexSettings, name: str, to: str) -> Entry:
    """Rename an entry, and keep the pages that were fetched for it.

    :raises RegisterError: there is no such entry, or the new name is taken or invalid.
    """
    library = settings.library
    with lock_source(name, library), edit_register(library) as register:
        entry = register.get(name)
        changed = with_changes(register, name, {"name": to})
        old, new = store_of(name, library).folder, store_of(to, library).folder
        entry_of({"name": to, "file": "x"}, library.register_path.name)  # check it before use
        if entry.web and old.is_dir() and not any(one.name == to for one in register.entries):
            shutil.rmtree(new, ignore_errors=True)
            shutil.copytree(old, new)  # keep both until the register is written
        register = write_register(register, changed)  # noqa: PLW2901 - the register as it is now
        if entry.web:
            shutil.rmtree(old, ignore_errors=True)
        return register.get(to)


def change_source(settings: IndexSettings, name: str, **changes: Any) -> Entry:
    """Set ``title``, ``url``, ``boost``, ``hidden``, ``paused`` or ``pages``; None unsets one.

    :raises RegisterError: there is no such entry, or the change is invalid for it.
    """
    given = {
        key: None if key in SHOWN_AS and value == SHOWN_AS[key] else value
        for key, value in changes.items()
    }
    with edit_register(settings.library) as register:
        register.get(name)
        return write_register(register, with_changes(register, name, given)).get(name)


def _folder_names(library: LibrarySettings) -> list[str]:
    try:
        return [file.name for file in find_sources(library.sources)]
    except SourceError:
        return []
