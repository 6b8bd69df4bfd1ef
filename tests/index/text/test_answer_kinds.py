"""Questions say which kind of answer they ask for."""

from __future__ import annotations

import pytest

from index.text.answer_kinds import asks_for_fact, kind_asked


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Who lit the lamp?", True),
        ("When was it lit?", True),
        ("who do i ask for a lamp?", False),
        ("Whom should we write to?", False),
        ("where do i set it", False),
        ("why does it smell", False),
        ("which reasons can i give", False),
        ("is it old", False),
    ],
)
def test_only_a_fact_is_shown_without_its_section(question: str, fact: bool) -> None:
    assert asks_for_fact(question, kind_asked(question)) is fact
