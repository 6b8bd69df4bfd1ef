"""A document: its text, the blocks that can be quoted of it, and the places in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, repr=False)
class Landmark:
    """A heading, and the offset at which its section begins. Level 1 is the outermost.

    ``anchor`` is the fragment of the section's address on the site, if it is known.
    """

    offset: int
    heading: str
    level: int = 1
    anchor: str = ""

    def __repr__(self) -> str:
        """Return what a dataclass would, in a fifth of the time: a seal is made of it."""
        return (
            f"Landmark(offset={self.offset}, heading={self.heading!r}, level={self.level}, "
            f"anchor={self.anchor!r})"
        )


class BlockKind(StrEnum):
    """The kinds of blocks that can be quoted. ``STEPS`` is a list whose items are numbered."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    STEPS = "steps"
    CODE = "code"
    TABLE = "table"


KIND_REPRS = {kind: repr(kind) for kind in BlockKind}


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    """A part of a document that its author set apart: a paragraph, a whole list, a code block.

    ``parts`` are the outermost items of a list, each with its marker and all that is below it, or
    the rows of a table. ``headed``: the first row of the table is its head. ``language`` is that of
    a code block, if the source names it.
    """

    kind: BlockKind
    start: int
    end: int
    parts: tuple[Stretch, ...] = ()
    headed: bool = False
    language: str = ""

    def __repr__(self) -> str:
        """Return what a dataclass would, in a fifth of the time: a seal is made of it."""
        return (
            f"Block(kind={KIND_REPRS[self.kind]}, start={self.start}, end={self.end}, "
            f"parts={self.parts!r}, headed={self.headed}, language={self.language!r})"
        )


class Markup(StrEnum):
    """The markup that a document's text holds. A reader of the source sees no markup."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Locator:
    """The place of a quote in its source, in terms that help a reader to find it there."""

    title: str
    headings: tuple[str, ...]
    paragraph: int
    url: str | None = None
    page: int | None = None
    published: date | None = None

    @property
    def section_names(self) -> tuple[str, ...]:
        """Return the headings as they are written one after another: no colon ends them."""
        return tuple(heading.rstrip(":： ") or heading for heading in self.headings)


@dataclass(frozen=True, slots=True)
class Document:
    """One source, normalised when it is read, and never changed afterwards.

    ``blocks`` are what can be quoted of ``text``, in order. Headings, breadcrumbs and captions are
    in the text but in no block. ``markup`` is the markup that ``text`` holds. ``pages`` are the
    offsets at which the printed pages begin, in order; empty if the source has no pages. ``boost``
    multiplies the scores of its passages; maintainers set it to prefer some sources. ``file`` is
    the name of the source file, which can hold several documents.
    """

    id: str
    title: str
    text: str
    sha256: str
    url: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    licence: str | None = None
    landmarks: tuple[Landmark, ...] = ()
    blocks: tuple[Block, ...] = ()
    pages: tuple[int, ...] = ()
    boost: float = 1.0
    file: str = ""
    markup: Markup = Markup.PLAIN

    @property
    def paragraphs(self) -> tuple[Stretch, ...]:
        """Return the offsets of all blocks, in order."""
        return tuple((block.start, block.end) for block in self.blocks)

    def headings_at(self, offset: int) -> tuple[str, ...]:
        """Return the headings above ``offset``, outermost first, without the title."""
        above = (landmark.heading for landmark in self._path_to(offset))
        return tuple(heading for heading in above if heading != self.title)

    def url_at(self, offset: int) -> str | None:
        """Return the web address of the section that holds ``offset``, as exact as is known."""
        anchors = [mark.anchor for mark in self._path_to(offset) if mark.anchor]
        if self.url is None or not anchors or "#" in self.url:
            return self.url
        return f"{self.url}#{anchors[-1]}"

    def _path_to(self, offset: int) -> list[Landmark]:
        path: list[Landmark] = []
        for landmark in self.landmarks:
            if landmark.offset > offset:
                break
            path = [above for above in path if above.level < landmark.level]
            path.append(landmark)
        return path

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the block that holds ``offset`` or comes next, counted from 1."""
        before = bisect_right(self.blocks, offset, key=lambda block: block.end)
        return max(1, min(before + 1, len(self.blocks)))

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds ``offset``, from 1; None without pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None

    def locate(self, offset: int) -> Locator:
        """Return the place of ``offset`` for a source line: title, headings, paragraph, page."""
        return Locator(
            title=self.title,
            headings=self.headings_at(offset),
            paragraph=self.paragraph_at(offset),
            url=self.url_at(offset),
            page=self.page_at(offset),
            published=self.published,
        )
