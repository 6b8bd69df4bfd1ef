"""The nouns of checking a quote."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.types import Span


class CheckVerdict(StrEnum):
    """EXACT is a claim about every word and every mark between them; typography is set aside.

    SHORTENED: the same, but for words of the source that an ellipsis replaces.
    """

    EXACT = "exact"
    SHORTENED = "shortened"
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


class CriticalKind(StrEnum):
    """What a left-out word is that can turn the meaning of a quote; the worst first."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Matter:
    """Words among those left out that can turn the meaning: ``there`` in the source."""

    kind: CriticalKind
    there: Span


@dataclass(frozen=True, slots=True)
class LeftOut:
    """``there`` is what the ellipsis ``claim[start:end]`` replaces.

    An ellipsis at an end of the claim is no part of it: then the stretch is empty, and ``there``
    is the rest of the sentence. ``matters`` are in the order of ``CriticalKind``.
    """

    start: int
    end: int
    there: Span
    matters: tuple[Matter, ...] = ()


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

    ``places`` are slices of the sources: of an exact quote where it was found, of a shortened one
    each of its pieces, of a changed one what comes nearest, of a ``stitched`` one the places that
    were put together: then there may be no ``changes``. ``partial`` says that it begins or ends
    within a sentence, with no ellipsis there. ``attribution`` is what was typed with the quote to
    say whose words they are; it was compared with nothing.
    """

    claim: str
    verdict: CheckVerdict
    places: tuple[Span, ...] = ()
    typography: tuple[Typography, ...] = ()
    changes: tuple[Change, ...] = ()
    stitched: bool = False
    partial: bool = False
    snapshot: str = ""
    left_out: tuple[LeftOut, ...] = ()
    attribution: str = ""

    @property
    def matters(self) -> tuple[Matter, ...]:
        """All left-out words that can turn the meaning, the worst kind first."""
        order = list(CriticalKind)
        every = (matter for left_out in self.left_out for matter in left_out.matters)
        return tuple(sorted(every, key=lambda matter: order.index(matter.kind)))
