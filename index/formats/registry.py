"""Which reader reads a file: the one table that a new format adds a row to.

A reader is a module with ``read(data: bytes, name: str) -> Iterable[Parsed]``, which raises
``SourceError`` for what it cannot read. It is imported when the first file of its kind comes.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from index.errors import SourceError
from index.formats.parsed import Parsed


class FormatParser(NamedTuple):
    """``apart``: in a process of its own, since a hostile file can break the parser."""

    module: str
    apart: bool = False


READERS = {
    ".md": FormatParser("markdown"),
    ".markdown": FormatParser("markdown"),
    ".txt": FormatParser("plain_text"),
    ".rst": FormatParser("rst", apart=True),
    ".html": FormatParser("web_page", apart=True),
    ".htm": FormatParser("web_page", apart=True),
    ".xhtml": FormatParser("web_page", apart=True),
    ".pdf": FormatParser("pdf", apart=True),
    ".docx": FormatParser("docx", apart=True),
    ".epub": FormatParser("epub", apart=True),
    ".jsonl": FormatParser("json_lines"),
    ".ndjson": FormatParser("json_lines"),
}


def read_format(suffix: str, data: bytes, name: str) -> list[Parsed]:
    """Read ``data`` as its ``suffix`` (with the dot, lower case) says.

    :raises SourceError: it cannot be read; or there is no reader for such files.
    """
    reader = READERS.get(suffix)
    if reader is None:
        raise SourceError(
            f"{name}: no reader for files that end in {suffix or 'nothing'}",
            hint=f"Quoth reads {', '.join(READERS)}.",
        )
    if not data.strip(b"\xef\xbb\xbf\t\n\r "):
        raise SourceError(f"{name}: empty", hint="Add text to it, or remove it from the folder.")
    if reader.apart:
        from index.formats.isolated import read_apart

        return read_apart(suffix, data, name)
    return read_here(suffix, data, name)


def read_here(suffix: str, data: bytes, name: str) -> list[Parsed]:
    """Read ``data`` in this process."""
    module = import_module(f"index.formats.{READERS[suffix].module}")
    return list(module.read(data, name))
