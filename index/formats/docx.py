"""Read Word documents as Word, LibreOffice and python-docx write them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from lxml import etree

from index.formats.canonical_text import Composition
from index.formats.decoding import one_line, parse_day
from index.formats.docx_body import WordBody
from index.formats.docx_left_out import parts_left_out
from index.formats.docx_numbering import WordNumbering
from index.formats.docx_styles import WordStyles
from index.formats.docx_text import WordText
from index.formats.docx_xml import W, value
from index.formats.html_tree import tag_of
from index.formats.left_out import notes_of
from index.formats.parsed import Parsed
from index.formats.zip_safety import member, open_archive, wrong_format, xml_of

if TYPE_CHECKING:
    from zipfile import ZipFile

CORE = "docProps/core.xml"
# The part with the notes, by the mark that refers to one of them.
NOTES = {
    f"{W}footnoteReference": "word/footnotes.xml",
    f"{W}endnoteReference": "word/endnotes.xml",
}
DELETED = (f"{W}del", f"{W}moveFrom")
NUMBERING = "word/numbering.xml"


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a Word document.

    :raises SourceError: it is not one, is encrypted, or unpacks to too much.
    """
    archive = open_archive(data, name, "DOCX")
    if "[Content_Types].xml" not in archive.namelist():
        raise wrong_format(name, "DOCX")
    body, styles = _opened(data, name)
    into = Composition()
    known = WordStyles(styles)
    text = WordText(known)
    numbering = WordNumbering(_part(archive, NUMBERING, name))
    WordBody(known, numbering, text, into).compose(body)
    _notes(archive, name, _referred(body), text, into)
    left_out = text.left_out + parts_left_out(archive, name, body)
    fields = {"language": _usual_language(styles)} | _known(archive, name)
    yield into.parsed(notes=notes_of(name, left_out, into.text), **fields)


def _part(archive: ZipFile, path: str, name: str) -> etree._Element | None:
    if path not in archive.namelist():
        return None
    return xml_of(member(archive, path, name, "DOCX"), name, "DOCX")


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


def _referred(body: etree._Element) -> dict[tuple[str, str | None], int]:
    """Return the mark and the id of each note to which the text refers, in its order."""
    marks = body.iter(*NOTES)
    kept = [mark for mark in marks if next(mark.iterancestors(*DELETED), None) is None]
    ids = ((mark.tag, mark.get(f"{W}id")) for mark in kept)
    return {id_: at for at, id_ in enumerate(dict.fromkeys(ids))}


def _notes(
    archive: ZipFile,
    name: str,
    referred: dict[tuple[str, str | None], int],
    text: WordText,
    into: Composition,
) -> None:
    """Write the notes at the end, because the file does not say where pages end.

    A note to which nothing refers was deleted with its mark.
    """
    roots = {mark: _part(archive, path, name) for mark, path in NOTES.items()}
    found = {
        referred[id_]: note
        for mark, root in roots.items()
        for note in (() if root is None else root)
        if (id_ := (mark, note.get(f"{W}id"))) in referred and note.get(f"{W}type") is None
    }
    notes = [text.of(note) for _, note in sorted(found.items())]
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
    author, language = one_line(fields.get("creator")), one_line(fields.get("language"))
    return {
        "title": one_line(fields.get("title")),
        "author": None if author == "python-docx" else author,
        "published": None if created == date(2013, 12, 23) else created,
        **({"language": language} if language else {}),
    }


def _usual_language(styles: etree._Element) -> str | None:
    """Return the language in which the words of the document are checked for spelling."""
    return one_line(value(styles, "docDefaults/rPrDefault/rPr/lang"))
