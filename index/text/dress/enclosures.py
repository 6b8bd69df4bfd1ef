"""Find what is enclosed: between a beginning and an end that may be far away, or missing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Enclosure(NamedTuple):
    """The forms of what begins and of what ends something, such as a comment of HTML."""

    begins: re.Pattern[str]
    ends: re.Pattern[str]

    @property
    def pattern(self) -> str:
        """Return the whole as one expression."""
        return rf"{self.begins.pattern}(?s:.*?){self.ends.pattern}"


@dataclass(slots=True)
class EnclosedText:
    """A text up to ``stop``, and the ends that it has no more of.

    They are looked for once. A source may begin thousands of comments and end none; each would be
    looked for in all the text that is left.
    """

    text: str
    stop: int
    _missing: set[Enclosure] = field(default_factory=set)

    def found(self, form: Enclosure, at: int) -> tuple[re.Match[str], re.Match[str]] | None:
        """Return the beginning at ``at`` with its end, if both are there; go from left to right."""
        begin = form.begins.match(self.text, at, self.stop)
        if begin is None or form in self._missing:
            return None
        end = form.ends.search(self.text, begin.end(), self.stop)
        if end is None:
            self._missing.add(form)
            return None
        return begin, end

    def end_of_any(self, forms: Iterable[Enclosure], at: int) -> int:
        """Return where the first of ``forms`` that is found at ``at`` ends; 0 if none is."""
        return next((found[1].end() for form in forms if (found := self.found(form, at))), 0)
