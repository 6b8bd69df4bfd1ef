"""Measure how the cost of an index grows with its size, and draw it.

    python -m tests.benchmarks.growth --sizes 1000 10000 100000 --picture docs/pictures/growth.svg

The texts are made of common and rare invented words, and the vectors are random, so the figures
are of cost, never of quality: no model is loaded, and a question is retrieved and quoted, not read.
``--sizes`` are numbers of windows, of which a passage has six, nearly as in real texts. Every size
is measured by two processes of its own: one builds, and builds again after one file has changed;
the other opens the index, asks, and opens it once more as a copy is opened: with every byte
compared.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import BuildReport, build
from index.reports.charts import RIGHT, drawn, saved
from index.settings import AnswerSettings
from index.snapshots.file_marks import forget_marks
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.reports.charts import Axes

CORPUS = "growth"
WINDOWS_PER_FILE = 100  # about
QUESTIONS = 100
SHOWN = {
    "build_s": "Building, s (without encoding)",
    "build_cpu_s": "Building, s of the processor",
    "changed_s": "Building again, one file changed, s",
    "changed_cpu_s": "One file changed, s of the processor",
    "open_s": "Opening, s",
    "open_cpu_s": "Opening, s of the processor",
    "copy_cpu_s": "Opening a copy, s of the processor",
    "question_ms": "A question, ms (p50, without models)",
    "question_cpu_ms": "A question, ms of the processor (p95)",
    "build_mib": "Memory of a build, MiB",
    "open_mib": "Memory after the questions, MiB",
}
DRAWN = {  # times of the processor
    "build_cpu_s": "Building, s",
    "changed_cpu_s": "One file changed, s",
    "question_cpu_ms": "A question (p95), ms",
    "build_mib": "Memory of a build, MiB",
}


class RandomEncoder:
    """An encoder whose vectors are random, but equal for equal texts."""

    name = "random"
    fingerprint = "random@1"
    max_tokens = 256

    def count_tokens(self, texts: Sequence[str]) -> Sequence[int]:
        """Count three tokens for each two words."""
        return [text.count(" ") * 3 // 2 + 1 for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as (n, d) float32 unit rows."""
        return np.stack([self.encode_question(text) for text in texts])

    def encode_question(self, text: str) -> NDArray[np.float32]:
        """Encode a text as a (d,) float32 unit vector."""
        vector = np.random.default_rng(crc32(text.encode())).standard_normal(384, np.float32)
        unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
        return unit


def words(chance: random.Random, count: int) -> str:
    """Invent words, of which a few are common and most are rare."""
    return " ".join(_word(int(chance.paretovariate(0.9)) % 200_000) for _ in range(count))


@cache
def _word(number: int) -> str:
    return np.base_repr(number + 40, 26).lower() + "an"


def two_sentences(chance: random.Random) -> str:
    """Invent two sentences, of which three windows are made."""
    return " ".join(f"{words(chance, 14).capitalize()}." for _ in range(2))


def write_file(path: Path, number: int) -> None:
    """Write a file of so many sections of four sentences that it has about a hundred windows."""
    chance = random.Random(number)
    sections = [
        f"## {words(chance, 3)}\n\n{two_sentences(chance)}\n\n{two_sentences(chance)}\n"
        for _ in range(WINDOWS_PER_FILE // 6)
    ]
    path.write_text("\n".join([f"# File {number}\n", *sections]), "utf-8")


def built(folder: Path) -> dict[str, float]:
    """Build, change one file, and build again; for a process of its own."""
    make = partial(build, Library(folder / "index"), CORPUS, encoder=RandomEncoder())
    report, *first = _timed(lambda: make(find_sources(folder / "sources"), max_bytes=10**8))
    peak = _peak()
    write_file(folder / "sources" / "0000000.md", -1)
    _, *again = _timed(lambda: make(find_sources(folder / "sources"), max_bytes=10**8))
    return {
        "windows": report.windows,
        "passages": report.passages,
        **dict(zip(("build_s", "build_cpu_s"), first, strict=True)),
        **dict(zip(("changed_s", "changed_cpu_s"), again, strict=True)),
        "build_mib": peak,
    }


def _timed(work: Callable[[], BuildReport]) -> tuple[BuildReport, float, float]:
    """Do it, and return the seconds on the clock and of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    report = work()
    return report, time.perf_counter() - began, time.process_time() - busy


def asked(folder: Path) -> dict[str, float]:
    """Open the index and ask; for a process of its own."""
    answerer = Answerer(RandomEncoder(), AnswerSettings(min_confidence=0))
    began, used = time.perf_counter(), time.process_time()
    snapshot = Library(folder / "index").get(CORPUS)
    opened, opened_cpu = time.perf_counter() - began, time.process_time() - used
    scope = [Part(snapshot)]
    chance, times, busy = random.Random(7), [], []
    for _ in range(QUESTIONS):
        question = f"Which {words(chance, 4)}?"
        began, used = time.perf_counter(), time.process_time()
        answerer.ask(question, scope)
        times.append(1000 * (time.perf_counter() - began))
        busy.append(1000 * (time.process_time() - used))
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    forget_marks(snapshot.folder)
    used = time.process_time()
    Library(folder / "index").get(CORPUS)
    copied_cpu = time.process_time() - used
    return {
        "open_s": opened,
        "open_cpu_s": opened_cpu,
        "copy_cpu_s": copied_cpu,
        "question_ms": float(np.percentile(times, 50)),
        "question_cpu_ms": float(np.percentile(busy, 95)),
        "open_mib": pages * resource.getpagesize() / 2**20,
    }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


STEPS: dict[str, Callable[[Path], dict[str, float]]] = {"built": built, "asked": asked}


def measure(size: int) -> dict[str, float]:
    """Measure one size in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sources").mkdir()
        for number in range(max(1, size // WINDOWS_PER_FILE)):
            write_file(folder / "sources" / f"{number:07}.md", number)
        found: dict[str, float] = {}
        for step in STEPS:
            command = [sys.executable, "-m", "tests.benchmarks.growth", "--step", step, name]
            done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
            found |= json.loads(done.stdout)
        return found


def draw(rows: Sequence[dict[str, float]], path: Path) -> None:
    """Draw the main figures over the number of windows."""
    from matplotlib.ticker import EngFormatter, LogLocator, NullFormatter

    def line(name: str, axes: Axes) -> None:
        axes.loglog([row["windows"] for row in rows], [row[name] for row in rows], "o-", c=RIGHT)
        axes.set_xlabel("windows")
        for side in (axes.xaxis, axes.yaxis):
            side.set_major_locator(LogLocator(subs=(1, 3)))
            side.set_major_formatter(EngFormatter(sep=""))  # 300k
            side.set_minor_formatter(NullFormatter())

    parts = [(title, partial(line, name)) for name, title in DRAWN.items()]
    path.write_bytes(saved(drawn(parts, (2.9, 2.6)), path.suffix[1:]))


def main() -> None:
    """Measure the sizes that the command line names, print a table, and draw it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--picture", type=Path, help="write a picture here, .svg or .png")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("folder", type=Path, nargs="?", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(STEPS[given.step](given.folder)))
        return
    rows: list[dict[str, Any]] = []
    print("| windows (passages) | " + " | ".join(SHOWN.values()) + " |")
    print("|---" * (len(SHOWN) + 1) + "|")
    for size in given.sizes:
        rows.append(row := measure(size))
        figures = " | ".join(f"{row[name]:,.3g}" for name in SHOWN)
        print(f"| {row['windows']:,} ({row['passages']:,}) | {figures} |", flush=True)
    if given.picture:
        draw(rows, given.picture)


if __name__ == "__main__":
    main()
