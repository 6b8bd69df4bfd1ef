"""What the workers of ``pytest -n`` share: each compiles a part of the tests, and begins well."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib import import_module

import pytest

from tests.support.paths import ROOT

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
# Tests that fork their worker some fifty times. A fork copies its tables of memory, which are
# five times as long when it has loaded models: so these come first, some to each worker.
FORKING = (
    "tests/end_to_end/test_crashes.py",
    "tests/index/building/test_build.py",
    "tests/index/cli/test_calibrate.py",
    "tests/index/building/test_vector_log.py",
    "tests/index/test_files.py",
)
# Tests that import torch, which takes four seconds: they run where others do.
BESIDE = {
    "tests/index/answering/test_reading.py": "tests/index/models/",
    "tests/index/training/": "tests/index/models/",
}


@pytest.hookimpl(trylast=True)  # when coverage is measured already, which begins in this hook too
def pytest_sessionstart(session: pytest.Session) -> None:
    """Import this worker's share of all tests before all of them, if all are to be run.

    Without that, in a fresh clone, each worker would compile them all, at the same time.
    """
    if WORKER and session.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        for path in sorted((ROOT / "tests").rglob("test_*.py"))[int(WORKER[2:]) :: WORKERS]:
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            with suppress(Exception, pytest.skip.Exception):  # which collecting it will show
                import_module(name)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests of many files; xdist gives each worker one stretch of them to begin with."""
    by_file = defaultdict(list)
    for item in items:
        by_file[item.nodeid.partition("::")[0]].append(item)
    if len(by_file) > len(FORKING):
        sizes = {name: len(tests) for name, tests in by_file.items()}
        items[:] = [item for name in in_order(sizes, WORKERS) for item in by_file[name]]


def in_order(sizes: dict[str, int], workers: int) -> Iterable[str]:
    """Yield the names of all files, given the number of tests in each."""
    first = [name for name in FORKING if name in sizes]
    others = iter(sorted(sizes.keys() - set(first), key=_neighbour))
    share = -(-sum(sizes.values()) // workers)
    for worker in range(workers):
        mine: Sequence[str] = first[worker::workers]
        yield from mine
        taken = sum(sizes[name] for name in mine)
        while taken < share and (name := next(others, None)) is not None:
            yield name
            taken += sizes[name]
    yield from others


def _neighbour(name: str) -> tuple[str, str]:
    place = next((place for start, place in BESIDE.items() if name.startswith(start)), name)
    return place, name
