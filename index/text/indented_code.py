"""Distinguish code from prose where only the indentation of lines could mark it."""

from __future__ import annotations

import re

LIST_OR_TABLE = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\w|[ \t]*\|")
# With a line right below, it is a comment.
HEADINGS = re.compile(r"(?>[ \t]*#{1,6} [^\n]*\n[ \t]*\n)+")
FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
WORD = re.compile(r"[\"'“‘(]*[^\W\d_][\w’'-]*[\"'”’),.;:!?…]*|\d[\d.,%:]*|[-–—&]")
PROSE = 0.75  # of the words


def is_code(text: str) -> bool:
    """Return whether an indented block is code: neither sentences nor further Markdown."""
    headings = HEADINGS.match(text)
    text = text[headings.end() :] if headings else text
    words = text.split()
    if LIST_OR_TABLE.match(text) or FENCE.search(text):
        return False
    plain = sum(WORD.fullmatch(word) is not None for word in words)
    sentence = re.search(r"[.!?:。！？][\"'”’)]*\s*\Z", text) or plain == len(words)
    begins = text.lstrip()[:1]
    return not (sentence and not begins.islower() and plain >= PROSE * len(words))
