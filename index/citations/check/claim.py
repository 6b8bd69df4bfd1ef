"""Cut a pasted quote to the words that must be in a source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.citations.check.fold import fold
from index.errors import QuestionError

LONGEST_CLAIM = 4_000
# The first of the four dots in "the end...." ends the sentence.
DOTS = r"(?!(?<=\w)\.{4}(?!\.))\.{3,}|\.(?:\s\.){2,}|…[….]*|⋯+|・{3,}"
IN_BRACKETS = rf"[\[(（［〔]\s*(?:\.(?:\s?\.)+|{DOTS})\s*[\])）］〕]"
# White space is tried from its beginning alone, or its length would count squared.
ELLIPSIS = re.compile(rf"(?:(?<!\s)\s+)?(?:{IN_BRACKETS}|{DOTS})\s*")
QUOTED_LINE = re.compile(r"^[^\S\n]*(?:>[^\S\n]?)+", re.M)
AROUND = " \t\n\"'“”„‟«»‹›‘’‚‛「」『』*"
AT_THE_END = re.compile(rf"{ELLIPSIS.pattern}\Z")
LONGEST_ELLIPSIS = 64  # characters that are looked at for one at the end
LAST_MARKS = ".,;:!?"


@dataclass(frozen=True, slots=True)
class ClaimPiece:
    """The words between two ellipses of a claim, from the offset ``start`` on.

    ``core`` is the text to compare: folded, in lower case, without the marks at its ends. ``cased``
    is ``core`` in the case in which it was typed.
    """

    text: str
    core: str
    cased: str
    start: int = 0

    @property
    def mark(self) -> str:
        """Return the mark at the end of the piece, which the source need not have there."""
        bare = self.text.rstrip(AROUND)
        return bare[-1:] if bare[-1:] in LAST_MARKS else ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A quote to check.

    ``opens`` and ``goes_on``: there was an ellipsis at its start, and at its end.
    """

    text: str
    opens: bool = False
    goes_on: bool = False


def claim_of(text: str) -> Claim:
    """Remove what is pasted along with a claim, and note an ellipsis at its ends.

    That is white space and quotation marks around it, and ``>`` before its lines.

    :raises QuestionError: there are no words in it, or far too many.
    """
    claim = QUOTED_LINE.sub("", text.encode("utf-8", "replace").decode("utf-8")).strip(AROUND)
    first = ELLIPSIS.match(claim)
    claim = claim[first.end() :] if first else claim
    last = AT_THE_END.search(claim, max(0, len(claim) - LONGEST_ELLIPSIS))
    claim = (claim[: last.start()] if last else claim).strip(AROUND)
    if not any(map(str.isalnum, claim)):
        raise QuestionError(
            "There are no words in that quote.",
            hint="Paste the words that somebody quoted.",
            kind="claim-empty",
        )
    if len(claim) > LONGEST_CLAIM:
        raise QuestionError(
            f"That quote has {len(claim):,} characters; {LONGEST_CLAIM:,} is the most.",
            hint="Check one passage at a time.",
            kind="claim-long",
            values={"length": len(claim), "most": LONGEST_CLAIM},
        )
    return Claim(claim, first is not None, last is not None)


def whole(claim: str, start: int = 0) -> ClaimPiece:
    """Fold the claim as one piece, with its ellipses taken to be the source's own."""
    folded = fold(claim)
    core, cased = (_core(text) or text.strip() for text in (folded.lowered, folded.text))
    return ClaimPiece(claim, core, cased, start)


def _core(folded: str) -> str:
    return folded.strip(" \"'").rstrip(LAST_MARKS + " \"'")


def pieces(claim: str) -> list[ClaimPiece]:
    """Cut the claim at its ellipses."""
    cuts = [0, *(at for match in ELLIPSIS.finditer(claim) for at in match.span()), len(claim)]
    bounds = zip(cuts[::2], cuts[1::2], strict=True)
    found = [whole(claim[start:end], start) for start, end in bounds]
    return [piece for piece in found if any(map(str.isalnum, piece.core))]
