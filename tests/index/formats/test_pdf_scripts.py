"""Japanese, Chinese, Korean, Hebrew and Arabic PDFs read as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formats.pdf_joints import Joints
from index.formats.pdf_letters import Canvas, Glyph, character
from index.formats.pdf_lines import Line
from index.formats.pdf_right_to_left import is_right_to_left, logical
from index.formats.pdf_vertical import with_vertical
from tests.files.make_pdf import ARABIC, CHINESE, HEBREW, JAPANESE, VERTICAL
from tests.support.pdf_reading import blocks_of, parsed_pdf

KOREAN = "도서관은 오전 아홉 시에 문을 엽니다."


def line(text: str) -> Line:
    return Line(text, 0, 100, 0, 10, bold=False)


def joined(*texts: str) -> str:
    lines = [line(text) for text in texts]
    return Joints(lines).text(lines)


@pytest.mark.parametrize("name", ["chromium-scripts.pdf", "weasyprint-scripts.pdf"])
@pytest.mark.parametrize("text", [HEBREW, ARABIC, JAPANESE, CHINESE])
def test_a_paragraph_is_read_as_it_was_written(name: str, text: str) -> None:
    assert text in blocks_of(parsed_pdf(name))


def test_columns_of_japanese_are_read_from_the_right_with_the_latin_words_in_them() -> None:
    parsed = parsed_pdf("chromium-vertical.pdf")
    assert blocks_of(parsed) == [JAPANESE, VERTICAL.replace("は ABC", "はABC")]
    assert [mark.heading for mark in parsed.landmarks] == ["席"]
    assert parsed.title == "図書館の規則"


def test_columns_of_a_few_letters_beside_lines_are_a_table_and_stay() -> None:
    days = [Glyph(day, 10, 20, 100 - 12 * row, 10, False) for row, day in enumerate("月火水木金")]
    lines = [Glyph(letter, 30 + 10 * at, 40 + 10 * at, 100, 10, False)
             for at, letter in enumerate(JAPANESE)]  # fmt: skip
    assert with_vertical([*days, *lines], Canvas(0, 0, 400, 200, 0)) == [*days, *lines]


@pytest.mark.parametrize("text", [JAPANESE, CHINESE])
def test_no_space_stands_where_a_line_of_japanese_or_chinese_ends(text: str) -> None:
    for cut in range(1, len(text)):
        assert joined(text[:cut], text[cut:]) == text


def test_korean_words_have_spaces_between_lines_too() -> None:
    before, after = KOREAN.split(" ", 1)
    assert joined(before, after) == KOREAN


@pytest.mark.parametrize(
    ("within", "between"), [("これは Debian の本", " "), ("これはDebianの本", "")]
)
def test_latin_words_in_japanese_have_the_spaces_that_the_text_has(
    within: str, between: str
) -> None:
    assert joined(within, "あれは", "Linux です").endswith(f"あれは{between}Linux です")


def test_arabic_letters_that_are_drawn_by_their_shape_are_letters() -> None:
    assert character(0xFE8E) == "ا"
    assert character(0xFEFB) == "لا"


def printed(visual: str) -> list[Glyph]:
    """Letters from left to right, as the eye has them; spaces are only gaps."""
    return [
        Glyph(text, at * 6.0, at * 6.0 + 5.5, 0, 10, bold=False)
        for at, text in enumerate(visual)
        if text != " "
    ]


@pytest.mark.parametrize(
    ("visual", "read"),
    [
        (".12 ליג", "גיל 12."),
        ("30:17 העש", "שעה 30:17"),
        ("(21) א", "א (21)"),
        ("Linux 12 תכרעמב םישמתשמ", "משתמשים במערכת 12 Linux"),
        ("the word םולש here", "the word שלום here"),
    ],
)
def test_a_line_is_read_by_the_places_of_its_letters(visual: str, read: str) -> None:
    assert logical(printed(visual)) == read


hebrew = st.text("אבגדהוזחטיכלמנסעפצקרשת", min_size=1, max_size=8)


@given(st.lists(hebrew, min_size=1, max_size=12))
def test_words_of_right_to_left_letters_are_read_from_the_right(words: list[str]) -> None:
    text = " ".join(words)
    assert logical(printed(text[::-1])) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Mn", "Me")),
               min_size=1, max_size=30))  # fmt: skip
def test_no_letter_is_lost_or_invented_whatever_the_line_has(text: str) -> None:
    text = "א" + text.replace("(", "").replace(")", "")
    kept = [letter for letter in text if letter not in "[]{} "]
    assert sorted(logical(printed("".join(kept))).replace(" ", "")) == sorted(kept)
    assert is_right_to_left(text)
