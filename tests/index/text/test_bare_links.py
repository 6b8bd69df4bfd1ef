"""A link by itself answers only who asks for one."""

from __future__ import annotations

import pytest

from index.text.bare_links import asks_for_link, is_bare_link


@pytest.mark.parametrize(
    "text",
    [
        "* [Company values](https://example.org/values)",
        "- [One](one.md), [two](two.md)",
        "https://example.org/values",
        "1. <https://example.org>",
    ],
)
def test_text_without_a_word_outside_its_links_is_bare(text: str) -> None:
    assert is_bare_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "Write to [the desk](mailto:desk@example.org).",
        "Our values are honesty and care.",
        "* [x] done",
        "",
        "***",
    ],
)
def test_text_that_says_something_itself_or_has_no_link_is_not(text: str) -> None:
    assert not is_bare_link(text)


@pytest.mark.parametrize("question", ["where are the values", "link to the docs?", "Download page"])
def test_who_asks_for_a_place_may_be_given_a_link(question: str) -> None:
    assert asks_for_link(question)


def test_who_asks_what_something_is_asks_for_no_link() -> None:
    assert not asks_for_link("what are the company values")
