"""One source alone: which is meant, and that nothing of another has any part in its answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answering.answerer import Answerer
from index.answering.followups import Turn
from index.answering.part import Part
from index.answering.references import spans_of
from index.answering.source_picker import key_of, picked, suggested
from index.building.build import build
from index.errors import QuestionError
from index.retrieval.nomination import POOL
from index.retrieval.query import Query
from index.retrieval.search import retrieve
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot, SourceRecord
from index.sources.documents import find_sources
from index.types import Scope
from tests.support.hashing_encoder import HashingEncoder

LAMP = "# The lamp\n\nThe lamp was first lit in 1867. It burned colza oil.\n"
HORN = "# The horn\n\nThe horn is painted orange. The lamp beside it was first lit in 1901.\n"
QUESTIONS = st.sampled_from(
    ["When was the lamp first lit?", "colza oil", "Who painted the horn orange?", "xyzzy", "the"]
) | st.text(alphabet="abcdehilmnoprt ?", min_size=3, max_size=40).filter(
    lambda text: any(character.isalpha() for character in text)
)

FOLLOW_UPS = st.sampled_from(["and when was that?", "who was he?", "What about oil?", "why not?"])
DOCUMENTS = st.sampled_from(["lamp.md", "horn.md", "log.md"])


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("picking")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "lamp.md").write_text(LAMP, "utf-8")
    (sources / "horn.md").write_text(HORN, "utf-8")
    cleaned = "The lamp was cleaned, and oil was brought to the tower. " * 12
    days = (f"Entry {n} of the log. {cleaned}" for n in range(POOL + 60))
    long = "\n\n".join(days)
    last = "The fog came to Brondlum in 1924."
    (sources / "log.md").write_text(f"# The log\n\n{long}\n\n{last}\n", "utf-8")
    (sources / "bare.md").write_text("# Nothing but a heading\n", "utf-8")
    library = Library(folder / "index")
    build(library, "one", find_sources(sources), HashingEncoder(), max_bytes=1_000_000)
    return library.get("one")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("other")
    (folder / "sources").mkdir()
    (folder / "sources" / "gate.md").write_text("# The gate\n\nThe gate is green.\n", "utf-8")
    library, encoder = Library(folder / "index"), HashingEncoder()
    build(library, "two", find_sources(folder / "sources"), encoder, max_bytes=1_000_000)
    return library.get("two")


def answerer(**settings: float) -> Answerer:
    given_ = {"min_confidence": 0, "quotes": 5} | settings
    return Answerer(HashingEncoder(), AnswerSettings.model_validate(given_))


def record(title: str, id: str = "", corpus: str = "one") -> SourceRecord:
    return SourceRecord(id or title, title, "", corpus=corpus)


# --- an answer of one source --------------------------------------------------------------------


@given(QUESTIONS | FOLLOW_UPS, DOCUMENTS, st.sampled_from([0, 1]), st.none() | QUESTIONS)
def test_all_that_is_said_comes_from_that_source_alone(
    snapshot: Snapshot, question: str, document: str, least: int, before: str | None
) -> None:
    after = Turn.of(answerer().ask(before, [Part(snapshot)])) if before else None
    part = Part.of_document(snapshot, document)
    said = answerer(min_confidence=least).ask(question, [part], after)
    spans = [*said.quotes, *said.candidates, *(hit.passage for hit in said.hits)]
    spans += said.refusal.nearest if said.refusal else ()
    assert spans
    assert {span.document.id for span in spans} == {document}
    assert said.conflict == ()
    assert said.within == part.title != ""


@given(FOLLOW_UPS, DOCUMENTS, QUESTIONS)
@settings(max_examples=25)
def test_what_was_quoted_from_other_sources_before_contributes_nothing(
    snapshot: Snapshot, question: str, document: str, before: str
) -> None:
    part, quoted = Part.of_document(snapshot, document), answerer().ask(before, [Part(snapshot)])
    turn = Turn.of(quoted)
    inside = tuple(
        citation
        for citation, quote in zip(turn.cited, quoted.quotes, strict=True)
        if quote.document.id == document
    )
    said = answerer().ask(question, [part], turn)
    assert said == answerer().ask(question, [part], Turn(before, inside))
    assert [span.document.id for span in spans_of(turn, [part])] == [document] * len(inside)


def test_a_document_of_one_corpus_beside_all_of_another_hides_the_rest_of_the_first(
    snapshot: Snapshot, other: Snapshot
) -> None:
    said = answerer().ask("When was the lamp first lit?", [Part(snapshot)])
    turn = Turn.of(replace(said, quotes=said.candidates))

    def found(*scope: Part) -> set[str]:
        return {span.document.id for span in spans_of(turn, scope)}

    assert found(Part(snapshot), Part(other)) >= {"horn.md", "lamp.md"}
    assert found(Part.of_document(snapshot, "horn.md"), Part(other)) == {"horn.md"}


def test_a_question_that_leans_is_understood_with_the_one_before_in_that_source(
    snapshot: Snapshot,
) -> None:
    log, question = Part.of_document(snapshot, "log.md"), "and when was that?"
    (quote, *_) = answerer().ask(question, [log], Turn("Did the fog come?")).quotes
    assert "1924" in quote.text
    (quote, *_) = answerer().ask(question, [log]).quotes
    assert "1924" not in quote.text


def test_a_misspelt_word_is_read_as_one_of_that_source_and_of_no_other(
    snapshot: Snapshot,
) -> None:
    question = "Who filled the brondlumm?"
    lamp, log = (Part.of_document(snapshot, name) for name in ("lamp.md", "log.md"))
    assert answerer().ask(question, [log]).read_as == "Who filled the Brondlum?"
    assert answerer().ask(question, [lamp]).read_as == ""


def test_the_better_answer_of_another_source_has_no_part_in_it(snapshot: Snapshot) -> None:
    question = "When was the lamp first lit?"
    assert "1867" in answerer().ask(question, [Part(snapshot)]).quotes[0].text
    (quote, *_) = answerer().ask(question, [Part.of_document(snapshot, "horn.md")]).quotes
    assert "1901" in quote.text


def test_a_refusal_names_the_words_that_this_source_does_not_mention(snapshot: Snapshot) -> None:
    strict = answerer(min_confidence=1)
    question = "Who burned colza oil at the horn?"
    assert "colza" not in strict.ask(question, [Part(snapshot)]).missing
    assert "colza" in strict.ask(question, [Part.of_document(snapshot, "horn.md")]).missing
    assert "colza" not in strict.ask(question, [Part.of_document(snapshot, "lamp.md")]).missing


def test_of_a_source_longer_than_the_pool_the_best_passages_are_found(snapshot: Snapshot) -> None:
    rows = snapshot.passages_of("log.md")
    assert len(rows) > POOL
    query = Query.of("When did the fog come?", HashingEncoder())
    best, *_ = retrieve(query, snapshot, 3, within=rows)
    assert "fog" in best.hit.passage.text
    assert best.row in rows


def test_within_all_rows_the_passages_score_as_without(snapshot: Snapshot) -> None:
    query = Query.of("When was the lamp first lit?", HashingEncoder())
    everywhere = retrieve(query, snapshot, 5)
    within = retrieve(query, snapshot, 5, within=range(len(snapshot.passage_spans)))
    assert [hit.row for hit in everywhere] == [hit.row for hit in within]
    assert np.allclose([s.hit.score for s in everywhere], [s.hit.score for s in within])


@pytest.mark.parametrize("document", ["gone.md", "", "lamp"])
def test_a_source_that_is_not_there_is_a_calm_sentence(snapshot: Snapshot, document: str) -> None:
    with pytest.raises(QuestionError, match="can't quote from that source") as raised:
        Part.of_document(snapshot, document)
    assert raised.value.kind == "source-gone"


# --- which source is meant ----------------------------------------------------------------------


def test_a_title_that_begins_so_comes_before_one_in_which_a_word_does_so() -> None:
    sources = [record("Backlights"), record("A light"), record("Light"), record("Fog")]
    assert [one.title for one in suggested(sources, "LIGHT", 25)] == [
        "Light", "A light", "Backlights",
    ]  # fmt: skip
    assert [one.title for one in suggested(sources, "", 2)] == ["A light", "Backlights"]


def test_case_accents_and_white_space_do_not_matter() -> None:
    sources = [record("Émigrés  of 1840"), record("Others")]
    assert suggested(sources, "emigres of", 5) == [sources[0]]
    assert picked(sources, "EMIGRES OF 1840") is sources[0]


@given(st.lists(st.text(max_size=30), max_size=40), st.text(max_size=10), st.integers(0, 30))
def test_what_is_suggested_is_there_matches_and_is_no_more_than_asked_for(
    titles: list[str], typed: str, most: int
) -> None:
    sources = [record(title, f"{number}") for number, title in enumerate(titles)]
    found = suggested(sources, typed, most)
    assert len(found) <= most
    assert len(set(found)) == len(found)
    assert set(found) <= set(sources)
    assert set(suggested(sources, "", len(sources))) == set(sources)


def test_a_key_means_one_document_of_one_corpus() -> None:
    here, there = record("T", "a", "here"), record("T", "a", "there")
    assert key_of(here) != key_of(there)
    assert picked([here, there], key_of(there)) is there
    with pytest.raises(QuestionError, match="2 sources"):
        picked([here, there], "a")


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_key_is_short_whatever_an_id_holds(id: str, corpus: str) -> None:
    assert len(key_of(record("T", id, corpus))) == 21


@pytest.mark.parametrize("named", ["nowhere", "", " ", "#0123456789abcdef0123", "\ud800"])
def test_what_names_no_source_is_a_calm_sentence(named: str) -> None:
    with pytest.raises(QuestionError, match="can't quote from that source"):
        picked([record("Light")], named)


def test_a_part_of_a_title_is_enough_where_no_other_has_it() -> None:
    sources = [record("Skerry Point"), record("Skerry Rock")]
    assert picked(sources, "rock") is sources[1]
    with pytest.raises(QuestionError, match="2 sources"):
        picked(sources, "skerry")


def test_a_scope_of_one_document_is_within_the_scope_it_came_from() -> None:
    scope = Scope(("a", "b"))
    assert scope.only("b", "x") == Scope(("b",), "x")
    with pytest.raises(ValueError, match="not in"):
        scope.only("c", "x")
    with pytest.raises(ValueError, match="several corpora"):
        Scope(("a", "b"), "x")
