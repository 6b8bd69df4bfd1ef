"""What was fetched, kept on disk: one file a page, as its reader likes it, and a note beside it.

A page is written beside, synced and renamed, and then its note is; a kill between leaves a page
with an old note, which is recognised by the sha256 in it, and asked for again as a whole.
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
from index.sources.web.client import NO_VALIDATORS, Validators
from index.sources.web.urls import stem_of

NOTE = ".json"


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page that was fetched. ``url`` is what was asked for, ``final_url`` where it stands."""

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
        return Validators(self.etag, self.last_modified)


class Store:
    """The pages of one source, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pages(self) -> list[FetchedPage]:
        """Every page that is there with its note, in an order that never changes."""
        return list(self._pages())

    def _pages(self) -> Iterator[FetchedPage]:
        if not self.folder.is_dir():
            return
        for note in sorted(self.folder.glob(f"*{NOTE}")):
            page = _read(note)
            if page is not None and self.path(page).is_file():
                yield page

    def path(self, page: FetchedPage) -> Path:
        return self.folder / page.file

    def validators(self, page: FetchedPage) -> Validators:
        """What to ask with whether ``page`` has changed; nothing, if its bytes are not as noted."""
        try:
            whole = file_digest(self.path(page)) == page.sha256
        except OSError:
            whole = False
        return page.validators if whole else NO_VALIDATORS

    def keep(self, page: FetchedPage, body: bytes) -> None:
        """Put a page in the place of what was there for its url.

        :raises FetchError: the disk is full, or cannot be written; what was there is kept.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_file(self.path(page), body)
            replace_file(self._note(page.url), _record(page))
            for old in self.folder.glob(f"{stem_of(page.url)}.*"):
                if old.name not in (page.file, self._note(page.url).name):  # of another type before
                    old.unlink(missing_ok=True)
        except OSError as error:
            raise _cannot_write(self.folder, error) from error

    def note_again(self, page: FetchedPage) -> None:
        """Write only the note: the page itself has not changed.

        :raises FetchError: it cannot be written; the old one is kept.
        """
        try:
            replace_file(self._note(page.url), _record(page))
        except OSError as error:
            raise _cannot_write(self.folder, error) from error

    def remove(self, page: FetchedPage) -> None:
        with suppress(OSError):
            self._note(page.url).unlink(missing_ok=True)
            self.path(page).unlink(missing_ok=True)

    def remove_all(self) -> None:
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
    # A note names a file of its own folder, and no other.
    return page if Path(page.file).name == page.file and page.file[:1] != "." else None


def _cannot_write(folder: Path, error: OSError) -> FetchError:
    return FetchError(
        f"{folder}: cannot write ({error.strerror}); the earlier copy is kept",
        hint="Check the folder's permissions and the disk.",
    )
