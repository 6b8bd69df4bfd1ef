"""Read Word documents as Word, LibreOffice and python-docx write them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from lxml import etree

from index.formats.canonical_text import Composition
from index.formats.decoding import one_line, parse_day
from index.formats.html_tree import tag_of
from index.formats.parsed import Parsed
from index.formats.zip_safety import member, open_archive, wrong_format, xml_of

if TYPE_CHECKING:
    from zipfile import ZipFile

CORE = "docProps/core.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Not read: deleted text, moved text at its old place, text boxes, field codes and properties.
LEFT_OUT = frozenset(
    (FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}pPr", f"{W}rPr", f"{W}instrText")
)
SPACES = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011"}
HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
PARTS = frozenset((f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"))


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a Word document.

    :raises SourceError: it is not one, is encrypted, or unpacks to too much.
    """
    archive = open_archive(data, name, "DOCX")
    if "[Content_Types].xml" not in archive.namelist():
        raise wrong_format(name, "DOCX")
    text = Composition()
    _Body(*_opened(data, name), text).compose()
    _notes(archive, name, text)
    yield text.parsed(**_known(archive, name))


def _opened(data: bytes, name: str) -> tuple[etree._Element, etree._Element]:
    """Return the body and the styles, as python-docx finds them.

    Only its calls are in the ``try``, so that a bug of Quoth is not reported as a damaged file.
    """
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    # Raised for a package that lacks a part, a part that is not XML, and XML of another kind.
    of_docx = (OpcError, PythonDocxError, AttributeError, KeyError, TypeError, ValueError)
    of_zip_and_xml = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)
    try:
        word = docx.Document(BytesIO(data))
        body, styles = word.element.body, word.styles.element
    except (*of_docx, *of_zip_and_xml, etree.LxmlError):
        raise wrong_format(name, "DOCX") from None
    if body is None:
        raise wrong_format(name, "DOCX")
    return body, styles


def _notes(archive: ZipFile, name: str, into: Composition) -> None:
    """Write footnotes and endnotes at the end, because the file does not say where pages end."""
    paths = [path for path in NOTES if path in archive.namelist()]
    roots = [xml_of(member(archive, path, name, "DOCX"), name, "DOCX") for path in paths]
    notes = [_text(note) for root in roots for note in root if note.get(f"{W}type") is None]
    if any(note.strip() for note in notes):
        into.label("Notes", 1)
    for note in notes:
        into.paragraph(note)


def _known(archive: ZipFile, name: str) -> dict[str, object]:
    """Read the core properties. python-docx misses those of some versions of LibreOffice.

    The day and the author of python-docx's own template are ignored.
    """
    if CORE not in archive.namelist():
        return {}
    root = xml_of(member(archive, CORE, name, "DOCX"), name, "DOCX")
    fields = {tag_of(element): element.text for element in root}
    created = parse_day(fields.get("created"))
    author = one_line(fields.get("creator"))
    return {
        "title": one_line(fields.get("title")),
        "author": None if author == "python-docx" else author,
        "published": None if created == date(2013, 12, 23) else created,
        "language": one_line(fields.get("language")),
    }


class _Body:
    """The blocks of a document's body; consecutive list items are gathered into one list."""

    def __init__(self, body: etree._Element, styles: etree._Element, into: Composition) -> None:
        self._into = into
        self._body = body
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self._items: list[tuple[int, str, str]] = []

    def compose(self) -> None:
        """Write all blocks into the text."""
        for block in _blocks(self._body):
            if block.tag == f"{W}tbl":
                self._flush()
                rows = (list(row.iterchildren(f"{W}tc")) for row in _below(block, f"{W}tr"))
                self._into.rows([_text(cell) for cell in row] for row in rows)
            elif (depth := self._list_depth(block)) is not None:
                self._items.append((depth, "-", _text(block)))
            else:
                self._flush()
                self._paragraph(block)
        self._flush()

    def _paragraph(self, block: etree._Element) -> None:
        level = self._level(block)
        if level is None:
            self._into.paragraph(_text(block))
        else:
            self._into.heading(_text(block), level)

    def _flush(self) -> None:
        if self._items:
            self._into.items(self._items)
            self._items = []

    def _style_chain(self, block: etree._Element) -> Iterator[etree._Element]:
        """Yield the paragraph's style, and then the styles that it is based on."""
        style = self._styles.get(_value(block, "pPr/pStyle"))
        for _ in range(20):
            if style is None:
                return
            yield style
            style = self._styles.get(_value(style, "basedOn"))

    def _level(self, block: etree._Element) -> int | None:
        """Return a heading's level, by its style's name or outline level; None for other blocks."""
        outline = _number(block, "pPr/outlineLvl")
        for style in self._style_chain(block):
            name = _value(style, "name") or ""
            if name.lower() == "title":
                return 1
            if found := HEADING.fullmatch(name):
                return int(found[1]) or 1
            if outline is None:
                outline = _number(style, "pPr/outlineLvl")
        return outline + 1 if outline is not None and 0 <= outline < 9 else None

    def _list_depth(self, block: etree._Element) -> int | None:
        numbering = _found(block, "pPr/numPr")
        named = False
        for style in self._style_chain(block):
            name = _value(style, "name") or ""
            if HEADING.fullmatch(name):
                return None  # numbered headings are headings
            named = named or name.startswith(("List Bullet", "List Number"))
            if numbering is None:
                numbering = _found(style, "pPr/numPr")
        if numbering is None:
            return 0 if named else None
        if _value(numbering, "numId") == "0":  # Word's way to take a paragraph out of a list
            return None
        return max(0, min(_number(numbering, "ilvl") or 0, 8))


def _found(element: etree._Element, path: str) -> etree._Element | None:
    return element.find("/".join(f"{W}{tag}" for tag in path.split("/")))


def _value(element: etree._Element, path: str) -> str | None:
    """Return the attribute ``w:val`` of the element at ``path``."""
    found = _found(element, path)
    return None if found is None else found.get(f"{W}val")


def _number(element: etree._Element, path: str) -> int | None:
    """Return the attribute ``w:val`` at ``path`` as a number; None if it is not one."""
    written = _value(element, path) or ""
    return int(written) if re.fullmatch(r"-?[0-9]{1,9}", written) else None


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables, including those within content controls."""
    for child in body:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in PARTS:
            yield from _blocks(child)


def _below(table: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == tag:
            yield child
        elif child.tag in PARTS:
            yield from _below(child, tag)


def _text(block: etree._Element) -> str:
    """Return the visible text of a paragraph or cell, with all tracked changes accepted."""
    parts: list[str] = []
    stack = [block]
    while stack:
        node = stack.pop()
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in SPACES:
            parts.append(SPACES[node.tag])
        elif node.tag not in LEFT_OUT:
            if node.tag == f"{W}p" and parts:
                parts.append(" ")
            stack.extend(reversed(node))
    return "".join(parts)
