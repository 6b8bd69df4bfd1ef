"""What people's questions teach: headings asked as questions, chatter, corrected slips."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.building.build import build
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.training.examples import TrainingExample, places_of
from index.training.people_sets import _Corpus, asking, heading_examples, judged_examples
from index.training.variations import CORRECTIONS, chatty, epoch
from tests.support.hashing_encoder import HashingEncoder

PAGE = """# The lamp

## Cleaning the lens
{lens}

## Replace the wick
{wick}
"""
LENS = (
    "Wipe the glass with a dry cloth every morning, before the keeper goes down to the harbour. "
    * 2
)
WICK = "Turn the lamp off, wait until the brass is cold, and pull the old one out with pliers. " * 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "lamp.md").write_text(PAGE.format(lens=LENS, wick=WICK), "utf-8")
    (tmp_path / "questions.jsonl").write_text(
        '{"id": "1", "question": "when do i wipe the glass", "answers": ["every  morning"]}\n'
        '{"id": "2", "question": "what does a wick cost", "answers": []}\n',
        "utf-8",
    )
    return tmp_path


@pytest.fixture
def corpus(folder: Path) -> _Corpus:
    library = Library(folder / "index")
    sources = find_sources(folder / "articles")
    build(library, "lamp", sources, HashingEncoder(), max_bytes=10_000)
    return _Corpus("lamp", library.get("lamp"), HashingEncoder())


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("Replace the wick", "replace the wick"),
        ("How to replace the wick", "replace the wick"),
        ("Cleaning the lens", "cleaning the lens"),
        ("Is the lamp open to visitors?", "is the lamp open to visitors"),
        ("The `--wick` option", "the --wick option"),
    ],
)
def test_a_heading_is_asked_for_in_its_own_words_and_in_lower_case(heading: str, kept: str) -> None:
    for seed in range(20):
        question = asking(heading, random.Random(seed))
        assert kept in question
        assert question == question.lower()


def test_a_section_answers_its_heading_and_no_other_section_does(corpus: _Corpus) -> None:
    made = list(heading_examples(corpus, 10, random.Random(1)))
    asked = {one.question for one in made}
    assert len(asked) == 2
    for question in asked:
        (right,) = [one for one in made if one.question == question and one.answerable]
        about_the_lens = "lens" in question
        assert ("Wipe the glass" in right.text) is about_the_lens
        others = [one for one in made if one.question == question and not one.answerable]
        assert all(("Wipe the glass" in one.text) is not about_the_lens for one in others)


def test_a_hidden_heading_is_neither_above_a_section_nor_in_it(
    corpus: _Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.training.people_sets.HIDDEN", 1.0)
    made = list(heading_examples(corpus, 10, random.Random(1)))
    assert {one.answerable for one in made} == {True, False}
    for one in made:
        shown = f"{one.title} {one.text}"
        assert "Cleaning the lens" not in shown
        assert "Replace the wick" not in shown


def test_of_a_judged_question_the_passages_with_an_answer_are_right(
    corpus: _Corpus, folder: Path
) -> None:
    made = list(judged_examples(corpus, folder, random.Random(1)))
    for one in made:
        right = one.question.startswith("when") and "every morning" in one.text
        assert one.answerable is right
    assert {one.question for one in made} == {"when do i wipe the glass", "what does a wick cost"}


def test_an_answer_is_found_whatever_white_space_is_between_its_words() -> None:
    text = "Wipe it every\n  morning."
    ((start, end),) = places_of(text, ["every morning"])
    assert text[start:end] == "every\n  morning"


def test_chatter_keeps_each_word_of_the_question() -> None:
    for seed in range(20):
        said = chatty("When was the lamp lit?", random.Random(seed))
        assert "when was the lamp lit" in said
        assert "?" not in said.replace("anyone?", "")


def test_who_corrects_a_slip_still_asks_for_the_name_that_was_meant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.training.variations.TYPED", 0.0)  # no letter is mistyped
    text = "Ida Holm kept the lamp. Bob Smith painted it."
    one = TrainingExample("When did Ida Holm keep it?", "Lamp", text, ((0, 8),), "people/x/fact")
    said = {
        example.question
        for seed in range(60)
        for group in epoch([[one]], random.Random(seed))
        for example in group
        if example.answerable
    }
    slips = [each for each in said if any(word in each for word in CORRECTIONS)]
    assert slips
    assert all("ida holm" in each.lower() for each in slips)
