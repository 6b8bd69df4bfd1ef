"""Read reStructuredText with docutils; of Sphinx's own directives and roles, only the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.utils import SystemMessage

from index.errors import SourceError
from index.formats.canonical_text import Composition
from index.formats.decoding import decode, one_line, parse_day
from index.formats.front_matter import read_fields, split_front_matter
from index.formats.left_out import notes_of
from index.formats.parsed import Parsed
from index.formats.rst_blocks import RstBlocks, is_read
from index.formats.rst_directives import TITLES, know_all_names
from index.formats.rst_left_out import parts_left_out
from index.formats.rst_references import NONE, Titles
from index.formats.rst_text import RstText

SETTINGS = {
    "file_insertion_enabled": False,  # neither `include` nor `csv-table :file:`
    "raw_enabled": False,
    "_disable_config": True,
    "halt_level": 5,
    "report_level": 5,
    "input_encoding": "unicode",
    "doctitle_xform": True,
    "sectsubtitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "line_length_limit": 100_000,
}


def read(data: bytes, name: str, titles: Titles = NONE) -> Iterator[Parsed]:
    """Read a reStructuredText file; ``titles`` are those of other files to which it refers.

    :raises SourceError: it is not UTF-8, or docutils cannot read it.
    """
    front, source, notes = split_front_matter(decode(data, name), name)
    know_all_names(source)
    try:
        tree = publish_doctree(source, settings_overrides=SETTINGS | {TITLES: titles})
    except (RecursionError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - SystemMessage, or a bug in docutils: fuzzing found some
        why = "" if isinstance(error, SystemMessage) else f" ({type(error).__name__})"
        raise SourceError(
            f"{name}: docutils cannot read it{why}", hint="Run `docutils` on the file to see why."
        ) from None
    text, into = RstText(), Composition()
    page = _only_section(tree) or tree
    if title := _title(page):
        into.heading(text.of(title), 1)
    for subtitle in tree.findall(nodes.subtitle):  # docutils makes one of a lone first section
        into.heading(text.of(subtitle), 1)
    RstBlocks(text, into).compose(page, 1)
    notes += notes_of(name, text.left_out + parts_left_out(tree), into.text)
    known: dict[str, Any] = {
        key: value for key, value in read_fields(front, name, notes).items() if value
    }
    yield into.parsed(**_docinfo(tree) | known)


def _only_section(tree: nodes.document) -> nodes.section | None:
    """Return the section that is the whole page: docutils takes no title from below fields."""
    shown = [child for child in tree.children if is_read(child)]
    return shown[0] if len(shown) == 1 and isinstance(shown[0], nodes.section) else None


def _title(page: nodes.Element) -> nodes.title | None:
    found = next(iter(page.findall(nodes.title)), None)
    return found if found is not None and found.parent is page else None


def _docinfo(tree: nodes.document) -> dict[str, Any]:
    """Return the author and the date from the fields at the top."""
    info = next(iter(tree.findall(nodes.docinfo)), None)
    if info is None:
        return {}
    authors = ", ".join(node.astext() for node in info.findall(nodes.author))
    when = next(iter(info.findall(nodes.date)), None)
    return {"author": one_line(authors), "published": parse_day(when.astext()) if when else None}
