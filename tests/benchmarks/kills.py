"""Measure how builds survive being killed, a full disk, and questions meanwhile: a table for docs.

    python -m tests.benchmarks.kills --kills 200
    python -m tests.benchmarks.kills --askers 50 --swaps 40
    python -m tests.benchmarks.kills --full-disk FOLDER   # as root: it mounts a small tmpfs there

The encoder is that of the tests, so that a build takes little longer than its writes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from index.errors import BuildError
from index.snapshots.library import Library
from tests.support.swaps import Askers, build_edition, intact, killed_build, write_edition

PAGE = 4096
DISK = 8 << 20


def kills(root: Path, count: int) -> None:
    """Kill builds at random moments while a reader asks, and print what was damaged."""
    library, sources = Library(root / "index"), root / "sources"
    write_edition(sources, 0)
    build_edition(library, sources)
    write_edition(sources, 1)
    began = time.monotonic()
    build_edition(library, sources)
    longest = (time.monotonic() - began) * 2  # with others at work, a build takes longer
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.kills", "--ask", str(library.root)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdin
    assert reader.stdout
    reader.stdout.readline()  # it has begun to ask
    killed = broken = edition = 0
    while killed < count:
        edition += 1
        write_edition(sources, edition)
        killed += killed_build(library, sources, longest)
        try:
            broken += not intact(library, range(edition + 1))
        except Exception as error:
            print(f"unreadable: {error!r}", flush=True)
            broken += 1
    reader.stdin.close()
    print(f"{killed} of {edition} builds killed, {broken} indexes unreadable or short of a source")
    print(reader.stdout.read().strip())


def ask_until_closed(root: Path) -> None:
    """Ask in a process of its own until its input ends."""
    askers = Askers(root, 1)
    with askers.asking():
        while not askers.asked:
            time.sleep(0.05)
        print("asking", flush=True)
        sys.stdin.read()
    report(askers)


def report(askers: Askers) -> None:
    """Print how many questions were answered, and how many wrongly."""
    failed = sum(line.startswith("failed") for line in askers.wrong)
    print(
        f"{askers.asked} questions answered from {len(askers.editions)} editions by "
        f"{askers.count} asker(s): {failed} failed, {len(askers.wrong) - failed} mixed"
    )
    for line in askers.wrong[:5]:
        print(f"  {line}")


def swaps(root: Path, count: int, askers_count: int) -> None:
    """Swap editions while many ask, and print what went wrong."""
    library, sources = Library(root / "index"), root / "sources"
    write_edition(sources, 0)
    build_edition(library, sources)
    askers = Askers(library.root, askers_count)
    with askers.asking():
        for edition in range(1, count + 1):
            write_edition(sources, edition)
            build_edition(library, sources, keep=1)
    print(f"{count} swaps, each of which pruned what it replaced")
    report(askers)


def full_disk(folder: Path) -> None:
    """Build with one more free page each time, until a build succeeds."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", folder], check=True)
    try:
        _build_on_full_disk(folder)
    finally:
        subprocess.run(["umount", folder], check=True)


def _build_on_full_disk(folder: Path) -> None:
    """Fill the disk in ``folder``, build, and print what was damaged."""
    library, ballast = Library(folder / "index"), folder / "ballast"
    with tempfile.TemporaryDirectory() as elsewhere:
        sources = Path(elsewhere) / "sources"
        write_edition(sources, 0)
        build_edition(library, sources)
        write_edition(sources, 1)
        full = broken = other = 0
        for pages in range(DISK // PAGE):
            ballast.unlink(missing_ok=True)
            free = os.statvfs(folder).f_bavail * PAGE
            ballast.write_bytes(b"\0" * max(0, free - pages * PAGE))
            try:
                build_edition(library, sources)
                break
            except BuildError as error:
                full += 1
                other += "the disk is full" not in error.message
            broken += not intact(library, range(1))
        assert intact(library, range(1, 2))
    print(
        f"{full} builds found a full disk, with 0 to {pages - 1} free pages: "
        f"{broken} indexes unreadable or short of a source, {other} said anything else"
    )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int)
    parser.add_argument("--askers", type=int)
    parser.add_argument("--swaps", type=int, default=40)
    parser.add_argument("--full-disk", type=Path)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        ask_until_closed(given.ask)
    if given.full_disk:
        full_disk(given.full_disk)
    with tempfile.TemporaryDirectory() as folder:
        if given.kills:
            kills(Path(folder), given.kills)
        elif given.askers:
            swaps(Path(folder), given.swaps, given.askers)


if __name__ == "__main__":
    main()
