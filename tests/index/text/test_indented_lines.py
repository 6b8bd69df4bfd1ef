"""Lines that are indented, but for the last, are read in one pass."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from index.text.outline import outline_of_plain_text
from index.text.plain_lists import INDENTED
from tests.support.strategies import TERSE

# As they read: of a text that ends otherwise, the time is multiplied with each line.
LINES = re.compile(r"(?:[ ]{4,}|\t)[^\n]*(?:\n(?:[ ]{4,}|\t)[^\n]*)*\Z")
PIECES = st.sampled_from(["    ", "     ", "\t", "\n", "a", " ", "\n\n"])


@given(st.lists(PIECES, max_size=12).map("".join))
@TERSE
def test_indented_lines_are_those_that_the_expression_finds(text: str) -> None:
    assert (INDENTED.match(text) is None) == (LINES.match(text) is None)


def test_a_line_after_many_that_are_indented_is_read_at_once() -> None:
    assert outline_of_plain_text("The lamp burns.\n\n" + "        oil\n" * 40 + "and wax\n").blocks
    assert INDENTED.match("        oil\n" * 40 + "wax") is None
