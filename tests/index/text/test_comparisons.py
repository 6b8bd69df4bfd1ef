"""What a question compares; most that say "or" compare nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.comparisons import comparison_in


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("difference between direct stream and remux", "direct stream", "remux"),
        (
            "whats the difference between static and dynamic config",
            "static config",
            "dynamic config",
        ),
        ("What is the difference between a lamp and the lens?", "lamp", "lens"),
        ("difference gsoc / outreachy", "gsoc", "outreachy"),
        ("alpha vs beta pilot?", "alpha pilot", "beta pilot"),
        ("save state vs normal save, whats the difference", "save state", "normal save"),
        ("hi! group versus household??", "group", "household"),
        ("how is a fork different from a clone?", "fork", "clone"),
        ("compare the free plan with the paid plan", "free plan", "paid plan"),
        ("9 or nine", "9", "nine"),
        ("whats the diff between a lamp and a lantern", "lamp", "lantern"),
        ("whats the diference between lamp and lantern", "lamp", "lantern"),
        ("what's the diffrence btw lamp and lantern", "lamp", "lantern"),
        ("difference between lamp and lantern again?", "lamp", "lantern"),
        ("whats the difference between reviewer and approver anyway", "reviewer", "approver"),
        ("whats the difference between uvx and uv run", "uvx", "uv run"),
        ("do i use tabs or spaces?", "tabs", "spaces"),
    ],
)
def test_both_sides_are_named_as_the_question_has_them(question: str, one: str, other: str) -> None:
    found = comparison_in(question)
    assert found is not None
    assert found.sides == (one, other)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "how do i see the diff between main and dev",
        "can i temporarily skip one of the effects to compare with and without",
        "do i run that inside the container or outside",
        "is the stuff encrypted or can a visitor read it",
        "can i bring my laptop or a cheat sheet to the midterm",
        "Am I allowed to use ChatGPT, or is that considered cheating?",
        "difference before / after / plain / wrap validator?",
        "does it matter or not",
        "what makes the difference",
        "lamp vs lamp",
        "vs",
    ],
)
def test_what_compares_no_two_things_is_left(question: str) -> None:
    assert comparison_in(question) is None


@given(st.text(alphabet="a or vs,difference?.\n ", max_size=300))
def test_sides_are_never_empty(question: str) -> None:
    found = comparison_in(question)
    assert found is None or all(map(str.strip, found.sides))
