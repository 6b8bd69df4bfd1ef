"""Where nothing is sure to answer, several places are shown, and none of them twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.answering.closest import AS_NEAR, BEST, MORE, closest, more, places_beside
from index.answering.quoting import candidates
from index.answering.refusal import as_quote
from index.building.build import build
from index.retrieval.query import Query
from index.retrieval.search import Scored, retrieve
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from index.types import Quote
from tests.support.factories import answer
from tests.support.hashing_encoder import HashingEncoder

QUESTIONS = ["who lights the lamp", "how do i clean the lamp glass", "is the lamp heavy?"]
SECTIONS = {
    "Duty": "The lamp is lit at dusk by a keeper. Nobody else may touch the lamp.",
    "Parts": "The lamp has a brass wick and a glass. The lamp is heavy.",
    "Oil": "The lamp burns colza oil. The oil is kept in the cellar.",
    "Cleaning": "The glass of the lamp is cleaned with vinegar.",
    "Visits": "Visitors may climb up to the lamp on Sundays.",
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("lamps")
    (folder / "pages").mkdir()
    text = "\n".join(f"## {heading}\n\n{body}\n" for heading, body in SECTIONS.items())
    (folder / "pages" / "lamp.md").write_text(f"# The lamp\n\n{text}", "utf-8")
    library = Library(folder / "index")
    build(library, "c", find_sources(folder / "pages"), HashingEncoder(), max_bytes=10_000)
    return library.get("c")


@pytest.fixture(params=QUESTIONS)
def query(request: pytest.FixtureRequest) -> Query:
    return Query.of(request.param, HashingEncoder())


def found(query: Query, snapshot: Snapshot) -> tuple[list[Quote], list[Scored]]:
    """Return the quotes of the best passage, as if no other was read, and hits as good as it."""
    hits = retrieve(query, snapshot, 10)
    best = hits[0].hit.score
    return candidates(query, hits[:1], snapshot, BEST), [scored(one, best) for one in hits]


def scored(one: Scored, score: float) -> Scored:
    return replace(one, hit=replace(one.hit, scores=replace(one.hit.scores, fused=score)))


def test_a_text_of_the_next_passage_follows_the_best_quotes(
    query: Query, snapshot: Snapshot
) -> None:
    quotes, hits = found(query, snapshot)
    *best, other = closest(query, quotes, hits, snapshot)
    assert best == quotes
    assert other.overlaps(hits[1].hit.passage)


@pytest.mark.parametrize(("share", "shown"), [(AS_NEAR - 0.01, 0), (AS_NEAR + 0.01, 1)])
def test_a_passage_that_is_far_from_the_best_one_is_not_shown(
    share: float, shown: int, query: Query, snapshot: Snapshot
) -> None:
    quotes, [first, second, *_] = found(query, snapshot)
    hits = [first, scored(second, share * first.hit.score)]
    assert len(closest(query, quotes, hits, snapshot)) == len(quotes) + shown


@pytest.mark.parametrize("read", range(1, 5))
def test_the_text_of_another_passage_repeats_nothing(
    read: int, query: Query, snapshot: Snapshot
) -> None:
    _, hits = found(query, snapshot)
    quotes = candidates(query, hits[:read], snapshot, BEST)
    *best, other = closest(query, quotes, hits, snapshot)
    assert not any(other.overlaps(quote.context) for quote in best)


def test_more_passages_are_those_of_which_nothing_is_shown(
    query: Query, snapshot: Snapshot
) -> None:
    quotes, hits = found(query, snapshot)
    near = closest(query, quotes, hits, snapshot)
    passages = [one.hit.passage for one in hits]
    refused = answer(near=near, nearest=passages[:3], hits=tuple(one.hit for one in hits))
    assert places_beside(refused) == passages[2:5]


def test_without_closest_texts_the_nearest_passages_are_those_of_the_refusal(
    query: Query, snapshot: Snapshot
) -> None:
    _, hits = found(query, snapshot)
    passages = [one.hit.passage for one in hits]
    found_too = tuple(one.hit for one in hits)
    assert places_beside(answer(nearest=tuple(passages[:2]), hits=found_too)) == passages[:2]
    assert places_beside(answer(hits=found_too)) == [], "off topic"


def test_more_of_a_sure_answer_repeats_nothing_and_ends(query: Query, snapshot: Snapshot) -> None:
    _, hits = found(query, snapshot)
    known = candidates(query, hits, snapshot, 5)
    sure = answer(known[0], candidates=tuple(known), hits=tuple(one.hit for one in hits))
    shown = [known[0]]
    while (further := more(sure, shown)) != ((), []):
        quotes, passages = further
        assert len(quotes) + len(passages) <= MORE
        for one in (*quotes, *map(as_quote, passages)):
            assert not any(one.overlaps(other) for other in shown)
            shown.append(one)
    for passage in (one.hit.passage for one in hits):
        assert any(passage.overlaps(one.context) for one in shown), "every passage was shown"
