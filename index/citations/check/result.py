"""The results of checking a quote."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.types import Span


class CheckVerdict(StrEnum):
    """The verdicts on a claimed quote.

    EXACT: every word and every mark between them is the source's, typography aside. SHORTENED:
    exact, except for words of the source that an ellipsis replaces.
    """

    EXACT = "exact"
    SHORTENED = "shortened"
    CHANGED = "changed"
    ABSENT = "not-in-the-sources"


class Typography(StrEnum):
    """The ways in which a quote may differ from its source and still be exact; each is named."""

    QUOTATION_MARKS = "quotation marks"
    DASHES = "dashes"
    WHITE_SPACE = "white space"
    ELLIPSIS = "ellipsis"
    LETTERS = "ligatures, accents or invisible characters written otherwise"
    MARKUP = "markup"
    FIRST_LETTER = "the case of the first letter"
    LAST_MARK = "the mark at the end"


class CriticalKind(StrEnum):
    """The kinds of left-out words that can change the meaning of a quote, the worst first."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Matter:
    """Words of the source, among those left out, that can change the meaning."""

    kind: CriticalKind
    there: Span


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The words of the source, ``there``, that the ellipsis ``claim[start:end]`` replaces.

    An ellipsis at an end of the claim is not a part of it: then the stretch is empty, and ``there``
    is the rest of the sentence. ``matters`` are in the order of ``CriticalKind``.
    """

    start: int
    end: int
    there: Span
    matters: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A difference: the claim has ``claim[start:end]`` and the source has ``there``.

    The stretch is empty if words of the source are missing; ``there`` is None if the source has
    nothing at that place.
    """

    start: int
    end: int
    there: Span | None


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on a claimed quote, with its places and differences.

    ``places`` are slices of the sources: for an exact quote, where it was found; for a shortened
    one, each of its pieces; for a changed one, the nearest text; for a ``stitched`` one, the places
    that were put together, possibly without ``changes``. ``partial``: it begins or ends within a
    sentence, without an ellipsis there. ``attribution`` is the name of the author as typed with the
    quote; it is not compared with anything.
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
        """Return all left-out words that can change the meaning, the worst kind first."""
        order = list(CriticalKind)
        every = (matter for left_out in self.left_out for matter in left_out.matters)
        return tuple(sorted(every, key=lambda matter: order.index(matter.kind)))
