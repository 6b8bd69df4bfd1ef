"""What is missing from the sources: questions put together that mean nearly the same."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger import Kept
from bot.ledger.gaps import Gap, clusters, drafts, gaps_of
from bot.render.gaps import render_gaps
from bot.speech.say import LANGUAGES, say, speaking
from index.evaluation import read_judgements
from index.models.encoder import load_encoder
from index.settings import EncoderSettings
from tests.benchmarks.gaps import FILE
from tests.support.hashing_encoder import HashingEncoder
from tests.support.strategies import hostile_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.render.layout import Rendered

encode = HashingEncoder().encode_passages
TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
SERVER = 81384788765712384
kept_questions = st.lists(
    st.builds(
        Kept,
        st.integers(0, 100).map(lambda hours: TODAY - timedelta(hours=hours)),
        st.just(SERVER),
        st.just("default"),
        st.text("abcd ?", min_size=1, max_size=12).map(lambda text: f"why {text}"),
        st.sampled_from(["off-topic", "voted-down"]),
        st.lists(st.sampled_from("xyz"), max_size=2).map(tuple),
        st.sampled_from(["none", "near"]),
    ),
    max_size=25,
)


def kept(
    question: str, *, age: int = 0, why: str = "not-in-sources", missing: str = "", tier: str = ""
) -> Kept:
    words = tuple(missing.split())
    return Kept(TODAY - timedelta(days=age), SERVER, "default", question, why, words, tier)


def texts(rendered: Rendered) -> str:
    return "\n".join(getattr(item, "content", "") for item in rendered["view"].children)


def test_nothing_kept_shows_no_gap() -> None:
    assert gaps_of([], encode) == []
    assert drafts([]) == ""


def test_the_same_question_in_other_case_is_one_gap_and_counts_are_summed() -> None:
    (gap,) = gaps_of(
        [
            kept("Who won the regatta?", missing="regatta"),
            kept("who won the regatta", age=3, missing="regatta won", why="off-topic"),
            kept("Who won the regatta?", age=1, why="voted-down"),
        ],
        encode,
    )
    assert (gap.refused, gap.voted_down, gap.times) == (2, 1, 3)
    assert gap.newest == TODAY
    assert gap.missing == ("regatta", "won")
    assert gap.reasons == (("not-in-sources", 1), ("off-topic", 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gap_tells_how_often_the_closest_text_was_shown(language: str) -> None:
    gaps = gaps_of(
        [
            kept("Who won the regatta?", tier="near"),
            kept("Who won the regatta?", tier="near", age=1),
            kept("Who won the regatta?", tier="none"),
            kept("Who won the regatta?", why="voted-down"),
        ],
        encode,
    )
    (gap,) = gaps
    assert (gap.near, gap.refused, gap.voted_down, gap.times) == (2, 1, 1, 4)
    assert json.loads(drafts(gaps))["near"] == 2
    with speaking(language):
        said = texts(render_gaps(gaps, 30))
        assert say("gaps-near", count=2) in said
        assert say("gaps-refused", count=1) in said


def test_the_most_frequent_come_first_and_then_the_newest() -> None:
    gaps = gaps_of(
        [
            kept("Which whales live here?", age=9),
            kept("Where do the gulls nest?", age=2),
            kept("Who won the regatta?", age=30),
            kept("Who won the regatta?", age=31),
        ],
        encode,
    )
    assert [gap.question for gap in gaps] == [
        "Who won the regatta?", "Where do the gulls nest?", "Which whales live here?",
    ]  # fmt: skip


@given(kept_questions, st.randoms(use_true_random=False))
def test_no_question_is_lost_and_the_order_does_not_matter(
    given_questions: list[Kept], chance: random.Random
) -> None:
    gaps = gaps_of(given_questions, encode)
    assert sum(gap.times for gap in gaps) == len(given_questions)
    assert sum(gap.voted_down for gap in gaps) == sum(k.voted_down for k in given_questions)
    assert all(gap.question in gap.questions for gap in gaps)
    shuffled = given_questions[:]
    chance.shuffle(shuffled)
    assert gaps_of(shuffled, encode) == gaps


@given(st.integers(1, 12), st.randoms(use_true_random=False))
def test_what_is_put_together_is_near_on_the_mean(size: int, chance: random.Random) -> None:
    near = np.array([[chance.random() for _ in range(size)] for _ in range(size)])
    near = (near + near.T) / 2
    found = clusters(near, 0.6)
    assert sorted(row for group in found for row in group) == list(range(size))
    means = [near[np.ix_(one, other)].mean() for one, other in combinations(found, 2)]
    assert all(mean < 0.6 + 1e-9 for mean in means), "what is near enough was put together"


def pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {(a, b) for group in groups for a, b in combinations(sorted(group), 2)}


def test_with_the_real_model_questions_that_ask_the_same_come_together() -> None:
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    wanted: dict[str, list[str]] = {}
    for row in rows:
        wanted.setdefault(row["gap"], []).append(row["question"])
    model = load_encoder(EncoderSettings())
    gaps = gaps_of([kept(row["question"]) for row in rows], model.encode_passages)
    found, right = pairs(gap.questions for gap in gaps), pairs(wanted.values())
    assert len(found & right) / len(right) > 0.9
    assert len(found & right) / len(found) > 0.85


def test_drafts_are_questions_that_eval_reads_and_hold_no_id(tmp_path: Path) -> None:
    gaps = gaps_of([kept("Who won the regatta?", missing="regatta"), kept("“Why”\n?")], encode)
    file = tmp_path / "gaps.jsonl"
    file.write_text(drafts(gaps), "utf-8")
    judged = read_judgements(file)
    assert {one.question for one in judged} == {"Who won the regatta?", "“Why”\n?"}
    assert {one.kind for one in judged} == {"draft"}
    assert all(one.answers == () for one in judged)
    assert str(SERVER) not in file.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_many_gaps_are_shown_as_fit_and_none_is_torn(language: str) -> None:
    many = gaps_of([kept(f"{n} {'why ' * 60}{n * 7919}", missing="a b c d e") for n in range(80)],
                   lambda given: np.eye(len(given), dtype=np.float32))  # fmt: skip
    with speaking(language):
        rendered = render_gaps(many, 30)
    shown = texts(rendered)
    assert 1_000 < len(shown) <= 4_000
    names = [line for line in shown.splitlines() if line.startswith("- **")]
    assert len(names) < len(many)
    assert all(line.endswith("**") for line in names)


@given(hostile_words)
def test_a_hostile_question_stays_one_line_of_plain_text(question: str) -> None:
    gap = Gap(question, (question,), 1, 0, TODAY, (("off-topic", 1),), (question,))
    lines = texts(render_gaps([gap], 30)).splitlines()
    assert len([line for line in lines if line.startswith("- ")]) == 1
    assert len(lines) == 5
