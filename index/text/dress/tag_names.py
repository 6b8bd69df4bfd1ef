"""Know the names of all tags of a text: "<name>" in prose is a blank to fill, unless closed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

NAME = r"([A-Za-z][\w.:-]{0,60}+)"
OPENED = re.compile(rf"<{NAME}", re.ASCII)
CLOSED = re.compile(rf"</{NAME}", re.ASCII)


class TagNames:
    """The names of what a text opens and closes, each sorted: they are read only once."""

    def __init__(self, content: str) -> None:
        self._opened = sorted(set(OPENED.findall(content)))
        self._closed = sorted(set(CLOSED.findall(content)))

    def has_both(self, name: str) -> bool:
        """Return whether tags that open and that close have names that begin with ``name``."""
        return _begins_any(name, self._opened) and _begins_any(name, self._closed)


def _begins_any(name: str, names: Sequence[str]) -> bool:
    number = bisect_left(names, name)
    return number < len(names) and names[number].startswith(name)
