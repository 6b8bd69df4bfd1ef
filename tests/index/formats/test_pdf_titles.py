"""The title of a PDF is what its author wrote, not what a program left behind."""

from __future__ import annotations

import pytest

from tests.support.pdf_reading import parsed_pdf, quotable
from tests.support.pdf_writer import PdfPage, pdf

PROSE = ("The harbour is open at all hours of the day and the night.", "Boats pay at noon.")
JUNK = [
    "(anonymous)", "untitled", "Untitled-1", "Microsoft Word - rules_v3 (final).docx", "Slide 1",
    "Microsoft PowerPoint - plan.pptx", "PowerPoint Presentation", "PowerPoint-Präsentation",
    "Document1", "Dokument 2", "rules.indd", "rules.tex", "C:\\Users\\ida\\rules.doc", "Folie 1",
    "https://example.org/rules", "file:///home/ida/rules.html", "Layout 1", "2024-03-01", "unknown",
    "scan0001", "Book1", "about:blank", "  ", "Unbenanntes Dokument", "Sin título", "Print",
]  # fmt: skip


def harbour(**said: str | None) -> bytes:
    page = PdfPage().text(60, 780, "Harbour office, 3 May", size=11)
    page.text(60, 740, "Rules of the harbour", size=20).text(60, 716, "of Skerry", size=20)
    return pdf(page.lines(60, 680, *PROSE), **said)


@pytest.mark.parametrize("junk", JUNK)
def test_instead_of_what_a_program_wrote_the_first_large_line_is_the_title(junk: str) -> None:
    assert parsed_pdf(harbour(title=junk)).title == "Rules of the harbour of Skerry"


@pytest.mark.parametrize(
    "title", ["Documents of the board", "1984", "Layout of the quay", "Print shop"]
)
def test_a_title_that_a_person_wrote_is_kept(title: str) -> None:
    expected = "Rules of the harbour of Skerry" if title == "1984" else title
    assert parsed_pdf(harbour(title=title)).title == expected


def test_a_file_without_a_title_has_its_first_large_line() -> None:
    assert parsed_pdf(harbour()).title == "Rules of the harbour of Skerry"


def test_where_no_line_is_larger_a_bold_first_line_is_the_title() -> None:
    page = PdfPage().text(60, 760, "Rules of the slip", font="B").lines(60, 730, *PROSE)
    assert parsed_pdf(pdf(page)).title == "Rules of the slip"


def test_where_all_lines_are_alike_there_is_no_title() -> None:
    assert parsed_pdf(pdf(PdfPage().lines(60, 730, *PROSE))).title is None


@pytest.mark.parametrize("author", ["(anonymous)", "unknown", "(unspecified)"])
def test_nobody_is_no_author(author: str) -> None:
    assert parsed_pdf(harbour(author=author)).author is None


def test_an_author_is_kept() -> None:
    assert parsed_pdf(harbour(author="Ida Holm")).author == "Ida Holm"


@pytest.mark.parametrize(
    ("large", "is_heading"),
    [
        ("The hall was built in 1889 by the town, and it has been let ever since.", False),
        ("Why does the hall have no heating in the large room on the first floor?", True),
        ("4.5. Fees of the hall, without the garden.", True),
    ],
)
def test_a_sentence_in_large_type_heads_nothing(large: str, is_heading: bool) -> None:
    page = PdfPage().text(60, 760, "The hall", size=22).text(60, 720, large, size=15)
    page.lines(60, 690, *["It is open from eight to ten on every day of the week but one."] * 6)
    parsed = parsed_pdf(pdf(page))
    assert (large in [mark.heading for mark in parsed.landmarks]) is is_heading
    assert (large in quotable(parsed)) is not is_heading
