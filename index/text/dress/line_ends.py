"""Look at the ends of a line of Markdown, where a space that is written out is dress."""

from __future__ import annotations

import re

MARKS = "*_~"
MARKS_BEHIND = re.compile(r"[*_~]+(?:\Z|[^\w*~])")
REST = re.compile(r"[^\S\n]*+(?:\n|\Z)")


def is_rest_blank(content: str, at: int) -> bool:
    """Return whether nothing is seen of the line from ``at`` on."""
    return REST.match(content, at) is not None


def at_an_end(content: str, start: int, end: int) -> bool:
    """Return whether only spaces, or marks at an end of a word, are before or behind a stretch."""
    return _begins_line(content, start) or _ends_line(content, end)


def _begins_line(content: str, at: int) -> bool:
    start = at
    while start and content[start - 1] in MARKS:
        start -= 1
    if start < at:
        return not content[max(start - 1, 0) : start].isalnum()
    while start and content[start - 1].isspace() and content[start - 1] != "\n":
        start -= 1
    return start == 0 or content[start - 1] == "\n"


def _ends_line(content: str, at: int) -> bool:
    return is_rest_blank(content, at) or MARKS_BEHIND.match(content, at) is not None
