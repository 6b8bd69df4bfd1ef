"""Find the files of a snapshot that were written since they were last compared.

The mark of a file is what the system says of it: its size, its times and its number. A program that
writes into a file, or puts another in its place, changes the mark, so a file with the mark that was
noted need not be read again to open a snapshot. What a failing disk changes has no mark: a service
compares these files once more, while it serves.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from index.files import replace_file

NOTED = ".checked.json"
SETTLED_NS = 1_000_000_000  # a younger file could be written again within one tick of its time

Marks = Mapping[str, Sequence[int]]


def marks_of(folder: Path, names: Iterable[str]) -> Marks:
    """Return the marks of those of these files that were not written just now."""
    settled = time.time_ns() - SETTLED_NS
    marks = {}
    for name in names:
        with suppress(OSError):
            seen = (folder / name).stat()
            if max(seen.st_ctime_ns, seen.st_mtime_ns) < settled:
                marks[name] = [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]
    return marks


def noted_marks(folder: Path) -> Marks:
    """Return the marks that were noted; none if they cannot be read."""
    try:
        found = json.loads((folder / NOTED).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def note_marks(folder: Path, marks: Marks) -> None:
    """Note the marks that files had before they were compared, if the folder can be written."""
    if marks:
        with suppress(OSError):
            replace_file(folder / NOTED, json.dumps(marks).encode())


def forget_marks(folder: Path) -> None:
    """Let the next one who opens the snapshot compare every file."""
    with suppress(OSError):
        (folder / NOTED).unlink(missing_ok=True)
