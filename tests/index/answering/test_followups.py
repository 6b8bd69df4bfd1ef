"""Questions that lean on the one before: told apart, understood, and refused as honestly."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.answering import confidence
from index.answering.answerer import Answerer
from index.answering.confidence import NOTHING_OWN, WITH_READER, Regression
from index.answering.ellipsis import corrected
from index.answering.followups import Turn, leans, may_lean
from index.answering.part import Part
from index.answering.references import followed, spans_of
from index.answering.topic import topic_of
from index.building.build import build
from index.evaluation import Outcome, ask_all, contains, read_judgements
from index.models.encoder import load_encoder
from index.models.loading import load_reader
from index.settings import AnswerSettings, EncoderSettings, ReaderSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT, SHARED

CANNED = ROOT / "tests" / "canned"
PAIRS = read_judgements(CANNED / "follow-ups.jsonl")
RECORDS: list[dict[str, Any]] = [
    *map(json.loads, (CANNED / "follow-ups.jsonl").read_text("utf-8").splitlines())
]
ALONE = "by-itself"
LEAN = ["And when was that?", "who was he?", "Why did they refuse?", "and when?", "Why not?",
        "What about China?", "And dogs?", "Who built it?", "How long did it take?",
        "And since when?",
        "What does that mean?", "What happened when he left?", "Who criticised his refusal?",
        "When was it signed, and where?", "on windows?", "for everyone", "and on a chapter?",
        "same on a mac", "ok thx. and ubuntu", "still a white page"]  # fmt: skip
STAND = ["Why did Khamenei say that he would not negotiate?", "Who built the Constance?",
         "Is it possible to return an item?", "Does it matter that the lamp burned oil?",
         "How long does it take to answer?", "How many volunteers are there?",
         "Why did Iran enrich its uranium?", "Do I have to buy a GPU to host it?",
         "Which two countries could build up their own forces?",
         "When the deal failed, who left it?",
         "And who built the lighthouse?",
         "Where was the deal signed and who opposed it?"]  # fmt: skip


@pytest.fixture(scope="module")
def snapshot(own_shipped_index: Path) -> Snapshot:
    library = Library(own_shipped_index)  # so that only the other articles are to be encoded
    sources = [*find_sources(ROOT / "docs" / "articles"), *find_sources(CANNED / "articles")]
    build(library, "default", sources, load_encoder(EncoderSettings()), max_bytes=10**6)
    return library.get("default")


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(load_encoder(EncoderSettings()), reader=load_reader(ReaderSettings()))


@pytest.fixture(scope="module")
def outcomes(snapshot: Snapshot, answerer: Answerer) -> Sequence[Outcome]:
    return list(ask_all(PAIRS, answerer, snapshot, 5))


def right(outcomes: Sequence[Outcome]) -> int:
    leaning = [one for one in outcomes if one.answerable and one.judgement.kind != ALONE]
    return sum(one.right(1) and not one.answer.abstained for one in leaning)


def refused(outcomes: Sequence[Outcome]) -> int:
    return sum(one.answer.abstained for one in outcomes if not one.answerable)


# --- which questions lean ----------------------------------------------------------------------


@pytest.mark.parametrize("question", LEAN)
def test_these_need_the_question_before(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize("question", STAND)
def test_these_stand_by_themselves(question: str) -> None:
    assert not leans(question)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_each_canned_pair_leans_as_its_kind_says(pair: Any) -> None:
    assert leans(pair.question) is (pair.kind != ALONE)


@given(st.text())
def test_whatever_is_asked_leans_or_does_not(text: str) -> None:
    assert leans(text) in {True, False}
    assert topic_of(text) in text


# --- the canned pairs --------------------------------------------------------------------------


def test_there_are_pairs_of_each_kind_and_no_id_twice() -> None:
    kinds = [pair.kind for pair in PAIRS]
    assert len(PAIRS) >= 30
    assert kinds.count("unanswerable") >= 8
    assert kinds.count(ALONE) >= 6
    assert len({pair.id for pair in PAIRS}) == len(PAIRS)
    assert all(pair.after for pair in PAIRS)


@pytest.mark.parametrize(
    "record", [r for r in RECORDS if r["answers"]], ids=lambda record: record["id"]
)
def test_each_answer_stands_in_the_document_that_is_named(
    record: dict[str, Any], snapshot: Snapshot
) -> None:
    texts = {document.id: document.text for document in snapshot.documents()}
    assert [a for a in record["answers"] if not contains(texts[record["document"]], a)] == []


def test_follow_ups_are_answered_and_no_fewer_than_they_were(
    outcomes: Sequence[Outcome], snapshot: Snapshot, answerer: Answerer
) -> None:
    alone = list(ask_all(PAIRS, answerer, snapshot, 5, alone=True))
    assert right(outcomes) >= 26
    assert right(alone) <= 21
    assert refused(outcomes) >= 9


def test_the_question_of_the_answer_is_what_was_typed(outcomes: Sequence[Outcome]) -> None:
    assert [one.answer.question for one in outcomes] == [pair.question for pair in PAIRS]


def test_every_quote_is_a_slice_of_its_file(outcomes: Sequence[Outcome]) -> None:
    folders = (ROOT / "docs" / "articles", CANNED / "articles")
    files = {path.name: path.read_text("utf-8") for one in folders for path in one.glob("*.md")}
    quotes = [quote for one in outcomes for quote in one.answer.candidates]
    assert [q.text for q in quotes if q.text not in files[q.document.id]] == []


def test_what_stands_by_itself_is_answered_as_if_nothing_had_been_asked(
    snapshot: Snapshot, answerer: Answerer
) -> None:
    shipped = read_judgements(CANNED / "shipped.jsonl")
    before = Turn.of(answerer.ask("Who built the first lifeboat?", [Part(snapshot)]))
    assert before.cited
    standing = [one.question for one in shipped if not leans(one.question)]
    assert len(standing) == len(shipped)
    for question in standing[::7]:
        after = answerer.ask(question, [Part(snapshot)], before)
        assert after == answerer.ask(question, [Part(snapshot)])


@pytest.mark.parametrize(
    ("asked", "adds", "less"),
    [
        ("What did Margaret Teague collect?", "And why did she die?", NOTHING_OWN),
        ("What did Margaret Teague collect?", "How many families did she get it from?", 0.0),
        ("When did the Sorrento run aground?", "And why?", 0.0),
    ],
)
def test_an_answer_without_the_words_that_a_follow_up_adds_is_less_sure(
    asked: str, adds: str, less: float, snapshot: Snapshot, answerer: Answerer
) -> None:
    before = Turn.of(answerer.ask(asked, [Part(snapshot)]))
    found = answerer.ask(adds, [Part(snapshot)], before)
    weights = {**WITH_READER.weights, "nothing_own": 0.0}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(confidence, "WITH_READER", Regression(WITH_READER.bias, weights))
        other = answerer.ask(adds, [Part(snapshot)], before)
    assert found.followed
    assert other.followed
    assert found.evidence - other.evidence == pytest.approx(less)


# --- what a turn may contribute ----------------------------------------------------------------


def test_a_source_outside_the_scope_contributes_nothing(
    library: Library, rebuild: Build, encoder: HashingEncoder, tmp_path: Path
) -> None:
    rebuild()
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "s.md").write_text("# Plans\n\nThe lamp moves to Zanzibar in 1999.\n", "utf-8")
    build(library, "staff", find_sources(secret), encoder, max_bytes=10**6)
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0.0))
    public, staff = Part(library.get("default")), Part(library.get("staff"))
    said = answerer.ask("Where does the lamp move?", [staff])
    assert "Zanzibar" in said.quotes[0].text
    turn = Turn.of(said)
    assert spans_of(turn, [public]) == ()
    assert spans_of(turn, [public, staff]) != ()
    bare = replace(turn, cited=())
    assert answerer.ask("And who?", [public], turn) == answerer.ask("And who?", [public], bare)


def test_a_source_that_has_changed_contributes_what_still_stands(
    library: Library, rebuild: Build, sources: Path, encoder: HashingEncoder
) -> None:
    rebuild()
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0.0))
    turn = Turn.of(answerer.ask("When was the lamp first lit?", [Part(library.get("default"))]))
    lamp = sources / "lamp.md"
    lamp.write_text(lamp.read_text("utf-8").replace("# The lamp", "# The lamp\n\nNew."), "utf-8")
    rebuild()
    assert [s.text for s in spans_of(turn, [Part(library.get("default"))])] == [
        s.text for s in answerer.ask(turn.question, [Part(library.get("default"))]).quotes
    ]
    lamp.write_text("# The lamp\n\nNothing of it is left.\n", "utf-8")
    rebuild()
    assert spans_of(turn, [Part(library.get("default"))]) == ()


@example("0\x1bHE", "0")
@given(st.text(), st.text(min_size=1))
def test_what_is_read_holds_only_words_that_were_asked(question: str, earlier: str) -> None:
    reference = followed(question, Turn(earlier), (), None)
    asked = set(re.findall(r"[^\W_]+", f"{question} {earlier}"))
    assert set(re.findall(r"[^\W_]+", reference.read)) <= asked


# --- pairs over texts that are not ours to ship ------------------------------------------------


@pytest.mark.skipif(not (SHARED / "eval").is_dir(), reason="the evaluation texts are not beside us")
@pytest.mark.parametrize("name", ["follow-ups-held-out.jsonl", "follow-ups-fresh.jsonl"])
def test_the_answers_of_the_other_pairs_stand_in_their_documents(name: str) -> None:
    places = [SHARED / "seed", SHARED / "eval" / "squad1-more" / "articles"]
    files = {path.name: path.read_text("utf-8") for folder in places for path in folder.iterdir()}
    for record in map(json.loads, (CANNED / name).read_text("utf-8").splitlines()):
        assert leans(record["question"]) is (record["kind"] != ALONE)
        for answer in record["answers"]:
            assert contains(files[record["document"]], answer)


# --- ellipses, corrections and what a turn was about ------------------------------------------


@pytest.mark.parametrize(
    "question",
    ["was anybody hurt?", "and how large?", "who pays the hotel then", "can i change the udp ones",
     "and can i keep the laptop?", "does that expire after my first year", "magenta?",
     "what do i do first", "what if the address differs", "is dental included?",
     "do i need approval"],
)  # fmt: skip
def test_the_form_of_these_only_hints_at_a_question_before(question: str) -> None:
    assert may_lean(question)
    assert not leans(question)


@pytest.mark.parametrize("question", [one for one in STAND if not one.startswith("And ")])
def test_the_form_of_complete_questions_hints_at_nothing(question: str) -> None:
    assert not may_lean(question)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("no, I meant the second deal", "what about the second deal"),
        ("sorry, i mean how do i leave?", "how do i leave?"),
        ("No. I was asking about the lamp", "what about the lamp"),
        ("What is meant by a lamp?", ""),
        ("no, I meant", ""),
    ],
)
def test_a_correction_asks_again(typed: str, meant: str) -> None:
    assert corrected(typed) == meant
    assert leans(typed) or not meant


def test_a_chain_of_follow_ups_keeps_the_complete_question() -> None:
    first = Turn("Who built the first lifeboat?")
    second = Turn("and when?").following(first)
    third = Turn("and where?").following(second)
    assert (second.subject, third.subject) == (first.question, first.question)
    assert Turn("How did Khamenei answer Trump?").following(third).subject == ""


@pytest.mark.parametrize("question", ["for loops", "how are you today?", "index command", "Why?!"])
def test_what_is_short_may_still_be_a_search_or_a_greeting(question: str) -> None:
    assert may_lean(question) is (question == "Why?!")


@pytest.mark.parametrize("question", ["and acrylic?", "what about acrylic", "acrylic?"])
def test_the_same_is_asked_about_the_new_subject(question: str) -> None:
    reference = followed(question, Turn("How thick may plywood be?"), (), None)
    assert reference.read.split(", ") == ["How thick may plywood be", "acrylic?"]
    assert reference.about.strip(" ?") == "acrylic"


def test_after_another_subject_a_question_is_about_that_one_too() -> None:
    first = Turn("How thick may plywood be?")
    second = Turn("and acrylic?").following(first)
    assert "acrylic" in Turn("how do i cut it").following(second).asked
    assert "acrylic" not in Turn("and felt?").following(second).asked


def test_an_answer_tells_whether_it_took_the_question_before_into_account(
    outcomes: Sequence[Outcome], snapshot: Snapshot, answerer: Answerer
) -> None:
    followed_ = {one.judgement.id for one in outcomes if one.answer.followed}
    leaning = {one.judgement.id for one in outcomes if one.judgement.kind != ALONE}
    assert followed_ <= leaning
    assert len(followed_) >= len(leaning) / 2
    assert not answerer.ask(PAIRS[0].question, [Part(snapshot)]).followed


def test_a_complete_question_that_is_answered_by_itself_keeps_its_answer(
    snapshot: Snapshot, answerer: Answerer
) -> None:
    before = Turn.of(answerer.ask("Who built the first lifeboat?", [Part(snapshot)]))
    question = "And when was the nuclear deal concluded?"
    assert may_lean(question)
    alone = answerer.ask(question, [Part(snapshot)])
    assert not alone.abstained
    assert answerer.ask(question, [Part(snapshot)], before) == alone
