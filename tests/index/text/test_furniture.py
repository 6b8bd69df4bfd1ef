"""Site furniture is recognised without trying every way to part a line."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from index.text.furniture import BREADCRUMBS, SEGMENT, is_furniture
from tests.support.strategies import TERSE

MARKS = ["Home", "start", " ", " > ", ">", " » ", "/", "|", "a", "Oil lamps", "!", ",", " " * 38]
# As it reads: of a line that is no path, its time doubles with each segment.
SPECIFIED = re.compile(
    rf"(?:(?:home|start)\s*[»›>]|home\s*[/|])\s*{SEGMENT}(?:\s*[»›>/|]\s*{SEGMENT})*"
    rf"|{SEGMENT}(?:\s[»›]\s{SEGMENT})+",
    re.IGNORECASE,
)


@given(st.lists(st.sampled_from(MARKS), max_size=10).map(lambda marks: "Home > " + "".join(marks)))
@example("Home / a" + " " * 45 + "/ b")
@example("Home > a" + " " * 45)
@TERSE
def test_a_path_is_what_the_expression_finds(line: str) -> None:
    found = BREADCRUMBS.fullmatch(line)
    assert (found is None) == (SPECIFIED.fullmatch(line) is None)


def test_a_long_line_that_is_nearly_a_path_is_read_at_once() -> None:
    assert not is_furniture("Home > " + "a > " * 47 + "!")
    assert is_furniture("Home > " + "a > " * 47 + "b")
