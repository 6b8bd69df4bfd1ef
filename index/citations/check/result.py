"""The nouns of checking a quote."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.types import Span


class CheckVerdict(StrEnum):
    """EXACT is a claim about every word and every mark between them; typography is set aside."""

    EXACT = "exact"
    CHANGED = "changed"
    ABSENT = "not-in-the-sources"


class Typography(StrEnum):
    """How a quote may differ from its source and still be exact; each is named."""

    QUOTATION_MARKS = "quotation marks"
    DASHES = "dashes"
    WHITE_SPACE = "white space"
    ELLIPSIS = "ellipsis"
    LETTERS = "ligatures, accents or invisible characters written otherwise"
    MARKUP = "markup"
    FIRST_LETTER = "the case of the first letter"
    LAST_MARK = "the mark at the end"
    LEFT_OUT = "words left out where the ellipsis stands"


@dataclass(frozen=True, slots=True)
class Change:
    """``claim[start:end]`` stands where the source has ``there``.

    An empty stretch of the claim is where words of the source are missing; with ``there`` None,
    the source has nothing at that place.
    """

    start: int
    end: int
    there: Span | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a claimed quote.

    ``places`` are slices of the sources: of an exact quote where it stands (of one with words
    left out, each of its pieces), of a changed one what comes nearest, of a ``stitched`` one the
    places that were put together: then there may be no ``changes``. ``partial`` says that it begins
    or ends within a sentence.
    """

    claim: str
    verdict: CheckVerdict
    places: tuple[Span, ...] = ()
    typography: tuple[Typography, ...] = ()
    changes: tuple[Change, ...] = ()
    stitched: bool = False
    partial: bool = False
    snapshot: str = ""
