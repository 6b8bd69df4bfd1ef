"""Recognise headings that are questions, as in a list of frequently asked questions."""

from __future__ import annotations

import re

ENDS = re.compile(r"""[?？؟][\s*_"'”’)\]]*\Z""")
BEGINS = re.compile(
    r"(?:how (?:do|can|should|to|does|is|are|much|many|long)|what (?:is|are|does|do|if|happens)"
    r"|why (?:is|are|do|does|can|am)|where (?:is|are|do|can)|when (?:is|are|do|does|will)"
    r"|who (?:is|are|can)|can (?:i|you|we)|do (?:i|you|we)|does|is there|are there|should i)\b",
    re.IGNORECASE,
)


def is_question(heading: str) -> bool:
    """Return whether a heading asks something, with or without a question mark."""
    return ENDS.search(heading) is not None or BEGINS.match(heading.strip()) is not None
