"""Which of the passages that were found are read, and what of it is known by window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.models.reader import Found, Reader, ReaderInput
from index.retrieval.search import Scored
from index.snapshots.snapshot import Snapshot
from index.types import Passage, Quote, Reading, Span

MIN_SHARE_OF_BEST_SCORE = (
    0.7  # of the best passage's score: what is farther off was never read to any use
)
MAX_CHARACTERS_READ = 3_600  # of all pages: what a question may cost, however long the passages are


def read_hits(
    question: str, hits: Sequence[Scored], snapshot: Snapshot, reader: Reader, most: int
) -> dict[int, Found]:
    """Let ``reader`` read the best passages; what it found, by the row of the window.

    Once it is sure of a document, it reads no more of that one. Others it does: they may say
    otherwise.
    """
    found: dict[int, Found] = {}
    sure_of: set[str] = set()
    for scored in _affordable(hits[:most]):
        passage = scored.hit.passage
        if passage.document.id in sure_of:
            continue
        [of_page] = reader.read(question, [_page(scored, snapshot)])
        for row, one in zip(snapshot.windows_of(scored.row), of_page, strict=True):
            found[row] = _placed(one, passage)
        if any(one.reading.score >= reader.sure for one in of_page):
            sure_of.add(passage.document.id)
    return found


def read_closely(question: str, quote: Quote, reader: Reader) -> Reading:
    """What ``reader`` says of the quote alone: the sentences around it can make it look right."""
    page = ReaderInput(_above(quote), quote.text, ((0, quote.end - quote.start),))
    return reader.read(question, [page])[0][0].reading


def _affordable(hits: Sequence[Scored]) -> Sequence[Scored]:
    chosen: list[Scored] = []
    used = 0
    for scored in hits:
        used += len(scored.hit.passage.text)
        far = scored.hit.score < MIN_SHARE_OF_BEST_SCORE * hits[0].hit.score
        if chosen and (far or used > MAX_CHARACTERS_READ):
            break
        chosen.append(scored)
    return chosen


def _page(scored: Scored, snapshot: Snapshot) -> ReaderInput:
    """The passage under its title and headings: they say whom a "he" means."""
    passage = scored.hit.passage
    windows = tuple(
        (int(start) - passage.start, int(end) - passage.start)
        for _, start, end in (snapshot.window_spans[row] for row in snapshot.windows_of(scored.row))
    )
    return ReaderInput(_above(passage), passage.text, windows)


def _above(span: Span) -> str:
    """Its title and headings, as a reader is given them."""
    place = span.locator
    return " › ".join((place.title, *(each for each in place.headings if each != place.title)))


def _placed(found: Found, passage: Passage) -> Found:
    """The answering words by their place in the document, not in the page."""
    if found.answer is None:
        return found
    start, end = found.answer
    return replace(found, answer=(start + passage.start, end + passage.start))
