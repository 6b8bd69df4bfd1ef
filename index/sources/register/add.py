"""Add pages, sitemaps, feeds, sites and files to the register."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import FetchError, RegisterError, SourceError
from index.progress import Progress, no_progress
from index.settings import IndexSettings, LibrarySettings
from index.sources.register.add_file import attach
from index.sources.register.entry import DEFAULT_PAGES, SHOWN_AS, Entry, SourceKind, entry_of
from index.sources.register.file import read_register, with_entry, write_register
from index.sources.register.locks import edit_register, lock_source
from index.sources.register.source_files import entry_for, store_of
from index.sources.web.fetcher import Client
from index.sources.web.pinned_http import Response
from index.sources.web.refresh import FETCHED, Refreshed, refresh
from index.sources.web.sitemaps_feeds import kind_of
from index.sources.web.start_urls import LISTING_BYTES, contents_of
from index.sources.web.urls import redacted, suggested_name, web_address

LISTINGS = (SourceKind.SITEMAP, SourceKind.FEED)


@dataclass(frozen=True, slots=True)
class Added:
    """A new entry, and the result of its first fetch if it is from the web."""

    entry: Entry
    refreshed: Refreshed | None = None


def add_web(
    settings: IndexSettings,
    url: str,
    *,
    name: str | None = None,
    kind: str | None = None,
    prefix: str | None = None,
    pages: int = DEFAULT_PAGES,
    fetch: bool = True,
    client: Client | None = None,
    progress: Progress = no_progress,
    **given: Any,
) -> Added:
    """Fetch ``url``, and add it to the register if anything was found there.

    Without a ``kind``, the response decides between page, sitemap and feed; a ``prefix`` makes it a
    site. ``given`` can hold ``title``, ``shown_url`` and ``boost``.

    :raises FetchError: nothing could be fetched; the register is unchanged.
    :raises RegisterError: the name is taken, or the entry is invalid.
    """
    client = client or Client(settings.fetch)
    web = web_address(url, allowed_hosts=settings.fetch.hosts)
    kind = kind or (SourceKind.SITE if prefix else None)
    if prefix:
        prefix = web_address(prefix, allowed_hosts=settings.fetch.hosts)
    name = name or _free_name(suggested_name(web), settings.library)
    record = _record(
        given, name=name, web=web, kind=kind or SourceKind.PAGE, prefix=prefix, pages=pages
    )
    _check_new(record, settings.library)
    if not fetch:
        return Added(_append(settings.library, record))
    first = None if kind in LISTINGS else _first_page(record, kind, client)
    return _fetch_and_append(settings, record, first, client, progress)


def _first_page(record: dict[str, Any], kind: str | None, client: Client) -> Response:
    """Fetch the address of ``record``, and set there what the response decides."""
    first = client.fetch(record["web"], max_bytes=None if kind else LISTING_BYTES)
    record["kind"] = kind or _kind(first, client)
    if record["kind"] == SourceKind.SITE and not record.get("prefix"):
        record["web"] = first.url  # example.org may redirect to www., as its links do
    return first


def _fetch_and_append(
    settings: IndexSettings,
    record: dict[str, Any],
    first: Response | None,
    client: Client,
    progress: Progress,
) -> Added:
    entry = entry_of(record, "new")
    store = store_of(entry.name, settings.library)
    with lock_source(entry.name, settings.library):
        _check_new(record, settings.library)
        store.remove_all()  # an earlier entry of that name may have left pages
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
    reason = refreshed.problem or (first.says if first else None)
    return reason or f"{refreshed.name}: no page was found there"


def _kind(first: Response, client: Client) -> SourceKind:
    body = contents_of(first, max_bytes=LISTING_BYTES)
    found = kind_of(body)
    if found is None and len(first.body) > client.settings.max_bytes:
        raise FetchError(
            f"{first.url}: more than the {client.settings.max_bytes / 1e6:,.1f} MB allowed",
            hint="Choose a smaller page, or raise QUOTH_FETCH__MAX_BYTES.",
        )
    return SourceKind(found or SourceKind.PAGE)


def add_file(
    settings: IndexSettings,
    path: Path | str,
    *,
    name: str | None = None,
    replace: bool = False,
    **given: Any,
) -> Added:
    """Add a file of the sources folder, or a pattern of files (``faq/*.md``), to the register.

    A file from elsewhere is first copied into the folder; with ``replace``, it takes the place of a
    file of its name, and the entry of that is kept.

    :raises SourceError: there is no such file, or it is already in the register.
    """
    library = settings.library
    below = _below(Path(path), library.sources)
    copied = below is None and Path(path).is_file()
    if copied and replace:
        content, filename = Path(path).read_bytes(), Path(path).name
        return attach_file(settings, content, filename, name=name, overwrite=True, **given)
    if below is None and not copied:
        raise SourceError(
            f"{redacted(str(path))}: not on the web, and not a file below {library.sources}",
            hint="Give a file, or files as in 'faq/*.md', below the folder of sources.",
        )
    if copied:
        with edit_register(library):
            below = attach(Path(path).read_bytes(), Path(path).name, library).name
    record = _record(given, name=name or _free_name(_word(below or ""), library), file=below)
    _check_new(record, library)
    return Added(_append(library, record))


def _below(path: Path, folder: Path) -> str | None:
    """Return ``path`` relative to ``folder`` if a file there matches it, or else None."""
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
    """Add a file that a maintainer sent to the sources folder and to the register.

    With ``overwrite``, a file of that name is replaced, and its entry is kept.

    :raises SourceError: its name is not usable, it is too large, its format is unknown, or there is
        such a file already.
    """
    library = settings.library
    path = attach(content, filename, library, overwrite=overwrite)
    known = entry_for(path.name, read_register(library.register_path))
    return Added(known) if known else add_file(settings, path, name=name, **given)


def _record(given: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    record = {**more, **given, "added": datetime.now(UTC).date()}
    record["url"] = record.pop("shown_url", None)
    return {
        key: str(value) if isinstance(value, SourceKind) else value
        for key, value in record.items()
        if value is not None and (key not in SHOWN_AS or value != SHOWN_AS[key])
    }


def _check_new(record: Mapping[str, Any], library: LibrarySettings) -> None:
    """Check a new entry before anything is fetched.

    :raises RegisterError: it is invalid, or its name, address or file is already registered.
    """
    entry_of(record, "new")
    for entry in read_register(library.register_path).entries:
        if entry.name == record["name"]:
            raise RegisterError(
                f"there is already a source named {entry.name!r}", hint="Give another --name."
            )
        same = entry.web == record.get("web") if entry.web else entry.file == record.get("file")
        if same:
            raise RegisterError(
                f"{entry.web or entry.file}: a source already, named {entry.name!r}",
                hint=f"Run `quoth sources refresh {entry.name}`, or remove it first.",
            )


def _append(library: LibrarySettings, record: Mapping[str, Any]) -> Entry:
    with edit_register(library) as register:
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
