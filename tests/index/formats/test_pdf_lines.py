"""The letters of a PDF become lines: raised digits, and justified lines drawn far apart."""

from __future__ import annotations

from index.types import BlockKind
from tests.support.pdf_reading import blocks_of, parsed_pdf
from tests.support.pdf_writer import PdfPage, pdf

COLUMN = (
    "Members of the club", "meet in the hall each", "week, and they bring", "their own boats and",
    "oars with them to the", "river of the town,",
)  # fmt: skip


def test_a_digit_that_is_high_is_raised_however_large_it_is() -> None:
    page = PdfPage().text(70, 780, "The wall has 10").text(146.9, 785.4, "6", size=10.6)
    page.text(156.5, 780, "bricks and holds for a hundred years.")
    assert blocks_of(parsed_pdf(pdf(page))) == [
        "The wall has 10⁶ bricks and holds for a hundred years."
    ]


def test_no_space_stands_before_the_full_stop_after_a_raised_digit() -> None:
    page = PdfPage().text(70, 780, "The floor has an area of 30 m").text(214, 785, "2", size=7)
    page.text(219, 780, ". It is of oak.")
    assert blocks_of(parsed_pdf(pdf(page))) == ["The floor has an area of 30 m². It is of oak."]


def stretched(page: PdfPage, x: float, y: float, line: str, width: float = 140) -> PdfPage:
    """Draw a line of Courier so that it ends at ``x + width``, each word by itself."""
    words = line.split(" ")
    gap = (width - sum(6 * len(word) for word in words)) / (len(words) - 1)
    for word in words:
        page.text(x, y, word, size=10, font="C")
        x += 6 * len(word) + gap
    return page


def test_justified_lines_drawn_far_apart_are_lines_of_their_column_and_no_cells() -> None:
    page = PdfPage()
    for x in (60, 220):
        for row, line in enumerate(COLUMN * 3):
            if row % 4:
                page.text(x, 780 - 12 * row, f"{line:<23}".replace(" ", "n"), size=10, font="C")
            else:
                stretched(page, x, 780 - 12 * row, "Members of the club", width=138)
    parsed = parsed_pdf(pdf(page))
    assert not blocks_of(parsed, BlockKind.TABLE)
    assert parsed.text.count("Members of the club") == 10


def test_rows_without_gaps_that_differ_by_their_numbers_are_rows_each() -> None:
    page = PdfPage().lines(70, 780, "The fees of the harbour are laid down by the board each year:")
    page.lines(70, 750, *(f"Berth {n} costs {n * 3} crowns" for n in range(1, 6)))
    assert blocks_of(parsed_pdf(pdf(page)))[1:] == [
        f"Berth {n} costs {n * 3} crowns" for n in range(1, 6)
    ]


def test_a_digit_at_which_pdfium_ends_the_line_is_raised_where_it_stands() -> None:
    page = PdfPage().text(70, 780, "So E = m").text(117, 780, "c", font="T", size=12)
    page.text(123.4, 785.3, "2", font="T", size=10.67).text(132, 780, "holds for the tower.")
    assert blocks_of(parsed_pdf(pdf(page))) == ["So E = mc² holds for the tower."]


def test_a_digit_that_is_smaller_and_lower_is_lowered() -> None:
    for size, low in ((7.0, 1.1), (8.0, 2.0), (9.5, 2.4)):
        page = PdfPage().text(70, 780, "The well has H").text(143, 780 - low, "2", size=size)
        page.text(143.3 + 0.556 * size, 780, "O for a year.")
        assert blocks_of(parsed_pdf(pdf(page))) == ["The well has H₂O for a year."]


def test_two_spaces_after_a_full_stop_of_code_part_no_line() -> None:
    page = PdfPage().lines(70, 780, *COLUMN * 2)
    typed = ("Please enter the name of the boat.  The", "usual name is that of the town.")
    page.lines(90, 560, *typed, font="C", size=10)
    (code,) = blocks_of(parsed_pdf(pdf(page)), BlockKind.CODE)
    assert code == "\n".join(typed)
