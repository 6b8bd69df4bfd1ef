"""Log what maintainers did: one JSON object a line, appended, synced, and kept within bounds."""

from __future__ import annotations

import json
import os
import re
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from filelock import FileLock

from index.files import BINARY, OWNER_ONLY, replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAX_LOG_BYTES = 2_000_000  # of one file; then it is renamed to the next number
KEPT_FILES = 5
FORGOTTEN = 0  # stands for a person whose data were deleted; Discord has no such id
# Scheme, a name with a password, host and path, then query and fragment, which may hold keys.
ADDRESS = re.compile(r"(https?://)(?:[^\s/?#@]*@)?([^\s?#]*)([?#]\S*)?")
AN_ID = re.compile(r"[0-9]{1,20}")
ABOUT = "person"  # the argument of an act that names a person
MAX_FIELD_CHARACTERS = 500  # of one argument or outcome


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a maintainer did, or was not allowed to do, and its outcome.

    ``user`` and ``server`` are Discord's ids; None is the operator at a command line.
    """

    verb: str
    outcome: str
    user: int | None = None
    server: int | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    at: str = ""  # UTC, ISO 8601

    @property
    def line(self) -> str:
        """The line of the log, with what is too long shortened."""
        shortened = {name: _written(value) for name, value in self.arguments.items()}
        at = self.at or now()
        who: dict[str, Any] = {"at": at, "server": self.server, "user": self.user}
        what = {
            "verb": self.verb,
            "arguments": shortened,
            "outcome": _written(self.outcome),
        }
        return json.dumps(who | what, ensure_ascii=True) + "\n"


def now() -> str:
    """Return the time as an act has it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class AuditTrail(Protocol):
    """A store of acts, with a bound; each method raises OSError or QuothError if it cannot."""

    @property
    def name(self) -> str:
        """Return where the acts are, for the operator; no secret is in it."""

    def append(self, act: Act) -> None:
        """Write ``act`` down, so that not even a power cut loses it."""

    def acts(self) -> Iterator[Act]:
        """Read all that is kept, oldest first."""

    def forget(self, user: int) -> int:
        """Replace the id of ``user`` by ``FORGOTTEN`` in all that is kept; return how often."""


class AuditLog:
    """Keep acts in ``file``, and older ones in ``file.1`` (the newest), ``file.2`` and so on."""

    def __init__(
        self, file: Path, *, most_bytes: int = MAX_LOG_BYTES, kept_files: int = KEPT_FILES
    ) -> None:
        self.file = file
        self._most_bytes = most_bytes
        self._kept_files = kept_files
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return str(self.file)

    def append(self, act: Act) -> None:
        with self._lock:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.file}.lock"):
                self._put_aside()
                self._write(act.line.encode("ascii"))

    def acts(self) -> Iterator[Act]:
        """Read all that is kept, oldest first. A line that a crash has cut short is skipped."""
        for file in (*reversed(self._aside()), self.file):
            try:
                lines = file.read_text("utf-8", errors="replace").splitlines()
            except FileNotFoundError:
                continue
            for line in lines:
                if act := act_in(line):
                    yield act

    def forget(self, user: int) -> int:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self._lock, FileLock(f"{self.file}.lock"):
            return sum(_forgotten(file, user) for file in (self.file, *self._aside()))

    def _write(self, line: bytes) -> None:
        with os.fdopen(_owners(self.file), "ab+") as stream:
            if stream.tell():
                stream.seek(-1, os.SEEK_END)
                if stream.read(1) != b"\n":  # cut short by a crash: it must not swallow ours
                    line = b"\n" + line
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())

    def _put_aside(self) -> None:
        try:
            if self.file.stat().st_size < self._most_bytes:
                return
        except FileNotFoundError:
            return
        names = [self.file, *self._aside()]
        for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
            if newer.exists():
                newer.replace(older)

    def _aside(self) -> list[Path]:
        numbers = range(1, self._kept_files)
        return [self.file.with_name(f"{self.file.name}.{number}") for number in numbers]


def _forgotten(file: Path, user: int) -> int:
    if not file.is_file():
        return 0
    lines = file.read_text("utf-8", errors="replace").splitlines()
    theirs = [nameless(line, user) for line in lines]
    if any(theirs):
        kept = [after or f"{line}\n" for after, line in zip(theirs, lines, strict=True)]
        replace_file(file, "".join(kept).encode(), mode=OWNER_ONLY)
    return sum(after is not None for after in theirs)


def nameless(line: str, user: int) -> str | None:
    """Return the line of an act of or about ``user`` without their id; None if it is no such."""
    act = act_in(line)
    after = without(user, act) if act is not None else None
    return after.line if after is not None and after != act else None


def named_in(act: Act) -> list[int]:
    """Return the ids of the people whom ``act`` names: who did it, and about whom it is."""
    whom = act.arguments.get(ABOUT, "").strip("<@!> ")
    return [*filter(None, [act.user, int(whom) if AN_ID.fullmatch(whom) else None])]


def without(user: int, act: Act) -> Act:
    """Return an act of or about ``user`` without their id; any other act as it is."""
    whom = act.arguments.get(ABOUT, "")
    if whom.strip("<@!> ") == str(user):
        act = replace(act, arguments={**act.arguments, ABOUT: str(FORGOTTEN)})
    return replace(act, user=FORGOTTEN) if act.user == user else act


def act_record(act: Act) -> dict[str, Any]:
    """Make of an act what ``quoth audit --json`` prints."""
    return asdict(act)


def _owners(file: Path) -> int:
    """Open a file that only its owner can read, also one that an earlier version made."""
    handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT | BINARY, OWNER_ONLY)
    with suppress(OSError):  # another's file: it is written all the same
        file.chmod(OWNER_ONLY)
    return handle


def _written(text: str) -> str:
    """Return ``text`` without what may be secret in web addresses, and shortened."""
    return ADDRESS.sub(_bare, text)[:MAX_FIELD_CHARACTERS]


def _bare(address: re.Match[str]) -> str:
    scheme, place, rest = address.groups()
    return f"{scheme}{place}{'?…' if rest else ''}"


def act_in(line: str) -> Act | None:
    """Read the act of a line; None if a crash has cut it short."""
    try:
        record = json.loads(line)
        return Act(**record)
    except (ValueError, TypeError):
        return None
