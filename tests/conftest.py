"""What many tests need: an encoder without torch, a library, and the shipped articles, indexed."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from index.building.build import BuildReport, build
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.support.hashing_encoder import HashingEncoder

# What fails in one of these shows its values, as in a test.
for helper in ("command_line", "fluent_texts", "judged", "messages", "rendered"):
    pytest.register_assert_rewrite(f"tests.support.{helper}")

settings.register_profile(
    "quoth", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("quoth")

pytest_plugins = ["tests.support.shipped_index", "tests.support.workers"]
Build = Callable[..., BuildReport]

# Workers and processes of tests load what the first of them has compiled, wherever that is off.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over modules and tests: to look at them took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


@pytest.fixture(autouse=True, scope="session")
def nothing_is_synced() -> Iterator[None]:
    """Leave out what only a power cut would show: a disk takes milliseconds for each sync."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)  # a descriptor that is none is still an error
        yield


@pytest.fixture(autouse=True)
def nobody_is_left_waiting(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each test with a stand-in, whatever went wrong in it, every interaction has an end.

    ``@pytest.mark.unanswered("why")`` is for tests in which no bot could have given one.
    """
    yield
    standin = sys.modules.get("tests.standin.server")
    if standin is None:
        return
    made, standin.Standin.made[:] = list(standin.Standin.made), []
    if request.node.get_closest_marker("unanswered") is None:
        left = [it for discord in made for it in discord.left_open]
        assert left == [], f"{len(left)} of {sum(len(d.interactions) for d in made)} have no end"


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "index")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "lamp.md").write_text(
        "# The lamp\n\nThe lamp was first lit in 1867. It burned colza oil.\n\n"
        "## Later\n\nIt was automated in 1983. The last keeper was Ida Holm.\n",
        "utf-8",
    )
    (folder / "horn.txt").write_text(
        "The horn\n\nThe horn is painted orange. It sounds twice a minute.\n", "utf-8"
    )
    return folder


@pytest.fixture
def rebuild(library: Library, sources: Path, encoder: HashingEncoder) -> Build:
    """Build ``sources`` with the hashing encoder, or with what is given instead."""

    def run(**changes: object) -> BuildReport:
        given = {"encoder": encoder, "max_bytes": 1_000_000} | changes
        return build(library, "default", find_sources(sources), **given)  # type: ignore[arg-type]

    return run
