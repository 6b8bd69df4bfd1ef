"""A text that has the names of two things need not say how they differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.contrast import tells_apart


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Drones are smaller than fighters, and require no crew.", "fighter", "drone"),
        ("A lamp burns oil. A lantern holds a candle.", "lamp", "lantern"),
        ("- Lamp: burns oil\n- Lantern: holds a candle", "lamp", "lantern"),
        ("Unlike a lamp, a lantern can be carried.", "lamp", "lantern"),
        ("`oil lock` resolves; `oil sync` installs.", "oil lock", "oil sync"),
        ("A lamp and a lantern are the same.", "lamp", "lantern"),
        ("A lantern has several advantages over a lamp:", "lamp", "lantern"),
        ("While\na lamp burns oil, a lantern\nholds a candle.", "lamp", "lantern"),
        ("| lamp | oil |\n| lantern | candle |", "lamp", "lantern"),
        ("The lamp doesn't go out in the wind, as the lantern does.", "lamp", "lantern"),
    ],
)
def test_a_contrast_or_a_sentence_on_each_tells_apart(text: str, one: str, other: str) -> None:
    assert tells_apart(text, one, other)
    assert tells_apart(text, other, one)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Locking and syncing are automatic.", "uv lock", "uv sync"),
        ("Old versions are preferred by `oil lock` and `oil sync`.", "oil lock", "oil sync"),
        ("Clean the lamp and the lantern every night.", "lamp", "lantern"),
        ("A lamp burns oil. It is lit at dusk.", "lamp", "lantern"),
        ("A lamp burns oil. At night it is not far from the lantern.", "lamp", "lantern"),
        # "uv run" is not named: its words stand apart.
        ("A `uvx` alias is provided for `uv tool run`; the two are equivalent.", "uvx", "uv run"),
    ],
)
def test_both_names_alone_tell_nothing_apart(text: str, one: str, other: str) -> None:
    assert not tells_apart(text, one, other)
    assert not tells_apart(text, other, one)


@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_told_alike_whichever_is_named_first(text: str, one: str, other: str) -> None:
    assert tells_apart(text, one, other) == tells_apart(text, other, one)
