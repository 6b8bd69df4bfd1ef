"""Texts whose sentences were marked by eye: the canned cases and the seed article."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.paths import CANNED, SHARED

Span = tuple[int, int]
MARK = "¦"
CASES = CANNED / "sentences.txt"
ABROAD = CANNED / "sentences-abroad"  # one file for each language, named by its code
SEED = SHARED / "seed" / "article.txt"
# The sentences of the seed article's paragraphs, read by eye; headings and furniture are left out.
# fmt: off
SEED_SPANS = [
    (168, 372), (373, 553), (555, 680), (681, 888), (922, 1094), (1095, 1244), (1246, 1372),
    (1373, 1546), (1580, 1661), (1662, 1805), (1807, 1922), (1923, 2058), (2107, 2189),
    (2190, 2288), (2289, 2439), (2441, 2539), (2540, 2706), (2745, 2856), (2857, 3007),
    (3008, 3097), (3099, 3231), (3232, 3334), (3359, 3513), (3514, 3638), (3640, 3811),
    (3812, 3937), (3939, 4129),
]
# fmt: on


def read_cases(path: Path = CASES) -> list[tuple[str, str, list[Span]]]:
    """Name, text and right spans of each block of the file."""
    cases = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        name, _, marked = block.strip().partition("\n")
        if name.startswith("# "):
            cases.append((name[2:], marked.replace(MARK, ""), _marked_spans(marked)))
    return cases


def read_cases_abroad() -> list[tuple[str, str, str, list[Span]]]:
    """Language, name, text and right spans of each case in another language than English."""
    files = sorted(ABROAD.glob("*.txt"))
    return [(file.stem, *case) for file in files for case in read_cases(file)]


def _marked_spans(marked: str) -> list[Span]:
    spans, at = [], 0
    for part in marked.split(MARK):
        start = at + len(part) - len(part.lstrip())
        spans.append((start, start + len(part.strip())))
        at += len(part)
    return spans


def seed_case() -> tuple[str, list[Span]] | None:
    """The seed article and its sentences, or None where it is not beside the repository."""
    return (SEED.read_text(encoding="utf-8"), SEED_SPANS) if SEED.exists() else None


def seed_paragraphs(text: str) -> list[Span]:
    spans = [found.span() for found in re.finditer(r"\S.*", text)]
    return [span for span in spans if text[span[1] - 1] == "."]
