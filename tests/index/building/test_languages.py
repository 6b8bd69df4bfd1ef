"""Indexes of texts in several languages: what is stored of them, and what is found in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.building.gather import gather
from index.building.plan import matches_build
from index.cli import cli
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.snapshots.manifest import languages_in
from index.sources.documents import find_sources
from index.text.analysis import Analysis
from tests.support.hashing_encoder import HashingEncoder

SOURCES = {
    "miete.md": (
        "# Der Mietvertrag\n\nDer Vertrag kann von beiden Seiten mit einer Frist von drei Monaten "
        "gekündigt werden.\n\nDie Kaution wird nach dem Auszug zurückgezahlt.\n"
    ),
    "toshokan.md": (
        "# 図書館の利用案内\n\n図書館の本は二週間まで借りることができます。\n\n"
        "自習室は平日の午前九時から開いています。\n"
    ),
    "boats.md": (
        "# The boats\n\nMembers may borrow up to four boats for a weekend.\n\n"
        "A boat that is returned late must be cleaned by whoever borrowed it.\n"
    ),
}


@pytest.fixture
def abroad(tmp_path: Path) -> Library:
    sources = tmp_path / "abroad"
    sources.mkdir()
    for name, text in SOURCES.items():
        (sources / name).write_text(text, "utf-8")
    library = Library(tmp_path / "abroad-index")
    build(library, "default", find_sources(sources), HashingEncoder(), max_bytes=10**6)
    return library


def test_a_snapshot_says_how_many_documents_are_in_each_language(abroad: Library) -> None:
    assert languages_in(abroad.manifest("default")) == {"en": 1, "de": 1, "ja": 1}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Welche Fristen haben Verträge?", "Frist von drei Monaten"),
        ("Wann werden Kautionen zurückgezahlt?", "Kaution"),
        ("本は何週間借りられますか", "二週間"),
        ("自習室はいつ開きますか", "午前九時"),
        ("How many boats may a member borrow?", "four boats"),
    ],
)
def test_the_words_of_a_question_find_the_text_of_its_language(
    abroad: Library, question: str, found: str
) -> None:
    snapshot = abroad.get("default")
    lexicon = snapshot.window_terms
    asked = Analysis(lexicon.languages, lexicon.knows).terms(question)
    passage, start, end = snapshot.window_spans[lexicon.coverage(asked).argmax()]
    assert found in snapshot.passage(int(passage)).document.text[start:end]


def test_a_word_in_another_form_is_not_called_missing(abroad: Library) -> None:
    answerer = Answerer(HashingEncoder(), AnswerSettings(min_confidence=1))
    answer = answerer.ask("Welche Fristen gelten bei Heizungen?", [Part(abroad.get("default"))])
    assert "Fristen" not in answer.missing


def test_an_index_from_before_languages_were_told_is_read_as_english_and_made_anew(
    abroad: Library, tmp_path: Path
) -> None:
    manifest = abroad.manifest("default")
    gathered = gather(find_sources(tmp_path / "abroad"), {}, max_bytes=10**6)
    assert matches_build(manifest, gathered, HashingEncoder())
    before = {name: value for name, value in manifest.items() if name != "languages"}
    assert languages_in(before) == {"en": 3}
    assert not matches_build(before, gathered, HashingEncoder())


def test_status_says_which_languages_the_sources_have(abroad: Library) -> None:
    told = CliRunner().invoke(cli, ["status", "--index", str(abroad.root)]).stdout
    assert "languages: English (1), German (1), Japanese (1): " in told
    said = CliRunner().invoke(cli, ["status", "--index", str(abroad.root), "--json"]).stdout
    assert json.loads(said)["corpora"][0]["languages"] == {"en": 1, "de": 1, "ja": 1}
