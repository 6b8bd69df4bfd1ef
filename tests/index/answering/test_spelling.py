"""A misspelt word is read as it was meant, and a word that is none is left alone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index.answering.answerer import Answerer
from index.answering.spelling import _english, read_as
from index.settings import AnswerSettings
from index.snapshots.bm25 import LexicalIndex
from index.text.words import WORD, stem
from index.training.variations import misspelt
from tests.support.hashing_encoder import HashingEncoder

if TYPE_CHECKING:
    from index.snapshots.library import Library
    from tests.conftest import Build

TEXTS = (
    "Ayatollah Khamenei refused negotiations about the nuclear agreement.",
    "The lighthouse keeper trimmed the lamp; the light was automated in 1983.",
)
LEXICON = LexicalIndex.build(TEXTS)
common = st.sampled_from(sorted(word for word in _english() if len(word) > 3))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("why did khameni refuse negotations", "why did khamenei refuse negotiations"),
        ("wehn was the light automted", "when was the light automated"),
        ("Wich lighthose keeper?", "Which lighthouse keeper?"),
        ("the nuclaer agrement", "the nuclear agreement"),
        ("What is a goverment?", "What is a government?"),
    ],
)
def test_a_slip_is_read_as_the_word_that_the_sources_or_english_have(
    typed: str, meant: str
) -> None:
    assert read_as(typed, LEXICON) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What did Netanyahu say?",  # a name that no source has, and none is near
        "What is the JCPOA?",  # no slip, but an abbreviation
        "Who theorised it?",  # a form of a word that English has
        "Qui a dit ça à Téhéran ?",
        "核合意はいつ？",
        "x1983y and http://example.org/nuclaer1",
        "Who is the keeper of the lamp?",
    ],
)
def test_what_is_no_slip_stays_as_it_was_typed(question: str) -> None:
    assert read_as(question, LEXICON) == question


def test_of_two_words_as_near_the_sources_own_is_taken() -> None:
    assert read_as("lampx", LexicalIndex.build(["A lampa was lit."])) == "lampa"


@given(st.text(max_size=300))
def test_nothing_but_single_words_changes_and_those_by_two_letters_at_most(question: str) -> None:
    meant = read_as(question, LEXICON)
    assert WORD.sub("w", meant) == WORD.sub("w", question)
    for typed, other in zip(WORD.findall(question), WORD.findall(meant), strict=True):
        assert OSA.distance(typed.casefold(), other.casefold()) <= (2 if len(typed) >= 8 else 1)


@given(st.lists(common, min_size=1, max_size=8).map(" ".join))
def test_words_of_english_and_of_the_sources_are_never_changed(question: str) -> None:
    assert read_as(question, LEXICON) == question
    assert read_as(" ".join(TEXTS), LEXICON) == " ".join(TEXTS)


def test_most_slips_of_the_fingers_are_mended_and_hardly_any_made_worse() -> None:
    text = " ".join(TEXTS).replace(".", "").replace(";", "")
    right = [stem(word) for word in text.split()]
    mended = slips = 0
    for seed in range(200):
        typed = misspelt(text, random.Random(seed)).split()
        meant = read_as(" ".join(typed), LEXICON).split()
        wrong = [at for at, word in enumerate(typed) if stem(word) != right[at]]
        slips += len(wrong)
        mended += sum(stem(meant[at]) == right[at] for at in wrong)
    assert slips > 200
    assert mended / slips > 0.8


def test_the_same_question_is_read_the_same_with_the_sources_in_another_order() -> None:
    for typed in ("nuclaer lihgt", "kheeper", "agremnt"):
        orders = [read_as(typed, LexicalIndex.build(order)) for order in (TEXTS, TEXTS[::-1])]
        assert orders[0] == orders[1]


def test_an_answer_says_how_its_question_was_read_and_keeps_what_was_typed(
    rebuild: Build, library: Library, encoder: HashingEncoder
) -> None:
    rebuild()
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0.0))
    answer = answerer.answer("When was it automted?", library.get("default"))
    assert answer.question == "When was it automted?"
    assert answer.read_as == "When was it automated?"
    assert answer.quotes[0].text == "It was automated in 1983."
    assert answerer.answer("When was it automated?", library.get("default")).read_as == ""
