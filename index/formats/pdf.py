"""Read PDF with pdfium, the library of Chromium."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from ctypes import c_ushort
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw

from index.errors import SourceError
from index.formats.left_out import notes_of
from index.formats.parsed import Parsed
from index.formats.pdf_contents import headings_named, without_contents
from index.formats.pdf_flow import Flow
from index.formats.pdf_forms import remarks_on, values_of, with_values
from index.formats.pdf_joints import Joints
from index.formats.pdf_justified import with_justified
from index.formats.pdf_layout import in_order
from index.formats.pdf_letters import UNKNOWN, canvas_of
from index.formats.pdf_lines import Line, Sheet, sheets_of
from index.formats.pdf_margins import with_initials, without_line_numbers
from index.formats.pdf_missing_letters import pieces_without_letters
from index.formats.pdf_rules import drawing_of, with_drawn_bullets
from index.formats.pdf_running_heads import without_running_heads
from index.formats.pdf_titles import first_large_line, known_name

MAX_PAGES = 10_000


def read(data: bytes, name: str) -> Iterator[Parsed]:
    """Read a PDF.

    :raises SourceError: it is encrypted, is damaged, or has only pictures of pages.
    """
    document = _opened(data, name)
    try:
        pages = _pages(document, name)
        fields = document.get_metadata_dict() | {"Language": _language(document)}
    finally:
        document.close()
    if not pages.has_text and not pages.pieces:
        raise SourceError(
            f"{name}: contains no text, only pictures of pages",
            hint=f"Recognise its text first, e.g. with `ocrmypdf {name} {name}`.",
        )
    parsed = _parsed(pages, name, fields)
    if pages.pieces and not parsed.blocks:
        raise SourceError(
            f"{name}: its letters could not be read, for their fonts are not in the file",
            hint="Export it with its fonts.",
        )
    yield parsed


@dataclass(slots=True)
class _Pages:
    """The sheets of all pages, and what could not be read or is not text."""

    count: int
    sheets: list[Sheet] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    pieces: int = 0
    turned: int = 0
    heads: int = 0
    numbers: int = 0
    contents: int = 0
    parts: Counter[str] = field(default_factory=Counter)

    @property
    def has_text(self) -> bool:
        return any(_has_text(sheet.lines) for sheet in self.sheets)

    def notes(self, name: str) -> Iterator[str]:
        """Yield what was left out, a line each."""
        if self.damaged:
            yield f"{name}: {_listed(self.damaged)} could not be read: export the file again"
        if self.empty:
            holds = "contains" if len(self.empty) == 1 else "contain"
            hint = f"recognise it first, e.g. with `ocrmypdf --skip-text {name} {name}`"
            yield f"{name}: {_listed(self.empty)} {holds} no text: {hint}"
        if self.unread:
            yield (
                f"{name}: {self.pieces:,} pieces of text on {_listed(self.unread)} could not be"
                " read, for their fonts are not in the file: export it with its fonts"
            )
        if self.turned:
            yield f"{name}: left out {self.turned:,} letters, aslant or sideways beside the text"
        left_out = [
            f"{count:,} {'line' if count == 1 else 'lines'} of {what}"
            for count, what in (
                (self.heads, "running heads and feet"),
                (self.contents, "contents"),
                (self.numbers, "line numbers"),
            )
            if count
        ]
        if left_out:
            yield f"{name}: left out {', '.join(left_out)}"


def _parsed(pages: _Pages, name: str, fields: Mapping[str, str]) -> Parsed:
    pages.heads = without_running_heads(pages.sheets)
    joints = Joints([line for sheet in pages.sheets for line in sheet.lines])
    named = headings_named(pages.sheets)
    for sheet in pages.sheets:
        lines = without_line_numbers(sheet.lines)
        pages.numbers += len(sheet.lines) - len(lines)
        lines = in_order(with_initials(lines, joints.knows), sheet.rules)
        sheet.lines, count = without_contents(lines, pages.count, named)
        pages.contents += count
    flow = Flow(pages.sheets, joints)
    everything = [line for sheet in pages.sheets for line in sheet.lines]
    known = {
        "title": known_name(fields.get("Title")) or first_large_line(everything, flow.size),
        "author": known_name(fields.get("Author")),
        "language": fields["Language"] or None,
    }
    text = flow.composed(pages.count)
    notes = (*pages.notes(name), *notes_of(name, pages.parts, text.text))
    return text.parsed(**known, notes=notes)


def _opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise SourceError(
                f"{name}: encrypted with a password",
                hint=f"Save it without one, e.g. `qpdf --decrypt --password=… {name} open.pdf`.",
            ) from None
        raise SourceError(
            f"{name}: not a PDF, or damaged", hint="Export it or download it again."
        ) from None


def _language(document: Any) -> str:
    """Return the language that the document states, such as "de-AT"; "" if it states none."""
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    stated = (c_ushort * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document, stated, length)
    return bytes(stated).decode("utf-16-le", "replace").rstrip("\0").strip()


def _pages(document: Any, name: str) -> _Pages:
    if len(document) > MAX_PAGES:
        raise SourceError(
            f"{name}: {len(document):,} pages, more than {MAX_PAGES:,}", hint="Split it."
        )
    pages = _Pages(len(document))
    pages.parts["attached files"] = raw.FPDFDoc_GetAttachmentCount(document)
    form = _form(document)
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            _add(pages, page, number, form)
            page.close()
        except pypdfium2.PdfiumError:  # a damaged page still counts
            pages.damaged.append(number)
    return pages


def _form(document: Any) -> Any:
    if document.get_formtype() == raw.FORMTYPE_NONE:
        return None
    document.init_forms()
    return document.formenv


def _add(pages: _Pages, page: Any, number: int, form: Any) -> None:
    canvas = canvas_of(page)
    sheets, left_out = sheets_of(page, number)
    for sheet in sheets:
        sheet.lines = with_justified(sheet.lines)
    if form and (values := list(values_of(page, form.raw, number, canvas))):
        sheets = sheets or [Sheet(number, [], page.get_height())]
        sheets[0].lines = with_values(sheets[0].lines, values)
    if sheets:
        drawing = drawing_of(page, canvas)
        sheets[0].rules = drawing.rules
        sheets[0].lines = with_drawn_bullets(sheets[0].lines, drawing.dots)
    pages.parts["remarks on pages"] += remarks_on(page)
    if unread := pieces_without_letters(page):
        pages.unread.append(number)
        pages.pieces += unread
    drawn = raw.FPDFPage_CountObjects(page.raw) > 0
    if drawn and not unread and not any(_has_text(sheet.lines) for sheet in sheets):
        pages.empty.append(number)
    pages.sheets += sheets
    pages.turned += left_out


def _has_text(lines: Sequence[Line]) -> bool:
    return any(map(str.isalnum, "".join(line.text for line in lines).replace(UNKNOWN, "")))


def _listed(numbers: Sequence[int]) -> str:
    """Return page numbers as people write them: "pages 2, 5 to 8 and 11"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = [
        f"{run[0]} to {run[-1]}" if len(run) > 2 else " and ".join(map(str, run)) for run in runs
    ]
    return f"{'page' if len(numbers) == 1 else 'pages'} {', '.join(written)}"
