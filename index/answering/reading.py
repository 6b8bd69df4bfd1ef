"""Choose the passages to read closely, and collect what the reader finds in them."""

from __future__ import annotations

from collections.abc import Sequence

from index.models.reader import Found, Reader, ReaderInput
from index.retrieval.search import Scored
from index.snapshots.snapshot import Snapshot
from index.text.dress.shown_text import without_comments
from index.types import Passage, Quote, Reading, Span

MIN_SHARE_OF_BEST_SCORE = (
    0.7  # of the best passage's score: reading passages below it never improved an answer
)
MAX_CHARACTERS_READ = 3_600  # in all pages: bounds the time of a question


def read_hits(
    question: str, hits: Sequence[Scored], snapshot: Snapshot, reader: Reader, most: int
) -> dict[int, Found]:
    """Read the best passages with ``reader``, and return what it found, by the row of the window.

    Once it is sure of a document, it reads no more of that one. It reads on in other documents,
    which may say otherwise.
    """
    found: dict[int, Found] = {}
    sure_of: set[str] = set()
    for scored in _affordable(hits[:most]):
        passage = scored.hit.passage
        if passage.document.id in sure_of:
            continue
        [[*windows, whole]] = reader.read(question, [_page(scored, snapshot)])
        for row, window in zip(snapshot.windows_of(scored.row), windows, strict=True):
            found[row] = _placed(window, whole.reading.score, passage)
        if any(window.reading.score >= reader.sure for window in windows):
            sure_of.add(passage.document.id)
    return found


def read_closely(question: str, quote: Quote, reader: Reader) -> Reading:
    """Read the quote alone, because the sentences around it can make it look right.

    A quote that is its whole passage was read so already.
    """
    whole = (quote.start, quote.end) == (quote.context.start, quote.context.end)
    if whole and quote.reading is not None:
        return Reading(quote.reading.passage)
    page = ReaderInput(_above(quote), _seen(quote), ((0, quote.end - quote.start),))
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
    """Return the passage under its title and headings, which say whom a "he" means.

    The last of its windows is the whole of it.
    """
    passage, rows = scored.hit.passage, snapshot.windows_of(scored.row)
    spans = snapshot.window_spans[rows.start : rows.stop, 1:] - passage.start
    windows = ((start, end) for start, end in spans.tolist())
    return ReaderInput(_above(passage), _seen(passage), (*windows, (0, len(passage.text))))


def _above(span: Span) -> str:
    """Return the title and headings of a span, in the form that a reader expects."""
    place = span.locator
    return " › ".join((place.title, *place.headings))


def _seen(span: Span) -> str:
    """Return the text of a span with spaces in place of its comments, which answer nothing."""
    return without_comments(span.document, span.start, span.end)


def _placed(found: Found, whole: float, passage: Passage) -> Found:
    """Say what the passage scores, and convert the answer's offsets from it to the document."""
    reading = Reading(found.reading.score, whole)
    if found.answer is None:
        return Found(reading)
    start, end = found.answer
    return Found(reading, (start + passage.start, end + passage.start))
