"""Note on the disk how far the sessions of this process were heard, for the next one."""

from __future__ import annotations

import json
import logging
import os
import time
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.ground.gateway_session import GatewaySession, LeftSession
from bot.servers.process_file import ProcessFile
from index.files import BINARY, OWNER_ONLY

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

log = logging.getLogger(__name__)
RENEW = 10.0  # seconds; a process that hears nothing new says so often that it is there
KINDS = {"id": str, "shard": int, "shards": int, "address": str, "sequence": int, "taken": list}


class LocalSessions:
    """``Sessions`` of the processes of one machine, which have a file each in a folder.

    A file has ids only, and no text. It is replaced in one step, which a kill cannot split; the
    disk is not waited for, since what the kernel has outlives the process.
    """

    def __init__(self, folder: Path) -> None:
        """Make no file yet."""
        self._folder, self._file = folder, ProcessFile(folder, ".json")
        self._written: tuple[GatewaySession, ...] = ()
        self._at = -RENEW
        self._unusable = False

    def jot(self, ours: Sequence[GatewaySession]) -> None:
        now = time.monotonic()
        if tuple(ours) == self._written and (not ours or now - self._at < RENEW):
            return
        self._written, self._at = tuple(ours), now
        self._write(ours)

    async def look(
        self, ours: Sequence[GatewaySession], wanted: Collection[int], shards: int
    ) -> Sequence[LeftSession]:
        with self._file.left_behind() as paths:
            found = [it for path in paths for it in _read(path)]
            left = [
                it for it in found if it.session.shard in wanted and it.session.shards == shards
            ]
            self.jot([*ours, *(it.session for it in left)])  # before the files go
        return left

    async def give_back(self, theirs: Sequence[GatewaySession]) -> None:
        """Do nothing: the processes of a bot that shares nothing have all of its shards."""

    async def leave(self, ours: Sequence[GatewaySession]) -> None:
        self._at = -RENEW
        self.jot(ours)

    def release(self) -> None:
        """Leave the file to the next process."""
        self._file.release()

    def _write(self, ours: Sequence[GatewaySession]) -> None:
        """Replace the file. If that fails, say so once, and go on without."""
        if self._unusable:
            return
        sessions = [asdict(it) | {"taken": sorted(it.taken)} for it in ours]
        new = self._file.path.with_suffix(".new")
        try:
            self._file.hold()
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, OWNER_ONLY)
            with open(handle, "wb", buffering=0) as file:  # noqa: PTH123 - of a descriptor
                file.write(json.dumps({"at": time.time(), "sessions": sessions}).encode())
            new.replace(self._file.path)
        except OSError as error:
            log.warning("%s: how far Discord was heard is not noted (%s)", self._folder, error)
            self._unusable = True


def _read(path: Path) -> list[LeftSession]:
    """Read a file of any content; what cannot be a session is left out."""
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        noted = json.loads(path.read_bytes())
        seconds = max(0.0, time.time() - float(noted["at"]))
        return [LeftSession(_session(it), seconds) for it in noted["sessions"]]
    return []


def _session(noted: dict[str, Any]) -> GatewaySession:
    """Make a session of what was noted.

    :raises ValueError, KeyError: it is none.
    """
    if any(type(noted[name]) is not kind for name, kind in KINDS.items()):
        raise ValueError("not a session")
    if any(type(id_) is not int for id_ in noted["taken"]):
        raise ValueError("not the id of a message")
    named = {name: noted[name] for name in KINDS}
    return GatewaySession(**named | {"taken": frozenset(named["taken"])})
