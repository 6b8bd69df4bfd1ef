"""Run readers that a hostile file can hang or crash in a process of their own.

The process is started with the first such file and reused. It has a memory limit, cannot write
files, gets only a few environment variables, and answers with JSON. A file that takes too long or
too much memory, or that kills the process, is refused. The next file gets a new process.
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

from index.errors import NoTextError, SourceError
from index.formats.parsed import Parsed, from_record
from index.formats.rst_references import NONE, Titles

PARSE_TIMEOUT_SECONDS = 120.0  # for one file; 1,000 pages of a PDF take less on a slow machine
LARGEST_ANSWER = 400_000_000  # bytes of JSON
KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "HOME", "TZ")
WINDOWS = os.name == "nt"


class Broken(Exception):  # noqa: N818 - never leaves this module
    """A process that did not answer; the message says why."""


class IsolatedReader:
    """A process that reads files one by one; it can be used from several threads."""

    def __init__(self, seconds: float = PARSE_TIMEOUT_SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, suffix: str, data: bytes, name: str, titles: Titles = NONE) -> list[Parsed]:
        """Read one file in the process, which is started if necessary.

        :raises SourceError: the reader refused the file.
        :raises Broken: a new process crashed or hung on the file.
        """
        with self._lock:
            used = self._process is not None
            try:
                answer = self._ask(suffix, data, name, titles)
            except Broken:
                self._stop()
                if not used:
                    raise
                # Earlier files may have used up its memory.
                answer = self._ask(suffix, data, name, titles)
        if "error" in answer:
            kind = NoTextError if answer.get("empty") else SourceError
            raise kind(answer["error"], hint=answer["hint"])
        return [from_record(record) for record in answer["documents"]]

    def close(self) -> None:
        """End the process, if it runs."""
        with self._lock:
            self._stop()

    def _ask(self, suffix: str, data: bytes, name: str, titles: Titles) -> dict[str, Any]:
        process = self._process = self._process or _started()
        assert process.stdin is not None  # noqa: S101 - for the types
        assert process.stdout is not None  # noqa: S101
        deadline = time.monotonic() + self._seconds
        watch = threading.Timer(self._seconds, process.kill)  # writing to a full pipe blocks too
        watch.start()
        try:
            asked = {"suffix": suffix, "name": name, "bytes": len(data), "titles": dict(titles)}
            process.stdin.write(json.dumps(asked).encode() + b"\n" + data)
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
                    with suppress(OSError):  # data that was not written yet
                        pipe.close()


def read_isolated(suffix: str, data: bytes, name: str, titles: Titles = NONE) -> list[Parsed]:
    """Read ``data`` in the shared process, so that a hostile file does no harm.

    :raises SourceError: it cannot be read, or the process crashed or hung on it.
    """
    try:
        return _kept().read(suffix, data, name, titles)
    except Broken as error:
        raise SourceError(
            f"{name}: reading it {error}, so Quoth gave up",
            hint="It is damaged or malicious: remove it, or export it again.",
        ) from None


@cache
def _kept() -> IsolatedReader:
    kept = IsolatedReader()
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
        start_new_session=not WINDOWS,  # Ctrl-C is for the parent only
    )


def _answer(stream: IO[bytes]) -> bytes:
    line = stream.readline(32)
    size = int(line)  # a dead process leaves an empty line, which raises ValueError
    if size > LARGEST_ANSWER:
        raise ValueError
    answer = stream.read(size)
    if len(answer) != size:
        raise ValueError
    return answer
