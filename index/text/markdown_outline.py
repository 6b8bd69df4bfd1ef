"""Find the blocks of a Markdown text that can be quoted, and the headings above them.

The text stays as it is in the file, with its markup; only offsets are found here. The parser reads
lines from which ``markdown.page`` took what belongs to a site generator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from index.text.furniture import ENDS_A_SENTENCE, is_furniture
from index.text.markdown.admonition_titles import is_empty, is_said
from index.text.markdown.items import Item, SectionEnd, Shown
from index.text.markdown.page import prepare
from index.text.markdown.page_items import items_of
from index.text.outline import Outline
from index.text.question_lines import ANSWER_MARKER, QUESTION_LEVEL, STRONG_LEVEL, asked
from index.types import BlockKind, Landmark, Markup


def outline_of_markdown(text: str) -> Outline:
    """Outline CommonMark with tables, and with what site generators add to it."""
    page = prepare(text)
    title, title_at, items = _title(items_of(page))
    settled = list(_settled(items, text, titled=title is not None))
    again = tuple(item.offset for item in settled if isinstance(item, SectionEnd))
    return Outline(
        title,
        tuple(item for item in settled if isinstance(item, Landmark)),
        tuple(item.block for item in settled if isinstance(item, Shown)),
        title_at,
        again,
        Markup.MARKDOWN,
        page.left_out,
        page.taken_out,
    )


def _title(items: Sequence[Item]) -> tuple[str | None, int, list[Item]]:
    """Return the title, its offset and the other items: the first heading, before all blocks."""
    for at, item in enumerate(takewhile(lambda one: not isinstance(one, Shown), items)):
        if isinstance(item, Landmark) and item.level == 1:
            return item.heading, item.offset, [*items[:at], *items[at + 1 :]]
    return None, 0, list(items)


def _settled(items: Sequence[Item], text: str, *, titled: bool) -> Iterator[Item]:
    """Yield blocks and headings: bold lines, and questions with an answer, are headings.

    An end is yielded only where there is no heading to go on with, but the title.
    """
    around: Landmark | None = None  # the heading whose section goes on after a question's answer
    before: Item | None = None
    inner = -1  # where the section within that of ``around`` begins, if one is open
    answers = _Answers(items)
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        if isinstance(item, SectionEnd):
            if inner >= item.since and isinstance(following, Shown):
                before = replace(around, offset=item.offset) if around else item
                inner = -1
                yield before
            continue
        settled = item
        if isinstance(item, Shown):
            settled = _as_heading(item, following, partial(answers.below, at), text)
        if isinstance(settled, Landmark):
            inner = settled.offset if settled.level >= QUESTION_LEVEL else -1
            around = settled if inner < 0 else around
        elif is_furniture(_written(settled, text), top=before is None and not titled):
            continue
        else:
            settled = _without_answer_marker(settled, before, text)
        before = settled
        yield settled


def _written(item: Shown, text: str) -> str:
    return text[item.block.start : item.block.end]


def _as_heading(
    item: Shown, following: Item | None, is_answered: Callable[[], bool], text: str
) -> Landmark | Shown:
    """Return a bold line, or a question with an answer, as a heading; any other block as it is."""
    if item.block.kind is not BlockKind.PARAGRAPH:
        return item
    if item.titles:
        return _as_title(item, following, text)
    question = asked(item.text)
    if item.strong:
        announces = item.text.endswith(":") and _is_announced(following)
        if announces or (ENDS_A_SENTENCE.search(item.text) and not question):
            return item
        heading = question or item.text.rstrip(": ")
        return Landmark(item.block.start, heading, QUESTION_LEVEL if question else STRONG_LEVEL)
    if question and is_answered():
        return Landmark(item.block.start, question, QUESTION_LEVEL)
    return item


def _as_title(item: Shown, below: Item | None, text: str) -> Landmark | Shown:
    """Return the title of an admonition as a heading, unless the title is all that it says.

    Above a picture it is a caption, which heads nothing that can be quoted.
    """
    alone = below is None or isinstance(below, SectionEnd)
    end = below.offset if isinstance(below, SectionEnd) else len(text)
    if is_said(item.text) or (alone and is_empty(text[item.block.end : end])):
        return item
    return Landmark(item.block.start, item.text, QUESTION_LEVEL)


def _is_announced(following: Item | None) -> bool:
    return isinstance(following, Shown) and following.block.kind is not BlockKind.PARAGRAPH


class _Answers:
    """Tells which questions have an answer; of many in a row, each is looked at once."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._questions_end = 0  # of the latest run of questions

    def below(self, question: int) -> bool:
        """Return whether anything but further questions follows in the same section."""
        at = max(question + 1, self._questions_end)
        while at < len(self._items) and self._is_question(self._items[at]):
            at += 1
        self._questions_end = at
        return at < len(self._items) and isinstance(self._items[at], Shown)

    def _is_question(self, item: Item) -> bool:
        return isinstance(item, Shown) and bool(asked(item.text))


def _without_answer_marker(item: Shown, before: Item | None, text: str) -> Shown:
    """Return the answer of a question without "A:"."""
    block = item.block
    marker = ANSWER_MARKER.match(text, block.start, block.end)
    if marker is None or not isinstance(before, Landmark) or marker.end() == block.end:
        return item
    return replace(item, block=replace(block, start=marker.end()))
