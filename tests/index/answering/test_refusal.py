"""Why nothing is quoted: as far as words can tell, and never more than suspected."""

from __future__ import annotations

import pytest

from index.answering.confidence import ON_TOPIC
from index.answering.refusal import missing_words, refusal
from index.snapshots.bm25 import LexicalIndex
from index.text.opposites import OPPOSITES, contradicted
from index.text.words import terms
from index.types import Hit, Reason, Scores
from tests.support.factories import document, passage_of

TEXTS = ["The leader rejected the offer of talks.", "Russia and China support Iran."]
LEXICON = LexicalIndex.build(TEXTS)
ABOUT_IT = dict.fromkeys(ON_TOPIC.weights, 1.0) | {"unknown_share": 0.0, "contradicted": 0.0}
ABOUT_OTHER_THINGS = dict.fromkeys(ON_TOPIC.weights, 0.0) | {
    "unknown_share": 1.0,
    "contradicted": 0.0,
}


def hits(count: int) -> list[Hit]:
    source = document()
    passage = passage_of(source, source.text.split(".")[0])
    return [Hit(passage, Scores(0, 0, 0, 0, 0))] * count


def test_a_question_about_other_things_has_no_nearest_passage() -> None:
    said = refusal("Who won the cup?", ABOUT_OTHER_THINGS, hits(5), LEXICON)
    assert (said.reason, said.nearest) == (Reason.OFF_TOPIC, ())
    assert said.missing == ("won", "cup")


def test_a_question_on_the_topic_has_the_three_nearest_passages() -> None:
    said = refusal("Who is the leader?", ABOUT_IT, hits(5), LEXICON)
    assert said.reason is Reason.NOT_IN_SOURCES
    assert len(said.nearest) == 3


def test_a_premise_is_suspected_where_the_source_says_the_opposite() -> None:
    signals = ABOUT_IT | {"contradicted": 1.0}
    said = refusal("When did the leader accept the offer?", signals, hits(1), LEXICON)
    assert said.reason is Reason.FALSE_PREMISE


def test_a_premise_is_suspected_of_a_why_with_words_that_no_source_has() -> None:
    why = refusal("Why did China condemn Iran?", ABOUT_IT, hits(1), LEXICON)
    when = refusal("When did China condemn Iran?", ABOUT_IT, hits(1), LEXICON)
    known = refusal("Why did China support Iran?", ABOUT_IT, hits(1), LEXICON)
    assert [one.reason for one in (why, when, known)] == [
        Reason.FALSE_PREMISE, Reason.NOT_IN_SOURCES, Reason.NOT_IN_SOURCES,
    ]  # fmt: skip


def test_missing_words_are_named_once_as_written_and_without_what_any_question_has() -> None:
    asked = "Why did the Ayatollah, the ayatollah and the leader meet?"
    assert missing_words(asked, LEXICON) == ("Ayatollah", "ayatollah", "meet")


@pytest.mark.parametrize(
    ("question", "text", "is_contradicted"),
    [
        ("Why did he accept it?", "He rejected it.", True),
        ("Why did he reject it?", "He rejected it.", False),
        ("Which is the largest?", "The smallest and the largest are named.", False),
        ("Which is the largest?", "The smallest is named.", True),
        ("Who came?", "The smallest is named.", False),
    ],
)
def test_an_opposite_contradicts_only_where_the_word_itself_is_lacking(
    question: str, text: str, is_contradicted: bool
) -> None:
    assert contradicted(terms(question), set(terms(text))) is is_contradicted


def test_each_opposite_is_a_pair_of_two_words() -> None:
    pairs = [pair.split("/") for pair in OPPOSITES]
    assert {len(pair) for pair in pairs} == {2}
    assert all(one != other for one, other in pairs)
