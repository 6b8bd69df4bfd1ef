"""Check a claimed quote against the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from index.citations.check.align import Aligned
from index.citations.check.arrange import MOST_PIECES
from index.citations.check.attribution import Reading, of_the_source, readings
from index.citations.check.claim import Claim, ClaimPiece, claim_of, pieces, whole
from index.citations.check.find import SearchedDocument
from index.citations.check.nearest import nearest
from index.citations.check.result import Checked, CheckVerdict
from index.citations.check.searched import SearchedSnapshot
from index.citations.check.stitched import stitched
from index.citations.check.verbatim import verbatim
from index.snapshots.snapshot import Snapshot
from index.types import Passage

MOST_READINGS = 12


def check(text: str, snapshot: Snapshot) -> Checked:
    """Check whether ``text`` is in the sources of ``snapshot``, word for word.

    Every document is searched for the exact words; what comes near is looked for in the passages
    that share the most of its words, and only if no reading is word for word in a source. The
    text is compared as it was typed, then without markup, then without what names whose words it
    is; of the verdicts the best one counts.

    :raises QuestionError: there are no words in ``text``, or far too many.
    """
    sources = SearchedSnapshot(snapshot)
    attempts = [_Attempt(reading, sources) for reading in islice(readings(text), MOST_READINGS)]
    found = list(_word_for_word(attempts)) or list(_near(attempts))
    return replace(best_of(found), snapshot=snapshot.name)


def best_of(found: Sequence[Checked]) -> Checked:
    """Return the first exact verdict on a claim, else the nearest."""
    return min(found, key=_distance)


def _distance(found: Checked) -> tuple[int, bool, int, bool, int]:
    verdict = list(CheckVerdict).index(found.verdict)
    attributed = bool(found.attribution)
    return verdict, found.stitched, len(found.changes), attributed, len(found.typography)


class _Attempt:
    """One reading of a text; what is slow is found out when it is needed, and once."""

    def __init__(self, reading: Reading, sources: SearchedSnapshot) -> None:
        self.reading = reading
        self._sources = sources

    @cached_property
    def _claim(self) -> Claim:
        return claim_of(self.reading.text)

    @cached_property
    def _ways(self) -> tuple[ClaimPiece, list[ClaimPiece]]:
        """Return the claim as one piece, and cut at its ellipses."""
        return whole(self._claim.text), pieces(self._claim.text)

    @cached_property
    def _likely(self) -> list[Passage]:
        return self._sources.likely(self._claim.text)

    @cached_property
    def _documents(self) -> list[SearchedDocument]:
        """Return the documents of the likely passages, the likeliest first."""
        return [*{p.document.id: self._sources.of(p.document) for p in self._likely}.values()]

    @cached_property
    def verbatim(self) -> Checked | None:
        """Return the verdict if a source has the claim word for word, else None."""
        claim, (one, parts), near = self._claim, self._ways, self._documents
        others = self._sources.holding(parts, near)
        found = verbatim(claim, one, parts, near) or verbatim(claim, one, parts, others)
        return found and self._signed(found)

    @cached_property
    def nearest(self) -> Checked:
        """Return the verdict if no source has the claim word for word."""
        claim, (whole_claim, parts) = self._claim.text, self._ways
        if places := stitched(claim, self._documents):
            return self._signed(Checked(claim, CheckVerdict.CHANGED, places, stitched=True))
        parts = parts if len(parts) <= MOST_PIECES else [whole_claim]
        near = [nearest(part.text, self._likely, self._sources) for part in parts]
        return self._signed(_changed(claim, parts, [one for one in near if one is not None]))

    def _signed(self, found: Checked) -> Checked:
        return replace(found, attribution=self.reading.attribution)


def _word_for_word(attempts: Sequence[_Attempt]) -> Iterator[Checked]:
    """Yield the readings that a source has word for word, up to the first that is unchanged."""
    some = False
    for number, attempt in enumerate(attempts):
        one = attempt.verbatim
        if one is None:
            continue
        if not some and _of_the_source(attempt, one) and _comes_near(attempts[:number]):
            continue
        some = True
        yield one
        if one.verdict is CheckVerdict.EXACT and not one.typography:
            return


def _near(attempts: Sequence[_Attempt]) -> Iterator[Checked]:
    """Yield the nearest text to each reading, or the first reading if nothing is near."""
    changed = False
    for attempt in attempts:
        if attempt.verbatim:
            continue  # the words left out of it are compared: another reading comes near
        one = attempt.nearest
        if changed and _of_the_source(attempt, one):
            continue
        changed = changed or one.verdict is CheckVerdict.CHANGED
        yield one


def _of_the_source(attempt: _Attempt, found: Checked) -> bool:
    """Return whether the source has the like of what the reading leaves out."""
    return bool(found.attribution) and of_the_source(attempt.reading, found.places)


def _comes_near(attempts: Sequence[_Attempt]) -> bool:
    return any(
        one.verbatim is None and one.nearest.verdict is CheckVerdict.CHANGED for one in attempts
    )


def _changed(claim: str, parts: Sequence[ClaimPiece], near: Sequence[Aligned]) -> Checked:
    """Report how the nearest places differ from the claim, if each piece has one."""
    if len(near) < len(parts):
        return Checked(claim, CheckVerdict.ABSENT)
    changes = [
        replace(change, start=change.start + part.start, end=change.end + part.start)
        for part, one in zip(parts, near, strict=True)
        for change in one.changes
    ]
    places = tuple(one.span for one in near)
    return Checked(claim, CheckVerdict.CHANGED, places, changes=tuple(changes))
