"""What a maintainer can do with the register. The command line and the bot call the same verbs.

Each takes the settings and plain arguments, and returns what it did; none prints. A change of the
register is read, made and written under a lock, so that two maintainers lose nothing of each
other's.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from index.documents import find_sources
from index.errors import FetchError, RegisterError, SourceError
from index.fetching.client import Client
from index.fetching.exchange import Response
from index.fetching.listings import kind_of
from index.fetching.refreshing import (
    FETCHED,
    Outcome,
    Progress,
    Refreshed,
    no_progress,
    refresh,
)
from index.fetching.seeds import LISTING_BYTES, contents_of
from index.fetching.store import replace_file
from index.fetching.urls import redacted, suggested_name, web_address
from index.register.attaching import attach
from index.register.entries import PAGES, Entry, Kind, entry_of
from index.register.files import REMOVED, entry_for, folder_of, name_of, removed_files, store_of
from index.register.register import (
    Register,
    read_register,
    with_changes,
    with_entry,
    without_entry,
    write_register,
)
from index.settings import IndexSettings, LibrarySettings

LOCK_TIMEOUT = 10  # seconds: an edit takes milliseconds
SHOWN_AS = {"boost": 1.0, "hidden": False, "paused": False, "pages": PAGES}  # left out of the file


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry, how many files stand behind it, and when the newest was fetched."""

    entry: Entry
    files: int
    fetched: datetime | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A new entry; of one from the web, also what was fetched."""

    entry: Entry
    refreshed: Refreshed | None = None


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


def add_web(
    settings: IndexSettings,
    url: str,
    *,
    name: str | None = None,
    kind: str | None = None,
    prefix: str | None = None,
    pages: int = PAGES,
    fetch: bool = True,
    client: Client | None = None,
    progress: Progress = no_progress,
    **given: Any,
) -> Added:
    """Fetch what stands at ``url``, and write it into the register if there was anything.

    Without a ``kind``, what comes back decides between page, sitemap and feed; a ``prefix``
    makes it a site. ``given`` are ``title``, ``shown_url`` and ``boost``.

    :raises FetchError: nothing could be fetched; the register is as it was.
    :raises RegisterError: the name is taken, or the entry makes no sense.
    """
    client = client or Client(settings.fetch)
    web = web_address(url, allowed_hosts=settings.fetch.hosts)
    kind = kind or (Kind.SITE if prefix else None)
    if prefix:
        prefix = web_address(prefix, allowed_hosts=settings.fetch.hosts)
    name = name or _free_name(suggested_name(web), settings.library)
    record = _record(given, name=name, web=web, kind=kind or Kind.PAGE, prefix=prefix, pages=pages)
    _check_new(record, settings.library)
    if not fetch:
        return Added(_append(settings.library, record))
    first = None
    if kind not in (Kind.SITEMAP, Kind.FEED):
        first = client.fetch(web, max_bytes=None if kind else LISTING_BYTES)
        record["kind"] = kind or _kind(first, client)
        if record["kind"] == Kind.SITE and not prefix:
            record["web"] = first.url  # example.org is www.example.org, and links say so
    return _fetch_and_append(settings, record, first, client, progress)


def _fetch_and_append(
    settings: IndexSettings,
    record: dict[str, Any],
    first: Response | None,
    client: Client,
    progress: Progress,
) -> Added:
    entry = entry_of(record, "new")
    store = store_of(entry.name, settings.library)
    with _alone(entry.name, settings.library):
        _check_new(record, settings.library)
        store.remove_all()  # what an entry of that name may have left
        refreshed = refresh(entry, store, client, first=first, progress=progress)
        if not refreshed.count(*FETCHED):
            store.remove_all()
            raise FetchError(
                _why_nothing(refreshed), hint="Nothing was added. Try another address."
            )
        try:
            return Added(_append(settings.library, record), refreshed)
        except SourceError:
            store.remove_all()
            raise


def _why_nothing(refreshed: Refreshed) -> str:
    first = next((page for page in refreshed.pages if page.says), None)
    said = refreshed.problem or (first.says if first else None)
    return said or f"{refreshed.name}: no page was found there"


def _kind(first: Response, client: Client) -> Kind:
    body = contents_of(first, max_bytes=LISTING_BYTES)
    found = kind_of(body)
    if found is None and len(first.body) > client.settings.max_bytes:
        raise FetchError(
            f"{first.url}: more than the {client.settings.max_bytes / 1e6:,.1f} MB allowed",
            hint="Name a smaller page, or raise QUOTH_FETCH__MAX_BYTES.",
        )
    return Kind(found or Kind.PAGE)


def add_file(
    settings: IndexSettings, path: Path | str, *, name: str | None = None, **given: Any
) -> Added:
    """Write a file of the folder into the register, or files (``faq/*.md``).

    A file from elsewhere is copied into the folder first.

    :raises SourceError: there is no such file, or the register has it already.
    """
    library = settings.library
    below = _below(Path(path), library.sources)
    copied = below is None and Path(path).is_file()
    if below is None and not copied:
        raise SourceError(
            f"{redacted(str(path))}: neither on the web, nor a file, nor below {library.sources}",
            hint="Name a file, or files as in 'faq/*.md', below the folder of sources.",
        )
    if copied:
        with _edited(library):
            below = attach(Path(path).read_bytes(), Path(path).name, library).name
    record = _record(given, name=name or _free_name(_word(below or ""), library), file=below)
    _check_new(record, library)
    return Added(_append(library, record))


def _below(path: Path, folder: Path) -> str | None:
    """``path`` as it is named below ``folder``, if anything there has that name."""
    for tried in (path, folder / path):
        with suppress(ValueError):
            below = tried.absolute().relative_to(folder.absolute()).as_posix()
            if any(folder.glob(below)) if below != "." else False:
                return below
    return None


def attach_file(
    settings: IndexSettings,
    content: bytes,
    filename: str,
    *,
    name: str | None = None,
    overwrite: bool = False,
    **given: Any,
) -> Added:
    """Put a file that somebody sent into the folder and into the register.

    With ``overwrite``, a file of that name is replaced, and its entry stays.

    :raises SourceError: it is not safe, too large, of no known format, or there already.
    """
    library = settings.library
    path = attach(content, filename, library, overwrite=overwrite)
    known = entry_for(path.name, read_register(library.register_path))
    return Added(known) if known else add_file(settings, path, name=name, **given)


def remove_source(settings: IndexSettings, name: str, *, delete: bool = False) -> Removed:
    """Take an entry out; what was fetched for it leaves with it.

    Files of the folder stay, and stay sources, unless ``delete`` removes them too.

    :raises RegisterError: there is no such entry.
    """
    library = settings.library
    with _alone(name, library), _edited(library) as register:
        entry = register.get(name)
        if entry.web:
            store = store_of(name, library)
            files = tuple(name_of(name, page) for page in store.pages())
            write_register(register, without_entry(register, name))
            store.remove_all()
            return Removed(entry, files)
        meant = [one for one in _folder_names(library) if entry_for(one, register) is entry]
        files = tuple(meant) if delete else ()
        _note_removed(files, library)
        write_register(register, without_entry(register, name))
        for file in files:
            (library.sources / file).unlink(missing_ok=True)
        return Removed(entry, files)


def rename_source(settings: IndexSettings, name: str, to: str) -> Entry:
    """Give an entry another name; what was fetched for it stays.

    :raises RegisterError: there is no such entry, or the name is taken or none.
    """
    library = settings.library
    with _alone(name, library), _edited(library) as register:
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
    with _edited(settings.library) as register:
        register.get(name)
        return write_register(register, with_changes(register, name, given)).get(name)


def pause_source(settings: IndexSettings, name: str) -> Entry:
    """Keep a web source as it was last fetched, and fetch it no more."""
    return change_source(settings, name, paused=True)


def resume_source(settings: IndexSettings, name: str) -> Entry:
    """Let a paused source be fetched again."""
    return change_source(settings, name, paused=False)


def hide_source(settings: IndexSettings, name: str) -> Entry:
    """Leave a source out of the index, and keep its entry."""
    return change_source(settings, name, hidden=True)


def show_source(settings: IndexSettings, name: str) -> Entry:
    """Let a hidden source be in the index again."""
    return change_source(settings, name, hidden=False)


def boost_source(settings: IndexSettings, name: str, boost: float) -> Entry:
    """Let the passages of a source count more (above 1) or less (below)."""
    return change_source(settings, name, boost=float(boost))


def refresh_source(
    settings: IndexSettings,
    name: str,
    *,
    prune: bool = False,
    client: Client | None = None,
    progress: Progress = no_progress,
) -> Refreshed:
    """Fetch what has changed of one source. What fails, or is gone, is kept and reported.

    ``prune`` removes the pages that the server says are gone, and those that are not listed
    any more; never one that could not be fetched.

    :raises RegisterError: there is no such entry, or it is paused, or not of the web.
    """
    library = settings.library
    with _alone(name, library):
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
    client: Client | None = None,
    progress: Progress = no_progress,
) -> list[Refreshed]:
    """Fetch what has changed of every web source that is not paused; one after the other."""
    client = client or Client(settings.fetch)  # one, so that its manners hold across sources
    done = []
    for entry in read_register(settings.library.register_path).entries:
        if entry.web and not entry.paused:
            try:
                one = refresh_source(
                    settings, entry.name, prune=prune, client=client, progress=progress
                )
            except SourceError as error:  # removed meanwhile, or being fetched by somebody else
                one = Refreshed(entry.name, (), error.message)
            done.append(one)
    return done


def _prune(refreshed: Refreshed, name: str, library: LibrarySettings) -> None:
    store = store_of(name, library)
    left = {
        page.url for page in refreshed.pages if page.outcome in (Outcome.GONE, Outcome.UNLISTED)
    }
    pages = [page for page in store.pages() if page.url in left]
    _note_removed([name_of(name, page) for page in pages], library)
    for page in pages:
        store.remove(page)


def _note_removed(files: Sequence[str], library: LibrarySettings) -> None:
    """Remember what was removed on purpose, until a build has heard of it."""
    if files:
        noted = dict.fromkeys([*removed_files(library), *files])
        folder_of(library).mkdir(parents=True, exist_ok=True)
        replace_file(folder_of(library) / REMOVED, "\n".join(noted).encode() + b"\n")


def _folder_names(library: LibrarySettings) -> list[str]:
    try:
        return [file.name for file in find_sources(library.sources)]
    except SourceError:
        return []


def _record(given: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    record = {**more, **given, "added": datetime.now(UTC).date()}
    record["url"] = record.pop("shown_url", None)
    return {
        key: str(value) if isinstance(value, Kind) else value
        for key, value in record.items()
        if value is not None and (key not in SHOWN_AS or value != SHOWN_AS[key])
    }


def _check_new(record: Mapping[str, Any], library: LibrarySettings) -> None:
    """Tell what is wrong before anything is fetched."""
    entry_of(record, "new")
    for entry in read_register(library.register_path).entries:
        if entry.name == record["name"]:
            raise RegisterError(
                f"there is a source named {entry.name!r} already", hint="Give another --name."
            )
        same = entry.web == record.get("web") if entry.web else entry.file == record.get("file")
        if same:
            raise RegisterError(
                f"{entry.web or entry.file}: a source already, named {entry.name!r}",
                hint=f"Run `quoth sources refresh {entry.name}`, or remove it first.",
            )


def _append(library: LibrarySettings, record: Mapping[str, Any]) -> Entry:
    with _edited(library) as register:
        return write_register(register, with_entry(register, record)).get(record["name"])


def _free_name(wished: str, library: LibrarySettings) -> str:
    taken = {entry.name for entry in read_register(library.register_path).entries}
    tried, number = wished, 1
    while tried in taken:
        number += 1
        tried = f"{wished[:58]}-{number}"
    return tried


def _word(path: str) -> str:
    return suggested_name(f"http://{'-'.join(Path(path).with_suffix('').parts)}")


@contextmanager
def _edited(library: LibrarySettings) -> Iterator[Register]:
    """The register as it is now, for as long as nobody else may change it."""
    with _locked(folder_of(library) / ".register.lock", "another change of the register is made"):
        yield read_register(library.register_path)


@contextmanager
def _alone(name: str, library: LibrarySettings) -> Iterator[None]:
    """Hold one source, so that it is not fetched twice at once, nor renamed under a fetch."""
    file = f".{entry_of({'name': name, 'file': 'x'}, 'register').name}.lock"
    with _locked(folder_of(library) / file, f"{name}: is being fetched already"):
        yield


@contextmanager
def _locked(path: Path, busy: str) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=LOCK_TIMEOUT)
        lock.acquire()
    except Timeout:
        raise RegisterError(busy, hint="Wait for it to end, then try again.") from None
    except OSError as error:
        raise RegisterError(
            f"{path.parent}: cannot write ({os.strerror(error.errno or 0)})",
            hint="Check the folder's permissions and the disk, or set QUOTH_LIBRARY__FETCHED.",
        ) from error
    try:
        yield
    finally:
        lock.release()
