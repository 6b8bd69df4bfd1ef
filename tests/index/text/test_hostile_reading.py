"""A Markdown file that repeats one thing is read, and takes work as there is of it."""

from __future__ import annotations

import re
from unittest.mock import Mock

import pytest
from hypothesis import given

from index.text import markdown_outline
from index.text.code_regions import Regions
from index.text.indented_code import is_code
from index.text.markdown.html_parts import LONGEST_HEADING, Rows, html_parts
from index.text.markdown.tags import HTML, INLINE, TAG, Tag, elements, layout, tags
from index.text.markdown_outline import outline_of_markdown
from index.text.question_lines import asked
from tests.support.counted_text import CountedText
from tests.support.hostile_markdown import hostile_markdown
from tests.support.strategies import TERSE
from tests.support.work import steps_of

FAR = 1_300  # a column, or how many
NO_CODE = Regions([])
MOST_GROWTH = 6  # of the work for four times the text; were it squared, it would be 16


@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize("indent", [" ", "\t"])
def test_a_line_that_is_indented_far_is_read(indent: str, mark: str) -> None:
    text = f"The lamp burns.\n\n{mark}{indent * FAR}The lamp was lit in 1867.\n"
    blocks = outline_of_markdown(text).blocks
    assert "The lamp was lit in 1867." in "".join(text[one.start : one.end] for one in blocks)


def test_blocks_that_are_indented_ever_further_are_read() -> None:
    text = "".join(f"{' ' * 16 * at}The lamp {at} was lit in 1867.\n\n" for at in range(100))
    blocks = outline_of_markdown(text).blocks
    assert text[: text.rfind("\n\n")].endswith(text[blocks[-1].start : blocks[-1].end])


def test_indented_code_below_many_comments_is_code() -> None:
    comments = "# comment\n\n" * FAR
    assert is_code(f"{comments}x = frob(1)\n")
    assert not is_code(f"{comments}The lamp was lit in 1867.\n")


def test_of_questions_in_a_row_each_is_looked_at_a_few_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = Mock(side_effect=asked)
    monkeypatch.setattr(markdown_outline, "asked", looked)
    outline_of_markdown("Why is it lit?\n\n" * 100)
    assert looked.call_count <= 300


def test_tables_take_work_as_there_are_of_them() -> None:
    def work(count: int) -> int:
        text = "<table><tr><th>a</th><td>b</td></tr></table>\n" * count
        found = tags(text, NO_CODE, NO_CODE)
        rows, tables = Rows(found), [one for one in elements(found) if one.name == "table"]
        return steps_of(lambda: [rows.table(table, text) for table in tables])

    assert work(200) <= MOST_GROWTH * work(50)


def test_of_components_on_one_line_each_is_looked_at_once() -> None:
    text = CountedText("<Note>a</Note>" * 100)
    found = tags(text, NO_CODE, NO_CODE)
    before = text.looked
    assert list(layout(text, found, elements(found)))
    assert text.looked - before <= len(text)


def test_headings_within_each_other_are_not_copied_whole() -> None:
    parts = html_parts(f"{'<h1>' * 400}a{' b' * LONGEST_HEADING}{'</h1>' * 400}", NO_CODE)
    assert len(parts.headings) == 400
    assert max(len(one.text) for one in parts.headings) <= LONGEST_HEADING


@given(hostile_markdown)
@TERSE
def test_a_component_lays_out_the_page_only_where_no_word_is_before_it_on_its_line(
    text: str,
) -> None:
    found = tags(text, NO_CODE, NO_CODE)
    whole = elements(found)
    closed = {element.name for element in whole}

    def placed(tag: Tag) -> bool:
        line = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
        component = tag.name not in INLINE and (tag.name in closed or tag.alone)
        return tag.name in HTML or (
            component and (tag.closes or not re.search(r"\w", TAG.sub("", line)))
        )

    assert list(layout(text, found, whole)) == [tag for tag in found if placed(tag)]
