"""Whether an earlier answer still stands: its sources unchanged, changed, or gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bot.render.citation_codec import packed, unpacked
from index.answering.answerer import Answerer
from index.answering.as_json import answer_record
from index.answering.part import Part
from index.citations.citation import Citation, State, citation_of, citations_in, standing_of
from index.cli import cli
from index.errors import QuestionError
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.types import Answer
from tests.conftest import Build
from tests.support.hashing_encoder import HashingEncoder

WHEN = "When was the lamp first lit?"


@pytest.fixture
def answered(rebuild: Build, library: Library, encoder: HashingEncoder) -> Answer:
    rebuild()
    answerer = Answerer(encoder, AnswerSettings(quotes=1, min_confidence=0))
    answer = answerer.ask(WHEN, [Part(library.get("default"))])
    assert answer.quotes[0].document.id == "lamp.md"
    return answer


def states(answer: Answer, library: Library) -> list[State]:
    """By each of the ways in which an answer can be kept; they must agree."""
    citations = [citation_of(quote) for quote in answer.quotes]
    kept = json.loads(json.dumps(answer_record(answer)))
    ways = [citations, unpacked(packed(citations)), citations_in(kept)]
    found = [
        [standing_of(citation, [library.get("default")]).state for citation in way] for way in ways
    ]
    assert found[0] == found[1] == found[2]
    return found[0]


def test_what_has_not_changed_is_said_to_be_unchanged(answered: Answer, library: Library) -> None:
    assert states(answered, library) == [State.UNCHANGED]


def test_another_source_that_changed_is_no_matter(
    answered: Answer, library: Library, sources: Path, rebuild: Build
) -> None:
    (sources / "horn.txt").write_text("The horn is silent.", "utf-8")
    rebuild()
    assert states(answered, library) == [State.UNCHANGED]


def test_a_quote_that_stands_elsewhere_in_its_source_is_found_there(
    answered: Answer, library: Library, sources: Path, rebuild: Build
) -> None:
    quote = answered.quotes[0].text
    text = f"# The lamp\n\nA new beginning.\n\n## Newer\n\nIndeed! {quote} So it is told.\n"
    (sources / "lamp.md").write_text(text, "utf-8")
    rebuild()
    assert states(answered, library) == [State.QUOTE_STANDS]
    standing = standing_of(citation_of(answered.quotes[0]), [library.get("default")])
    assert standing.locator is not None
    assert (standing.locator.headings, standing.locator.paragraph) == (("Newer",), 2)


def test_a_quote_of_which_one_letter_differs_stands_no_longer(
    answered: Answer, library: Library, sources: Path, rebuild: Build
) -> None:
    text = (sources / "lamp.md").read_text("utf-8").replace("1867", "1868")
    (sources / "lamp.md").write_text(text, "utf-8")
    rebuild()
    assert states(answered, library) == [State.QUOTE_GONE]


def test_a_source_that_is_gone_is_said_to_be(
    answered: Answer, library: Library, sources: Path, rebuild: Build
) -> None:
    (sources / "lamp.md").unlink()
    rebuild(prune_gone=True)
    assert states(answered, library) == [State.SOURCE_GONE]


def test_what_is_outside_the_scope_is_as_good_as_gone(answered: Answer) -> None:
    citation = citation_of(answered.quotes[0])
    assert standing_of(citation, []).state is State.SOURCE_GONE


digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
citations = st.builds(Citation, digests, digests, digests, st.integers(1, 70_000))


@given(st.lists(citations, max_size=7))
def test_what_is_packed_fits_a_button_and_comes_back_shortened(given_: list[Citation]) -> None:
    name = packed(given_)
    assert len(name) <= 100
    for before, after in zip(given_[:5], unpacked(name), strict=True):
        assert before.document.startswith(after.document)
        assert before.source.startswith(after.source)
        assert before.words.startswith(after.words)
        assert min(len(after.document), len(after.source), len(after.words)) >= 8
        assert after.length == min(before.length, 65_535)


@given(st.one_of(st.text(max_size=100), st.text(max_size=90).map("st1:".__add__)))
def test_any_other_name_of_a_button_holds_no_citation_or_whole_ones(name: str) -> None:
    assert all(len(citation.words) == 8 for citation in unpacked(name))


@pytest.mark.parametrize(
    "record",
    [{}, {"quotes": 3}, {"quotes": [{}]}, {"quotes": [None]},
     {"quotes": [{"corpus": "a", "document": "b", "sha256": "", "text": "c"}]}],
)  # fmt: skip
def test_what_is_no_answer_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(QuestionError, match="is not an answer"):
        citations_in(record)


# --- quoth still -------------------------------------------------------------------------------


def still(library: Library, file: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["still", str(file), "--index", str(library.root), *options])


def test_a_saved_answer_is_looked_up_and_the_exit_code_says_whether_it_stands(
    answered: Answer, library: Library, sources: Path, rebuild: Build, tmp_path: Path
) -> None:
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(answer_record(answered)), "utf-8")
    result = still(library, file)
    assert (result.exit_code, result.output) == (0, "unchanged: The lamp, paragraph 1\n")
    (sources / "lamp.md").unlink()
    rebuild(prune_gone=True)
    result = still(library, file, "--json")
    assert result.exit_code == 1
    assert json.loads(result.output) == [
        {"corpus": "default", "document": "lamp.md", "state": "source-gone", "locator": None}
    ]
    assert "no longer indexed: lamp.md" in still(library, file).output


def test_an_answer_of_a_corpus_that_is_gone_has_no_sources(
    answered: Answer, library: Library, tmp_path: Path
) -> None:
    record = answer_record(answered)
    record["quotes"][0]["corpus"] = "../elsewhere"
    (tmp_path / "answer.json").write_text(json.dumps(record), "utf-8")
    result = still(library, tmp_path / "answer.json")
    assert (result.exit_code, result.output) == (1, "the source is no longer indexed: lamp.md\n")


def test_a_refusal_has_nothing_that_could_change(library: Library, tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_text('{"quotes": []}', "utf-8")
    result = still(library, tmp_path / "answer.json")
    assert result.exit_code == 0
    assert "quotes nothing" in result.output


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '"quotes"'])
def test_a_file_that_is_no_answer_is_named(text: str, library: Library, tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_text(text, "utf-8")
    result = still(library, tmp_path / "answer.json")
    assert isinstance(result.exception, QuestionError) or result.exit_code == 8
