"""Passages: whole groups of blocks of one section, no more than the encoder reads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.chunking import (
    PASSAGE_CHARACTERS,
    SPECIAL_TOKENS,
    WINDOW_CHARACTERS,
    chunks,
    sentences_of,
    windows,
)
from tests.support.factories import document

SENTENCES = st.lists(
    st.lists(st.sampled_from(["the", "lamp", "oil", "glass", "storm"]), min_size=1, max_size=30),
    min_size=1,
    max_size=12,
)


def word_counts(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def written(words: list[str]) -> str:
    return " ".join(words).capitalize() + "."


@given(st.lists(SENTENCES, min_size=1, max_size=3), st.integers(5, 40))
def test_passages_hold_every_sentence_once_and_fit_the_encoder(
    paragraphs: list[list[list[str]]], room: int
) -> None:
    text = "\n\n".join(" ".join(map(written, sentences)) for sentences in paragraphs)
    source = document(text)
    found = [text[c.start : c.end] for c in chunks(source, word_counts, room + SPECIAL_TOKENS)]
    assert " ".join(found).split() == text.split()
    for passage in found:
        assert passage.count(".") == 1 or len(passage.split()) <= room
        assert "\n\n" not in passage or len(passage) <= PASSAGE_CHARACTERS


@given(SENTENCES)
def test_windows_are_runs_of_one_or_two_sentences(sentences: list[list[str]]) -> None:
    said = list(map(written, sentences))
    source = document(" ".join(said))
    (chunk,) = chunks(source, word_counts, 10_000)
    found = [source.text[start:end] for start, end in chunk.windows]
    pairs = [f"{one} {two}" for one, two in pairwise(said)]
    assert sorted(found) == sorted(said + [p for p in pairs if len(p) <= WINDOW_CHARACTERS])


def test_a_sentence_that_is_longer_than_a_window_stands_alone() -> None:
    long = WINDOW_CHARACTERS + 1
    assert list(windows([(0, long), (long, long + 5)])) == [(0, long), (long, long + 5)]


def test_a_sentence_that_is_longer_than_the_encoder_reads_is_one_passage() -> None:
    source = document("It rains. Oil" + " oil" * 500 + " burned. It stopped.")
    found = [source.text[c.start : c.end] for c in chunks(source, word_counts, 20)]
    assert [len(text.split()) for text in found] == [2, 502, 2]


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text, 0, len(text))]


def test_a_wrapped_number_at_the_end_of_a_sentence_is_no_list_item() -> None:
    assert said("The last keeper was\n42. Then it closed.") == [
        "The last keeper was\n42.",
        "Then it closed.",
    ]


@pytest.mark.parametrize("number", ["**1.**", "1)", "_12._"])
def test_a_number_before_a_sentence_is_no_sentence_of_its_own(number: str) -> None:
    text = f"{number} Open the valve. Wait. {number}"
    found = [text[start:end] for start, end in sentences_of(text, 0, len(text))]
    assert "Wait." in found
    assert not [one for one in found[:-1] if not any(map(str.isalpha, one))]


def test_a_list_may_begin_within_a_paragraph_or_with_any_number() -> None:
    assert said("Each evening:\n1. Light the lamp.\n2. Trim it.")[1:] == [
        "Light the lamp.",
        "Trim it.",
    ]
    assert said("7. Light the lamp.\n8. Trim it.") == ["Light the lamp.", "Trim it."]


@pytest.mark.parametrize("space", ["\N{NO-BREAK SPACE}", "\N{LINE SEPARATOR}", "\N{THIN SPACE}"])
def test_a_wide_space_between_a_capital_and_a_full_stop_is_survived(space: str) -> None:
    assert said(f"They chose plan B{space}. It held.")[-1].endswith("It held.")
