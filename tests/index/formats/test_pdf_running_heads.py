"""Running heads and feet of PDFs go, whole lines at the edge of most pages; the text stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.pdf_reading import parsed_pdf, quotable
from tests.support.pdf_writer import PdfPage, pdf

PROSE = [
    "The keeper of the light climbs the tower every evening before",
    "sunset, trims the wick and winds the clockwork of the lens.",
    "The boat came on Mondays and brought the mail and the bread.",
]


def prose(page: PdfPage, number: int) -> PdfPage:
    return page.lines(70, 720, *PROSE * 4, f"That was in the year {1900 + 7 * number}.")


def test_rows_that_differ_by_their_numbers_only_are_text_on_every_page() -> None:
    rows = [f"Berth {n} is let for {n * 4} crowns a week." for n in range(1, 91)]
    pages = [PdfPage().lines(60, 800, *rows[at : at + 30], step=25) for at in (0, 30, 60)]
    said = quotable(parsed_pdf(pdf(*pages)))
    assert [row for row in rows if row not in said] == []


def test_rows_of_a_table_with_a_cell_that_recurs_are_kept_on_every_page() -> None:
    pages = []
    for number in range(6):
        page = PdfPage()
        for row in range(30):
            kind = "Permanent" if row % 2 == 0 else "Temporary"
            page.text(60, 800 - 25 * row, f"Mill {number * 30 + row}").text(
                200, 800 - 25 * row, kind
            )
            page.text(400, 800 - 25 * row, f"{(number * 7 + row) % 11} men")
        pages.append(page)
    said = quotable(parsed_pdf(pdf(*pages)))
    for number in range(180):
        assert re.search(rf"\| Mill {number} \| (Permanent|Temporary) \| \d+ men \|", said), number


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Handbook of the harbour", "{}"),
        ("Handbook of the harbour, page {}", "for members only"),
        ("{}", "Harbour office, Skerry, 1998"),
        ("Handbook of the harbour", "Page {} of 12"),
    ],
)
def test_heads_and_feet_are_left_out_and_counted(head: str, foot: str) -> None:
    pages = [
        prose(PdfPage().text(70, 800, head.format(n)).text(280, 40, foot.format(n)), n)
        for n in range(1, 5)
    ]
    parsed = parsed_pdf(pdf(*pages))
    said = quotable(parsed)
    assert "Handbook" not in said
    assert "office" not in said
    assert "members only" not in said
    assert not re.search(r"Page \d", said)
    assert all(f"in the year {1900 + 7 * n}." in said for n in range(1, 5))
    assert said.count("before sunset") == 16
    assert parsed.notes == ("x.pdf: left out 8 lines of running heads and feet",)


def test_a_head_whose_other_part_names_the_section_goes_on_all_pages() -> None:
    pages = [
        prose(PdfPage().text(70, 800, "Harbour rules").text(400, 800, f"Of {name}"), at)
        for at, name in enumerate(["boats", "cranes", "nets", "ropes"])
    ]
    said = quotable(parsed_pdf(pdf(*pages)))
    assert "Harbour rules" not in said
    assert "Of nets" not in said


def test_a_head_of_several_rows_goes_with_all_of_them() -> None:
    pages = []
    for number in range(1, 6):
        head = PdfPage().lines(420, 800, "Rules 1.2", "3 May 1931", f"Page {number} of 5")
        pages.append(prose(head, number))
    parsed = parsed_pdf(pdf(*pages))
    assert not re.search("Rules|1931|Page", quotable(parsed))
    assert any("15 lines of running heads" in note for note in parsed.notes)


def test_a_row_that_begins_few_of_the_pages_is_text() -> None:
    pages = []
    for number in range(1, 7):
        first = "Keep the lamp lit." if number < 4 else f"Lamp {number} burns oil."
        rows = PdfPage().lines(70, 800, first, "It is lit at dusk.", "It is wiped at dawn.")
        pages.append(prose(rows, number))
    assert quotable(parsed_pdf(pdf(*pages))).count("Keep the lamp lit.") == 3


def test_heads_of_left_and_right_pages_may_differ() -> None:
    pages = [
        prose(PdfPage().text(70, 800, "Rules" if n % 2 else "The Skerry harbour board"), n)
        for n in range(8)
    ]
    said = quotable(parsed_pdf(pdf(*pages)))
    assert "Rules" not in said
    assert "board" not in said


def test_large_lines_that_count_are_headings_each_on_its_page() -> None:
    pages = [prose(PdfPage().text(70, 790, f"Lesson {n}", size=20), n) for n in range(1, 6)]
    parsed = parsed_pdf(pdf(*pages))
    headings = [mark.heading for mark in parsed.landmarks]
    assert headings == [f"Lesson {n}" for n in range(2, 6)]
    assert parsed.title == "Lesson 1"


def test_a_sentence_goes_on_from_page_to_page_past_foot_and_head() -> None:
    one = PdfPage().text(70, 800, "Handbook").text(300, 40, "1")
    one.lines(70, 720, *PROSE, "In the winter of 1947 the relief boat could not land for")
    two = PdfPage().text(70, 800, "Handbook").text(300, 40, "2")
    two.lines(70, 720, "sixty-three days, and the crew lived on fish.", *PROSE)
    said = quotable(parsed_pdf(pdf(one, two)))
    assert "could not land for sixty-three days, and the crew lived on fish." in said


@pytest.mark.parametrize(
    ("file", "rows", "lines"),
    [("fpdf2-register.pdf", 130, 12), ("ghostscript-register.pdf", 120, 9)],
)
def test_the_register_of_another_program_loses_its_heads_and_no_row(
    file: str, rows: int, lines: int
) -> None:
    parsed = parsed_pdf(file)
    said = quotable(parsed)
    for number in range(1, rows + 1):
        boat = "Gannet" if number % 3 else "Tern"
        assert f"| S-{number} | {boat} | {number * 7} crowns |" in said
    assert "register of boats" not in said
    assert "Page" not in said
    assert parsed.notes == (f"x.pdf: left out {lines} lines of running heads and feet",)


word = st.text("abcdefghij", min_size=4, max_size=9)


@given(st.lists(st.lists(word, min_size=3, max_size=8), min_size=8, max_size=40), st.integers(2, 4))
@settings(max_examples=25, deadline=None)
def test_no_word_of_pages_without_heads_is_ever_lost(rows: list[list[str]], pages: int) -> None:
    """Rows numbered through the file, with words by chance, some of them on several pages."""
    size = -(-len(rows) // pages)
    numbered = [f"{at * 13 + 5} {' '.join(row)} end." for at, row in enumerate(rows)]
    made = [PdfPage().lines(60, 800, *numbered[at : at + size]) for at in range(0, len(rows), size)]
    said = quotable(parsed_pdf(pdf(*made)))
    assert [row for row in numbered if row not in said] == []


def test_a_roman_page_number_below_smaller_text_is_no_text() -> None:
    first = PdfPage().lines(70, 780, *PROSE, size=9).text(290, 35, "ii", size=10)
    pages = [prose(PdfPage(), number) for number in range(3)]
    assert "ii" not in quotable(parsed_pdf(pdf(first, *pages))).split()
