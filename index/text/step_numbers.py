"""Recognise the number of a step: that of a paragraph ("Step 2: …", "**2.** …") or a heading."""

from __future__ import annotations

import re

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# "Step 2", "**Step two:**", "STEP-3." and the same in the languages of many sources.
NAMED = re.compile(
    r"[*_\s]{0,4}(?:step|schritt|[ée]tape|paso|passo|etapa|stap|krok|ステップ|手順)[\s#-]{0,2}"
    rf"(?P<number>\d{{1,2}}|{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)
MARKED = re.compile(r"[*_]{0,3}(?P<number>\d{1,2})\\?[.)](?=[*_]{0,3}\s)")


def named_step(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Return the number of a step that a text names, as "Step 2" does; None without one."""
    return _number(NAMED.match(text, start, len(text) if end is None else end))


def numbered_step(text: str, start: int, end: int) -> int | None:
    """Return the number with which a paragraph or a list begins; None without one."""
    named = named_step(text, start, end)
    return _number(MARKED.match(text, start, end)) if named is None else named


def _number(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    number = found["number"].lower()
    return int(number) if number.isdigit() else WORDS.index(number) + 1
