"""Note on the disk what waits for an answer, since the process may be killed before it is given.

The next process of the same machine finds it there. A note holds what ends a command, which Discord
takes for a quarter of an hour; so only the owner may read it, and it goes as soon as there is an
answer. It has no text and no person.
"""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.ground.awaited import Acknowledged
from bot.servers.process_file import ProcessFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

log = logging.getLogger(__name__)
WAITING = "waiting"  # the folder of these files, beside the ledger


class WaitingFiles:
    """The file of this process in a folder, and those that processes which are gone have left."""

    def __init__(self, folder: Path) -> None:
        """Make no file yet."""
        self._folder, self._file = folder, ProcessFile(folder, ".jsonl")
        self._unusable = False
        self._lines: dict[Acknowledged, bytes] = {}

    def write(self, waiting: Iterable[Acknowledged]) -> None:
        """Note all that waits now. If that fails, say so once, and go on without.

        The disk is not waited for: what the kernel has outlives the process.
        """
        if self._unusable:
            return
        try:
            self._file.hold()
            # Each is written many times, as often as others begin or end while it waits.
            self._lines = {it: self._lines.get(it) or _line(it) for it in waiting}
            with self._file.path.open("r+b", buffering=0) as file:
                file.write(b"".join(self._lines.values()))
                file.truncate()  # until here it has lines of before, whose questions have answers
        except OSError as error:
            log.warning("%s: what waits for an answer is not noted (%s)", self._folder, error)
            self._unusable = True

    def release(self) -> None:
        """Leave what waits to the next process."""
        self._file.release()

    @contextmanager
    def left_behind(self) -> Iterator[list[Acknowledged]]:
        """Yield what processes of this machine that are gone have left, and delete it then."""
        with self._file.left_behind() as paths:
            yield [it for path in paths for it in _read(path)]


def _line(it: Acknowledged) -> bytes:
    return json.dumps(asdict(it)).encode() + b"\n"


def _read(path: Path) -> list[Acknowledged]:
    found = {}
    with suppress(OSError):
        for line in path.read_bytes().splitlines():
            with suppress(ValueError, TypeError):  # the rest of a line of before
                it = Acknowledged(**json.loads(line))
                found[it.id] = it
    return list(found.values())
