"""Store fetched pages on disk: for each page a file for its reader, and a note with its metadata.

The page is written to a temporary file, synced and renamed, and then its note is. A kill in between
leaves a page with an old note. The sha256 in the note shows this, and the page is fetched again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from index.errors import FetchError
from index.files import file_digest, replace_file
from index.sources.web.fetcher import NO_VALIDATORS, Validators
from index.sources.web.urls import stem_of

NOTE = ".json"


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A fetched page. ``url`` was requested, and redirects led to ``final_url``."""

    file: str
    url: str
    final_url: str
    sha256: str
    content_type: str
    fetched: datetime
    etag: str | None = None
    last_modified: str | None = None
    published: date | None = None

    @property
    def validators(self) -> Validators:
        """Return the values to ask the server with whether the page has changed."""
        return Validators(self.etag, self.last_modified)


class Store:
    """The stored pages of one source, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pages(self) -> list[FetchedPage]:
        """List all pages that have a note, sorted by the names of the notes."""
        return list(self._pages())

    def _pages(self) -> Iterator[FetchedPage]:
        if not self.folder.is_dir():
            return
        for note in sorted(self.folder.glob(f"*{NOTE}")):
            page = _read(note)
            if page is not None and self.path(page).is_file():
                yield page

    def path(self, page: FetchedPage) -> Path:
        """Return the path of a page's file."""
        return self.folder / page.file

    def validators(self, page: FetchedPage) -> Validators:
        """Return the validators of ``page``, or none if its bytes differ from its note."""
        try:
            whole = file_digest(self.path(page)) == page.sha256
        except OSError:
            whole = False
        return page.validators if whole else NO_VALIDATORS

    def keep(self, page: FetchedPage, body: bytes) -> None:
        """Store a page in place of the earlier one for its url.

        :raises FetchError: the disk is full, or cannot be written; the earlier page is kept.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_file(self.path(page), body)
            replace_file(self._note(page.url), _record(page))
            for old in self.folder.glob(f"{stem_of(page.url)}.*"):
                if old.name not in (page.file, self._note(page.url).name):  # its type has changed
                    old.unlink(missing_ok=True)
        except OSError as error:
            raise _cannot_write(self.folder, error) from error

    def note_again(self, page: FetchedPage) -> None:
        """Rewrite the note of a page that has not changed.

        :raises FetchError: the note cannot be written; the old one is kept.
        """
        try:
            replace_file(self._note(page.url), _record(page))
        except OSError as error:
            raise _cannot_write(self.folder, error) from error

    def remove(self, page: FetchedPage) -> None:
        """Delete a page and its note, if they are there."""
        with suppress(OSError):
            self._note(page.url).unlink(missing_ok=True)
            self.path(page).unlink(missing_ok=True)

    def remove_all(self) -> None:
        """Delete the folder with all pages."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _note(self, url: str) -> Path:
        return self.folder / f"{stem_of(url)}{NOTE}"


def _record(page: FetchedPage) -> bytes:
    text = json.dumps(asdict(page), ensure_ascii=False, indent=1, default=lambda at: at.isoformat())
    return text.encode()


def _read(note: Path) -> FetchedPage | None:
    try:
        found: dict[str, Any] = json.loads(note.read_bytes())
        found["fetched"] = datetime.fromisoformat(found["fetched"])
        if found["published"]:
            found["published"] = date.fromisoformat(found["published"])
        page = FetchedPage(**found)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # A note must name a file in its own folder.
    return page if Path(page.file).name == page.file and page.file[:1] != "." else None


def _cannot_write(folder: Path, error: OSError) -> FetchError:
    return FetchError(
        f"{folder}: cannot write ({error.strerror}); the earlier copy is kept",
        hint="Check the folder's permissions and the disk.",
    )
