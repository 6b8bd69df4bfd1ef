"""Restore a backup: everything is written beside what is there, then all of it changes places.

What was there before is moved aside, never deleted. A failure leaves all as it was.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.backup.archive import opened_backup, read_member
from bot.backup.parts import parts_of
from index.errors import QuothError
from index.files import ANYONE_MAY_READ, BINARY, OWNER_ONLY, file_digest, sync_folder

if TYPE_CHECKING:
    import tarfile
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.backup.parts import BackupPart
    from bot.settings import BotSettings

ASIDE = ".before-"


@dataclass(frozen=True, slots=True)
class Restored:
    """The outcome of a restore: the number of files, and where what was there before is now."""

    files: int
    aside: tuple[Path, ...]


@dataclass(slots=True)
class Moves:
    """Renames that can be taken back."""

    made: list[tuple[Path, Path]] = field(default_factory=list)

    def move(self, old: Path, new: Path) -> None:
        """Rename ``old``.

        :raises OSError: it cannot be renamed, or the new name is taken.
        """
        if new.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
        old.rename(new)
        self.made.append((old, new))

    def take_back(self) -> None:
        """Undo all renames, the last one first."""
        for old, new in reversed(self.made):
            new.rename(old)


def restore(file: Path, settings: BotSettings, *, replace: bool = False) -> Restored:
    """Put the content of a backup where ``settings`` says; with ``replace``, also over other files.

    :raises QuothError: the backup is damaged, there are other files, or one cannot be written.
    """
    with opened_backup(file) as (tar, backed_up):
        changed = [
            part
            for part in parts_of(settings)
            if (kept := _of(part, backed_up.digests)) and not _is_the_same(part, kept)
        ]
        _check_known(backed_up.digests, parts_of(settings))
        _check_free(changed, replace=replace)
        staged: dict[str, Path] = {}
        try:
            files = sum(_stage(part, tar, backed_up.digests, staged) for part in changed)
            return Restored(files, _swap(changed, staged))
        except OSError as error:
            raise QuothError(
                f"{error.filename or file}: cannot be written ({error.strerror or error})",
                hint="Check the permissions and the disk; nothing was changed.",
            ) from error
        finally:
            for path in staged.values():
                _delete(path)


def _of(part: BackupPart, digests: Mapping[str, str]) -> dict[str, str]:
    """Return the digests of the files of ``part`` by their names in it; of a file, by ""."""
    if not part.folder:
        return {"": digests[part.name]} if part.name in digests else {}
    start = f"{part.name}/"
    return {name[len(start) :]: value for name, value in digests.items() if name.startswith(start)}


def _is_the_same(part: BackupPart, kept: Mapping[str, str]) -> bool:
    """Return whether the files of ``part`` are there already; a folder may have others."""
    if any(part.path.with_name(part.path.name + end).exists() for end in part.endings if end):
        return False  # an SQLite file with a journal is not what its bytes say
    try:
        return all(file_digest(part.path / name) == digest for name, digest in kept.items())
    except OSError:
        return False


def _check_known(digests: Mapping[str, str], parts: list[BackupPart]) -> None:
    known = set().union(*(_of(part, digests) and {part.name} for part in parts))
    for name in digests:
        if name.partition("/")[0] not in known:
            raise QuothError(
                f"{name}: this Quoth does not know such a file in a backup",
                hint="Restore with the version of Quoth that made it, then update.",
            )


def _check_free(parts: list[BackupPart], *, replace: bool) -> None:
    taken = [str(path) for part in parts for path in _there(part)]
    if taken and not replace:
        others = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
        raise QuothError(
            f"{taken[0]}{others} would be replaced",
            hint="Restore into an empty folder, or use --replace, which moves what is there aside.",
        )


def _there(part: BackupPart) -> Iterator[Path]:
    """List what is at the place of ``part``: files, or what a folder contains."""
    if part.folder:
        if part.path.is_dir():
            yield from (p for p in sorted(part.path.iterdir()) if not p.name.startswith("."))
        return
    for end in part.endings:
        path = part.path.with_name(part.path.name + end)
        if path.exists():
            yield path


def _stage(
    part: BackupPart, tar: tarfile.TarFile, digests: Mapping[str, str], staged: dict[str, Path]
) -> int:
    """Write the files of ``part`` beside their places; return their number."""
    home = part.path if part.folder else part.path.parent
    home.mkdir(parents=True, exist_ok=True)
    beside = staged[part.name] = home / f".restoring-{secrets.token_hex(6)}"
    kept = _of(part, digests)
    for name in kept:
        target = beside / name if name else beside
        target.parent.mkdir(parents=True, exist_ok=True)
        member = tar.getmember(f"{part.name}/{name}" if name else part.name)
        mode = OWNER_ONLY if part.private else ANYONE_MAY_READ
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
        with os.fdopen(handle, "wb") as out:
            out.writelines(read_member(tar, member))
            out.flush()
            os.fsync(out.fileno())
    return len(kept)


def _swap(parts: list[BackupPart], staged: Mapping[str, Path]) -> tuple[Path, ...]:
    """Move what is there aside, and what was staged to its place; on failure, all goes back."""
    stamp, moves = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ"), Moves()
    aside: list[Path] = []
    try:
        for part in parts:
            aside += _put_aside(part, stamp, moves)
            new = staged[part.name]
            for path in list(new.iterdir()) if part.folder else [new]:
                moves.move(path, part.path / path.name if part.folder else part.path)
            sync_folder(part.path if part.folder else part.path.parent)
    except OSError:
        moves.take_back()
        raise
    return tuple(aside)


def _put_aside(part: BackupPart, stamp: str, moves: Moves) -> list[Path]:
    there = list(_there(part))
    if not part.folder:
        places = [path.with_name(f"{path.name}{ASIDE}{stamp}") for path in there]
    elif there:
        folder = part.path / f"{ASIDE}{stamp}"  # within it: a volume cannot be renamed
        folder.mkdir()
        places = [folder / path.name for path in there]
    else:
        return []
    for old, new in zip(there, places, strict=True):
        moves.move(old, new)
    return [part.path / f"{ASIDE}{stamp}"] if part.folder else places


def _delete(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
