"""An index of the shipped articles by the shipped model, made once for all the tests of a run."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from index.building.build import build
from index.models.encoder import load_encoder
from index.settings import EncoderSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = ROOT / "docs" / "articles"


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the index, for tests that change nothing in it.

    The first of the workers that needs it builds it: a build takes as long as a hundred tests.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "shipped-index"
    with FileLock(shared / "shipped-index.lock"):
        if not folder.exists():
            unfinished = base / "unfinished"
            encoder = load_encoder(EncoderSettings())
            build(Library(unfinished), "default", find_sources(ARTICLES), encoder, max_bytes=10**6)
            unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def shipped_library(shipped_index: Path) -> Library:
    """Give the library of the shared index, for tests that change nothing in it."""
    return Library(shipped_index)


@pytest.fixture(scope="module")
def own_shipped_index(shipped_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the index, for the tests of one module to build in and to activate."""
    return shutil.copytree(shipped_index, tmp_path_factory.mktemp("own") / "index", symlinks=True)
