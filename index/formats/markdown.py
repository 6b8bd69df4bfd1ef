"""Markdown: the text as it stands in the file, without its front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.formats.decoding import decode
from index.formats.front_matter import said, split_front_matter
from index.formats.parsed import Parsed
from index.text.outline import Outline, outline_of_markdown


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a Markdown file."""
    yield as_it_stands(data, name, outline_of_markdown)


def as_it_stands(data: bytes, name: str, outline_of: Callable[[str], Outline]) -> Parsed:
    """A text file whose text is canonical as it is, but for line ends and front matter."""
    front, text, notes = split_front_matter(decode(data, name), name)
    outline = outline_of(text)
    known = said(front, name, notes)
    landmarks = outline.titled(known["title"])
    known["title"] = known["title"] or outline.title
    return Parsed(text, landmarks, outline.paragraphs, **known)
