"""Find the blocks of a plain text that can be quoted, and the headings above them.

A heading belongs in the source line. Site furniture (breadcrumbs, captions, "Source: …" lines)
belongs neither there nor in a quote. Plain text marks no headings, so the shape of a block decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from index.text.furniture import ENDS_A_SENTENCE, is_furniture
from index.types import Block, BlockKind, Landmark, Markup, Stretch

MAX_HEADING_CHARACTERS = 120
# Lines of a label and its value are content, or furniture, but never headings.
LABEL = re.compile(
    r"(?:credits?|categor(?:y|ies)|images?|photos?|pictures?|references?|sources?|tags?|via|videos?)\s*:\s*\S",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """The title (if the text shows one), the headings, and the blocks that can be quoted."""

    title: str | None
    landmarks: tuple[Landmark, ...]
    blocks: tuple[Block, ...]
    title_at: int = 0
    markup: Markup = Markup.PLAIN

    @property
    def paragraphs(self) -> tuple[Stretch, ...]:
        """Return the offsets of all blocks, in order."""
        return tuple((block.start, block.end) for block in self.blocks)

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
        blocks=tuple(
            Block(BlockKind.PARAGRAPH, *block) for block in blocks if block not in headings
        ),
    )


def _blocks(text: str) -> Iterator[Stretch]:
    """Yield the stretches of ``text`` between blank lines."""
    start = end = offset = 0
    for line in text.split("\n"):
        if line.strip():
            start = start if end else offset
            end = offset + len(line)
        elif end:
            yield trimmed(text, start, end)
            end = 0
        offset += len(line) + 1
    if end:
        yield trimmed(text, start, end)


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


def trimmed(text: str, start: int, end: int) -> Stretch:
    """Return the stretch without the white space at both ends."""
    block = text[start:end]
    stripped = block.lstrip()
    return start + len(block) - len(stripped), start + len(block) - len(stripped) + len(
        stripped.rstrip()
    )
