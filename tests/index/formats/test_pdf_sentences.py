"""Sentences of PDFs stay whole where their lines end, and nothing is put into them."""

from __future__ import annotations

import pytest

from index.types import BlockKind
from tests.support.pdf_reading import blocks_of, items_of, parsed_pdf, quotable
from tests.support.pdf_writer import PdfPage, pdf

BEFORE = (
    "The office of the harbour was built in the year 1912, of brick",
    "from the works at Hallin, and it was opened by the mayor.",
)


def said(*lines: str) -> str:
    return quotable(parsed_pdf(pdf(PdfPage().lines(70, 720, *BEFORE, *lines))))


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("Letters are taken in at the counter on weekdays until", "6. On Sundays it is closed."),
        ("Letters are taken in at the counter between 8 a.m. and 6", "p.m. on all weekdays."),
        ("The harbour master of the year is the well-known Dr. Anna", "K. Solberg of Hallin."),
        ("The rate for a berth is laid down in paragraph", "12.7 of the tariff of 1998."),
        ("The rate for a berth is laid down in the tariff under no.", "7.4 and nowhere else."),
        ("The two quays have letters, and the boat lies at quay", "b) in the winter months."),
        ("The water is high enough for the large ferries at depth", "(3) of the table of depths."),
        (
            "The harbour was deepened twice in the last century, by",
            "2. and 3. companies of sappers.",
        ),
        ("The harbour has cranes, of which the largest is the old", "- and only - steam crane."),
    ],
)
def test_a_line_that_begins_like_an_item_goes_on_with_its_sentence(line: str, after: str) -> None:
    assert f"{line} {after}" in said(line, after)


def test_items_that_count_are_items_of_a_list() -> None:
    page = PdfPage().lines(
        70, 720, *BEFORE, "Every member of the club is asked to bring to the quay"
    )
    page.lines(70, 678, "1. a rope that is at least ten metres long and in good order,")
    page.lines(70, 664, "2. a lamp with oil for the night, and matches in a dry box,")
    page.lines(70, 650, "3. a coat.")
    items = items_of(parsed_pdf(pdf(page)))
    assert [item[:9] for item in items] == ["1. a rope", "2. a lamp", "3. a coat"]


def test_numbered_paragraphs_of_a_law_each_begin_a_block() -> None:
    page = PdfPage()
    for at in range(1, 5):
        page.text(70, 760 - 28 * at, f"4.{at} The member pays the fee in the month of January, and")
        page.text(
            70, 746 - 28 * at, f"the board may grant a delay of {at} months to the member who asks."
        )
    blocks = blocks_of(parsed_pdf(pdf(page)))
    assert [block[:3] for block in blocks] == ["4.1", "4.2", "4.3", "4.4"]


@pytest.mark.parametrize("end", ["until", "at the house of Mr.", "see paragraph no.", "by J."])
def test_a_sentence_goes_on_over_the_end_of_a_page(end: str) -> None:
    one = PdfPage().lines(70, 720, *BEFORE, f"The letters of the harbour office are kept {end}")
    two = PdfPage().lines(70, 720, "Holm comes back. They are burnt then.", *BEFORE)
    assert f"{end} Holm comes back." in quotable(parsed_pdf(pdf(one, two)))


def test_a_sentence_goes_on_over_the_end_of_a_column() -> None:
    page = PdfPage()
    left = ["The harbour has two quays and a slip which"] * 9 + ["The fee for the crane is five"]
    page.lines(50, 720, *left).lines(310, 720, "crowns an hour, with the driver.", *left[:8])
    assert "is five crowns an hour, with the driver." in quotable(parsed_pdf(pdf(page)))


@pytest.mark.parametrize(
    ("line", "after", "joined"),
    [
        ("The rules are printed at https://example.org/", "harbour/rules for all", "org/harbour"),
        ("The rules are printed at https://example.org", "/harbour/rules for all", "org/harbour"),
        ("The rules are printed at https://www.", "example.org/rules for all", "www.example"),
        ("The rules are printed at https://example.org/rules.", "html for all", "rules.html"),
        ("The rules are printed at https://example.org/old-", "rules for all", "/old-rules"),
        ("The rules are printed at https://example.org/?q=", "rules for all", "?q=rules"),
        ("Write a letter about it to the board at board@", "example.org soon", "board@example"),
        ("The plan of the harbour is for the years 2021–", "2025, and then", "2021–2025"),
        ("The plan of the harbour is for the years 2021-", "2025, and then", "2021-2025"),
        ("A berth at the inner quay costs a boat from 7–", "9 crowns, says", "7–9 crowns"),
        ("The box for the mail stands at the door of the input/", "output hall", "input/output"),
        ("The boat was built by the well-known firm of Holm—", "Solberg, who", "Holm—Solberg"),
    ],
)
def test_what_has_no_space_gets_none(line: str, after: str, joined: str) -> None:
    assert joined in said(line, f"{after} of them in the end.")


@pytest.mark.parametrize(
    ("line", "after", "joined"),
    [
        (
            "All the rules of the harbour are printed at https://example.org.",
            "The board",
            "org. The",
        ),
        ("The rates are raised in the years of two- and three-", "fold prices", "two- and three"),
        ("The keeper – an old man who had been at sea –", "slept at noon.", "sea – slept"),
        ("The harbour took in as much in the last year as 12", "000 crowns.", "as 12 000"),
        ("The harbour was built for pre-", "and post-war ferries.", "for pre- and post-war"),
    ],
)
def test_what_has_a_space_keeps_it(line: str, after: str, joined: str) -> None:
    assert joined in said(line, after)


@pytest.mark.parametrize("name", ["chromium-initial.pdf"])
def test_a_large_initial_of_another_program_belongs_to_its_word(name: str) -> None:
    parsed = parsed_pdf(name)
    assert quotable(parsed).startswith("The keeper of the light climbs the tower every evening")
    assert len(blocks_of(parsed)) == 1


@pytest.mark.parametrize(
    ("initial", "rest", "x"), [("T", "he harbour", 104), ("A", " boat", 106), ("“W", "e", 134)]
)
def test_a_large_initial_belongs_to_its_word(initial: str, rest: str, x: int) -> None:
    page = PdfPage().text(70, 692, initial, size=44)
    page.lines(x, 720, f"{rest.strip()} of the year 1912 was built of brick from Hallin",
               "for the ferries that went to the islands in those days, before", "the")  # fmt: skip
    page.lines(70, 678, "bridge. A boat lies there still, and a boat it will remain.")
    whole = quotable(parsed_pdf(pdf(page)))
    assert whole.startswith(f"{initial}{rest} of the year")
    assert "the bridge. A boat" in whole


@pytest.mark.parametrize("each", [1, 5])
@pytest.mark.parametrize("x", [50, 480])
def test_line_numbers_in_a_margin_are_no_words_of_the_sentence(each: int, x: int) -> None:
    page = PdfPage()
    lines = [
        f"The harbour of Skerry was deepened in the year {1900 + at} and again" for at in range(40)
    ]
    for at, line in enumerate(lines):
        page.text(90, 780 - 18 * at, line)
        if (at + 1) % each == 0:
            page.text(x, 780 - 18 * at, str(at + 1), size=8)
    parsed = parsed_pdf(pdf(page))
    assert " ".join(lines) in quotable(parsed)
    count = len(lines) // each
    assert parsed.notes == (f"x.pdf: left out {count} lines of line numbers",)


def test_numbers_of_the_rows_of_a_table_are_no_line_numbers() -> None:
    page = PdfPage()
    for at in range(1, 20):
        page.text(60, 780 - 18 * at, str(at)).text(110, 780 - 18 * at, f"Boat of the {at}th member")
        page.text(350, 780 - 18 * at, f"{at * 3} metres")
    (table,) = blocks_of(parsed_pdf(pdf(page)), BlockKind.TABLE)
    assert "| 7 | Boat of the 7th member | 21 metres |" in table


def test_a_bold_line_within_a_sentence_is_no_heading() -> None:
    page = PdfPage().lines(
        70, 720, *BEFORE, "The master of the harbour may in the cases of this rule"
    )
    page.text(70, 678, "send away all boats that are not insured for fire, and", font="B")
    page.text(70, 664, "their owners pay for the tow.")
    whole = quotable(parsed_pdf(pdf(page)))
    assert "of this rule send away all boats that are not insured for fire, and their" in whole


@pytest.mark.parametrize(
    ("line", "after", "whole"),
    [
        ("No fee is asked for by the clerk of those who partici-", "pate in it.", "participate in"),
        ("The gate is closed on the bridge, which is remem-", "bered by the town.", "remembered"),
        ("The members of the club write to the harbour-", "master of it.", "harbour-master"),
        ("The boat of the club is led by a well-", "known man.", "well-known man"),
        ("The light on the rock was kept by Mar-", "git Solberg.", "Mar-git Solberg"),
        ("The boat may be taken once, and re-", "painted by others.", "re-painted"),
    ],
)
def test_an_english_word_whose_halves_are_none_is_whole(line: str, after: str, whole: str) -> None:
    assert whole in said(line, after)


def test_an_address_in_typewriter_letters_goes_on_with_its_item() -> None:
    page = PdfPage().lines(70, 720, *BEFORE).text(70, 678, "\u2022 The list of the members")
    page.text(84, 664, "of the club can be seen by everybody at any of the mirrors")
    page.text(84, 650, "https://example.org/list", font="C")
    page.text(70, 636, "\u2022 The list of all boats hangs at the gate.")
    assert "any of the mirrors https://example.org/list\n" in quotable(parsed_pdf(pdf(page)))
