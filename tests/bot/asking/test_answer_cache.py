"""Equal questions are answered once, from what serves now, and nothing of them is kept for long."""

from __future__ import annotations

import asyncio
import gc
import random
import weakref
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.asking import answer_cache
from bot.asking.answer_cache import AnswerCache, Inquiry
from bot.asking.asker import Asker
from bot.asking.librarian import Librarian
from bot.ground.place import DIRECT
from bot.servers.corpus_rules import RuleSet
from index.answering.answerer import Answerer
from index.answering.followups import Turn
from index.evaluation import read_judgements
from index.models.encoder import load_encoder
from index.models.loading import load_reader
from index.settings import AnswerSettings, EncoderSettings, ReaderSettings
from index.types import Scope
from tests.support.bot import WHEN
from tests.support.factories import answer, document, quote_of
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from index.snapshots.library import Library
    from index.types import Answer
    from tests.conftest import Build
    from tests.standin import Person, Standin
    from tests.support.bot import Running
    from tests.support.hashing_encoder import HashingEncoder

pytest_plugins = ["tests.support.bot_fixtures"]
SCOPE = Scope(("default",))


@dataclass
class Finder:
    """Counts what is looked up; each answer takes until the ``gate`` is open."""

    looked: list[str] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    cache: AnswerCache = field(default_factory=AnswerCache)

    async def ask(
        self,
        question: str = "When?",
        scope: Scope = SCOPE,
        snapshots: tuple[str, ...] = ("one",),
        after: Turn | None = None,
    ) -> Answer:
        inquiry = Inquiry(question, scope, snapshots, after, lambda: answer(question=question))

        async def find() -> Answer:
            self.looked.append(question)
            await self.gate.wait()
            return inquiry.find()

        return await self.cache.answer(inquiry, find)


@pytest.fixture
async def finder() -> Finder:
    finder = Finder()
    finder.gate.set()
    return finder


async def test_an_equal_question_is_looked_up_once(finder: Finder) -> None:
    assert await finder.ask() is await finder.ask()
    assert finder.looked == ["When?"]


async def test_whatever_else_decides_the_answer_makes_another_question(finder: Finder) -> None:
    await finder.ask()
    await finder.ask("Who?")
    await finder.ask(scope=Scope(("default",), "a.md"))
    await finder.ask(scope=Scope(("default", "staff")), snapshots=("one", "two"))
    await finder.ask(after=Turn("Who?"))
    assert len(finder.looked) == 5


async def test_those_who_ask_meanwhile_wait_for_the_same_answer(finder: Finder) -> None:
    finder.gate.clear()
    asking = [asyncio.create_task(finder.ask()) for _ in range(5)]
    await asyncio.sleep(0.01)
    asking[0].cancel()  # the first one may leave; the others are still answered
    finder.gate.set()
    first, *others = await asyncio.gather(*asking, return_exceptions=True)
    assert isinstance(first, asyncio.CancelledError)
    assert len(set(map(id, others))) == 1
    assert len(finder.looked) == 1


async def test_a_search_for_which_nobody_waits_any_more_is_ended(finder: Finder) -> None:
    finder.gate.clear()
    asking = [asyncio.create_task(finder.ask()) for _ in range(2)]
    await asyncio.sleep(0.01)
    for task in asking:
        task.cancel()
    await asyncio.wait(asking)
    finder.gate.set()
    await finder.ask()
    assert len(finder.looked) == 2


async def test_a_failure_is_told_to_all_who_wait_and_is_not_kept(finder: Finder) -> None:
    inquiry = Inquiry("When?", SCOPE, ("one",), None, answer)
    tried = []

    async def fail() -> Answer:
        tried.append(1)
        await asyncio.sleep(0.01)
        raise ValueError("no")

    for _ in range(2):
        found = [finder.cache.answer(inquiry, fail) for _ in range(3)]
        errors = await asyncio.gather(*found, return_exceptions=True)
        assert [type(error) for error in errors] == [ValueError] * 3
    assert len(tried) == 2


async def test_a_new_snapshot_drops_what_the_old_one_answered(finder: Finder) -> None:
    await finder.ask("Who?")
    await finder.ask("When?")
    await finder.ask("When?", snapshots=("two",))
    assert await finder.ask("When?", snapshots=("two",))
    assert finder.looked == ["Who?", "When?", "When?"]
    assert len(finder.cache._kept) == 1, "nothing of the old one is in memory"


async def test_forgetting_drops_the_answers_and_keeps_none_of_those_on_their_way(
    finder: Finder,
) -> None:
    await finder.ask("Who?")
    finder.gate.clear()
    late = asyncio.create_task(finder.ask("When?"))
    await asyncio.sleep(0.01)
    finder.cache.forget()
    finder.gate.set()
    assert (await late).question == "When?"
    assert not finder.cache._kept
    assert not finder.cache._searches
    await finder.ask("Who?")
    assert finder.looked == ["Who?", "When?", "Who?"]


async def test_an_answer_is_kept_for_some_time_only(
    finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_cache, "KEPT_SECONDS", 0.05)
    await finder.ask()
    await asyncio.sleep(0.1)
    assert not finder.cache._kept


async def test_a_kept_answer_keeps_no_snapshot_open(finder: Finder) -> None:
    class Held:
        pass

    def find(_held: Held) -> Answer:
        return answer()

    held = Held()
    gone = weakref.ref(held)
    inquiry = Inquiry("When?", SCOPE, ("one",), None, partial(find, held))
    await finder.cache.answer(inquiry, partial(asyncio.to_thread, inquiry.find))
    del held, inquiry
    gc.collect()
    assert finder.cache._kept
    assert gone() is None


async def test_the_memory_of_what_is_kept_is_bounded(finder: Finder) -> None:
    large = replace(document(), text="x" * 3_000_000)
    for number in range(30):
        inquiry = Inquiry(f"{number}?", SCOPE, ("one",), None, answer)
        copy = replace(large, id=str(number))
        found = answer(replace(quote_of(document(), "1983"), document=copy, context=None))  # type: ignore[arg-type]

        async def find(found: Answer = found) -> Answer:
            return found

        assert await finder.cache.answer(inquiry, find) is found
    assert len(finder.cache._kept) == answer_cache.MOST_CHARACTERS // 3_000_000
    for number in range(1000):
        await finder.ask(f"{number} again?")
    assert len(finder.cache._kept) <= 512


async def test_one_question_of_many_is_found_once_by_a_real_librarian(
    library: Library, rebuild: Build, encoder: HashingEncoder
) -> None:
    rebuild()

    class Counting(Answerer):
        asked = 0

        def ask(self, *args: object, **kwargs: object) -> Answer:
            type(self).asked += 1
            return super().ask(*args, **kwargs)  # type: ignore[arg-type]

    answerer = Counting(encoder, AnswerSettings(min_confidence=0))
    asker = Asker(lambda: Librarian(library, answerer, "default"), 30, RuleSet(("default",)))
    await asker.open()
    many = await asyncio.gather(*(asker.answer("When was it lit?", DIRECT) for _ in range(20)))
    assert Counting.asked == 1
    assert len(set(map(id, many))) == 1
    asker.forget()
    await asker.answer("When was it lit?", DIRECT)
    assert Counting.asked == 2
    asker.close()


async def test_a_question_never_waits_for_a_new_snapshot_that_is_being_opened(
    library: Library,
    rebuild: Build,
    sources: Path,
    encoder: HashingEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = rebuild().snapshot
    answerer = Answerer(encoder, AnswerSettings(min_confidence=0))
    opened, may_open = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    really = type(library)._opened

    def slowly(self: Library, corpus: str, name: str) -> object:
        if name != first:
            loop.call_soon_threadsafe(opened.set)
            asyncio.run_coroutine_threadsafe(may_open.wait(), loop).result(10)
        return really(self, corpus, name)

    monkeypatch.setattr("bot.asking.asker.SECONDS_BETWEEN_REFRESHES", 0.05)
    monkeypatch.setattr(type(library), "_opened", slowly)
    rules = RuleSet(("default",))
    asker = Asker(lambda: Librarian(library, answerer, "default", refreshed=True), 30, rules)
    await asker.open()
    assert (await asker.answer("When was it lit?", DIRECT)).snapshot == first
    (sources / "lamp.md").write_text("# The lamp\n\nThe lamp was lit in 1901.", "utf-8")
    second = rebuild().snapshot
    await asyncio.wait_for(opened.wait(), 5)
    assert (await asyncio.wait_for(asker.answer("Who lit it?", DIRECT), 2)).snapshot == first
    may_open.set()
    async with asyncio.timeout(5):
        while (await asker.answer("When was it lit?", DIRECT)).snapshot != second:
            pass
    asker.close()


async def test_the_bits_of_an_answer_are_the_same_from_any_number_of_callers(
    shipped_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)  # more threads than there are cores
    answerer = Answerer(load_encoder(EncoderSettings()), reader=load_reader(ReaderSettings()))
    librarian = Librarian(shipped_library, answerer, "default")
    judged = read_judgements(ROOT / "tests" / "canned" / "shipped.jsonl")
    questions = [one.question for one in judged][:20]
    alone = {question: librarian.answer(question, SCOPE) for question in questions}
    asker = Asker(lambda: librarian, 60, RuleSet(("default",)))
    await asker.open()
    many = random.Random(7).sample(questions * 3, 60)
    answers = []
    for start in range(0, 60, 20):
        asker.forget()
        answers += await asyncio.gather(
            *(asker.answer(question, DIRECT) for question in many[start : start + 20])
        )
    assert [alone[question] for question in many] == answers
    assert [alone[one.question].evidence for one in answers] == [one.evidence for one in answers]
    asker.close()


async def test_forget_me_drops_every_answer(discord: Standin, bot: Running, ada: Person) -> None:
    (client,) = bot.clients
    kept = client.service.asker._cache._kept
    await (await discord.slash(ada, "ask", question=WHEN)).message()
    assert kept
    said = await (await discord.slash(ada, "forget-me")).message()
    await (await discord.press(ada, said, "forget1:yes")).message()
    assert not kept
