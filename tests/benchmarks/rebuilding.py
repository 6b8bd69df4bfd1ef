"""Measure what a build costs when little has changed: a table for docs.

    python -m tests.benchmarks.rebuilding --files 1000

The first index is made by the encoder of the tests under the shipped model's fingerprint, because
an hour of encoding is not what is measured. The builds that are timed are whole processes of
``python -m index build``, with the imports and the model's checksum.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.admin.source_actions import built
from index.building.build import build
from index.maintenance.rebuild import Rebuilder
from index.models.encoder import load_encoder
from index.progress import no_progress
from index.settings import EncoderSettings, IndexSettings, LibrarySettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.support.hashing_encoder import HashingEncoder

RUNS = 5
MANY = 10


def write_files(folder: Path, count: int) -> None:
    """Write ``count`` short notes."""
    folder.mkdir()
    for number in range(count):
        (folder / f"note-{number:05}.md").write_text(
            f"# Note {number}\n\nThe lamp of tower {number} was lit in {1500 + number}. "
            f"It burned {number} casks of oil.\n\n## Later\n\n"
            f"Keeper number {number} left the tower in {1600 + number}.\n",
            "utf-8",
        )


def timed(*arguments: str) -> tuple[float, float]:
    """Return the seconds of wall clock and of processor time of a whole process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "index", *arguments], capture_output=True, check=False
    )
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert b"Up to date" in done.stdout, done
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, busy


def measure(root: Path, count: int) -> None:
    """Build, and print the times of builds after no change and after one."""
    sources, library = root / "sources", Library(root / "index")
    write_files(sources, count)
    encoder = HashingEncoder(load_encoder(EncoderSettings()).fingerprint)
    first = build(library, "default", find_sources(sources), encoder, max_bytes=10**6)
    print(f"{count} files: {first.passages} passages, {first.windows} windows")
    places = ["--sources", str(sources), "--index", str(library.root)]
    runs = [timed("build", *places) for _ in range(RUNS)]
    for what, seconds in zip(("wall clock", "processor"), zip(*runs, strict=True), strict=True):
        print(f"no-op build, {what}: {sorted(seconds)[RUNS // 2]:.2f} s (median of {RUNS})")
    rebuilder = Rebuilder(IndexSettings(library=LibrarySettings(sources=sources)))
    began = time.monotonic()
    rebuilder.state()
    print(f"one look of --watch: {(time.monotonic() - began) * 1000:.0f} ms")
    changed = sources / f"note-{count // 2:05}.md"
    changed.write_text(changed.read_text("utf-8") + "\nIt was painted in May.\n", "utf-8")
    encoder.encoded = 0
    began = time.monotonic()
    report = build(library, "default", find_sources(sources), encoder, max_bytes=10**6)
    print(
        f"one file changed: {encoder.encoded} texts encoded, {report.reused} reused, "
        f"{time.monotonic() - began:.1f} s beside the encoding"
    )


def growth(root: Path) -> None:
    """Print the memory of a process that builds ``MANY`` times, as a bot does for maintainers."""
    sources = root / "few"
    write_files(sources, 20)
    places = LibrarySettings(sources=sources, index=root / "few-index")
    sizes = []
    for number in range(MANY):
        (sources / "changed.md").write_text(f"It was painted in {1900 + number}.", "utf-8")
        built(IndexSettings(library=places), no_progress, [], "")
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        sizes.append(pages * resource.getpagesize() >> 20)
    print(f"resident after each of {MANY} builds of one process, MiB: {sizes}")


def main() -> None:
    """Measure in a temporary folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=1000)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), parser.parse_args().files)
        growth(Path(folder))


if __name__ == "__main__":
    main()
