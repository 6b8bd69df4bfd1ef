"""`/ask source:`: what is suggested, that nothing from outside the scope is, and what it does."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.asker import Asker
from bot.asking.librarian import Librarian
from bot.asking.reply import reply_to
from bot.features.source_choices import MAX_CHOICE_CHARACTERS, MAX_CHOICES, choice_name, distinct
from bot.ground.place import Place
from bot.render.limits import units
from bot.render.markdown import ELLIPSIS
from bot.servers.corpus_rules import RuleSet, ServerRules
from index.answering.answerer import Answerer
from index.answering.followups import Turn
from index.answering.source_picker import key_of
from index.errors import QuestionError, SnapshotCorrupt
from index.settings import AnswerSettings
from index.snapshots.snapshot import SourceRecord
from index.types import Scope
from tests.support.bot import AUTOMATED, WHEN, FakeOracle, Running, running
from tests.support.corpora import MARKS, NAMES, Fixed, open_in, places, random_rules, six_corpora
from tests.support.hashing_encoder import HashingEncoder
from tests.support.rendered import payload

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.asking.oracle import Oracle
    from index.types import Answer
    from tests.standin import Standin
    from tests.standin.people import Person

pytest_plugins = ["tests.support.bot_fixtures"]
HERE = Place()


def record(title: str, id: str = "", corpus: str = "default") -> SourceRecord:
    return SourceRecord(id or title, title, "", corpus=corpus)


def librarian(least: float = 0.0) -> Librarian:
    answerer = Answerer(HashingEncoder(), AnswerSettings(min_confidence=least))
    return Librarian(six_corpora(), answerer, "default")


# --- nothing leaks -------------------------------------------------------------------------------


@given(random_rules, places, st.sampled_from(["", "the", "of", *MARKS.values(), *NAMES]))
@settings(max_examples=150)
def test_no_title_from_outside_the_scope_is_ever_suggested(
    rules: RuleSet, place: Place, typed: str
) -> None:
    oracle = librarian()
    asker = Asker(lambda: oracle, 30, Fixed(rules))

    async def asking() -> list[str]:
        await asker.open()
        return [source.title for source in await asker.suggest(typed, place, MAX_CHOICES)]

    try:
        titles = asyncio.run(asking())
    finally:
        asker.close()
    open_here = {f"The {MARKS[name]} of {name}" for name in open_in(rules, place)}
    assert set(titles) <= open_here
    if not typed:
        assert set(titles) == open_here


@given(random_rules, places, st.sampled_from(NAMES), st.booleans())
@settings(max_examples=100)
def test_a_source_from_outside_the_scope_is_as_one_that_never_was(
    rules: RuleSet, place: Place, name: str, by_key: bool
) -> None:
    oracle = librarian()
    asker = Asker(lambda: oracle, 30, Fixed(rules))
    (meant,) = oracle.sources(Scope((name,)))
    named = key_of(meant) if by_key else meant.title

    async def asking() -> tuple[Answer | None, str]:
        await asker.open()
        try:
            answer = await asker.answer("What stands in the hall?", place, source=named)
        except QuestionError:
            return None, str(payload(await reply_to("What is it?", asker, place, source=named)))
        return answer, ""

    try:
        answer, said = asyncio.run(asking())
    finally:
        asker.close()
    if name in open_in(rules, place):
        assert answer is not None
        assert {quote.document.id for quote in answer.candidates} == {meant.id}
        assert {quote.corpus for quote in answer.candidates} == {name}
    else:
        assert answer is None
        assert MARKS[name] not in said
        assert "can't quote from that source here" in said


def test_one_source_is_asked_with_the_question_before() -> None:
    oracle = librarian()
    (name, *_) = NAMES
    (source,) = oracle.sources(Scope((name,)))
    one, question = Scope((name,), source.id), "and when was that?"
    follows = oracle.answer(question, one, Turn(f"Who hid the {MARKS[name]} in the hall?"))
    alone = oracle.answer(question, one)
    assert follows.within == alone.within == source.title
    assert follows.hits[0].scores != alone.hits[0].scores


# --- how a choice looks --------------------------------------------------------------------------


@given(st.lists(st.text(max_size=300) | st.just("T" * 400), max_size=30))
def test_choices_are_visible_distinct_and_within_discord_s_limit(titles: list[str]) -> None:
    names = distinct(choice_name(record(title, "id")) for title in titles)
    assert len(names) == len(titles)
    assert len(set(names)) == len(names)
    for name in names:
        assert 0 < units(name) <= MAX_CHOICE_CHARACTERS
        assert name == " ".join(name.split())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("  A\n title\t", "A title"),
        ("\u202eevil\u2066", "evil"),
        ("\u200b\u3164", "the-id"),
        ("x" * 101, "x" * 99 + ELLIPSIS),
        ("🚨" * 60, "🚨" * 49 + ELLIPSIS),
        ("**bold** @everyone", "**bold** @everyone"),
    ],
)
def test_a_hostile_title_becomes_one_visible_line(title: str, name: str) -> None:
    assert choice_name(record(title, "the-id")) == name


# --- over the stand-in ---------------------------------------------------------------------------


def shelve(up: Running, discord: Standin, **rules: object) -> None:
    """Rules of the server, and a document of each corpus."""
    for corpus in ("handbook", "staff"):
        up.oracle.shelf[corpus] = [record(f"The {corpus}", corpus=corpus)]
    own = ServerRules(("handbook", "staff"), **rules)  # type: ignore[arg-type]
    up.register.change(lambda rule_sets: rule_sets.with_rules(int(discord.world.guild_id), own))


async def suggested_to(discord: Standin, person: Person, typed: str, **given_: object) -> list[str]:
    it = await discord.autocomplete(person, "ask", "source", typed, **given_)  # type: ignore[arg-type]
    return [choice["name"] for choice in await it.choices()]


async def test_what_is_suggested_depends_on_the_place_and_on_who_will_see_the_answer(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    staff = discord.world.add_role("Staff", ada)
    bob = discord.person("Bob")
    async with running(discord, tmp_path) as up:
        await discord.synced()
        shelve(up, discord, everywhere=("handbook",), roles={int(staff): ("staff",)})
        assert await suggested_to(discord, ada, "the") == ["The handbook"]
        assert await suggested_to(discord, ada, "the", private=False) == ["The handbook"]
        both = ["The handbook", "The staff"]
        assert await suggested_to(discord, ada, "the", private=True) == both
        assert await suggested_to(discord, bob, "the", private=True) == ["The handbook"]
        assert await suggested_to(discord, ada, "the", private=True, dm=True) == []
        assert await suggested_to(discord, ada, "zzz") == []


async def test_the_chosen_source_alone_is_asked_and_named(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path) as up:
        await discord.synced()
        shelve(up, discord, everywhere=("handbook",))
        it = await discord.autocomplete(ada, "ask", "source", "handb", question=WHEN)
        (choice,) = await it.choices()
        for named in (choice["value"], "the handbook", "HANDB"):
            it = await discord.slash(ada, "ask", question=WHEN, source=named)
            shown = await it.message()
            assert AUTOMATED.rstrip(".") in shown.text
            assert "Only from: The handbook" in shown.text
            assert up.oracle.scopes[-1] == Scope(("handbook",), "The handbook")
        await (await discord.context_menu(ada, "Answer this", shown)).message()
        assert up.oracle.asked == [WHEN] * 4, "what was asked can still be told from the answer"


async def test_a_source_that_was_removed_meanwhile_is_a_calm_sentence(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path) as up:
        await discord.synced()
        shelve(up, discord, everywhere=("handbook",))
        it = await discord.autocomplete(ada, "ask", "source", "handb")
        (choice,) = await it.choices()
        up.oracle.shelf.clear()
        it = await discord.slash(ada, "ask", question=WHEN, source=choice["value"])
        assert "can't quote from that source" in (await it.message()).text
        it = await discord.slash(ada, "ask", question=WHEN, source="The staff")
        assert "can't quote from that source" in (await it.message()).text
        assert up.oracle.asked == []


async def test_there_are_twenty_five_suggestions_at_most_of_whatever_is_in_the_titles(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path) as up:
        await discord.synced()
        hostile = ["\u202e" * 50, "x" * 300, "", "@everyone", "🚨" * 200, "a\nb", "same", "same"]
        titles = hostile + [f"Title {n}" for n in range(60)]
        up.oracle.shelf["default"] = [record(t, f"{n}") for n, t in enumerate(titles)]
        assert len(await suggested_to(discord, ada, "")) == MAX_CHOICES
        assert len(await suggested_to(discord, ada, "title")) == MAX_CHOICES
        assert await suggested_to(discord, ada, "same") == ["same", "same (2)"]
        for title in hostile:
            await suggested_to(discord, ada, title[:100])


async def test_suggestions_do_not_wait_behind_fifty_questions(
    discord: Standin, tmp_path: Path, ada: Person
) -> None:
    async with running(discord, tmp_path, oracle=FakeOracle(seconds=0.1), deadline=30):
        await discord.synced()
        people = [discord.person(f"Asker {n}") for n in range(50)]
        its = [await discord.slash(person, "ask", question=WHEN) for person in people]
        typed = await discord.autocomplete(ada, "ask", "source", "sk")
        assert [choice["name"] for choice in await typed.choices()] == ["Skerry Point Lighthouse"]
        assert sum(it.ended for it in its) < 50, "they are still being answered"
        for it in its:
            await it.message(within=20)


class Failing(FakeOracle):
    """Cannot list its sources: it is busy, or damaged, or has a bug."""

    def __init__(self, error: Exception | float) -> None:
        super().__init__()
        self.error = error

    def sources(self, scope: Scope) -> Sequence[SourceRecord]:
        if isinstance(self.error, Exception):
            raise self.error
        time.sleep(self.error)
        return super().sources(scope)


@pytest.mark.parametrize(
    "error", [SnapshotCorrupt("broken", hint="Build."), ValueError("a bug"), 2.2], ids=str
)
async def test_nothing_is_suggested_where_that_fails_or_takes_too_long(
    discord: Standin, tmp_path: Path, ada: Person, error: Exception | float
) -> None:
    async with running(discord, tmp_path, oracle=Failing(error)):
        await discord.synced()
        typed = await discord.autocomplete(ada, "ask", "source", "s")
        assert await typed.choices() == []
        assert typed.acknowledged_after is not None
        assert typed.acknowledged_after < 3
        it = await discord.slash(ada, "ask", question=WHEN)
        assert AUTOMATED.rstrip(".") in (await it.message()).text


async def test_whoever_types_fast_gets_nothing_rather_than_a_queue() -> None:
    slow: Oracle = Failing(0.3)
    asker = Asker(lambda: slow, 30, Fixed(RuleSet(("default",))))
    await asker.open()
    began = time.monotonic()
    found = await asyncio.gather(*(asker.suggest("s", HERE, MAX_CHOICES) for _ in range(60)))
    asker.close()
    assert time.monotonic() - began < 2.5
    assert found[-1] == []
    assert found[0]


# --- what is shown -------------------------------------------------------------------------------


def test_an_answer_and_a_refusal_of_one_source_say_so() -> None:
    from bot.render.answer import render_answer
    from tests.support.factories import answer, document, passage_of, quote_of

    source = document()
    quoted = replace(answer(quote_of(source, AUTOMATED)), within="Skerry *Point*")
    assert "Only from: Skerry \\\\*Point\\\\*" in str(payload(render_answer(quoted)))
    near = passage_of(source, "Nobody was hurt")
    refused = replace(answer(missing=("regatta",), nearest=(near,)), within=source.title)
    text = str(payload(render_answer(refused)))
    assert "That source does not answer this." in text
    assert "I couldn't find this word in it: “regatta”." in text
    assert "None of them" not in text
