"""Pages and lines that are turned are read; what is not read is named in a note."""

from __future__ import annotations

import pytest

from index.errors import SourceError
from index.formats.pdf import read
from tests.support.paths import FILES
from tests.support.pdf_reading import parsed_pdf, quotable
from tests.support.pdf_writer import PdfPage, pdf

LINES = (
    "The rates of the harbour are printed on this page, which is wider",
    "than it is high. A berth at the quay costs nine crowns a night.",
)
UPRIGHT = PdfPage().lines(60, 700, "The first page stands upright, as pages do in most files.")
AT = {0: (60, 500), 1: (300, 60), 2: (500, 300), 3: (300, 780)}
STEP = {0: (0, -14), 1: (14, 0), 2: (0, 14), 3: (-14, 0)}


def turned(turn: int, rotate: int = 0) -> PdfPage:
    page = PdfPage(rotate=rotate)
    for number, line in enumerate(LINES):
        (x, y), (across, up) = AT[turn], STEP[turn]
        page.text(x + number * across, y + number * up, line, turn=turn)
    return page


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_turned_page_is_read_however_it_is_shown(turn: int, rotate: int) -> None:
    parsed = parsed_pdf(pdf(UPRIGHT, turned(turn, rotate)))
    assert " ".join(LINES) in quotable(parsed)
    assert parsed.notes == ()


def test_a_file_of_nothing_but_turned_pages_is_read() -> None:
    assert " ".join(LINES) in quotable(parsed_pdf(pdf(turned(1, 90), turned(1, 90))))


@pytest.mark.parametrize("file", ["weasyprint-landscape.pdf", "ghostscript-register.pdf"])
def test_a_landscape_page_of_another_program_is_read(file: str) -> None:
    said = quotable(parsed_pdf(file))
    assert "the museum before the climb, and children pay half of it." in said


def test_a_table_on_its_side_below_an_upright_head_is_read() -> None:
    page = PdfPage().text(60, 800, "Rates of the harbour, in crowns a week")
    for row in range(8):
        page.text(100 + 20 * row, 60, f"Berth {row}", turn=1)
        page.text(100 + 20 * row, 300, f"{row * 3 + 2} crowns", turn=1)
    said = quotable(parsed_pdf(pdf(page)))
    assert "| Berth 5 | 17 crowns |" in said


def test_a_stamp_at_the_margin_is_no_part_of_the_text_and_is_counted() -> None:
    page = PdfPage().lines(60, 700, *LINES).text(30, 300, "arXiv:2401.01234v2", turn=1)
    parsed = parsed_pdf(pdf(page))
    assert "arXiv" not in parsed.text
    assert " ".join(LINES) in quotable(parsed)
    assert parsed.notes == ("x.pdf: left out 18 letters, aslant or sideways beside the text",)


def test_pages_that_give_no_text_are_named() -> None:
    scan = PdfPage().picture()
    parsed = parsed_pdf(pdf(UPRIGHT, scan, UPRIGHT, scan, scan, scan, UPRIGHT))
    (note,) = parsed.notes
    assert note.startswith("x.pdf: pages 2, 4 to 6 contain no text: ")
    assert "ocrmypdf" in note


def test_one_page_without_text_is_one_page_and_an_empty_one_is_none() -> None:
    parsed = parsed_pdf(pdf(UPRIGHT, PdfPage(), PdfPage().picture()))
    (note,) = parsed.notes
    assert note.startswith("x.pdf: page 3 contains no text: ")


def test_a_file_of_pictures_only_is_refused() -> None:
    with pytest.raises(SourceError, match="only pictures of pages"):
        parsed_pdf(pdf(PdfPage().picture()))


def test_paragraphs_with_letters_that_the_file_does_not_name_are_counted() -> None:
    (parsed,) = read((FILES / "latex-two-columns.pdf").read_bytes(), "two.pdf")
    holes = sum("\N{REPLACEMENT CHARACTER}" in block for block in parsed.text.split("\n\n"))
    assert any(f"two.pdf: {holes} paragraph" in note for note in parsed.notes) == bool(holes)
    assert "\N{REPLACEMENT CHARACTER}" not in quotable(parsed)
