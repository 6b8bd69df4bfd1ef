"""Write a backup: one tar file with a manifest at its end, which has the sha256 of every file."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from bot.backup.contents import contents
from index.errors import QuothError
from index.files import OWNER_ONLY, replacing
from index.release import release

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.settings import BotSettings

FORMAT = 1
MANIFEST = "manifest.json"
STEP = 1 << 20  # bytes that are read at once


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The contents of a backup: each file's sha256 by name, when it was made, and by what."""

    digests: Mapping[str, str]
    created: str
    version: str


class Digesting(io.RawIOBase):
    """A file that is digested while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read as ``file`` does."""
        found = self._file.read(size)
        self.digest.update(found)
        return found


def write_backup(file: Path, settings: BotSettings) -> BackedUp:
    """Write all that the bot keeps to ``file``, in one step that a crash cannot split.

    Only its owner can read it.

    :raises QuothError: something cannot be read, or ``file`` cannot be written.
    """
    try:
        with (
            replacing(file, mode=OWNER_ONLY) as target,
            TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as scratch,
            tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            files = contents(settings, Path(scratch))
            found = {name: _add(tar, name, path) for name, path in files}
            digests = {name: digest for name, digest in found.items() if digest}
            now = datetime.now(UTC).isoformat(timespec="seconds")
            backed_up = BackedUp(digests, now, release())
            _add_manifest(tar, backed_up)
    except OSError as error:
        raise QuothError(
            f"{file}: the backup was not written ({error.strerror or error})",
            hint="Check the folder's permissions and the disk; an earlier backup is unchanged.",
        ) from error
    return backed_up


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Add a file as it is now, and return its sha256; "" if it has just been deleted."""
    try:
        with path.open("rb") as file:
            content, info = Digesting(file), tarfile.TarInfo(name)
            found = os.fstat(file.fileno())
            info.size, info.mtime, info.mode = found.st_size, int(found.st_mtime), OWNER_ONLY
            tar.addfile(info, content)
            return content.digest.hexdigest()
    except FileNotFoundError:
        return ""


def _add_manifest(tar: tarfile.TarFile, backed_up: BackedUp) -> None:
    record = {
        "format": FORMAT,
        "created": backed_up.created,
        "quoth": backed_up.version,
        "files": dict(sorted(backed_up.digests.items())),
    }
    content = json.dumps(record, indent=1).encode() + b"\n"
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(content), OWNER_ONLY
    tar.addfile(info, io.BytesIO(content))


@contextmanager
def opened_backup(file: Path) -> Iterator[tuple[tarfile.TarFile, BackedUp]]:
    """Open a backup, every byte of which has been compared with its manifest.

    :raises QuothError: it is none, or it is damaged.
    """
    with _open(file) as tar:
        yield tar, _checked(file, tar)


def _open(file: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(file, mode="r:")
    except tarfile.TarError as error:
        raise _damaged(file, error) from error
    except OSError as error:
        raise QuothError(
            f"{file}: cannot be read ({error.strerror or error})", hint="Check its name."
        ) from error


def _damaged(file: Path, error: Exception) -> QuothError:
    return QuothError(
        f"{file}: not a backup of Quoth, or a damaged one ({error})",
        hint="Use another backup; nothing was changed.",
    )


def read_member(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    """Read a file of the backup piece by piece.

    :raises ValueError: it is a link or a device, not a file.
    """
    content = tar.extractfile(member) if member.isreg() else None
    if content is None:
        raise ValueError(f"{member.name} is no file")
    while piece := content.read(STEP):
        yield piece


def _checked(file: Path, tar: tarfile.TarFile) -> BackedUp:
    try:
        found = _digests(tar)
        if found.pop(MANIFEST, None) is None:
            raise ValueError("it has no manifest")
        record = json.loads(b"".join(read_member(tar, tar.getmember(MANIFEST))))
        _check_format(file, record["format"])
        return _compared(record, found)
    except (tarfile.TarError, OSError, ValueError, LookupError, TypeError) as error:
        raise _damaged(file, error) from error


def _digests(tar: tarfile.TarFile) -> dict[str, str]:
    found: dict[str, str] = {}
    for member in tar:
        if member.name in found:
            raise ValueError(f"{member.name} is there twice")
        _check_name(member.name)
        digest = hashlib.sha256()
        for piece in read_member(tar, member):
            digest.update(piece)
        found[member.name] = digest.hexdigest()
    return found


def _check_format(file: Path, found: object) -> None:
    if type(found) is int and found > FORMAT:
        raise QuothError(
            f"{file}: a backup of format {found}; this Quoth reads format {FORMAT}",
            hint="Restore it with the version of Quoth that made it, or a later one.",
        )
    if found != FORMAT:
        raise ValueError(f"format {found!r}; this Quoth reads format {FORMAT}")


def _compared(record: dict[str, Any], found: Mapping[str, str]) -> BackedUp:
    expected = record["files"]
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise ValueError(f"{name} is not what was backed up")
    return BackedUp(found, str(record["created"]), str(record["quoth"]))


def _check_name(name: str) -> None:
    """Refuse a name that could lead out of the folder into which it is restored."""
    path = PurePath(name)
    if path.anchor or ".." in path.parts or path.as_posix() != name:
        raise ValueError(f"{name!r} is no name of a file")
