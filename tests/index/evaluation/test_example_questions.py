"""What /help shows to ask: each was asked, each is answered, and none is of another's corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.librarian import MAX_EXAMPLES, Librarian
from index.answering.answerer import Answerer
from index.answering.part import Part
from index.building.build import build
from index.evaluation import Judgement, read_judgements
from index.evaluation.example_questions import MOST_TRIED, Example, Search, chosen, trials
from index.models.encoder import load_encoder
from index.models.loading import load_reader
from index.settings import AnswerSettings, EncoderSettings, ReaderSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Scope
from tests.conftest import Build
from tests.support.bot import WHEN, FakeOracle, running
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from tests.standin import Standin
    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures"]
DEFAULT = Scope(("default",))


def searched(librarian: Librarian, scope: Scope = DEFAULT) -> list[str]:
    while librarian.seek_examples(scope):
        pass
    return list(librarian.examples(scope))


@pytest.mark.parametrize("gated", [True, False])
def test_each_that_is_shown_of_the_shipped_index_is_answered(
    shipped_library: Library, gated: bool
) -> None:
    gate = read_judgements(ROOT / "tests" / "canned" / "shipped.jsonl") if gated else []
    answerer = Answerer(load_encoder(EncoderSettings()), reader=load_reader(ReaderSettings()))
    shown = searched(Librarian(shipped_library, answerer, "default", gate))
    assert len(shown) == MAX_EXAMPLES
    again = searched(Librarian(shipped_library, answerer, "default", gate))
    assert shown == again
    for question in shown:
        assert not answerer.ask(question, [Part(shipped_library.get("default"))]).abstained
    if gated:
        assert set(shown) <= {one.question for one in gate}


def test_none_found_is_none_shown(
    library: Library, rebuild: Build, encoder: HashingEncoder
) -> None:
    rebuild()
    silent = Answerer(encoder, AnswerSettings(min_confidence=1.0))
    assert searched(Librarian(library, silent, "default")) == []


def test_nothing_of_a_corpus_outside_the_scope_is_shown(
    library: Library, rebuild: Build, encoder: HashingEncoder, tmp_path: Path
) -> None:
    rebuild()
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "s.md").write_text(
        "# What is the Zanzibar plan?\n\nThe Zanzibar plan is a move of the lamp.\n", "utf-8"
    )
    build(library, "staff", find_sources(secret), encoder, max_bytes=10**6)
    librarian = Librarian(library, Answerer(encoder, AnswerSettings(min_confidence=0)), "default")
    both = searched(librarian, Scope(("default", "staff")))
    assert any("Zanzibar" in question for question in both)
    assert not any("Zanzibar" in question for question in searched(librarian))


def test_after_a_new_index_they_are_sought_anew(
    library: Library, rebuild: Build, sources: Path, encoder: HashingEncoder
) -> None:
    rebuild()
    librarian = Librarian(library, Answerer(encoder, AnswerSettings(min_confidence=0)), "default")
    first = searched(librarian)
    for file in sources.iterdir():
        file.unlink()
    (sources / "new.md").write_text("# Who painted the horn?\n\nBo painted the horn.\n", "utf-8")
    rebuild()
    library.get("default")
    librarian.answer("?a", DEFAULT)
    assert searched(librarian) != first
    assert "Who painted the horn?" in searched(librarian)


def test_a_question_of_the_gate_that_is_wrongly_answered_is_not_shown(
    library: Library, rebuild: Build, encoder: HashingEncoder
) -> None:
    rebuild()
    gate = [
        Judgement("1", "When was the lamp first lit?", ("1867",), "x"),
        Judgement("2", "When was the lamp automated?", ("1066",), "x"),
        Judgement("3", "Who won?", (), "x"),
    ]
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0))
    shown = searched(Librarian(library, answerer, "default", gate))
    assert "When was the lamp first lit?" in shown
    assert not {"When was the lamp automated?", "Who won?"} & set(shown)


def test_the_search_ends_however_large_the_index(
    library: Library, rebuild: Build, sources: Path, encoder: HashingEncoder
) -> None:
    headings = "".join(f"## The lamp {word}\n\nText {n}.\n\n" for n, word in enumerate("ab" * 99))
    (sources / "long.md").write_text(f"# Long\n\n{headings}", "utf-8")
    rebuild()
    snapshot = library.get("default")
    assert len(list(trials(snapshot))) <= MOST_TRIED
    search = Search(Answerer(encoder, AnswerSettings(min_confidence=1)), snapshot, ())
    steps = sum(1 for _ in iter(search.step, False))
    assert steps <= MOST_TRIED


@given(
    st.lists(st.builds(Example, st.sampled_from("abcdef"), st.sampled_from("xyz"), st.booleans()))
)
def test_the_chosen_are_among_the_found_each_once_the_surest_first(found: list[Example]) -> None:
    shown = chosen(found, MAX_EXAMPLES)
    assert len(shown) == min(MAX_EXAMPLES, len({one.question for one in found}))
    assert set(shown) <= {one.question for one in found}


# --- on Discord --------------------------------------------------------------------------------


async def test_help_shows_what_is_answered_there(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path):
        shown = await (await discord.slash(ada, "help")).message()
        assert shown.ephemeral
        assert f"- {WHEN}" in shown.text
        (reply,) = await (await discord.says(ada, "<@bot>")).answers()
        assert f"- {WHEN}" in reply.text


async def test_help_comes_without_examples_when_they_cannot_be_had(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    (tmp_path / "corpora.json").write_text("{", "utf-8")
    async with running(discord, tmp_path):
        shown = await (await discord.slash(ada, "help")).message()
        assert "/ask" in shown.text
        assert WHEN not in shown.text


class Endless(FakeOracle):
    """An oracle whose search for examples never ends."""

    def seek_examples(self, scope: Scope) -> bool:
        super().seek_examples(scope)
        return True


async def test_a_search_keeps_no_question_waiting(
    discord: Standin, tmp_path: Path, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.asking.asker.SEEKING_SECONDS", 0.5)
    async with running(discord, tmp_path, oracle=Endless()):
        helped = await discord.slash(ada, "help")
        await helped.acknowledged(within=1)
        asked = await discord.slash(ada, "ask", question=WHEN)
        answer = await asked.message(within=0.5)
        assert "1983" in answer.text
        assert WHEN in (await helped.message()).text
