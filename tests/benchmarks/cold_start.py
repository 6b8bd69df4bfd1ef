"""Measure ``quoth ask`` as a whole process beside the imports that it cannot do without.

    python -m tests.benchmarks.cold_start

Prints the least processor time and wall time of several runs of each, and their ratio. The index is
that of the shipped articles.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.paths import ROOT

QUESTION = "When was the nuclear deal concluded?"
IMPORTS = "import numpy, faiss, onnxruntime, pydantic_settings"


def timed(*arguments: str) -> tuple[float, float]:
    """Return the seconds of processor time and of wall clock that a process takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True, cwd=ROOT)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def least(runs: int, *arguments: str) -> tuple[float, float]:
    """Return the least processor time and the least wall time of several runs."""
    times = [timed(*arguments) for _ in range(runs)]
    return min(busy for busy, _ in times), min(wall for _, wall in times)


def main() -> None:
    """Build, then measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        places = ["--index", str(Path(folder, "index"))]
        timed("-m", "bot", "build", *places)
        imports = least(runs, "-c", IMPORTS)
        asking = least(runs, "-m", "bot", "ask", QUESTION, *places)
    for name, (busy, wall) in ((f"python -c {IMPORTS!r}", imports), ("quoth ask", asking)):
        print(f"{busy:6.2f} s of processor time, {wall:6.2f} s  {name}")
    print(f"{asking[0] / imports[0]:6.2f} times the processor time")


if __name__ == "__main__":
    main()
