"""A passage counts more if its heading asks nearly what the person asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.building.build import build
from index.retrieval.query import Query
from index.retrieval.search import retrieve
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from tests.support.hashing_encoder import HashingEncoder

ASKED = "Can I bring a dog to the lighthouse?"
TALKS = "The keeper of the lighthouse had a dog."
SAYS = "Yes, on a lead."


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    folder = tmp_path / "pages"
    folder.mkdir()
    text = f"# Visits\n\n## Dogs at the lighthouse\n\n{TALKS}\n\n## {ASKED}\n\n{SAYS}\n"
    (folder / "visits.md").write_text(text, "utf-8")
    library = Library(tmp_path / "index")
    build(library, "c", find_sources(folder), HashingEncoder(), max_bytes=10_000)
    return library.get("c")


def scores(question: str, snapshot: Snapshot) -> dict[str, float]:
    found = retrieve(Query.of(question, HashingEncoder()), snapshot, 5)
    return {TALKS if TALKS in one.hit.passage.text else SAYS: one.hit.score for one in found}


@pytest.mark.parametrize(
    ("question", "lifted"),
    [("can i bring my dog to the lighthouse", {SAYS}), ("who painted the gallery", set())],
)
def test_a_heading_that_asks_the_same_lifts_what_is_under_it_and_nothing_else(
    question: str, lifted: set[str], snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = scores(question, snapshot)
    monkeypatch.setattr("index.retrieval.search.ASKING", 0)
    before = scores(question, snapshot)
    assert {text for text, score in found.items() if score > before[text]} == lifted
    assert {text for text, score in found.items() if score < before[text]} == set()


def test_a_title_that_asks_the_same_lifts_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"dogs": f"# Dogs at the lighthouse\n\n{TALKS}\n", "leads": f"# {ASKED}\n\n{SAYS}\n"}
    for name, text in pages.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    library = Library(tmp_path / "index")
    build(library, "c", find_sources(tmp_path), HashingEncoder(), max_bytes=10_000)
    found = scores("can i bring my dog to the lighthouse", library.get("c"))
    monkeypatch.setattr("index.retrieval.search.ASKING", 0)
    before = scores("can i bring my dog to the lighthouse", library.get("c"))
    assert found[SAYS] > before[SAYS]
    assert found[TALKS] == before[TALKS]
