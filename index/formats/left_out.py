"""Say in one line what a reader left out of a file, for the end of a build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

HOLE = "\N{REPLACEMENT CHARACTER}"
# Passages are counted by what they are; everything else by the name of its kind, in the plural.
PASSAGES = ("contents", "hidden", "outlying", "struck", "title-page")


def notes_of(name: str, left_out: Mapping[str, int], text: str) -> tuple[str, ...]:
    """Return what a build says of what is not in the text, or cannot be quoted.

    ``left_out`` counts passages ("hidden") and parts ("captions of pictures").
    """
    return (*_taken_out(name, left_out), *_holes(name, text))


def _taken_out(name: str, left_out: Mapping[str, int]) -> Iterator[str]:
    passages = Counter({kind: left_out[kind] for kind in PASSAGES if left_out.get(kind, 0) > 0})
    if passages:
        counts = " and ".join(f"{count} {kind}" for kind, count in sorted(passages.items()))
        yield f"{name}: {counts} passage{'s' * (passages.total() != 1)} left out"
    parts = [
        f"{kind} ({count:,})"
        for kind, count in sorted(left_out.items())
        if count > 0 and kind not in PASSAGES
    ]
    if parts:
        yield f"{name}: left out {', '.join(parts)}"


def _holes(name: str, text: str) -> Iterator[str]:
    count = sum(HOLE in block for block in text.split("\n\n"))
    if count:
        what, verb = ("paragraphs", "are") if count > 1 else ("paragraph", "is")
        yield (
            f"{name}: {count} {what} with an equation or symbol that text cannot show "
            f"{verb} not quoted"
        )
