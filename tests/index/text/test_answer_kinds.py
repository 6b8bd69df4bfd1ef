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


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("when does it open", "time"),
        ("since when is it open", "time"),
        ("who founded it and when", "time"),
        ("when the next release?", "time"),
        ("it crashes when i start it", None),
        ("how do i update it when its in docker", None),
        ("when the lamp burns, can it be seen", None),
        ("who do i tell when i want to quit", "person"),
        ("how long is it open when nobody comes", "time"),
    ],
)
def test_only_a_when_that_asks_is_a_question_for_a_time(question: str, name: str | None) -> None:
    kind = kind_asked(question)
    assert (kind and kind.name) == name
