"""Text whose letters nobody can tell, since the file lacks its font, is counted and said."""

from __future__ import annotations

import re

import pytest

from index.errors import SourceError
from index.formats.parsed import Parsed
from tests.support.pdf_reading import parsed_pdf
from tests.support.pdf_writer import PdfPage, pdf

# A font of Japanese that is not in the file; machines that have another read its letters with that.
FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light-Identity-H /Encoding /Identity-H"
    " /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000"
    " /FontDescriptor << /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4"
    " /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /StemV 80 >> >>] >>"
)
COURIER = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"


def with_foreign_text(page: PdfPage, pieces: int) -> bytes:
    """Return a PDF of the page, and as many pieces of text in the font that it lacks."""
    for at in range(pieces):
        page.drawn.append(f"BT /C 12 Tf 70 {600 - 20 * at} Td <034B> Tj ET")
    data = pdf(page)
    assert data.count(COURIER.encode()) == 1
    return data.replace(COURIER.encode(), FONT.encode())


def read(page: PdfPage, pieces: int) -> Parsed:
    return parsed_pdf(with_foreign_text(page, pieces))


def test_text_in_a_font_that_is_nowhere_is_counted_unless_the_machine_has_another() -> None:
    parsed = read(PdfPage().lines(70, 720, "The lamp burns oil.", "It is lit at dusk."), 5)
    assert "The lamp burns oil." in parsed.text
    known = re.search("[\u3040-\u9fff]", parsed.text) is not None
    said = [note for note in parsed.notes if "5 pieces of text on page 1 could not be read" in note]
    assert known is not bool(said)


def test_a_file_of_nothing_else_is_refused_or_read() -> None:
    try:
        text = read(PdfPage(), 5).text
    except SourceError as error:
        text = error.message
    assert re.search("[\u3040-\u9fff]|fonts are not in the file", text)


@pytest.mark.parametrize("font", ["F", "T", "C"])
def test_fonts_that_every_program_has_are_none_of_it(font: str) -> None:
    page = PdfPage().lines(70, 720, "The lamp burns oil.", font=font)
    for at in range(5):
        page.text(70, 600 - 20 * at, "   ", font=font)
    assert parsed_pdf(pdf(page)).notes == ()
