"""Tables of PDFs keep their cells whole; what stands beside the text stays beside it."""

from __future__ import annotations

import pytest

from index.types import BlockKind
from tests.files.make_pdf import ASK, OPEN, RATES, STORES
from tests.support.pdf_reading import blocks_of, items_of, parsed_pdf, quotable
from tests.support.pdf_writer import PdfPage, pdf

TABLES = [
    "chromium-table-top.pdf", "chromium-table-middle.pdf", "weasyprint-table.pdf",
    "reportlab-table-grid.pdf", "reportlab-table-plain.pdf",
]  # fmt: skip
BEFORE = "The rates of the harbour for the year are laid down by the board:"


@pytest.mark.parametrize("name", TABLES)
def test_cells_that_wrap_are_whole_in_tables_of_other_programs(name: str) -> None:
    parsed = parsed_pdf(name)
    (table,) = [block for block in parsed.blocks if block.kind is BlockKind.TABLE]
    rows = [parsed.text[start:end] for start, end in table.parts]
    assert rows == [f"| {' | '.join(row)} |" for row in RATES]
    assert table.headed
    assert ASK.strip() in quotable(parsed)


@pytest.mark.parametrize(
    "name", ["chromium", "weasyprint", "ghostscript", "libreoffice", "reportlab"]
)
def test_cells_that_stand_as_close_as_words_are_apart(name: str) -> None:
    parsed = parsed_pdf(f"{name}-close.pdf")
    (table,) = [block for block in parsed.blocks if block.kind is BlockKind.TABLE]
    rows = [parsed.text[start:end] for start, end in table.parts]
    assert rows == [f"| {' | '.join(row)} |" for row in STORES]


def tables(page: PdfPage) -> list[str]:
    return blocks_of(parsed_pdf(pdf(page)), BlockKind.TABLE)


def table(*cells: tuple[float, float, str]) -> PdfPage:
    page = PdfPage().lines(60, 760, BEFORE)
    for x, y, text in cells:
        page.text(x, y, text)
    return page


def test_without_rules_or_gaps_a_row_begins_where_the_first_column_does() -> None:
    (found,) = tables(
        table(
            (60, 700, "Berth"), (160, 700, "For"), (400, 700, "Rate"),
            (60, 686, "Inner"), (160, 686, "boats of up to ten metres and"), (400, 686, "9 crowns"),
            (160, 672, "their tenders"),
            (60, 658, "Outer"), (160, 658, "all other boats, at their own"), (400, 658, "4 crowns"),
            (160, 644, "risk"),
        )
    )  # fmt: skip
    assert found.split("\n") == [
        "| Berth | For | Rate |",
        "| Inner | boats of up to ten metres and their tenders | 9 crowns |",
        "| Outer | all other boats, at their own risk | 4 crowns |",
    ]


def test_an_empty_cell_keeps_its_place() -> None:
    (found,) = tables(
        table(
            (60, 700, "Month"), (160, 700, "Boats"), (260, 700, "Nets"),
            (60, 680, "May"), (160, 680, "7"), (260, 680, "12"),
            (60, 660, "June"), (260, 660, "15"),
            (160, 640, "8"), (260, 640, "16"),
        )
    )  # fmt: skip
    assert found.split("\n")[1:] == ["| May | 7 | 12 |", "| June |  | 15 |", "|  | 8 | 16 |"]


def test_rules_alone_tell_where_a_row_ends() -> None:
    page = table(
        (160, 700, "boats of up to ten metres and"), (60, 693, "Inner"), (400, 693, "9 crowns"),
        (160, 686, "their tenders"),
        (160, 672, "all other boats, at their own"), (60, 665, "Outer"), (400, 665, "4 crowns"),
        (160, 658, "risk"),
        (160, 644, "boats that are pulled out for"), (60, 637, "Slip"), (400, 637, "6 crowns"),
        (160, 630, "the winter"),
    )  # fmt: skip
    for y in (711, 683, 655, 626):
        page.rule(55, 480, y)
    (found,) = tables(page)
    assert found.split("\n") == [
        "| Inner | boats of up to ten metres and their tenders | 9 crowns |",
        "| Outer | all other boats, at their own risk | 4 crowns |",
        "| Slip | boats that are pulled out for the winter | 6 crowns |",
    ]


def test_a_table_goes_on_over_pages_with_its_head_once_and_each_row_on_its_page() -> None:
    def page(first: int) -> PdfPage:
        made = PdfPage().text(60, 700, "Boat").text(200, 700, "Owner").text(350, 700, "Length")
        for row in range(1, 20):
            made.text(60, 700 - 18 * row, f"S-{first + row}").text(200, 700 - 18 * row, "Holm")
            made.text(350, 700 - 18 * row, f"{first + row} feet")
        return made

    parsed = parsed_pdf(pdf(page(0), page(100)))
    (found,) = [block for block in parsed.blocks if block.kind is BlockKind.TABLE]
    rows = [parsed.text[start:end] for start, end in found.parts]
    assert rows[0] == "| Boat | Owner | Length |"
    assert rows.count(rows[0]) == 1
    assert len(rows) == 39
    assert parsed.text[parsed.pages[1] :].startswith("| S-101 |")


def test_text_after_a_table_is_no_row_of_it() -> None:
    page = table((60, 700, "May"), (160, 700, "7 boats"), (60, 686, "June"), (160, 686, "9 boats"))
    page.lines(60, 660, "The boats are counted by the watchman at noon.")
    blocks = blocks_of(parsed_pdf(pdf(page)))
    assert blocks == [
        BEFORE,
        "| May | 7 boats |\n| June | 9 boats |",
        "The boats are counted by the watchman at noon.",
    ]


def test_a_single_line_with_a_gap_is_a_line() -> None:
    page = PdfPage().text(60, 700, "Harbour office:").text(220, 700, "Quay Street 4, Skerry")
    assert blocks_of(parsed_pdf(pdf(page))) == ["Harbour office: Quay Street 4, Skerry"]


@pytest.mark.parametrize("name", ["chromium-sidebar.pdf", "weasyprint-sidebar.pdf"])
def test_a_sidebar_of_another_program_is_no_part_of_a_sentence(name: str) -> None:
    parsed = parsed_pdf(name)
    assert ASK.strip() in quotable(parsed)
    assert OPEN in blocks_of(parsed)


@pytest.mark.parametrize("side", [60, 420])
def test_a_sentence_goes_on_past_a_sidebar_and_over_the_page(side: int) -> None:
    x = 60 if side == 420 else 210
    page = PdfPage()
    words = [f"The watchman of the {n}th night walks round the two" for n in range(20)]
    page.lines(x, 780, *words[:18], "quays until he meets the")
    page.lines(side, 720, "Closed on", "Sundays and", "on the feast", "of the saint.", size=8)
    two = PdfPage().lines(x, 780, "harbour master at dawn.", *words[18:])
    parsed = parsed_pdf(pdf(page, two))
    assert "until he meets the harbour master at dawn." in quotable(parsed)
    assert "Closed on Sundays and on the feast of the saint." in blocks_of(parsed)


def test_a_note_in_the_margin_is_no_part_of_a_sentence() -> None:
    page = PdfPage()
    lines = [
        f"The watchman of the {n}th night walks round both the quays and the" for n in range(9)
    ]
    page.lines(60, 760, *lines).text(450, 731, "see page nine", size=8)
    parsed = parsed_pdf(pdf(page))
    assert " ".join(lines) in quotable(parsed)
    assert "see page nine" in blocks_of(parsed)


def test_bullets_far_from_their_items_are_no_sidebar() -> None:
    page = PdfPage().lines(60, 760, BEFORE)
    for row in range(6):
        page.text(60, 730 - 30 * row, "•")
        page.text(
            85, 730 - 30 * row, f"a boat of {row + 5} metres pays nine crowns a night, and its"
        )
        page.text(85, 716 - 30 * row, f"tender pays {row} crowns.")
    items = items_of(parsed_pdf(pdf(page)))
    for row in range(6):
        rate = f"• a boat of {row + 5} metres pays nine crowns a night, and its tender"
        assert f"{rate} pays {row} crowns." in items


def test_what_was_filled_into_a_form_stands_beside_its_label() -> None:
    (found,) = blocks_of(parsed_pdf("reportlab-form.pdf"), BlockKind.TABLE)
    assert found.split("\n") == [
        "| Name: | Ida Holm |",
        "| Quay: | Inner quay |",
        "| Insured: | ☒ |",
        "| Remarks: | The boat is blue. It draws two metres. |",
    ]


def test_cells_in_the_middle_of_their_rows_are_whole_by_the_gaps_between_rows() -> None:
    page = PdfPage().text(70, 780, "Kind").text(200, 780, "What it covers").text(350, 780, "Fee")
    for row, (kind, fee) in enumerate((("Member", "120 crowns"), ("Guest", "40 crowns"))):
        top = 758 - 48 * row
        page.lines(200, top, f"Use of the {kind}", "hall, and of the", "boats in summer.", step=13)
        page.text(70, top - 13, kind).text(350, top - 13, fee)
    (table,) = blocks_of(parsed_pdf(pdf(page)), BlockKind.TABLE)
    assert table.split("\n") == [
        "| Kind | What it covers | Fee |",
        "| Member | Use of the Member hall, and of the boats in summer. | 120 crowns |",
        "| Guest | Use of the Guest hall, and of the boats in summer. | 40 crowns |",
    ]


def test_rows_of_numbers_between_rules_that_part_only_bands_of_them_are_rows() -> None:
    page = table(*((x, 700, head) for x, head in zip(PLACES, HEADS, strict=True)))
    for row in range(6):
        cells = (f"Isle {row}", f"{row},120", str(row), f"{row} %")
        for x, cell in zip(PLACES, cells, strict=True):
            page.text(x, 680 - 14 * row, cell)
    for y in (692, 649, 606):
        page.rule(55, 480, y)
    (found,) = tables(page)
    assert found.split("\n")[1:] == [
        f"| Isle {row} | {row},120 | {row} | {row} % |" for row in range(6)
    ]


PLACES, HEADS = (60, 160, 260, 400), ("Isle", "Boats", "Nets", "Share")


@pytest.mark.parametrize("reach", [0, 6])
def test_columns_with_rules_above_their_headings_are_no_table(reach: int) -> None:
    page = PdfPage()
    for x, name, gap in ((60, "left", 2), (330, "right", 7)):
        for row in range(18):
            words = f"Line {row} of the {name} column says more of the boats,"
            if row % 8 != gap:
                page.text(x, 760 - 14 * row, words, size=10)
    for y in (735, 733.5):  # both edges of a bar
        page.rule(58, 300 + reach, y)
    parsed = parsed_pdf(pdf(page))
    assert not blocks_of(parsed, BlockKind.TABLE)
    assert parsed.text.rindex("left column") < parsed.text.index("right column")


def flush(right: float, y: float, text: str) -> tuple[float, float, str]:
    """Return a cell of digits that is set flush right: each is .556 of the size wide."""
    widths = {".": 0.278, ",": 0.278, " ": 0.278}
    return right - 11 * sum(widths.get(one, 0.556) for one in text), y, text


def test_a_number_close_to_the_column_after_it_is_a_cell() -> None:
    rows = [("Inner", "9", "boats"), ("Outer", "140", "nets"), ("Upper", "1,250", "ropes")]
    cells = [
        cell
        for at, (name, number, what) in enumerate(rows)
        for cell in (
            (60, 700 - 14 * at, name), flush(200, 700 - 14 * at, number), (203, 700 - 14 * at, what)
        )
    ]  # fmt: skip
    (found,) = tables(table(*cells))
    assert found.split("\n") == [f"| {' | '.join(row)} |" for row in rows]


@pytest.mark.parametrize(
    "cells",
    [
        ("9 of 30", "12 of 30", "140 of 30"),  # what belongs to a number
        ("1 250", "12 500", "140 750"),  # thousands, as in French
        ("9 %", "12 %", "140 %"),
    ],
)
def test_a_cell_of_a_number_and_what_belongs_to_it_is_whole(cells: tuple[str, ...]) -> None:
    names = ("Inner", "Outer", "Upper")
    placed = [
        cell
        for at, (name, number) in enumerate(zip(names, cells, strict=True))
        for cell in (
            (60, 700 - 14 * at, name),
            flush(200, 700 - 14 * at, number.partition(" ")[0]),
            (203, 700 - 14 * at, number.partition(" ")[2]),
            (300, 700 - 14 * at, "crowns"),
        )
    ]
    (found,) = tables(table(*placed))
    expected = [f"| {row[0]} | {row[1]} | crowns |" for row in zip(names, cells, strict=True)]
    assert found.split("\n") == expected


def test_a_head_above_several_columns_is_whole() -> None:
    (found,) = tables(
        table(
            (60, 714, "Year"), (160, 714, "What the boats of the harbour paid"),
            *((x, 700 - 14 * at, text)
              for at, row in enumerate((("1997", "106", "528"), ("1998", "109", "543"),
                                        ("1999", "110", "552")))
              for x, text in zip((60, 160, 255), row, strict=True)),
        )
    )  # fmt: skip
    assert "What the boats of the harbour paid" in found


def test_blanks_beside_one_another_are_no_cells() -> None:
    page = PdfPage().lines(60, 760, BEFORE)
    for at in range(4):
        page.text(60, 700 - 14 * at, "\xa0").text(200, 700 - 14 * at, "\xa0 \xa0")
    assert blocks_of(parsed_pdf(pdf(page))) == [BEFORE]
