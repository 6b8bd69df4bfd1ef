"""The word pieces of a pair of texts: joined and cut off as the tokenizer does itself."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.models.loading import SHIPPED
from index.models.word_pieces import Pair, _kept_pieces, encoded_pair, tokenizer_of

FILE = SHIPPED / "tokenizer.json"
MOST = 24


@cache
def cutting() -> Any:
    tokenizer = Tokenizer.from_file(str(FILE))
    tokenizer.enable_truncation(MOST, strategy="only_second")
    tokenizer.no_padding()
    return tokenizer


def assert_same(found: Pair, expected: Any) -> None:
    assert found.ids.tolist() == expected.ids
    assert found.types.tolist() == expected.type_ids
    second = [at for at, part in enumerate(expected.sequence_ids) if part == 1]
    assert second == [found.begins + at for at in range(len(found.second.ids))]
    offsets = [expected.offsets[at] for at in second]
    assert [tuple(each) for each in found.second.offsets.tolist()] == offsets


@given(
    st.text(max_size=15), st.lists(st.sampled_from(["lamp", "É", "日本", "oil,", "?"]), max_size=40)
)
def test_a_pair_is_cut_as_by_the_tokenizer_that_cuts(first: str, second: list[str]) -> None:
    first = first[:8]
    expected = cutting().encode(first, " ".join(second))
    found = encoded_pair(FILE, first, " ".join(second), MOST)
    assert len(found.ids) <= MOST
    assert_same(found, expected)


@given(st.text(), st.text())
def test_a_pair_is_joined_as_by_the_tokenizer(first: str, second: str) -> None:
    expected = tokenizer_of(FILE).encode(first, second)
    assert_same(encoded_pair(FILE, first, second, len(expected.ids)), expected)


@pytest.mark.parametrize("length", [MOST - 4, MOST - 3, MOST, 10 * MOST])
def test_a_question_that_fills_the_row_leaves_room_for_a_page(length: int) -> None:
    found = encoded_pair(FILE, "?" * length, "the lamp", MOST)
    assert len(found.ids) <= MOST
    assert len(found.second.ids)


def test_a_long_question_about_nothing_is_cut_to_the_row() -> None:
    assert len(encoded_pair(FILE, "?" * 100, "", MOST).ids) == MOST


def test_what_somebody_asks_is_not_kept() -> None:
    kept = _kept_pieces.cache_info().currsize
    encoded_pair(FILE, "Where is my lamp, nobody else asks so?", "A page that no test has.", MOST)
    assert _kept_pieces.cache_info().currsize == kept + 1, "the page alone"
