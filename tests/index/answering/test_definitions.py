"""Who asks what something is gets the sentence that says it, not one of many that mention it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Answer
from tests.support.hashing_encoder import HashingEncoder

MENTIONS = [
    "Colza burns. Colza is dear. The colza is his.",
    "Fill the lamp with colza. The colza is in the shed.",
]
SAYS = "Jens was asked. Colza is an oil of rape."


@pytest.fixture
def part(tmp_path: Path) -> Part:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, text in enumerate([*MENTIONS, SAYS]):
        (folder / f"{number}.md").write_text(f"# Light {number}\n\n{text}\n", "utf-8")
    library = Library(tmp_path / "index")
    build(library, "c", find_sources(folder), HashingEncoder(), max_bytes=10_000)
    return Part(library.get("c"))


def asked(question: str, part: Part) -> Answer:
    settings = AnswerSettings(quotes=1, min_confidence=0)
    return Answerer(HashingEncoder(), settings).ask(question, [part])


@pytest.mark.parametrize("question", ["what is colza", "whats colza?", "what does colza mean"])
def test_the_sentence_that_says_what_it_is_comes_first(question: str, part: Part) -> None:
    assert "Colza is an oil" in asked(question, part).quotes[0].text


def test_a_question_that_asks_no_such_thing_is_answered_as_before(part: Part) -> None:
    assert asked("is colza dear", part).quotes[0].text == "Colza is dear."
    assert "Colza is an oil" not in asked("colza is", part).quotes[0].text


def test_what_says_it_is_surer_than_what_does_not(part: Part) -> None:
    assert asked("what is colza", part).evidence > asked("colza is", part).evidence
