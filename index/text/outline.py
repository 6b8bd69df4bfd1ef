"""Find the paragraphs of a text that can be quoted, and the headings above them.

A heading belongs in the source line, never in a quote. Site furniture (breadcrumbs, captions,
"Source: …" lines) belongs in neither. Markdown marks its headings. Plain text does not, so there
the shape of a block decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from index.text.furniture import ENDS_A_SENTENCE, is_furniture
from index.types import Landmark

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Stretch = tuple[int, int]

MAX_HEADING_CHARACTERS = 120
# Lines of a label and its value are content, or furniture, but never headings.
LABEL = re.compile(
    r"(?:credits?|categor(?:y|ies)|images?|photos?|pictures?|references?|sources?|tags?|via|videos?)\s*:\s*\S",
    re.IGNORECASE,
)
STRONG_LINE = re.compile(r"(\*\*|__)(?P<heading>[^*_]+)\1:?")


@dataclass(frozen=True, slots=True)
class Outline:
    """The title (if the text shows one), the headings, and the paragraphs that can be quoted."""

    title: str | None
    landmarks: tuple[Landmark, ...]
    paragraphs: tuple[Stretch, ...]
    title_at: int = 0

    def titled(self, title: str | None) -> tuple[Landmark, ...]:
        """Return the headings to list under ``title``.

        If the text's own title differs from ``title``, it becomes the first heading.
        """
        if title is None or self.title is None or same_title(title, self.title):
            return self.landmarks
        return (Landmark(self.title_at, self.title, 1), *self.landmarks)


def same_title(title: str, heading: str) -> bool:
    """Return whether a title and a heading match, even if one adds the name of the site or work."""
    one, other = title.casefold(), heading.casefold()
    return one in other or other in one


def outline_of_plain_text(text: str) -> Outline:
    """Outline plain text, where blank lines separate blocks and the shape of a block decides.

    A short line without a final mark right before a paragraph is a heading.
    """
    blocks: list[Stretch] = []
    for block in _blocks(text):
        if not is_furniture(text[slice(*block)], top=not blocks):
            blocks.append(block)
    headings = set(_headings_by_shape(text, blocks))
    landmarks = [Landmark(block[0], text[slice(*block)]) for block in blocks if block in headings]
    title = landmarks[0].heading if landmarks and blocks[0] in headings else None
    return Outline(
        title=title,
        landmarks=tuple(landmarks[1:] if title else landmarks),
        paragraphs=tuple(block for block in blocks if block not in headings),
    )


def _blocks(text: str) -> Iterator[Stretch]:
    """Yield the stretches of ``text`` between blank lines."""
    start = end = offset = 0
    for line in text.split("\n"):
        if line.strip():
            start = start if end else offset
            end = offset + len(line)
        elif end:
            yield _trim(text, start, end)
            end = 0
        offset += len(line) + 1
    if end:
        yield _trim(text, start, end)


def _headings_by_shape(text: str, blocks: list[Stretch]) -> Iterator[Stretch]:
    """Yield the headings: short lines right before a paragraph, at most two in a row.

    Three or more in a row are a list with blank lines between its items, and only the last of them
    can be a heading.
    """
    runs = [(short, list(run)) for short, run in groupby(blocks, lambda b: _short(text[slice(*b)]))]
    for position, (short, run) in enumerate(runs):
        if short and position + 1 < len(runs):
            first = position == 0  # the first block of a text is its title
            yield from run if len(run) <= 2 else (run[:1] if first else []) + run[-1:]


def _short(block: str) -> bool:
    return (
        "\n" not in block
        and len(block) <= MAX_HEADING_CHARACTERS
        and not ENDS_A_SENTENCE.search(block)
        and block[-1] not in ",;"
        and not block[0].islower()
        and not LABEL.match(block)
        and not re.match(r"[-*+•|>]|\d+[.)]\s|\(\w{1,4}\)\s", block)
    )


def outline_of_markdown(text: str) -> Outline:
    """Outline CommonMark (with tables); only blocks marked as headings are headings."""
    lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    landmarks: list[Landmark] = []
    paragraphs: list[Stretch] = []
    title: str | None = None
    title_at = 0
    for token, heading in _leaves(_parser().parse(text)):
        first, last = token.map or (0, 0)
        start, end = _trim(text, lines[first], min(lines[last], len(text)))
        block = text[start:end]
        if heading is None and (strong := STRONG_LINE.fullmatch(block)):
            landmarks.append(Landmark(start, strong["heading"].strip(), 7))
        elif heading is None:
            top = title is None and not landmarks and not paragraphs
            if start < end and not is_furniture(block, top=top):
                paragraphs.append((start, end))
        elif heading and token.tag == "h1" and title is None and not paragraphs:
            title, title_at = heading, start
        elif heading:
            landmarks.append(Landmark(start, heading, int(token.tag[1])))
    return Outline(title, tuple(landmarks), tuple(paragraphs), title_at)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # In articles, an indented block is more often a stray paragraph than code.
    return MarkdownIt("commonmark").enable("table").disable("code")


def _leaves(tokens: list[Token]) -> Iterator[tuple[Token, str | None]]:
    """Yield each block that has text, with its words if it is a heading; lists and tables whole."""
    depth = 0
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        if token.type in ("bullet_list_open", "ordered_list_open", "table_open"):
            depth += 1
            if depth == 1:
                yield token, None
        elif token.type in ("bullet_list_close", "ordered_list_close", "table_close"):
            depth -= 1
        elif depth == 0 and token.type == "heading_open" and after is not None:
            yield token, " ".join(after.content.split())
        elif depth == 0 and token.type in ("paragraph_open", "fence"):
            yield token, None


def _trim(text: str, start: int, end: int) -> Stretch:
    block = text[start:end]
    stripped = block.lstrip()
    return start + len(block) - len(stripped), start + len(block) - len(stripped) + len(
        stripped.rstrip()
    )
