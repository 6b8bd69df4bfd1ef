"""Answers that workers find for bots: those of a bot's own model, in time, from the same index."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.shared_state import SharedState
from bot.app.work import serve
from bot.asking.librarian import Librarian
from bot.asking.remote_librarian import RemoteLibrarian
from bot.asking.work_codec import (
    ANSWER,
    EXAMPLES,
    WorkerExamples,
    WorkerQuestion,
    WorkerTexts,
    asked_in,
    asked_text,
    error_text,
    outcome_in,
    outcome_text,
    vectors_in,
    vectors_text,
)
from bot.settings import WorkerSettings
from index.answering.answerer import Answerer
from index.answering.followups import Turn
from index.building.build import build
from index.citations.citation import Citation
from index.errors import GateError, QuestionError, QuothError, SnapshotMismatch
from index.settings import AnswerSettings
from index.snapshots.library import Library
from index.sources.documents import find_sources
from index.types import Scope
from tests.support.hashing_encoder import HashingEncoder
from tests.support.postgres import ask, secrets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Build

    Bot = Callable[..., RemoteLibrarian]
    Begin = Callable[..., None]

pytest_plugins = ["tests.support.postgres_server"]

SCOPE, SOON = Scope(("default",)), 60.0
QUESTIONS = (
    "When was the lamp first lit?",
    "When was it automated?",
    "Who was the last keeper?",
    "What colour is the horn?",
    "Who won the regatta?",
)


@pytest.fixture
def bot(library: Library, rebuild: Build, database: str) -> Iterator[Bot]:
    """Open what a bot asks, with the index of ``rebuild``."""
    rebuild()
    opened: list[SharedState] = []

    def opening(seconds: float = SOON) -> RemoteLibrarian:
        opened.append(SharedState(secrets_of(database), None))
        return RemoteLibrarian(Library(library.root), "default", opened[-1].workers(seconds))

    yield opening
    for state in opened:
        state.close()


def librarian(library: Library) -> Librarian:
    answerer = Answerer(HashingEncoder(), AnswerSettings(min_confidence=0.0))
    return Librarian(Library(library.root), answerer, "default")


@pytest.fixture
def begin(library: Library, database: str) -> Iterator[Begin]:
    """Start a worker, as a process of its own does."""
    stop, threads = threading.Event(), list[threading.Thread]()

    def starting(oracle: object = None) -> None:
        def run() -> None:
            with closing(SharedState(secrets_of(database), None)) as state:
                serve(state, oracle or librarian(library), WorkerSettings(threads=2), stop)  # type: ignore[arg-type]

        threads.append(threading.Thread(target=run))
        threads[-1].start()

    yield starting
    stop.set()
    for thread in threads:
        thread.join(SOON)


def test_what_a_worker_finds_is_what_the_bot_s_own_model_would(
    bot: Bot, begin: Begin, library: Library
) -> None:
    begin()
    remote, local = bot(), librarian(library)
    found = [remote.inquire(question, SCOPE, lane=7).find() for question in QUESTIONS]
    expected = [local.inquire(question, SCOPE).find() for question in QUESTIONS]
    assert found == expected
    assert any(answer.quotes for answer in found)
    turn = Turn.of(expected[0])
    follow_up = remote.inquire("And when was it automated?", SCOPE, turn).find()
    assert follow_up == local.inquire("And when was it automated?", SCOPE, turn).find()
    one = Scope(("default",), "horn.txt")
    assert remote.inquire(QUESTIONS[3], one).find() == local.inquire(QUESTIONS[3], one).find()
    assert np.array_equal(remote.vectors(["a", "b"]), local.vectors(["a", "b"]))
    while local.seek_examples(SCOPE):
        pass
    assert not remote.seek_examples(SCOPE)
    assert remote.examples(SCOPE) == local.examples(SCOPE) != []


def test_the_bot_looks_up_in_its_own_index_without_a_worker(bot: Bot, library: Library) -> None:
    remote, local = bot(), librarian(library)
    assert remote.sources(SCOPE) == local.sources(SCOPE)
    assert remote.snapshot() == local.snapshot()
    claim = "It was automated in 1983."
    assert remote.check(claim, SCOPE) == local.check(claim, SCOPE)


def test_what_a_worker_raises_is_raised_in_the_bot(bot: Bot, begin: Begin) -> None:
    begin()
    with pytest.raises(QuestionError) as error:
        bot().inquire("   ", SCOPE).find()
    with pytest.raises(QuestionError) as expected:
        Answerer(HashingEncoder()).ask("   ", [])
    assert (error.value.kind, error.value.hint) == (expected.value.kind, expected.value.hint)


def test_a_mistake_of_a_worker_is_an_error_without_the_question(
    bot: Bot, begin: Begin, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def inquire(self, question: str, *_: object) -> object:
            raise ValueError(f"cannot digest {question}")

        def refresh(self) -> None: ...

    begin(Broken())
    with pytest.raises(QuothError, match=r"failed \(ValueError\)") as error:
        bot().inquire("Who won the regatta?", SCOPE).find()
    assert "regatta" not in str(error.value)
    assert "a question was not answered" in caplog.text


def test_without_a_worker_the_bot_gives_up_at_its_deadline_and_leaves_nothing_behind(
    bot: Bot, database: str
) -> None:
    began = time.monotonic()
    inquiry = bot(seconds=1.0).inquire("Who won?", SCOPE)
    with pytest.raises(TimeoutError):
        inquiry.find()
    assert time.monotonic() - began >= 1.0
    assert ask(database, "SELECT count(*) FROM quoth.inquiries") == [(0,)]


def test_time_that_a_question_waits_in_the_bot_counts_for_its_deadline(bot: Bot) -> None:
    inquiry = bot(seconds=0.2).inquire("Who won?", SCOPE)
    time.sleep(0.3)
    with pytest.raises(TimeoutError):
        inquiry.find()


def test_a_worker_that_starts_later_answers_what_waits(bot: Bot, begin: Begin) -> None:
    inquiry, found = bot().inquire(QUESTIONS[0], SCOPE), list[object]()
    waiting = threading.Thread(target=lambda: found.append(inquiry.find()))
    waiting.start()
    time.sleep(0.2)
    begin()
    waiting.join(SOON)
    assert len(found) == 1


def test_a_worker_follows_the_index(bot: Bot, begin: Begin, rebuild: Build, sources: Path) -> None:
    remote = bot()
    begin()
    assert remote.inquire(QUESTIONS[0], SCOPE).find()
    (sources / "new.md").write_text("# New\n\nThe keeper is Ada Holm now.\n", "utf-8")
    rebuild()
    assert remote.inquire("Who is the keeper now?", SCOPE).find().snapshot == remote.snapshot()


def test_a_worker_with_another_index_does_not_answer(
    bot: Bot, begin: Begin, tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.asking.remote_librarian.PAUSE", 0.05)
    remote, other = bot(), Library(tmp_path / "other")
    (sources / "new.md").write_text("# New\n\nThe keeper is Ada Holm now.\n", "utf-8")
    build(other, "default", find_sources(sources), encoder=HashingEncoder(), max_bytes=1_000_000)
    begin(librarian(other))
    with pytest.raises(SnapshotMismatch, match=other.current("default")) as error:
        remote.inquire(QUESTIONS[0], SCOPE).find()
    assert "the same index" in error.value.hint


SCOPES = st.builds(Scope, st.lists(st.text(), min_size=2, max_size=3).map(tuple)) | st.builds(
    Scope, st.tuples(st.text()), st.none() | st.text()
)
CITED = st.builds(Citation, st.text(), st.text(), st.text(), st.integers(0))
TURNS = st.builds(Turn, st.text(), st.lists(CITED, max_size=3).map(tuple), st.text())
TEXTS = st.lists(st.text(), max_size=3).map(tuple)
QUESTIONS_ASKED = st.builds(WorkerQuestion, st.text(), SCOPES, TEXTS, st.none() | TURNS)


@given(QUESTIONS_ASKED | st.builds(WorkerTexts, TEXTS) | st.builds(WorkerExamples, SCOPES))
def test_all_that_is_asked_travels(asked: WorkerQuestion | WorkerTexts | WorkerExamples) -> None:
    assert asked_in(asked_text(asked)) == asked


@given(TEXTS)
def test_all_that_came_of_it_travels(texts: tuple[str, ...]) -> None:
    assert outcome_in(outcome_text(EXAMPLES, list(texts)), EXAMPLES) == list(texts)
    vectors = np.arange(3.0 * len(texts), dtype=np.float32).reshape(len(texts), 3)
    assert np.array_equal(vectors_in(vectors_text(vectors)), vectors)


@pytest.mark.parametrize("error", [
    SnapshotMismatch("another model", hint="build"), GateError("worse", hint="look"),
    QuestionError("long", hint="", kind="too-long", values={"most": 9}),
])  # fmt: skip
def test_an_error_travels_with_what_a_person_is_told(error: QuothError) -> None:
    with pytest.raises(type(error)) as raised:
        outcome_in(error_text(error), ANSWER)
    assert (raised.value.message, raised.value.hint) == (error.message, error.hint)
    assert vars(raised.value) == vars(error)


def test_what_another_version_sends_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(QuothError, match="no answer") as error:
        outcome_in(outcome_text("poem", "roses"), ANSWER)
    assert "one version" in error.value.hint
