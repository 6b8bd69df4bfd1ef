"""Find the files that a backup holds, as they are at one moment."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from bot.backup.parts import FETCHED, INDEX, LEDGER, SOURCES, parts_of
from bot.ledger.database import opened_to_read
from index.errors import QuothError, SnapshotError, SourceError
from index.snapshots.catalogue import CURRENT
from index.snapshots.library import Library
from index.snapshots.locks import hold
from index.snapshots.manifest import MANIFEST, check_files, read_manifest
from index.sources.documents import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.settings import BotSettings

log = logging.getLogger(__name__)
LOCK_SECONDS = 10.0  # that another process may hold the ledger
Named = tuple[str, "Path"]  # the name in the backup, and where the content is now


def contents(settings: BotSettings, scratch: Path) -> Iterator[Named]:
    """Yield each file that a backup holds; what must be made for it is made in ``scratch``.

    A snapshot is not removed while its files are asked for.

    :raises QuothError: the ledger cannot be read, or no snapshot of a corpus is intact.
    """
    folders: dict[str, Callable[[Path, Path], Iterator[Named]]] = {
        SOURCES: _sources,
        FETCHED: _fetched,
        INDEX: _index,
    }
    for part in parts_of(settings):
        if part.folder:
            for name, path in folders[part.name](part.path, scratch):
                yield f"{part.name}/{name}", path
        elif part.path.is_file():
            copied = part.name == LEDGER
            yield part.name, _ledger(part.path, scratch / LEDGER) if copied else part.path


def _ledger(file: Path, copy: Path) -> Path:
    """Copy the ledger as it is at one moment, with what is in its WAL; its writer goes on."""
    try:
        source = opened_to_read(file, LOCK_SECONDS)
        with closing(sqlite3.connect(copy)) as target:
            if source is not None:
                with closing(source):
                    source.backup(target)
    except sqlite3.Error as error:
        raise QuothError(
            f"{file}: cannot be copied ({error})",
            hint="Stop the bot, and try again. If the file is damaged, move it away.",
        ) from error
    return copy


def _sources(folder: Path, _scratch: Path) -> Iterator[Named]:
    try:
        yield from ((source.name, source.path) for source in find_sources(folder))
    except SourceError:
        log.warning("%s: there are no sources to back up", folder)


def _fetched(folder: Path, _scratch: Path) -> Iterator[Named]:
    """Yield the fetched pages; locks, and files that are being written, begin with a dot."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder)
        if path.is_file() and not any(step.startswith(".") for step in name.parts):
            yield name.as_posix(), path


def _index(folder: Path, scratch: Path) -> Iterator[Named]:
    library = Library(folder)
    for corpus in library.corpora():
        with _held(library, corpus) as snapshot:
            for name in (MANIFEST, *read_manifest(snapshot)["files"]):
                yield f"{corpus}/{snapshot.name}/{name}", snapshot / name
            current = scratch / f"{corpus}-{CURRENT}"
            current.write_text(f"{snapshot.name}\n", "utf-8")
            yield f"{corpus}/{CURRENT}", current


@contextmanager
def _held(library: Library, corpus: str) -> Iterator[Path]:
    """Hold the newest snapshot that is intact, so that no build removes it meanwhile."""
    refused = None
    for name in (library.current(corpus), *library.earlier(corpus)):
        folder = library.folder(corpus) / name
        try:
            check_files(folder, read_manifest(folder))
            handle = hold(folder)
        except (SnapshotError, OSError) as error:
            log.warning("corpus %s: %s is left out (%s)", corpus, name, error)
            refused = refused or error
            continue
        try:
            yield folder
        finally:
            if handle is not None:
                os.close(handle)
        return
    raise SnapshotError(
        f"corpus {corpus}: no snapshot is intact ({refused})", hint="Run `quoth build`."
    )
