"""Read Markdown: the text of the file as it is, without its front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.formats.decoding import decode
from index.formats.front_matter import said, split_front_matter
from index.formats.parsed import Parsed
from index.text.outline import Outline, outline_of_markdown


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a Markdown file.

    :raises SourceError: it is not UTF-8 text, or is empty.
    """
    yield as_it_stands(data, name, outline_of_markdown)


def as_it_stands(data: bytes, name: str, outline_of: Callable[[str], Outline]) -> Parsed:
    """Read a text file whose text is already canonical, except for line ends and front matter.

    :raises SourceError: it is not UTF-8 text, or is empty.
    """
    front, text, notes = split_front_matter(decode(data, name), name)
    outline = outline_of(text)
    known = said(front, name, notes)
    landmarks = outline.titled(known["title"])
    known["title"] = known["title"] or outline.title
    return Parsed(text, landmarks, outline.paragraphs, **known)
