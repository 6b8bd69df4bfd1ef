"""The word pieces of a pair of texts: cut off as in training, however they are made."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.models.loading import SHIPPED
from index.models.word_pieces import encoded_pair

FILE = SHIPPED / "tokenizer.json"
MOST = 24


@cache
def cutting() -> Any:
    tokenizer = Tokenizer.from_file(str(FILE))
    tokenizer.enable_truncation(MOST, strategy="only_second")
    tokenizer.no_padding()
    return tokenizer


@given(
    st.text(max_size=15), st.lists(st.sampled_from(["lamp", "É", "日本", "oil,", "?"]), max_size=40)
)
def test_a_pair_is_cut_as_by_the_tokenizer_that_cuts(first: str, second: list[str]) -> None:
    first = first[:8]
    expected = cutting().encode(first, " ".join(second))
    found = encoded_pair(FILE, first, " ".join(second), MOST)
    assert len(found.ids) <= MOST
    for name in ("ids", "type_ids", "attention_mask", "offsets"):
        assert getattr(found, name) == getattr(expected, name)
