"""Measure the processor time that reading files takes, by format.

    python -m tests.benchmarks.reading_time FILE-OR-FOLDER… [--times 5] [--code FOLDER]

Each file is read several times in this process, and the fastest counts. ``--code`` is the checkout
of another commit, whose readers are measured instead: run both, one right after the other. Files
that are refused are passed over.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

MEGABYTE = 1_000_000


def fastest(read: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Return the least seconds of the processor that a call takes, and what it returns."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        found = list(read())
        best = min(best, time.process_time() - began)
    return best, found


def files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*")) if path.is_dir() else [path]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--code", type=Path, help="the checkout whose readers are measured")
    given = parser.parse_args()
    if given.code:
        sys.path.insert(0, str(given.code.resolve()))
    from index.errors import SourceError
    from index.formats.registry import READERS, read_here

    seconds: dict[str, float] = defaultdict(float)
    characters: dict[str, int] = defaultdict(int)
    for path in files(given.paths):
        suffix, data = path.suffix.lower(), path.read_bytes() if path.is_file() else b""
        if suffix not in READERS or not data:
            continue
        try:
            took, found = fastest(partial(read_here, suffix, data, path.name), given.times)
        except (SourceError, ValueError):  # older readers had faults that raise the latter
            continue
        seconds[suffix] += took
        characters[suffix] += sum(len(parsed.text) for parsed in found)
    for suffix, took in sorted(seconds.items()):
        print(f"{suffix}: {took:.3f} s, {characters[suffix]:,} characters, "
              f"{took / max(1, characters[suffix]) * MEGABYTE:.3f} s a million")  # fmt: skip


if __name__ == "__main__":
    main()
