"""The shelves on disk: one JSON file that a person can read, edit, and keep under version control.

It is looked at again at each question, so an edit needs no restart. What cannot be understood is
not obeyed: the last rules that could be go on.
"""

from __future__ import annotations

import json
import logging
import os
import re
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from bot.shelves import Corpora, Shelf, Shelves
from index.errors import SettingsError
from index.library import sync_folder
from index.settings import CORPUS_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.places import Place
    from index.types import Scope

log = logging.getLogger(__name__)
FORMAT = 1
PATIENCE = 5.0  # seconds to wait for another process that is writing
NAME = re.compile(CORPUS_NAME)


class Register:
    """The shelves as they stand in ``file`` now; safe to share between threads."""

    def __init__(self, file: Path, default: str) -> None:
        """``default`` is the corpus that stands open to everybody where the file names none."""
        self.file = file
        self._default = (default,)
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._shelves: Shelves | None = None

    def scope(self, place: Place) -> Scope:
        """What a question that is asked there may be answered from; raises as ``shelves``."""
        return self.shelves().scope(place)

    def shelves(self) -> Shelves:
        """The rules in force.

        :raises SettingsError: the file cannot be understood, and never could.
        """
        with self._lock:
            now = _stamp(self.file)
            if self._shelves is None or now != self._seen:
                self._shelves = self._read_or_keep()
                self._seen = now
            return self._shelves

    def change(self, change: Callable[[Shelves], Shelves]) -> Shelves:
        """Read the rules, change them, and write them in one step that a crash cannot split.

        :raises SettingsError: the file cannot be understood, or cannot be written.
        """
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.file}.lock", timeout=PATIENCE):
                changed = change(self._read())
                _write(self.file, _written(changed))
        except Timeout:
            raise SettingsError(
                f"{self.file}: another process is writing it", hint="Try again in a moment."
            ) from None
        except OSError as error:
            raise SettingsError(
                f"{self.file}: cannot be written ({error.strerror or error})",
                hint="Check the folder's permissions and the disk; the old rules are in force.",
            ) from error
        return self.shelves()

    def _read_or_keep(self) -> Shelves:
        try:
            return self._read()
        except SettingsError as error:
            if self._shelves is None:
                raise
            log.error("%s; the rules of before stay in force (%s)", error.message, error.hint)
            return self._shelves

    def _read(self) -> Shelves:
        try:
            text = self.file.read_text("utf-8")
        except FileNotFoundError:
            return Shelves(self._default)
        except (OSError, UnicodeDecodeError) as error:
            raise _unusable(self.file, f"cannot be read ({error})") from None
        try:
            return _parsed(json.loads(text), self._default)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise _unusable(self.file, f"not what it should be ({error})") from None


def _unusable(file: Path, why: str) -> SettingsError:
    return SettingsError(
        f"{file}: {why}", hint="docs/reference/files.md has its form; mend it or take it away."
    )


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _parsed(record: dict[str, Any], default: Corpora) -> Shelves:
    """
    :raises ValueError: it has another form.
    """
    _only(record, "format", "default", "servers")
    if record.get("format") != FORMAT:
        raise ValueError(f"format {record.get('format')!r}; this Quoth reads format {FORMAT}")
    servers = record.get("servers", {})
    shelves = {_id(server): _shelf(rules) for server, rules in servers.items()}
    return Shelves(_names(record.get("default", [])) or default, shelves)


def _shelf(record: dict[str, Any]) -> Shelf:
    _only(record, "allowed", "everywhere", "channels", "roles")
    return Shelf(
        _names(record.get("allowed", [])),
        _names(record.get("everywhere", [])),
        {_id(channel): _names(names) for channel, names in record.get("channels", {}).items()},
        {_id(role): _names(names) for role, names in record.get("roles", {}).items()},
    )


def _only(record: dict[str, Any], *known: str) -> None:
    """A mistyped key would silently open what it was to close."""
    if unknown := record.keys() - set(known):
        raise ValueError(f"unknown key {min(unknown)!r}")


def _id(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(f"{text!r} is no id")
    return int(text)


def _names(names: Any) -> Corpora:
    if not isinstance(names, list):
        raise ValueError(f"{names!r} is no list of corpora")
    for name in names:
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a corpus")
    return tuple(dict.fromkeys(names))


def _written(shelves: Shelves) -> str:
    servers = {str(id_): _shelf_record(shelf) for id_, shelf in sorted(shelves.servers.items())}
    record = {"format": FORMAT, "default": list(shelves.default), "servers": servers}
    return json.dumps(record, indent=2) + "\n"


def _shelf_record(shelf: Shelf) -> dict[str, Any]:
    record = {
        "allowed": list(shelf.allowed),
        "everywhere": list(shelf.everywhere),
        "channels": {str(id_): list(names) for id_, names in sorted(shelf.channels.items())},
        "roles": {str(id_): list(names) for id_, names in sorted(shelf.roles.items())},
    }
    return {key: value for key, value in record.items() if value}


def _write(file: Path, text: str) -> None:
    """Write beside, sync, rename."""
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).replace(file)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    sync_folder(file.parent)
