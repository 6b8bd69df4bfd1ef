"""Count how often a regular expression tries something: its seconds depend on the machine.

A backtracking matcher that tries in the order in which ``re`` does, on the tree that ``re`` parses.
Each element that is held against a place of the text is one step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from tests.support.pattern_characters import ONE, fits_one, is_word

Groups = dict[int, tuple[int, int]]
Then = Callable[[int, Groups], "int | None"]


class TooManySteps(Exception):  # noqa: N818 - says what happened
    """The pattern takes more steps than it may."""


@cache
def tree_of(pattern: re.Pattern[Any]) -> list[Any]:
    """Parse a pattern into what its compiler works on; nobody changes it."""
    return list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


class StepCounter:
    """Matches one pattern on one text, and counts its ``steps``.

    :raises TooManySteps: there are more than ``most``.
    """

    def __init__(self, pattern: re.Pattern[Any], text: str, most: int) -> None:
        self._tree, self._text, self._most = tree_of(pattern), text, most
        self._flags = pattern.flags | (0 if isinstance(pattern.pattern, str) else re.ASCII)
        self._ways: dict[tuple[int, str], list[list[Any]]] = {}
        self._fitting: dict[tuple[Any, int, str, int], bool] = {}
        self.steps = 0

    def found(self) -> Iterator[tuple[int, int]]:
        """Yield where each match begins and ends, as ``re.finditer`` finds them."""
        at, empty = 0, -1
        while at <= len(self._text):
            end = self.matched(at, empty)
            if end is None:
                at += 1
                continue
            yield at, end
            empty = end if end == at else -1
            at = end

    def matched(self, at: int = 0, empty: int = -1, *, whole: bool = False) -> int | None:
        """Match at ``at``, ``whole`` to the end; a second empty match, at ``empty``, is none."""

        def last(end: int, _: Groups) -> int | None:
            ends = end == len(self._text) if whole else not end == at == empty
            return end if ends else None

        return self._series(self._tree, 0, at, {}, self._flags, last)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self._most:
            raise TooManySteps

    def _fits(self, op: Any, given: Any, character: str, flags: int) -> bool:
        """Look a set up by its identity: its parts are many, and it is asked for at every step."""
        key = op, id(given), character, flags
        if (found := self._fitting.get(key)) is None:
            found = self._fitting[key] = fits_one(op, given, character, flags)
        return found

    def _series(
        self, items: list[Any], n: int, at: int, groups: Groups, flags: int, then: Then
    ) -> int | None:
        if n == len(items):
            return then(at, groups)
        op, given = items[n]
        self._step()
        if op in ONE:
            fits = at < len(self._text) and self._fits(op, given, self._text[at], flags)
            return self._series(items, n + 1, at + 1, groups, flags, then) if fits else None
        return self._item(
            op, given, at, groups, flags,
            lambda end, found: self._series(items, n + 1, end, found, flags, then),
        )  # fmt: skip

    def _item(
        self, op: Any, given: Any, at: int, groups: Groups, flags: int, then: Then
    ) -> int | None:
        if op is sre.SUBPATTERN:
            return self._group(given, at, groups, flags, then)
        if op is sre.BRANCH:
            for way in self._open_ways(given[1], at, flags):
                if (end := self._series(way, 0, at, groups, flags, then)) is not None:
                    return end
            return None
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            return self._repeat(op, given, at, groups, flags, then)
        return self._rest(op, given, at, groups, flags, then)

    def _open_ways(self, ways: list[Any], at: int, flags: int) -> list[list[Any]]:
        """Leave out the ways that begin with another character, as ``re`` does without a try."""
        here = self._text[at : at + 1]
        key = (id(ways), here)
        if key not in self._ways:
            self._ways[key] = [
                list(way)
                for way in ways
                if not len(way) or way[0][0] not in ONE or (here and fits_one(*way[0], here, flags))
            ]
        return self._ways[key]

    def _group(self, given: Any, at: int, groups: Groups, flags: int, then: Then) -> int | None:
        number, more, less, items = given

        def closed(end: int, found: Groups) -> int | None:
            return then(end, {**found, number: (at, end)} if number else found)

        return self._series(list(items), 0, at, groups, (flags | more) & ~less, closed)

    def _repeat(
        self, op: Any, given: Any, at: int, groups: Groups, flags: int, then: Then
    ) -> int | None:
        least, most, items = given
        if op is sre.MAX_REPEAT and len(items) == 1 and items[0][0] in ONE:
            return self._run(given, at, groups, flags, then)
        body = list(items)

        def again(count: int, here: int, found: Groups, before: int) -> int | None:
            def more() -> int | None:
                if count >= most or (count > least and here == before):
                    return None
                return self._series(
                    body, 0, here, found, flags,
                    lambda end, inner: again(count + 1, end, inner, here),
                )  # fmt: skip

            if count < least:
                return more()
            first = more() if op is sre.MAX_REPEAT else then(here, found)
            if first is not None:
                return first
            return then(here, found) if op is sre.MAX_REPEAT else more()

        return again(0, at, groups, -1)

    def _run(self, given: Any, at: int, groups: Groups, flags: int, then: Then) -> int | None:
        """Repeat a single character greedily, without a call for each."""
        end = self._end_of_run(given, at, flags)
        for stop in range(end, at + given[0] - 1, -1):
            self._step()
            if (found := then(stop, groups)) is not None:
                return found
        return None

    def _end_of_run(self, given: Any, at: int, flags: int) -> int:
        _, most, ((op, one),) = given
        end = at
        while end < len(self._text) and end - at < most:
            self._step()
            if not self._fits(op, one, self._text[end], flags):
                break
            end += 1
        return end

    def _rest(
        self, op: Any, given: Any, at: int, groups: Groups, flags: int, then: Then
    ) -> int | None:
        if op is sre.AT:
            return then(at, groups) if self._stands(given, at, flags) else None
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            found = self._looked(given, at, groups, flags)
            return then(at, groups) if (found is None) is (op is sre.ASSERT_NOT) else None
        if op is sre.ATOMIC_GROUP:
            end = self._series(list(given), 0, at, groups, flags, lambda end, _: end)
            return None if end is None else then(end, groups)
        if op is sre.POSSESSIVE_REPEAT:
            end = self._repeat(sre.MAX_REPEAT, given, at, groups, flags, lambda end, _: end)
            return None if end is None else then(end, groups)
        if op is sre.GROUPREF:
            start, end = groups.get(given, (0, -1))
            same = end >= start and self._text.startswith(self._text[start:end], at)
            return then(at + end - start, groups) if same else None
        number, yes, no = given  # GROUPREF_EXISTS
        return self._series(list(yes if number in groups else no or []), 0, at, groups, flags, then)

    def _looked(self, given: Any, at: int, groups: Groups, flags: int) -> int | None:
        direction, items = given
        body = list(items)
        if direction > 0:
            return self._series(body, 0, at, groups, flags, lambda end, _: end)
        width = items.getwidth()[0]  # that of what is behind is fixed
        if at < width:
            return None
        return self._series(body, 0, at - width, groups, flags, lambda end, _: end)

    def _stands(self, where: Any, at: int, flags: int) -> bool:
        before, after = self._text[at - 1 : at] if at else "", self._text[at : at + 1]
        lines = bool(flags & re.MULTILINE)
        if where in (sre.AT_BOUNDARY, sre.AT_NON_BOUNDARY):
            changes = is_word(before, flags) is not is_word(after, flags)
            return changes is (where is sre.AT_BOUNDARY)
        if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return not before or (lines and where is sre.AT_BEGINNING and before == "\n")
        if where is sre.AT_END_STRING:
            return not after
        return not after or (after == "\n" and (lines or at == len(self._text) - 1))
