"""The engines: one contract for every vector store, and BM25 against its own formula."""

from __future__ import annotations

from collections import Counter
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.building.word_merge import PlacedCounts, write_words
from index.snapshots.bm25 import LexicalIndex
from index.snapshots.vectors import FaissStore, FaissWriter, VectorStore
from index.snapshots.word_counts import K1, NOTHING, B, WordCounter
from index.text.words import stem, terms, words


class BruteForce:
    """The oracle: a product with every row."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._vectors = vectors

    def __len__(self) -> int:
        return len(self._vectors)

    def search(
        self, vector: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        scores = self._vectors @ vector
        rows = np.argsort(-scores, kind="stable")[:k]
        return scores[rows], rows

    def vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        return self._vectors[rows]

    def cosines(self, vector: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        return self._vectors[rows] @ vector


def unit_rows(count: int, seed: int = 0, size: int = 16) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(params=[FaissStore, BruteForce])
def store(request: pytest.FixtureRequest) -> VectorStore:
    made: VectorStore = request.param(unit_rows(200))
    return made


def test_a_store_finds_what_brute_force_finds(store: VectorStore) -> None:
    oracle = BruteForce(unit_rows(200))
    for question in unit_rows(20, seed=1):
        scores, rows = store.search(question, 7)
        expected_scores, expected_rows = oracle.search(question, 7)
        assert rows.tolist() == expected_rows.tolist()
        np.testing.assert_allclose(scores, expected_scores, atol=1e-5)


def test_a_store_finds_each_row_by_itself(store: VectorStore) -> None:
    for row, vector in enumerate(unit_rows(200)[:20]):
        scores, rows = store.search(vector, 1)
        assert rows[0] == row
        assert scores[0] == pytest.approx(1, abs=1e-5)


def test_a_store_gives_no_more_than_it_has(store: VectorStore) -> None:
    assert len(store.search(unit_rows(1)[0], 1_000)[0]) == len(store) == 200


def test_cosines_are_those_of_the_rows_in_their_order(store: VectorStore) -> None:
    rows = np.array([5, 3, 199])
    question = unit_rows(1, seed=2)[0]
    np.testing.assert_allclose(
        store.cosines(question, rows), unit_rows(200)[rows] @ question, atol=1e-5
    )
    assert store.cosines(question, np.array([], dtype=np.int64)).shape == (0,)


@pytest.mark.parametrize("rows", [[200], [-1, 3], [0, 10**9]])
def test_a_row_that_is_not_there_has_no_cosine(rows: list[int]) -> None:
    with pytest.raises(IndexError, match="of 200"):
        FaissStore(unit_rows(200)).cosines(unit_rows(1)[0], np.array(rows))


def test_the_cosine_of_a_row_is_the_same_whatever_others_are_asked_for() -> None:
    store, question = FaissStore(unit_rows(200, size=384)), unit_rows(1, seed=2, size=384)[0]
    every = store.cosines(question, np.arange(200))
    for rows in ([7], [7, 7, 3], [199, *range(50)]):
        assert store.cosines(question, np.array(rows)).tolist() == every[rows].tolist()
    scores, best = store.search(question, 10)
    assert scores.tolist() == every[best].tolist()


def save(vectors: NDArray[np.float32], path: Path) -> None:
    with FaissWriter(path) as writer:
        writer.append(vectors)


def test_a_saved_store_is_the_same_store(tmp_path: Path) -> None:
    save(unit_rows(30), tmp_path / "x.faiss")
    loaded = FaissStore.load(tmp_path / "x.faiss")
    np.testing.assert_array_equal(loaded.vectors(np.arange(30)), unit_rows(30))


def test_a_file_that_is_written_in_pieces_is_the_one_that_faiss_writes(tmp_path: Path) -> None:
    rows = unit_rows(30)
    with FaissWriter(tmp_path / "x.faiss") as writer:
        for piece in np.split(rows, [1, 17]):
            writer.append(piece)
    whole = faiss.IndexFlatIP(rows.shape[1])
    whole.add(rows)
    assert (tmp_path / "x.faiss").read_bytes() == faiss.serialize_index(whole).tobytes()


def test_an_open_store_outlives_its_file(tmp_path: Path) -> None:
    save(unit_rows(30), tmp_path / "x.faiss")
    loaded = FaissStore.load(tmp_path / "x.faiss")
    (tmp_path / "x.faiss").unlink()
    np.testing.assert_array_equal(loaded.vectors(np.arange(30)), unit_rows(30))


def coded(vectors: NDArray[np.float32], folder: Path) -> FaissStore:
    with FaissWriter(folder / "x.faiss", folder / "x.codes.faiss") as writer:
        for piece in np.array_split(vectors, 3):
            writer.append(piece)
    return FaissStore.load(folder / "x.faiss", folder / "x.codes.faiss")


def test_codes_nominate_and_exact_cosines_decide(tmp_path: Path) -> None:
    vectors = unit_rows(2_000, size=384)
    store, oracle = coded(vectors, tmp_path), BruteForce(vectors)
    for row, noise in enumerate(unit_rows(20, seed=1, size=384)):
        question = (vectors[row] + noise) / np.linalg.norm(vectors[row] + noise)
        scores, rows = store.search(question, 20)
        assert scores.tolist() == sorted(scores.tolist(), reverse=True)
        np.testing.assert_allclose(scores, vectors[rows] @ question, atol=1e-6)
        assert rows[0] == row
        # Random vectors are as hard as can be; tests/benchmarks/nomination.py has real ones.
        assert len({*rows.tolist()} & {*oracle.search(question, 20)[1].tolist()}) >= 10


@pytest.mark.parametrize("size", [384, 66, 33])
def test_codes_are_the_signs_of_a_vector_and_the_question_keeps_its_numbers(
    tmp_path: Path, size: int
) -> None:
    vectors, question = unit_rows(500, size=size), unit_rows(1, seed=1, size=size)[0]
    found = set(coded(vectors, tmp_path)._codes.search(question[np.newaxis], 50)[1][0].tolist())
    sums = np.sign(vectors) @ question
    # The question is in eight bits, so rows at the edge may change places.
    assert found >= set(np.argsort(-sums)[:40].tolist())


def test_codes_of_an_earlier_version_still_nominate(tmp_path: Path) -> None:
    vectors = unit_rows(2_000, size=384)
    save(vectors, tmp_path / "x.faiss")
    earlier = faiss.IndexRaBitQFastScan(384, faiss.METRIC_INNER_PRODUCT)
    earlier.train(np.zeros((1, 384), dtype=np.float32))
    earlier.add(vectors)
    faiss.write_index(earlier, str(tmp_path / "x.codes.faiss"))
    store = FaissStore.load(tmp_path / "x.faiss", tmp_path / "x.codes.faiss")
    for row in (0, 7, 1_999):
        assert store.search(vectors[row], 5)[1][0] == row


def test_codes_are_not_used_where_they_would_nominate_all(tmp_path: Path) -> None:
    vectors = unit_rows(100)
    store, oracle = coded(vectors, tmp_path), BruteForce(vectors)
    for question in unit_rows(5, seed=1):
        assert store.search(question, 20)[1].tolist() == oracle.search(question, 20)[1].tolist()


def test_the_code_of_a_vector_depends_on_no_other(tmp_path: Path) -> None:
    vectors = unit_rows(64)
    whole, part = tmp_path / "whole", tmp_path / "part"
    for folder, some in ((whole, vectors), (part, np.concatenate([vectors[:32], -vectors[:32]]))):
        folder.mkdir()
        coded(some, folder)
    one, other = ((folder / "x.codes.faiss").read_bytes() for folder in (whole, part))
    assert len(one) == len(other)
    half = len(one) // 2
    assert one[:half] == other[:half]
    assert one[half:] != other[half:]


def test_codes_of_other_vectors_are_refused(tmp_path: Path) -> None:
    coded(unit_rows(30), tmp_path)
    save(unit_rows(31), tmp_path / "x.faiss")
    with pytest.raises(ValueError, match="another number of rows"):
        FaissStore.load(tmp_path / "x.faiss", tmp_path / "x.codes.faiss")


TEXTS = ["the lamp burned oil", "the horn is orange", "oil oil oil in the lamp room", "a storm"]


def by_hand(question: str, text: str) -> float:
    """BM25 with Lucene's idf over its ceiling, from the formula."""
    tokens = [terms(t) for t in TEXTS]
    mean = sum(map(len, tokens)) / len(tokens)

    def idf(term: str) -> float:
        n = sum(term in t for t in tokens)
        return log(1 + (len(tokens) - n + 0.5) / (n + 0.5))

    counts = Counter(terms(text))
    length = len(terms(text))
    score = sum(
        idf(t) * counts[t] / (counts[t] + K1 * (1 - B + B * length / mean)) for t in terms(question)
    )
    return score / sum(map(idf, terms(question)))


@pytest.mark.parametrize("question", ["what oil", "the lamp", "horn oil storm", "zebra oil"])
def test_coverage_is_bm25_over_its_ceiling(question: str) -> None:
    coverage = LexicalIndex.build(TEXTS).coverage(terms(question))
    np.testing.assert_allclose(coverage, [by_hand(question, t) for t in TEXTS], atol=1e-5)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8), st.text(max_size=40))
def test_coverage_is_a_share_for_any_texts_and_question(texts: list[str], question: str) -> None:
    index = LexicalIndex.build(texts)
    coverage = index.coverage(terms(question))
    assert coverage.shape == (len(texts),)
    assert ((coverage >= 0) & (coverage <= 1)).all()
    assert 0 <= index.unknown_share(terms(question)) <= 1


@given(
    st.lists(st.text("abc ", max_size=30), min_size=1, max_size=8), st.text("abcd ", max_size=20)
)
def test_coverage_has_the_bits_of_bm25s(texts: list[str], question: str) -> None:
    made, oracle, asked = LexicalIndex.build(texts), engine(texts), terms(question)
    known = [oracle.vocab_dict[term] for term in asked if made.knows(term)]
    scores = oracle.get_scores_from_ids(known) if known else np.zeros(len(texts), np.float32)
    ceiling = sum(map(made.idf, asked)) or 1.0
    with TemporaryDirectory() as folder:
        loaded = saved(texts, Path(folder) / "l")
        for index in (made, loaded):
            assert index.coverage(asked).tobytes() == np.clip(scores / ceiling, 0, 1).tobytes()


def engine(texts: list[str]) -> Any:
    """Index the texts with bm25s, by whose scores ours were made."""
    import bm25s

    bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
    bm25.index([terms(text) or NOTHING for text in texts], show_progress=False)
    return bm25


def saved(texts: list[str], folder: Path) -> LexicalIndex:
    """Index the texts as a build does, through files."""
    counter = WordCounter()
    for row, text in enumerate(texts):
        counter.add(row, terms(text))
    write_words(folder, [PlacedCounts(counter.counted())], counter.lengths()[1])
    return LexicalIndex.load(folder)


def test_an_unknown_word_lowers_the_coverage() -> None:
    index = LexicalIndex.build(TEXTS)
    assert index.coverage(terms("lamp zebra"))[0] < index.coverage(terms("lamp"))[0]


def test_a_saved_lexical_index_scores_the_same(tmp_path: Path) -> None:
    index, loaded = LexicalIndex.build(TEXTS), saved(TEXTS, tmp_path / "l")
    np.testing.assert_array_equal(loaded.coverage(terms("oil")), index.coverage(terms("oil")))


@pytest.mark.parametrize(
    ("one", "other"),
    [("U.S.", "US"), ("Iran’s", "Iran"), ("Café", "cafe"), ("lamps", "LAMP"), ("a.m.", "AM")],
)
def test_spellings_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert [stem(w) for w in words(one)] == [stem(w) for w in words(other)]
