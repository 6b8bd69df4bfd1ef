"""Read plain text: the text of the file as it is, without its front matter."""

from __future__ import annotations

from collections.abc import Iterator

from index.formats.markdown import read_text_file
from index.formats.parsed import Parsed
from index.text.outline import outline_of_plain_text


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a plain text file.

    :raises SourceError: it is not UTF-8 text, or is empty.
    """
    yield read_text_file(data, name, outline_of_plain_text)
