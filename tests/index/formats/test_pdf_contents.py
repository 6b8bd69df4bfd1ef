"""Tables of contents and indexes of PDFs are left out; price lists with leaders are tables."""

from __future__ import annotations

import pytest

from index.types import BlockKind
from tests.support.pdf_reading import blocks_of, parsed_pdf, quotable
from tests.support.pdf_writer import PdfPage, pdf
from tests.support.read_pages import headings

CHAPTERS = [
    "The harbour",
    "Its quays",
    "The tariff of the year",
    "Boats that are lost",
    "The board",
]
TEXT = PdfPage().lines(
    60, 700, "The harbour has two quays. The inner quay is for the members of the club.",
    "The rates are laid down by the board in the month of January.",
)  # fmt: skip


def contents(leader: str, *, numbers: tuple[int, ...] = (1, 3, 4, 9, 12)) -> PdfPage:
    page = PdfPage().text(60, 760, "Contents", size=18)
    for at, (chapter, number) in enumerate(zip(CHAPTERS, numbers, strict=True)):
        page.text(60, 720 - 18 * at, f"{at + 1} {chapter} {leader} {number}")
    return page


@pytest.mark.parametrize("leader", ["." * 40, ". " * 30, "…" * 12, "·" * 30, "_" * 20])
def test_lines_with_leaders_to_page_numbers_are_left_out_and_counted(leader: str) -> None:
    parsed = parsed_pdf(pdf(contents(leader), TEXT))
    assert "tariff of the year" not in quotable(parsed)
    assert "two quays" in quotable(parsed)
    assert parsed.notes == ("x.pdf: left out 5 lines of contents",)


def test_an_entry_that_wraps_is_left_out_whole_and_a_chapter_without_leaders_too() -> None:
    page = PdfPage().text(60, 760, "Contents", size=18)
    page.text(60, 730, "1 The harbour", font="B").text(500, 730, "1", font="B")
    page.text(75, 712, "1.1 Which boats may lie at the inner quay in the months of winter")
    page.text(75, 698, "when the outer quay is closed? " + ". " * 20).text(500, 698, "2")
    page.text(75, 680, "1.2 Who pays? " + ". " * 30).text(500, 680, "4")
    page.text(60, 662, "2 The board", font="B").text(500, 662, "7", font="B")
    parsed = parsed_pdf(pdf(page, *[TEXT] * 6))
    assert quotable(parsed).startswith("The harbour has two quays.")


def test_contents_without_leaders_below_their_title_are_left_out() -> None:
    page = PdfPage().text(60, 760, "Table of contents", size=18)
    for at, chapter in enumerate(CHAPTERS):
        page.text(60, 720 - 18 * at, chapter).text(500, 720 - 18 * at, str(1 + 3 * at))
    parsed = parsed_pdf(pdf(page, TEXT))
    assert quotable(parsed).startswith("The harbour has two quays.")


@pytest.mark.parametrize("mark", ["", "• ", "{}. ", "{} "])
def test_contents_without_page_numbers_name_the_headings_of_the_document(mark: str) -> None:
    page = PdfPage().text(60, 760, "Contents", size=18)
    for at, chapter in enumerate(CHAPTERS):
        page.text(60, 720 - 18 * at, mark.format(at + 1) + chapter)
    sections = PdfPage()
    for at, chapter in enumerate(CHAPTERS):
        sections.text(60, 760 - 80 * at, f"{at + 1} {chapter}", size=16)
        sections.text(60, 735 - 80 * at, f"In year {at} the board met twice in the old hall.")
    parsed = parsed_pdf(pdf(page, sections))
    assert "tariff of the year" not in quotable(parsed)
    assert parsed.notes == ("x.pdf: left out 5 lines of contents",)


def test_contents_on_the_page_of_the_first_heading_end_above_it() -> None:
    page = PdfPage().text(60, 760, "Contents", size=18).lines(60, 735, *CHAPTERS)
    for at, chapter in enumerate(CHAPTERS):
        page.text(60, 640 - 80 * at, chapter, size=16)
        page.text(60, 615 - 80 * at, f"In year {at} the board met twice in the old hall.")
    parsed = parsed_pdf(pdf(page))
    assert headings(parsed)[-5:] == CHAPTERS


def test_lines_below_contents_that_are_no_headings_are_text() -> None:
    page = PdfPage().text(60, 760, "Contents", size=18)
    page.lines(60, 720, "A rope of hemp", "Two oars", "One lantern", "A tin of biscuits", "A bell")
    assert "One lantern" in quotable(parsed_pdf(pdf(page, TEXT)))


def test_an_index_is_left_out() -> None:
    page = PdfPage()
    for at in range(20):
        page.text(60, 760 - 18 * at, f"word{at} {'.' * 30} {at * 7 % 20 + 1}")
    parsed = parsed_pdf(pdf(*[TEXT] * 20, page))
    assert "word" not in quotable(parsed)


def test_prices_behind_leaders_are_quoted_without_the_leaders() -> None:
    page = PdfPage().text(60, 760, "What the inn of the harbour asks", size=18)
    for at, (what, price) in enumerate(
        [("Soup of the day", "2.50"), ("Fish with potatoes", "7.20"), ("A glass of beer", "1.80")]
    ):
        page.text(60, 720 - 18 * at, f"{what} {'.' * 30} {price}")
    (table,) = blocks_of(parsed_pdf(pdf(page)), BlockKind.TABLE)
    assert "| Fish with potatoes | 7.20 |" in table
    assert "..." not in table


def test_whole_crowns_that_fall_are_prices_and_no_pages() -> None:
    page = contents("." * 40, numbers=(40, 35, 20, 12, 3))
    (table,) = blocks_of(parsed_pdf(pdf(page)), BlockKind.TABLE)
    assert "| 3 The tariff of the year | 20 |" in table


def test_three_points_in_a_sentence_are_no_leaders() -> None:
    page = PdfPage().lines(60, 700, "The watchman waited... and waited... and saw 12 boats.")
    assert blocks_of(parsed_pdf(pdf(page))) == [
        "The watchman waited... and waited... and saw 12 boats."
    ]
