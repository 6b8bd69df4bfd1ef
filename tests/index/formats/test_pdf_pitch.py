"""Letters that all take up the same room are words by their places, whatever their widths."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from index.formats.pdf_letters import Glyph
from index.formats.pdf_pitch import has_parts, is_in_columns, spaced

CODE = "if (x) install the file in a list"
WIDE = {"m": 5.6, "w": 5.6, "i": 1.2, "l": 1.2, "f": 2.0, "t": 2.0}


def drawn(line: str, pitch: float = 6.0, *, proportional: bool = False) -> list[Glyph]:
    """Draw a line: each letter in the middle of its place, or one right after the other."""
    glyphs, x = [], 0.0
    for letter in line:
        wide = WIDE.get(letter, 3.8)
        left = x + 0.5 if proportional else x + (pitch - wide) / 2
        if letter != " ":
            glyphs.append(Glyph(letter, left, left + wide, 0, 10, bold=False))
        x += wide + 1 if proportional else pitch
    return glyphs


def test_code_in_letters_of_different_widths_is_known_by_its_columns() -> None:
    assert is_in_columns(drawn(CODE))
    assert spaced(drawn(CODE)) == CODE


def test_columns_of_the_usual_width_are_known_though_some_letters_are_moved_aside() -> None:
    letters = drawn(CODE)
    moved = [
        letter._replace(left=letter.left + 1.6, right=letter.right + 1.6) if at % 5 == 3 else letter
        for at, letter in enumerate(letters)
    ]
    assert is_in_columns(moved)
    assert spaced(moved) == CODE


def test_running_text_is_not_in_columns() -> None:
    for line in (
        "a boat of the members lies at a quay",
        "the fee is x + y for a will of iron in w",
        "t he clerk of the w harbour writes all names of its boats into a list",
    ):
        assert not is_in_columns(drawn(line, proportional=True))


def test_spaces_within_words_show_by_parts_of_one_letter() -> None:
    assert has_parts(drawn_words("in st a l l"))
    assert not has_parts(drawn_words("a boat I saw in 5 days"))


def drawn_words(line: str) -> list[Glyph]:
    return [Glyph(letter, 0, 0, 0, 0, bold=False) for letter in line]


@example("aa    aa")  # few letters fit columns of several widths
@given(st.from_regex(r"[a-z]{2,9}( {1,4}[a-z]{2,9}){1,6}", fullmatch=True))
def test_spaces_are_as_many_as_there_is_room_for(line: str) -> None:
    assert spaced(drawn(line)) == line
