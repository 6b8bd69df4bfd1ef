"""Between words is a space where the page has room for one, whether or not the file says so."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from index.formats.pdf_letters import Glyph
from index.formats.pdf_word_gaps import spaced_words

SIZE = 10.0
SPACE, BESIDE = 2.6, 0.4  # points


def drawn(written: str, seen: Iterable[str], space: float = SPACE) -> list[Glyph]:
    """Draw what is ``seen``, and give each space that is ``written`` a letter of its own."""
    glyphs, x = [], 0.0
    spaces = iter(written.split(" "))
    left = len(next(spaces))
    for word in seen:
        for letter in word:
            if left == 0:
                glyphs.append(Glyph(" ", x, x, 0, SIZE, bold=False))
                left = len(next(spaces))
            glyphs.append(Glyph(letter, x, x + 4, 0, SIZE, bold=False))
            x, left = x + 4 + BESIDE, left - 1
        x += space
    return glyphs


def read(glyphs: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in spaced_words(glyphs))


def test_words_that_the_file_joins_are_apart_where_there_is_room() -> None:
    seen = "it shows my own boat of the harbour, in the list"
    assert read(drawn("it shows myown boat of the harbour,in the list", seen.split())) == seen


def test_a_space_without_room_for_it_is_none() -> None:
    seen = "the clerk writes the names of boats nevertheless"
    written = "the clerk writes the names of boats nev ertheless"
    glyphs = drawn(written, seen.split())
    at = next(n for n, one in enumerate(glyphs) if one.text == " " and glyphs[n + 1].text == "e")
    glyphs[at + 1 :] = [one._replace(left=one.left - 0.2) for one in glyphs[at + 1 :]]
    assert read(glyphs) == seen


def test_digits_that_stand_apart_and_letters_that_are_spread_stay_as_they_are() -> None:
    said = "a boat of the harbour has number 1 1 and a bell"
    assert read(drawn(said.replace("1 1", "11"), said.split())) == said.replace("1 1", "11")
    spread = drawn("T H E L A M P B U R N S", list("THELAMPBURNS"), space=1.0)
    assert read(spread) == "T H E L A M P B U R N S"


@given(st.lists(st.from_regex(r"[a-z]{1,9}[,.]?", fullmatch=True), min_size=1, max_size=20))
def test_a_line_whose_spaces_are_all_written_stays_as_it_is(words: list[str]) -> None:
    assert read(drawn(" ".join(words), words)) == " ".join(words)


def test_thin_letters_of_one_width_leave_room_within_a_word() -> None:
    said = "it shows a boat of the harbour at"
    prose = drawn(said, said.split())
    x = prose[-1].right + SPACE
    for at, letter in enumerate("https://www.i.l/"):
        wide = 1.4 if letter in ":.il" else 5.4
        left = x + 6 * at + (6 - wide) / 2
        prose.append(Glyph(letter, left, left + wide, 0, SIZE, bold=False, mono=True))
    assert read(prose).endswith("at https://www.i.l/")
