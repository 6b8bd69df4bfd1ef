"""Say in one line what a reader left out of a file, for the end of a build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

HOLE = "\N{REPLACEMENT CHARACTER}"


def notes_of(name: str, left_out: Counter[str], text: str) -> tuple[str, ...]:
    """Return what a build says of the passages that are not in the text or cannot be quoted."""
    return (*_taken_out(name, +left_out), *_holes(name, text))


def _taken_out(name: str, left_out: Counter[str]) -> Iterator[str]:
    counts = [f"{count} {kind}" for kind, count in sorted(left_out.items())]
    if counts:
        total = sum(left_out.values())
        yield f"{name}: {' and '.join(counts)} passage{'s' * (total != 1)} left out"


def _holes(name: str, text: str) -> Iterator[str]:
    count = sum(HOLE in block for block in text.split("\n\n"))
    if count:
        what, verb = ("paragraphs", "are") if count > 1 else ("paragraph", "is")
        yield (
            f"{name}: {count} {what} with an equation or symbol that text cannot show "
            f"{verb} not quoted"
        )
