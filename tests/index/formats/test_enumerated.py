"""Paragraphs that count themselves, as laws have them, are one list below what announces them."""

from __future__ import annotations

from index.types import BlockKind
from tests.support.read_pages import read_fragment

LEAD = "(b) The council shall refuse a permit, if the tenant:"


def lists(*paragraphs: str) -> list[list[str]]:
    parsed = read_fragment("".join(f"<p>{text}</p>" for text in paragraphs))
    found = [block for block in parsed.blocks if block.kind is BlockKind.LIST]
    return [[parsed.text[start:end] for start, end in block.parts] for block in found]


def test_what_a_paragraph_announces_is_a_list_that_ends_where_the_law_goes_on() -> None:
    assert lists(LEAD, "(1) Owes a fee;", "(2) Has left.", "(c) The permit ends in May.") == [
        ["(1) Owes a fee;", "(2) Has left."]
    ]


def test_a_list_within_an_item_is_of_that_item() -> None:
    nested = ("(1) Owes:", "(A) A fee; or", "(B) Rent;", "(2) Has left.")
    assert lists(LEAD, *nested) == [["(1) Owes:\n\n(A) A fee; or\n\n(B) Rent;", "(2) Has left."]]


def test_letters_and_roman_numerals_count_on_each_in_their_way() -> None:
    for labels in (("h", "i", "j"), ("i", "ii", "iii"), ("I", "II", "III"), ("a", "b", "c")):
        items = [f"({label}) Item" for label in labels]
        assert lists(LEAD, *items) == ([items] if labels[0] != "h" else [])


def test_paragraphs_stay_paragraphs_if_nothing_announces_them_or_one_is_long() -> None:
    assert lists("The permit ends.", "(1) Owes a fee;", "(2) Has left.") == []
    assert lists(LEAD, "(1) Owes a fee;", "(2) Has left " + "the town " * 80) == []
    assert lists(LEAD, "(1) Owes a fee;", "Nothing else.") == []
