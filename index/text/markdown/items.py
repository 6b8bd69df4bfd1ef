"""Define the items of a page of Markdown: blocks, headings, and ends of sections."""

from __future__ import annotations

from dataclasses import dataclass

from index.types import Block, Landmark


@dataclass(frozen=True, slots=True)
class Shown:
    """A block, and its text as readers of the site see it.

    ``strong``: it is a bold line. ``titles``: it is the title of an admonition.
    """

    block: Block
    text: str
    strong: bool = False
    titles: bool = False


@dataclass(frozen=True, slots=True)
class SectionEnd:
    """The end of a question's answer, or of a block quote; the section around goes on there.

    It ends no section that begins before ``since``: a block quote may be a part of the answer.
    """

    offset: int
    since: int = 0


Item = Landmark | Shown | SectionEnd
