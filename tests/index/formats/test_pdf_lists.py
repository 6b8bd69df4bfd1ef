"""Lists, steps and code in a PDF are blocks, so that they are quoted whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import BlockKind
from tests.support.pdf_reading import blocks_of, items_of, parsed_pdf
from tests.support.pdf_writer import PdfPage, pdf

BEFORE = (
    "The office of the harbour is open on all days of the week, from nine in",
    "the morning on, and the clerk of the harbour is there to help all guests.",
)
AFTER = (
    "The boats of the members lie at the northern quay, next to the tower of",
    "the harbour, and those of their guests lie at the southern one.",
)
HOLD = "the lever with both hands until it clicks, and hold it for at least five seconds."


def listed(*items: str, lead: str = "To open the lock:", font: str = "F", hang: int = 0) -> PdfPage:
    """Draw a lead-in and items between two paragraphs; with ``hang``, marks stand apart."""
    page = PdfPage().lines(70, 780, *BEFORE).text(70, 740, lead)
    for row, item in enumerate(items):
        mark, _, words = item.partition(" ")
        if hang:
            page.text(80, 722 - 14 * row, mark).text(80 + hang, 722 - 14 * row, words)
        else:
            page.text(80, 722 - 14 * row, item, font=font)
    return page.lines(70, 700 - 14 * len(items), *AFTER)


MARKS = {
    "numbers": (("1. Turn the key.", "2. Pull the lever.", "3. Push the gate."), BlockKind.STEPS),
    "brackets": (("1) Turn the key.", "2) Pull the lever."), BlockKind.STEPS),
    "in brackets": (("(1) Turn the key.", "(2) Pull the lever."), BlockKind.LIST),
    "letters": (("(a) turn the key;", "(b) pull the lever;", "(c) push the gate."), BlockKind.LIST),
    "Roman": (("(i) a key;", "(ii) a lever;", "(iii) a gate;", "(iv) a lamp."), BlockKind.LIST),
    "bullets": (("• a key;", "• a lever;", "• a lamp."), BlockKind.LIST),
    "dashes": (("– a key;", "– a lever;", "– a lamp."), BlockKind.LIST),
}


@pytest.mark.parametrize("marks", MARKS)
def test_items_are_parts_of_one_block_below_their_lead_in(marks: str) -> None:
    items, kind = MARKS[marks]
    parsed = parsed_pdf(pdf(listed(*items)))
    assert [block.kind for block in parsed.blocks] == [
        BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, kind, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert tuple(items_of(parsed)) == items
    assert blocks_of(parsed)[1] == "To open the lock:"


def test_numbers_that_stand_apart_need_no_full_stop() -> None:
    parsed = parsed_pdf(pdf(listed("1 Turn the key.", "2 Pull the lever.", hang=18)))
    assert items_of(parsed) == ["1 Turn the key.", "2 Pull the lever."]


def test_a_line_left_of_the_words_of_an_item_is_none_of_it() -> None:
    page = PdfPage().lines(70, 780, *BEFORE)
    for row, word in enumerate(("key", "lamp")):
        page.text(80, 740 - 14 * row, "•").text(98, 740 - 14 * row, f"a {word}")
    page.text(70, 712, "And a rope")
    parsed = parsed_pdf(pdf(page))
    assert items_of(parsed) == ["• a key", "• a lamp"]
    assert blocks_of(parsed)[-1] == "And a rope"


def test_an_item_keeps_its_lines_and_the_items_within_it() -> None:
    page = PdfPage().lines(70, 780, *BEFORE)
    page.lines(80, 740, "1. Pull the lever with both hands until it clicks, and hold it for at")
    page.lines(94, 726, "least five seconds.", "a) The left one first.", "b) Then the right one.")
    page.text(80, 684, "2. Push the gate.")
    parsed = parsed_pdf(pdf(page))
    (steps,) = blocks_of(parsed, BlockKind.STEPS)
    assert steps.split("\n") == [
        f"1. Pull {HOLD}", "  a) The left one first.", "  b) Then the right one.",
        "2. Push the gate.",
    ]  # fmt: skip
    assert len(parsed.blocks[-1].parts) == 2


def test_dots_that_are_drawn_are_the_bullets_of_items() -> None:
    page = PdfPage().lines(70, 780, *BEFORE)
    for row, word in enumerate(("key", "lamp", "rope")):
        page.dot(80, 743 - 14 * row).text(96, 740 - 14 * row, f"a {word} of the club")
    assert items_of(parsed_pdf(pdf(page))) == [
        "• a key of the club", "• a lamp of the club", "• a rope of the club",
    ]  # fmt: skip


def test_dots_far_from_any_words_are_no_bullets() -> None:
    page = PdfPage().lines(70, 780, *BEFORE).dot(20, 783).dot(500, 400)
    assert "•" not in parsed_pdf(pdf(page)).text


def test_numbered_paragraphs_of_a_law_and_a_single_item_stay_paragraphs() -> None:
    long = " ".join(["The tenant pays for all water and power that is used in the flat."] * 8)
    words = [long[at : at + 70].strip() for at in range(0, len(long), 70)]
    page = PdfPage()
    page.lines(70, 780, f"(1) {words[0]}", *words[1:])
    page.lines(70, 620, f"(2) {words[0]}", *words[1:])
    assert not items_of(parsed_pdf(pdf(page)))
    alone = parsed_pdf(pdf(listed("1. Turn the key.")))
    assert not items_of(alone)
    assert "1. Turn the key." in blocks_of(alone)


def test_items_are_on_their_pages() -> None:
    one = PdfPage().lines(70, 200, *BEFORE).lines(80, 120, "1. Turn it.", "2. Pull it.")
    two = PdfPage().lines(80, 780, "3. Push it.").lines(70, 740, *AFTER)
    parsed = parsed_pdf(pdf(one, two))
    assert items_of(parsed) == ["1. Turn it.", "2. Pull it.", "3. Push it."]
    assert parsed.pages[1] == parsed.text.index("3. Push it.")


def test_code_is_a_block_with_its_lines_indentation_and_blank_lines() -> None:
    page = PdfPage().lines(70, 780, *BEFORE)
    page.lines(70, 740, "def open(key):", font="C")
    page.lines(70 + 4 * 6.6, 726, "turn(key)  # by hand", font="C")
    page.lines(70, 698, "open(42)", font="C").lines(70, 660, *AFTER)
    parsed = parsed_pdf(pdf(page))
    assert blocks_of(parsed, BlockKind.CODE) == [
        "def open(key):\n    turn(key)  # by hand\n\nopen(42)"
    ]
    assert len(blocks_of(parsed, BlockKind.PARAGRAPH)) == 2


def test_a_text_that_is_all_typewritten_is_no_code() -> None:
    page = PdfPage().lines(70, 780, *BEFORE, font="C").lines(70, 740, *AFTER, font="C")
    assert not blocks_of(parsed_pdf(pdf(page)), BlockKind.CODE)


def test_a_line_in_code_letters_within_a_sentence_is_no_block() -> None:
    page = PdfPage().lines(70, 780, BEFORE[0]).text(70, 766, "harbour.open(key=42)", font="C")
    page.lines(70, 752, "opens it on all days of the week, and the clerk is there to help guests.")
    (block,) = blocks_of(parsed_pdf(pdf(page)))
    assert "nine in harbour.open(key=42) opens it" in block


@given(
    st.lists(st.sampled_from(["turn the key", "pull it", "push the gate"]), min_size=2, max_size=9)
)
def test_no_item_is_lost_or_joined_to_another(words: list[str]) -> None:
    items = [f"{n}. {word}" for n, word in enumerate(words, 1)]
    assert items_of(parsed_pdf(pdf(listed(*items)))) == items


def test_the_items_of_slides_are_text_though_they_are_larger_than_most_of_it() -> None:
    slides = []
    for subject in ("The lamp", "The tower", "The boat"):
        page = PdfPage().text(70, 760, subject, size=30)
        page.text(70, 700, "• It is wiped at noon.", size=18)
        page.text(70, 676, "• It is lit at dusk, as the keeper of", size=18)
        page.text(84, 652, "the light was told.", size=18)
        slides.append(page.lines(70, 560, *BEFORE, *AFTER))
    parsed = parsed_pdf(pdf(*slides))
    assert [mark.heading for mark in parsed.landmarks] == ["The tower", "The boat"]
    assert len(blocks_of(parsed, BlockKind.LIST)) == 3


def test_a_bold_item_is_no_heading() -> None:
    parsed = parsed_pdf(pdf(listed("• A key", "• A lever", "• A lamp", font="B")))
    assert not parsed.landmarks
    assert len(blocks_of(parsed, BlockKind.LIST)) == 1


def test_a_numbered_paragraph_whose_first_line_is_indented_is_one() -> None:
    page = PdfPage().lines(70, 780, *BEFORE)
    for number, y in ((5, 740), (6, 690)):
        page.text(106, y, f"{number}.").text(
            142, y, "Lamp. The lamp is lit at dusk and put out at the word of the"
        )
        page.lines(
            70,
            y - 14,
            "Clerk of the harbour, who is there on all days of the week but Monday and",
            "is told so.",
        )
    parsed = parsed_pdf(pdf(page.lines(70, 620, *AFTER)))
    sentence = "The lamp is lit at dusk and put out at the word of the Clerk of the harbour, who"
    said = [" ".join(parsed.text[one.start : one.end].split()) for one in parsed.blocks]
    assert "".join(said).count(sentence) == 2
