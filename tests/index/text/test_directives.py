"""The lines that instruct a site generator are recognised without trying every way to part them."""

from __future__ import annotations

import re

from hypothesis import example, given

from index.text.markdown.directives import FROM_ELSEWHERE, kind_from_elsewhere
from index.text.markdown_outline import outline_of_markdown
from tests.support.pieces import made_of
from tests.support.strategies import TERSE

MARKS = ["{%", "%}", "{{", "}}", " ", "a", "{", "}", "%"]
# Tags one after another, as one expression: of a line that goes on, it doubles with each tag.
SPECIFIED = re.compile(r"(?:\s*(?:\{%.*?%\}|\{\{.*?\}\}))+\s*")


@given(made_of(MARKS, max_size=12))
@example("{% a %} {{ b }}")
@example("{{ a }}{% b %} {{ c }}")
@example("{{ a }} b {{ c }}")
@example("{% a }}")
@example("{%}")
@TERSE
def test_template_tags_are_those_that_the_expression_finds(line: str) -> None:
    found = FROM_ELSEWHERE["template tags"].fullmatch(line)
    assert (found is None) == (SPECIFIED.fullmatch(line) is None)


def test_words_after_many_template_tags_are_read_at_once() -> None:
    line = "{% a %} {{ b }} " * 40 + "The lamp burns oil."
    assert kind_from_elsewhere(line) is None
    assert len(outline_of_markdown(line).blocks) == 1
