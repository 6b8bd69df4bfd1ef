"""Find the blocks of a plain text that can be quoted, and the headings above them.

A heading belongs in the source line. Site furniture (breadcrumbs, captions, "Source: …" lines)
belongs neither there nor in a quote. Plain text marks no headings, so the shape of a block decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.text.chat_logs import is_apart, messages_of
from index.text.furniture import is_furniture
from index.text.manual_pages import ManualPage, manual_name, manual_page
from index.text.plain_headings import (
    RULES,
    SET_APART,
    UNDERLINED,
    are_in_parts,
    headings_by_shape,
    is_contents,
    level_of,
    marked_heading,
    running_heads,
    title_of,
)
from index.text.plain_lists import blocks_of, joined_lists
from index.text.question_lines import ANSWER_MARKER, QUESTION_LEVEL, QUESTION_MARKER, asked
from index.text.stretches import trimmed
from index.types import Block, BlockKind, Landmark, Markup, Stretch

LINES = re.compile(  # between blank lines
    r"^[^\S\n]*+(?P<block>\S[^\n]*+(?:\n[^\S\n]*+\S[^\n]*+)*+)", re.MULTILINE
)
NOWHERE = (0, 0)
ANSWER_LETTER = re.compile(r"A[.)][ \t]+")  # right below a question that begins with "Q."

__all__ = ["Outline", "outline_of_plain_text", "same_title", "trimmed"]


@dataclass(frozen=True, slots=True)
class Outline:
    """The title (if the text shows one), the headings, and the blocks that can be quoted.

    ``title_again`` are the offsets at which what stands under the title only goes on, after tabs
    and answers. ``left_out`` are the kinds of what the text takes from elsewhere, such as included
    files; ``counted`` says how much of the text itself is never quoted, by kind.
    """

    title: str | None
    landmarks: tuple[Landmark, ...]
    blocks: tuple[Block, ...]
    title_at: int = 0
    title_again: tuple[int, ...] = ()
    markup: Markup = Markup.PLAIN
    left_out: frozenset[str] = frozenset()
    counted: Mapping[str, int] = field(default_factory=dict)

    def titled(self, title: str | None) -> tuple[Landmark, ...]:
        """Return the headings to list under ``title``.

        If the text's own title differs from ``title``, it becomes the first heading.
        """
        landmarks = self.landmarks
        if known := title or self.title:
            again = (Landmark(offset, known, 1) for offset in self.title_again)
            landmarks = tuple(sorted((*landmarks, *again), key=lambda mark: mark.offset))
        if title is None or self.title is None or same_title(title, self.title):
            return landmarks
        return (Landmark(self.title_at, self.title, 1), *landmarks)


def same_title(title: str, heading: str) -> bool:
    """Return whether a title and a heading match, even if one adds the name of the site or work."""
    one, other = title.casefold(), heading.casefold()
    return one in other or other in one


def outline_of_plain_text(text: str) -> Outline:
    """Outline plain text, where blank lines separate blocks and the shape of a block decides.

    A short line without a final mark right before a paragraph is a heading, and so are an
    underlined line, a numbered one, and a question with its answer below it.
    """
    messages = messages_of(text)
    manual = ManualPage(messages, 0) if messages else manual_page(text)
    given = list(_between_blank_lines(text, manual))
    left_out: Counter[str] = Counter()
    found = list(_without_furniture(text, given, left_out, chat=bool(messages)))
    if name := manual_name(text[slice(*given[0])]) if manual.headings and given else None:
        found = [one for one in found if manual_name(text[slice(*one)]) != name]
    marks = _headings(text, found, manual)
    title, at = (name, NOWHERE) if manual.headings else _title(text, given, found, marks)
    blocks = [stretch for stretch in found if stretch not in marks]
    found_blocks = [one for block in blocks for one in blocks_of(text, *block, manual.indent)]
    settled = list(_questions(text, found_blocks, [mark.offset for mark in marks.values()]))
    landmarks = [mark for stretch, mark in marks.items() if not (title and stretch == at)]
    landmarks += [one for one in settled if isinstance(one, Landmark)]
    return Outline(
        title=title,
        landmarks=tuple(sorted(landmarks, key=lambda mark: mark.offset)),
        blocks=tuple(one for one in settled if isinstance(one, Block)),
        counted=left_out,
    )


def _title(
    text: str, given: Sequence[Stretch], found: Sequence[Stretch], marks: Mapping[Stretch, Landmark]
) -> tuple[str | None, Stretch]:
    """Return the title, and the heading that it is: the first of those ``found``, if it is one.

    What is ``given`` above them, and set apart from the text, is the title instead.
    """
    head = text[slice(*given[0])] if given and given[0] not in found else ""
    if SET_APART.fullmatch(head):  # as RFCs begin each page
        return title_of(head), NOWHERE
    if found and found[0] in marks:
        return title_of(marks[found[0]].heading), found[0]
    return None, NOWHERE


def _without_furniture(
    text: str, blocks: Sequence[Stretch], left_out: Counter[str], *, chat: bool
) -> Iterator[Stretch]:
    """Yield the blocks of the work itself, and count the others by kind."""
    heads = running_heads([text[slice(*block)] for block in blocks])
    top = True
    for number, block in enumerate(blocks):
        written = text[slice(*block)]
        if chat and is_apart(written):
            left_out["parts of a chat that are no messages"] += 1
        elif number in heads:
            left_out["running heads"] += 1
        elif is_contents(written):
            left_out["tables of contents"] += 1
        elif not is_furniture(written, top=top):
            top = False
            yield block


def _headings(text: str, blocks: Sequence[Stretch], manual: ManualPage) -> dict[Stretch, Landmark]:
    """Return the blocks that are headings, in order."""
    marked = {block: mark for block in blocks if (mark := _marked(text, block, manual))}
    rest = [block for block in blocks if block not in marked]
    if manual.headings:  # all its headings are known
        return marked
    shown = [text[slice(*block)] for block in rest]
    starts = [block[0] for block in marked]
    levels = [0, *(mark.level for mark in marked.values())]  # of the marked heading right above
    shaped = {}
    found = list(headings_by_shape(shown))
    in_parts = are_in_parts([shown[n] for n in found])
    for n in found:
        start = rest[n][0]
        level = level_of(shown[n], below=levels[bisect_left(starts, start)], in_parts=in_parts)
        shaped[rest[n]] = Landmark(start, shown[n], level)
    return dict(sorted({**marked, **shaped}.items()))


def _marked(text: str, block: Stretch, manual: ManualPage) -> Landmark | None:
    """Return the heading that a block certainly is: underlined, marked, or of a manual page."""
    if known := manual.headings.get(block[0]):
        return Landmark(block[0], known.text, known.level)
    line = text.find("\n", *block)
    if _has_rule(text, block[0], line) and (found := UNDERLINED.fullmatch(text, *block)):
        level = 1 if found["rule"][0] == "=" else 2
        return Landmark(found.start("heading"), found["heading"].strip(), level)
    if (words := marked_heading(text[slice(*block)])) is not None:
        return Landmark(block[0], *words)
    return None


def _between_blank_lines(text: str, manual: ManualPage) -> Iterator[Stretch]:
    """Yield the stretches of ``text`` between blank lines, and below certain headings."""
    for found in LINES.finditer(text):
        start = found.start("block")
        yield from _below_heading(text, start, start + len(found["block"].rstrip()), manual)


def _below_heading(text: str, start: int, end: int, manual: ManualPage) -> Iterator[Stretch]:
    while (known := manual.headings.get(start)) and known.end < end:
        yield start, known.end
        start = trimmed(text, known.end, end)[0]
    line = text.find("\n", start, end)
    heading = UNDERLINED.match(text, start, end) if _has_rule(text, start, line) else None
    if heading and heading.end() < end:
        yield trimmed(text, *heading.span())
        start = trimmed(text, heading.end(), end)[0]
    yield start, end


def _has_rule(text: str, start: int, line_end: int) -> bool:
    """Return whether the first or the second line of a block may be the rule of a heading."""
    if line_end < 0:
        return False
    return text.startswith(RULES, start) or text[line_end + 1 : line_end + 81].lstrip(
        " \t"
    ).startswith(RULES)


def _questions(
    text: str, found: Sequence[Block], headings: Sequence[int]
) -> Iterator[Landmark | Block]:
    """Yield the blocks, and as headings the questions that have an answer in their section."""
    blocks = list(joined_lists(text, found))
    for number, block in enumerate(blocks):
        question, answer = _question_of(text, block)
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        above = bisect_right(headings, block.start)
        heading = headings[above] if above < len(headings) else len(text) + 1
        answered = bool(answer or (after and after.start < heading))
        if question and answered:
            yield Landmark(block.start, question, QUESTION_LEVEL)
        if answer or not (question and answered):
            yield answer or _without_marker(text, block)


def _question_of(text: str, block: Block) -> tuple[str | None, Block | None]:
    """Return the question that a paragraph is, or begins with after "Q:", and then its answer."""
    if block.kind is not BlockKind.PARAGRAPH:
        return None, None
    written = text[block.start : block.end]
    first, _, rest = written.partition("\n")
    if rest and QUESTION_MARKER.match(first) and (question := asked(first)):
        start, end = trimmed(text, block.start + len(first), block.end)
        marked = ANSWER_LETTER.match(text, start, end)
        start = marked.end() if marked and marked.end() < end else start
        return question, _without_marker(text, Block(block.kind, start, end))
    return asked(written), None


def _without_marker(text: str, block: Block) -> Block:
    marker = ANSWER_MARKER.match(text, block.start, block.end)
    return replace(block, start=marker.end()) if marker and marker.end() < block.end else block
