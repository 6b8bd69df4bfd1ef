"""Answer equal questions once: recent ones, and those that are being answered.

Answers are deterministic, so a question that is equal in all that decides its answer gets the
same one. All of it is in memory only, and bounded in number, size and time. It holds no id of a
person, channel or server.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cachetools import LRUCache

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable
    from typing import Any

    from index.answering.followups import Turn
    from index.types import Answer, Document, Scope

    Find = Callable[[], Coroutine[Any, Any, Answer]]

KEPT_SECONDS = 600.0
MOST_CHARACTERS = 32_000_000  # of the documents that the kept answers quote from
LEAST_WEIGHT = MOST_CHARACTERS // 512  # so that 512 answers are kept at most


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with all that decides its answer, and the work that finds it.

    ``snapshots`` are the names of what is asked, one for each corpus of ``scope``. The settings
    and the models are the same as long as a process runs.
    """

    question: str
    scope: Scope
    snapshots: tuple[str, ...]
    after: Turn | None
    find: Callable[[], Answer] = field(compare=False, repr=False)

    @property
    def key(self) -> Hashable:
        """Return what decides the answer, without what keeps a snapshot open."""
        return self.question, self.scope, self.snapshots, self.after


@dataclass(slots=True)
class _Search:
    """An answer that is being found, and how many wait for it."""

    task: asyncio.Task[Answer]
    waiting: int = 0


class AnswerCache:
    """The answers to the questions of the last minutes, all of the snapshots that serve now."""

    def __init__(self) -> None:
        self._kept: LRUCache[Hashable, Answer] = LRUCache(MOST_CHARACTERS, getsizeof=_weight)
        self._searches: dict[Hashable, _Search] = {}
        self._serving: dict[str, str] = {}

    async def answer(self, inquiry: Inquiry, find: Find) -> Answer:
        """Return a known answer, wait for one that is being found, or find it by ``find``.

        The search ends when the last one who waits for it is cancelled.
        """
        self._follow(dict(zip(inquiry.scope.corpora, inquiry.snapshots, strict=True)))
        if inquiry.key in self._kept:
            return self._kept[inquiry.key]
        search = self._searches.get(inquiry.key) or self._begin(inquiry.key, find)
        search.waiting += 1
        try:
            return await asyncio.shield(search.task)
        finally:
            search.waiting -= 1
            if not search.waiting:
                search.task.cancel()
                self._end(inquiry.key, search)

    def forget(self) -> None:
        """Drop every answer; those being found go to whoever waits, and are not kept."""
        self._kept.clear()
        self._searches.clear()

    def _follow(self, serving: dict[str, str]) -> None:
        """Drop every answer when another snapshot of a corpus serves."""
        if any(self._serving.get(corpus, name) != name for corpus, name in serving.items()):
            self.forget()
        self._serving |= serving

    def _begin(self, key: Hashable, find: Find) -> _Search:
        search = self._searches[key] = _Search(asyncio.create_task(find()))
        search.task.add_done_callback(lambda task: self._found(key, search, task))
        return search

    def _found(self, key: Hashable, search: _Search, task: asyncio.Task[Answer]) -> None:
        if self._searches.get(key) is not search or task.cancelled():
            return
        self._end(key, search)
        if task.exception() is None and _weight(task.result()) <= MOST_CHARACTERS:
            self._kept[key] = answer = task.result()
            asyncio.get_running_loop().call_later(KEPT_SECONDS, self._expire, key, answer)

    def _end(self, key: Hashable, search: _Search) -> None:
        if self._searches.get(key) is search:
            del self._searches[key]

    def _expire(self, key: Hashable, answer: Answer) -> None:
        if self._kept.get(key) is answer:
            del self._kept[key]


def _weight(answer: Answer) -> int:
    """Return the number of characters of the documents that an answer keeps in memory."""
    spans = (*answer.candidates, *answer.quotes, *(hit.passage for hit in answer.hits))
    documents: dict[int, Document] = {id(span.document): span.document for span in spans}
    return max(LEAST_WEIGHT, sum(len(one.text) for one in documents.values()))
