"""A small JSON file that a person can read, edit, and keep under version control.

The file is looked at again while the bot runs, so an edit needs no restart. What cannot be
understood is not obeyed: what was read last stays in force.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from math import inf
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from filelock import FileLock, Timeout

from index.errors import SettingsError
from index.files import OWNER_ONLY, replace_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)
Thing = TypeVar("Thing")
FORMAT = 1  # of all these files
LOCK_TIMEOUT_SECONDS = 5.0  # seconds to wait for another process that is writing
SECONDS_BETWEEN_LOOKS = 1.0  # at a file that each message asks for: a look is a system call


class KeptFile(Generic[Thing]):
    """The content of one file, as a frozen value; safe to share between threads."""

    def __init__(
        self,
        file: Path,
        empty: Thing,
        parsed: Callable[[dict[str, Any]], Thing],
        written: Callable[[Thing], dict[str, Any]],
        *,
        seconds_between_looks: float = 0.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep what ``file`` holds, a record of ``FORMAT``; without a file, that is ``empty``.

        ``parsed`` raises ValueError, TypeError or AttributeError if the file does not have the
        form that ``written`` gives it. An edit by hand or by another process is seen after
        ``seconds_between_looks`` at the latest, and a ``change`` at once.
        """
        self.file = file
        self._empty = empty
        self._parsed = parsed
        self._written = written
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._thing: Thing | None = None
        self._seconds_between_looks, self._monotonic = seconds_between_looks, monotonic
        self._next_look = -inf

    def now(self) -> Thing:
        """Return what the file holds now, or what it held when it was last valid.

        :raises SettingsError: the file is not valid, and never was.
        """
        with self._lock:
            if self._thing is None or self._monotonic() >= self._next_look:
                self._thing = self._looked_at()
                self._next_look = self._monotonic() + self._seconds_between_looks
            return self._thing

    def refresh(self) -> None:
        """Look at the file when ``now`` is called next, however short ago that was done."""
        with self._lock:
            self._next_look = -inf

    def change(self, change: Callable[[Thing], Thing]) -> Thing:
        """Read it, change it, and write it in one step that a crash cannot split.

        :raises SettingsError: the file cannot be understood, or cannot be written.
        """
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.file}.lock", timeout=LOCK_TIMEOUT_SECONDS):
                changed = change(self._read())
                record = {"format": FORMAT, **self._written(changed)}
                text = json.dumps(record, indent=2) + "\n"
                replace_file(self.file, text.encode(), mode=OWNER_ONLY)
        except Timeout:
            raise SettingsError(
                f"{self.file}: another process is writing it", hint="Try again in a moment."
            ) from None
        except OSError as error:
            raise SettingsError(
                f"{self.file}: cannot be written ({error.strerror or error})",
                hint="Check the folder's permissions and the disk; the old rules stay in force.",
            ) from error
        self.refresh()
        return self.now()

    def _looked_at(self) -> Thing:
        stamp = _stamp(self.file)
        if self._thing is not None and stamp == self._seen:
            return self._thing
        thing = self._read_or_keep()
        self._seen = stamp
        return thing

    def _read_or_keep(self) -> Thing:
        try:
            return self._read()
        except SettingsError as error:
            if self._thing is None:
                raise
            log.error("%s; the earlier rules stay in force (%s)", error.message, error.hint)
            return self._thing

    def _read(self) -> Thing:
        try:
            text = self.file.read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return self._empty
        except (OSError, UnicodeDecodeError) as error:
            raise _unusable(self.file, f"cannot be read ({error})") from None
        try:
            record = json.loads(text)
            _check_format(self.file, record)
            return self._parsed(record)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise _unusable(self.file, f"not valid ({error})") from None


def _check_format(file: Path, record: dict[str, Any]) -> None:
    found = record.pop("format", None)
    if found == FORMAT:
        return
    if type(found) is int and found > FORMAT:
        raise SettingsError(
            f"{file}: has format {found}; this Quoth reads format {FORMAT}",
            hint="Update Quoth, or restore an earlier backup.",
        )
    raise ValueError(f"format {found!r}; this Quoth reads format {FORMAT}")


def only(record: dict[str, Any], *known: str) -> None:
    """Refuse unknown keys: a mistyped key would silently allow what it was meant to forbid.

    :raises ValueError: ``record`` has a key that is not ``known``.
    """
    if unknown := record.keys() - set(known):
        raise ValueError(f"unknown key {min(unknown)!r}")


def id_in(text: str) -> int:
    """Read an id of Discord's.

    :raises ValueError: ``text`` is not one.
    """
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(f"{text!r} is no id")
    return int(text)


def _unusable(file: Path, why: str) -> SettingsError:
    return SettingsError(
        f"{file}: {why}", hint="Correct or remove it; docs/reference/files.md describes it."
    )


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
