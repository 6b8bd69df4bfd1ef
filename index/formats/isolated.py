"""Readers that a hostile file can hang or crash run in a process of their own.

The process is started with the first such file and reused; it has a memory limit, may write no
file, sees nothing of the environment, and answers with JSON. A file that takes too long, or too
much, or kills it, is refused; the next file gets a new process.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from index.errors import SourceError
from index.formats.parsed import Parsed, from_record

PARSE_TIMEOUT_SECONDS = 120.0  # for one file; 1,000 pages of a PDF take less on a slow machine
LARGEST_ANSWER = 400_000_000  # bytes of JSON
KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "HOME", "TZ")
WINDOWS = os.name == "nt"


class Broken(Exception):  # noqa: N818 - never leaves this module
    """The process did not answer; why."""


class Apart:
    """A process that reads files, one after the other; safe to use from several threads."""

    def __init__(self, seconds: float = PARSE_TIMEOUT_SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, suffix: str, data: bytes, name: str) -> list[Parsed]:
        """Read one file.

        :raises SourceError: the reader refused it, or broke at it.
        """
        with self._lock:
            used = self._process is not None
            try:
                answer = self._ask(suffix, data, name)
            except Broken:
                self._stop()
                if not used:
                    raise
                answer = self._ask(suffix, data, name)  # the files before may have filled it
        if "error" in answer:
            raise SourceError(answer["error"], hint=answer["hint"])
        return [from_record(record) for record in answer["documents"]]

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._stop()

    def _ask(self, suffix: str, data: bytes, name: str) -> dict[str, Any]:
        process = self._process = self._process or _started()
        assert process.stdin is not None  # noqa: S101 - for the types
        assert process.stdout is not None  # noqa: S101
        deadline = time.monotonic() + self._seconds
        watch = threading.Timer(self._seconds, process.kill)  # a pipe that fills up waits, too
        watch.start()
        try:
            head = json.dumps({"suffix": suffix, "name": name, "bytes": len(data)}).encode()
            process.stdin.write(head + b"\n" + data)
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(_answer(process.stdout))
        except (OSError, ValueError):
            late = time.monotonic() >= deadline
            raise Broken(f"took more than {self._seconds:,.0f} s" if late else "broke") from None
        finally:
            watch.cancel()
        return answer

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was not written yet
                        pipe.close()


def read_apart(suffix: str, data: bytes, name: str) -> list[Parsed]:
    """Read ``data`` in the process that is kept for it.

    :raises SourceError: it cannot be read, or the reader broke at it.
    """
    try:
        return _kept().read(suffix, data, name)
    except Broken as error:
        raise SourceError(
            f"{name}: reading it {error}, so Quoth gave up",
            hint="It is damaged or malicious: remove it, or export it again.",
        ) from None


@cache
def _kept() -> Apart:
    kept = Apart()
    atexit.register(kept.close)
    return kept


def _started() -> subprocess.Popen[bytes]:
    here = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join([here, *filter(None, sys.path)])
    kept = {key: os.environ[key] for key in KEPT_ENVIRONMENT if key in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "index.formats.isolated_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
        bufsize=-1,
        start_new_session=not WINDOWS,  # Ctrl-C is for the one who asked
    )


def _answer(stream: IO[bytes]) -> bytes:
    line = stream.readline(32)
    size = int(line)  # nothing at all, when it died
    if size > LARGEST_ANSWER:
        raise ValueError
    answer = stream.read(size)
    if len(answer) != size:
        raise ValueError
    return answer
