"""Inline Markdown is read in one pass, whatever it opens and never closes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from index.text.markdown.inline_text import without_hidden
from tests.support.counted_text import CountedText
from tests.support.pieces import made_of
from tests.support.strategies import TERSE

MARKS = ["<", ">", "[", "]", "(", ")", "!", "&", "#", ";", "a", "1", " "]
# What hides a text, as one expression: where an end is missing, its time grows as a square.
SPECIFIED = re.compile(r"<[^>]*>|!?\[|\]\([^)]*\)|\]\[[^\]]*\]|&#?\w+;")


@pytest.mark.parametrize("unit", ["<", "</a", "<@1", "](", "](a", "][(", "<](", "<a>", "[a](b"])
def test_an_end_that_is_missing_is_looked_for_once(unit: str) -> None:
    text = CountedText(unit * 1_000)
    without_hidden(text)
    assert text.looked <= 3 * len(text)


@given(made_of(MARKS, max_size=30))
@TERSE
def test_what_hides_a_text_is_what_the_expression_finds(text: str) -> None:
    assert without_hidden(text) == SPECIFIED.sub(" ", text)
