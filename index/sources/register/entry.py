"""The entries of the register: their fields, and the checks on each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from index.errors import FetchError, RegisterError
from index.sources.site_address import SiteAddress, SiteStyle
from index.sources.web.urls import is_within, web_address

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")  # no folder on Windows has such a name
DEFAULT_PAGES = 100
SHOWN_AS = {
    "boost": 1.0,
    "hidden": False,
    "paused": False,
    "pages": DEFAULT_PAGES,
}  # left out of the file
MAX_PAGES = 10_000
LONGEST_TITLE = 300


class SourceKind(StrEnum):
    """The kind of a web source: one page, a list of pages (sitemap or feed), or a whole site."""

    PAGE = "page"
    SITEMAP = "sitemap"
    FEED = "feed"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Entry:
    """One source in the register: a web address, or files of the sources folder.

    ``file`` is a path below that folder, and can contain ``*``. ``title`` and ``url`` override
    those that the document gives. ``base`` is the web address at which a site shows the files, and
    ``style`` how it names them. ``pages`` is the largest number of pages to fetch.
    """

    name: str
    web: str | None = None
    file: str | None = None
    kind: str | None = None
    title: str | None = None
    url: str | None = None
    boost: float = 1.0
    hidden: bool = False
    paused: bool = False
    prefix: str | None = None
    pages: int = DEFAULT_PAGES
    added: date | None = None
    base: str | None = None
    style: str | None = None

    @property
    def site(self) -> SiteAddress | None:
        """Return what makes the addresses of the files, None without a ``base``."""
        if self.base is None:
            return None
        folders = (self.file or "").partition("*")[0].rpartition("/")[0]
        return SiteAddress(self.base, SiteStyle(self.style or SiteStyle.MKDOCS), folders)

    @property
    def is_one(self) -> bool:
        """Return whether this is a single document; only those can have a title and a url."""
        return self.kind == SourceKind.PAGE if self.web else "*" not in (self.file or "*")


KEYS = tuple(field.name for field in fields(Entry))


def entry_of(record: Mapping[str, Any], where: str) -> Entry:
    """Check ``record``, and turn it into an entry. ``where`` begins the messages.

    :raises RegisterError: it is invalid; the message names the entry.
    """
    name = record.get("name")
    if not isinstance(name, str) or not NAME.fullmatch(name) or RESERVED.fullmatch(name):
        raise RegisterError(
            f"{where}: {name!r} is not a name for a source",
            hint="Use lower-case letters, digits, `-` and `_`, at most 64 in all.",
        )
    where = f"{where}: {name}"
    if unknown := [key for key in record if key not in KEYS]:
        raise _wrong(where, f"{str(unknown[0])[:40]!r} is not known", f"Use {', '.join(KEYS)}")
    for key, value in record.items():
        if not CHECKS[key](value):
            raise _wrong(where, f"{key} = {str(value)[:60]!r} is not {WANTED[key]}", "Correct it")
    kind = record.get("kind", SourceKind.PAGE if "web" in record else None)
    entry = Entry(**{**record, "kind": kind, "boost": float(record.get("boost", 1.0))})
    _check_together(entry, where)
    _check_addresses(entry, where)
    return entry


def _check_together(entry: Entry, where: str) -> None:
    if (entry.web is None) == (entry.file is None):
        raise _wrong(where, "it needs `web` or `file`, not both", "Say where the text is")
    if entry.file and (entry.paused or entry.kind or entry.prefix):
        raise _wrong(where, "`kind`, `prefix` and `paused` are for the web", "Remove them")
    if entry.prefix and entry.kind != SourceKind.SITE:
        raise _wrong(where, "`prefix` is for a site", 'Remove it, or write kind = "site"')
    if entry.base and not entry.file:
        raise _wrong(where, "`base` is for files", "Remove it")
    if entry.style and not entry.base:
        raise _wrong(where, "`style` needs `base`", "Add the address of the site, or remove it")
    if (entry.title or entry.url) and not entry.is_one:
        raise _wrong(where, "`title` and `url` are for one document", "Remove them")


def _check_addresses(entry: Entry, where: str) -> None:
    try:
        for address in (entry.web, entry.url, entry.prefix, entry.base):
            if address is not None:
                web_address(address)
    except FetchError as error:
        raise _wrong(where, error.message, error.hint.rstrip(".")) from None
    if entry.kind == SourceKind.SITE and not is_within(
        entry.web or "", entry.prefix or entry.web or ""
    ):
        raise _wrong(where, "`web` is not below `prefix`", "Use an address below the prefix")


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_below(value: object) -> bool:
    """Return whether ``value`` is a path that cannot lead out of the sources folder."""
    if not _is_line(value) or not isinstance(value, str) or "\\" in value or ":" in value:
        return False
    path = PurePosixPath(value)
    return not path.is_absolute() and ".." not in path.parts and str(path) != "."


def _is_number(low: float, high: float, kind: type | tuple[type, ...]) -> Callable[[Any], bool]:
    """Return a check for numbers of ``kind`` from ``low`` to ``high``."""

    def check(value: Any) -> bool:
        number = isinstance(value, kind) and not isinstance(value, bool)
        return number and bool(low <= value <= high)

    return check


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


STYLES = tuple(SiteStyle)
CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "name": _is_line,
    "web": _is_line,
    "file": _is_below,
    "kind": lambda value: value in list(SourceKind),
    "title": lambda value: _is_line(value) and len(value) <= LONGEST_TITLE,
    "url": _is_line,
    "boost": _is_number(0.1, 10, (int, float)),
    "hidden": _is_bool,
    "paused": _is_bool,
    "prefix": _is_line,
    "pages": _is_number(1, MAX_PAGES, int),
    "base": _is_line,
    "style": lambda value: value in STYLES,
    "added": lambda value: isinstance(value, date) and not isinstance(value, datetime),
}
WANTED = {
    "name": "a name",
    "web": "a web address",
    "file": "a path below the folder of sources",
    "kind": f"one of {', '.join(SourceKind)}",
    "title": f"one line of at most {LONGEST_TITLE} characters",
    "url": "a web address",
    "boost": "a number from 0.1 to 10",
    "hidden": "true or false",
    "paused": "true or false",
    "prefix": "a web address",
    "pages": f"a whole number from 1 to {MAX_PAGES}",
    "base": "a web address",
    "style": f"one of {', '.join(STYLES)}",
    "added": "a date, as 2026-11-24",
}


def _wrong(where: str, what: str, remedy: str) -> RegisterError:
    return RegisterError(f"{where}: {what}", hint=f"{remedy}.")
