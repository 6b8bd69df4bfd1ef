"""The table of readers by file suffix; a new format needs one row here.

A reader is a module with ``read(data: bytes, name: str) -> Iterable[Parsed]``, which raises
``SourceError`` for a file that it cannot read. It is imported with the first file of its format.
That of reStructuredText also takes the titles of other files to which the file refers.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from index.errors import NoTextError, SourceError
from index.formats.parsed import Parsed
from index.formats.rst_references import NONE, Titles


class FormatParser(NamedTuple):
    """The module of a reader. ``apart``: run it in a process of its own, as files can break it."""

    module: str
    apart: bool = False


READERS = {
    ".md": FormatParser("markdown"),
    ".markdown": FormatParser("markdown"),
    ".mdx": FormatParser("markdown"),
    ".lr": FormatParser("markdown"),
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


def suffix_of(path: PurePath) -> str:
    """Return the suffix that names the reader of a file, in lower case, with the dot.

    Sphinx serves its sources as "api.rst.txt", which is no plain text.
    """
    last, before = path.suffix.lower(), PurePath(path.stem).suffix.lower()
    return before if last == ".txt" and before in (".md", ".rst") else last


def read_format(suffix: str, data: bytes, name: str, titles: Titles = NONE) -> list[Parsed]:
    """Read ``data`` with the reader for ``suffix`` (lower case, with the dot).

    ``titles`` are those of other files to which it refers.

    :raises SourceError: it cannot be read, or there is no reader for the suffix.
    """
    reader = READERS.get(suffix)
    if reader is None:
        raise SourceError(
            f"{name}: no reader for files that end in {suffix or 'nothing'}",
            hint=f"Quoth reads {', '.join(READERS)}.",
        )
    if not data.strip(b"\xef\xbb\xbf\t\n\r "):
        raise NoTextError(f"{name}: empty", hint="Add text to it, or remove it from the folder.")
    if reader.apart:
        from index.formats.isolated import read_isolated

        return read_isolated(suffix, data, name, titles)
    return read_here(suffix, data, name, titles)


def read_here(suffix: str, data: bytes, name: str, titles: Titles = NONE) -> list[Parsed]:
    """Read ``data`` in this process, with the reader for ``suffix``.

    :raises SourceError: it cannot be read.
    """
    module = import_module(f"index.formats.{READERS[suffix].module}")
    return list(module.read(data, name, titles) if titles else module.read(data, name))
