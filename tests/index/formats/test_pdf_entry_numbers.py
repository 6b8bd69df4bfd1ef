"""The number of an entry in a table of contents is read without trying every way to part it."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from index.formats.pdf_contents import ENTRY
from tests.support.strategies import TERSE

# As it reads: where no space follows, its time doubles with each digit.
SPECIFIED = re.compile(r"(?:[A-Z\d]{1,2}\.?)(?:\d+\.?)*\s")


@given(st.text("1A. ", max_size=12))
@example("1.2.3 ")
@TERSE
def test_the_number_of_an_entry_is_what_the_expression_finds(text: str) -> None:
    assert (ENTRY.match(text) is None) == (SPECIFIED.match(text) is None)


def test_many_digits_that_number_nothing_are_read_at_once() -> None:
    assert ENTRY.match("1" * 60 + "x") is None
