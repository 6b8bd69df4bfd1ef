"""Read Markdown: the text of the file without its front matter, its references written out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from index.errors import OnlyContentsError
from index.formats.decoding import decode
from index.formats.front_matter import read_fields, split_front_matter
from index.formats.left_out import notes_of
from index.formats.parsed import Parsed
from index.text.markdown.character_references import written_out
from index.text.markdown.contents_pages import is_contents_page, is_frame
from index.text.markdown_outline import outline_of_markdown
from index.text.outline import Outline

# Without the name of a file, so that a build says it once for each kind.
LEFT_OUT = "{} are not read; to have what they show, index the built site instead"


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a Markdown file.

    :raises SourceError: it is not UTF-8 text, is empty, or is only a table of contents or a frame.
    """
    if is_frame(PurePath(name).stem):
        raise OnlyContentsError(
            f"{name}: the site shows this around its other pages",
            hint="Remove it: the other pages have the text.",
        )
    parsed = read_text_file(data, name, outline_of_markdown, written_out)
    if is_contents_page(parsed.text[block.start : block.end] for block in parsed.blocks):
        raise OnlyContentsError(
            f"{name}: the page has only a table of contents",
            hint="Remove it: the other pages have the text.",
        )
    yield parsed


def read_text_file(
    data: bytes,
    name: str,
    outline_of: Callable[[str], Outline],
    canonical: Callable[[str], str] = str,
) -> Parsed:
    """Read a text file that is canonical but for line ends, front matter, and ``canonical``.

    :raises SourceError: it is not UTF-8 text, or is empty.
    """
    front, text, notes = split_front_matter(decode(data, name), name)
    text = canonical(text)
    outline = outline_of(text)
    known = read_fields(front, name, notes)
    landmarks = outline.titled(known["title"])
    known["title"] = known["title"] or outline.title
    known["notes"] += what_is_left_out(name, outline)
    return Parsed(text, landmarks, outline.blocks, markup=outline.markup, **known)


def what_is_left_out(name: str, outline: Outline) -> tuple[str, ...]:
    """Return a line for each kind of what a text takes from elsewhere, and one for the rest."""
    elsewhere = tuple(LEFT_OUT.format(kind) for kind in sorted(outline.left_out))
    return (*elsewhere, *notes_of(name, outline.counted, ""))
