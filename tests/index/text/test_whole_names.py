"""A part of a name that a reader finds is marked with the rest of the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.persons import whole_name


@pytest.mark.parametrize(
    ("text", "found", "name"),
    [
        ("The meeting elected Priya Nair as chair.", "Nair", "Priya Nair"),
        ("We thank Priya Nair.", "Priya", "Priya Nair"),
        ("It was written by Dr. Ida B. Wells in 1900.", "Wells", "Dr. Ida B. Wells"),
        ("Contact Nair for it.", "Nair", "Nair"),
        ("Ask the team, Anna and Bo.", "Anna", "Anna"),
        ("It is for the board of trustees.", "board", "board"),
    ],
)
def test_a_name_is_whole_and_the_first_word_of_a_sentence_is_none_of_it(
    text: str, found: str, name: str
) -> None:
    start = text.index(found)
    marked = whole_name(text, (start, start + len(found)), (0, len(text)))
    assert text[slice(*marked)] == name


@given(st.text(alphabet="Ab .,\n", min_size=1), st.data())
def test_what_was_found_is_within_what_is_marked_and_that_within_the_quote(
    text: str, data: st.DataObject
) -> None:
    first, start, end, last = sorted(data.draw(st.integers(0, len(text))) for _ in range(4))
    if not text[start:end].strip():
        return
    marked = whole_name(text, (start, end), (first, last))
    assert first <= marked[0] <= start < end <= marked[1] <= last
