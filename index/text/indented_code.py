"""Distinguish code from prose where only the indentation of lines could mark it."""

from __future__ import annotations

import re

LIST_OR_TABLE = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\w|[ \t]*\|")
# With a line right below, it is a comment.
HEADINGS = re.compile(r"(?>[ \t]*#{1,6} [^\n]*\n[ \t]*\n)+")
FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
WORD = re.compile(r"[\"'“‘(]*[^\W\d_][\w’'-]*[\"'”’),.;:!?…]*|\d[\d.,%:]*|[-–—&]")
ENDS, CLOSING = tuple(".!?:。！？"), "\"'”’)"
PROSE = 0.75  # of the words


def is_code(text: str) -> bool:
    """Return whether an indented block is code: neither sentences nor further Markdown."""
    headings = HEADINGS.match(text)
    text = text[headings.end() :] if headings else text
    if LIST_OR_TABLE.match(text) or FENCE.search(text):
        return False
    words = text.split()
    if words and words[0][0].islower():
        return True
    plain = sum(map(bool, map(WORD.fullmatch, words)))
    sentence = text.rstrip().rstrip(CLOSING).endswith(ENDS) or plain == len(words)
    return not (sentence and plain >= PROSE * len(words))
