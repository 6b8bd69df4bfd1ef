"""People ask while indexes are built, swapped, pruned and killed: none of them notices."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.snapshots.library import Library
from tests.support.swaps import Askers, build_edition, intact, killed_build, write_edition

KILLS = 6  # `python -m tests.benchmarks.kills` has two hundred


def test_fifty_askers_notice_no_swap(library: Library, tmp_path: Path) -> None:
    sources, askers = tmp_path / "editions", Askers(library.root, 50)
    write_edition(sources, 0)
    build_edition(library, sources)
    with askers.asking():
        for edition in range(1, 6):
            write_edition(sources, edition)
            name = build_edition(library, sources, keep=1)
            assert library.current("default") == name
    assert askers.wrong == []
    assert len(askers.editions) > 2
    assert askers.asked > 50


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_build_that_is_killed_at_a_random_moment_costs_nothing(
    library: Library, tmp_path: Path
) -> None:
    sources = tmp_path / "editions"
    write_edition(sources, 0)
    build_edition(library, sources)
    for edition in range(1, KILLS + 1):
        write_edition(sources, edition)
        killed_build(library, sources, 0.3)
        assert intact(library, range(edition + 1))
    build_edition(library, sources)
    assert intact(library, range(KILLS, KILLS + 1))
