"""Choose the closest texts, which are shown where nothing is sure to answer, and what is more."""

from __future__ import annotations

from collections.abc import Sequence

from index.answering.quoting import candidates, further
from index.answering.refusal import nearest_places, places, refusal_of
from index.answering.wholes import wholes
from index.retrieval.query import Query
from index.retrieval.search import Scored
from index.snapshots.snapshot import Snapshot
from index.types import Answer, Passage, Quote

BEST = 2  # quotes, before the text of another passage
MORE = 4  # quotes and passages, on request
AS_NEAR = 0.8  # of the best passage's score; one text in forty below it answers


def closest(
    query: Query, quotes: Sequence[Quote], hits: Sequence[Scored], snapshot: Snapshot
) -> tuple[Quote, ...]:
    """Return the best ``quotes``, and a text of the first passage that they show nothing of.

    The reader reads few passages, and the best quotes are often neighbours; where they do not
    answer, another place often does.
    """
    near = tuple(quotes[:BEST])
    least = AS_NEAR * max((one.hit.score for one in hits), default=0.0)
    others = [one for one in hits if one.hit.score >= least and not _shown(one.hit.passage, near)]
    return (*near, *wholes(candidates(query, others[:1], snapshot, 1), around=False))


def places_beside(answer: Answer) -> list[Passage]:
    """Return the nearest passages to a question that is not answered, beside what is shown."""
    return _beside(answer, answer.near) if answer.near else nearest_places(refusal_of(answer))


def more(answer: Answer, shown: Sequence[Quote]) -> tuple[tuple[Quote, ...], list[Passage]]:
    """Return quotes that may answer too, and passages beside them and what is ``shown``.

    There are four at most of both. Of the answers that are sure and wrong, most leave the right
    passage here.
    """
    quotes = further(answer, [quote for quote in answer.candidates if quote not in shown])[:MORE]
    return quotes, _beside(answer, [*shown, *quotes])[: MORE - len(quotes)]


def _beside(answer: Answer, shown: Sequence[Quote]) -> list[Passage]:
    """Return the best passages that were found and are not in ``shown``, one of a paragraph."""
    return places([hit.passage for hit in answer.hits if not _shown(hit.passage, shown)])


def _shown(passage: Passage, quotes: Sequence[Quote]) -> bool:
    return any(passage.overlaps(quote.context) for quote in quotes)
