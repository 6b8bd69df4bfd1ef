"""Choose the one or two sentences of the passages to quote."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter

from index.answering.answer_words import fitting, only_repeats
from index.models.reader import Found
from index.retrieval.query import Query
from index.retrieval.search import WEIGHTS, Scored, Weights
from index.snapshots.snapshot import Snapshot
from index.text.answer_kinds import asks_for_fact
from index.text.bare_links import asks_for_link, is_bare_link
from index.text.words import terms
from index.types import Answer, BlockKind, Passage, Quote, Reading

HITS_TO_QUOTE_FROM = 5
WORTH_SHOWING = 0.95  # of the first quote's score; two of three below it do not answer
WORTH_READING = -1.0  # log odds of the reader: one chance in four
WORTH_A_LOOK = 0.5, -2.0  # both limits for quotes shown on request only: one chance in eight
START = attrgetter("start")
WORKED = frozenset({BlockKind.STEPS, BlockKind.CODE})
LEANING = re.compile(
    r"[“\"'(]?(?:(?:He|She|It|They|This|That|These|Those|His|Her|Hers|Its|Their|Such|Both"
    r"|Here|There|Then|Thus|Hence|However|Therefore|Instead|Otherwise|Similarly|Likewise"
    r"|Moreover|Furthermore|Nevertheless|But|And|So|Or|Also)\b|The (?:former|latter)\b)"
)

Readings = Mapping[int, Found]  # keys are rows of windows


def candidates(
    query: Query,
    hits: Sequence[Scored],
    snapshot: Snapshot,
    k: int,
    weights: Weights = WEIGHTS,
    readings: Readings | None = None,
) -> list[Quote]:
    """Return the ``k`` best quotes, best first; no two overlap or have the same text.

    With ``readings``, only windows that were read are quoted. After "and acrylic?", those that name
    acrylic come first.
    """
    chosen = hits[:HITS_TO_QUOTE_FROM]
    windows = sorted(_windows(query, chosen, snapshot, weights, readings), key=_by_score)
    if query.about:
        windows.sort(key=lambda window: -named_in(query, window.text))
    corpus = snapshot.corpus
    quotes = (_quoted(query, window, corpus, snapshot.name) for window in windows)
    return list(islice(_distinct(quotes), k))


def named_in(query: Query, text: str) -> int:
    """Count the words of the subject that ``text`` names, if it has to name one."""
    return len(set(query.about).intersection(terms(text))) if query.about else 0


def worth_showing(quotes: Sequence[Quote], k: int) -> tuple[Quote, ...]:
    """Return the first quote and those nearly as good, ``k`` at most; the others are noise."""
    return tuple(quote for quote in quotes[:k] if _as_good(quote, quotes[0]))


def without_repeated(query: Query, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return the quotes with no words marked that only repeat the question.

    Until they are whole, the words tell which item or row of theirs answers.
    """
    return tuple(
        replace(quote, answer=None)
        if quote.answer
        and only_repeats(query.wording, query.kind, quote.document.text[slice(*quote.answer)])
        else quote
        for quote in quotes
    )


def further(answer: Answer, others: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return those of ``others`` that may answer too, though less likely; none if it abstained."""
    share, reading = WORTH_A_LOOK
    if answer.abstained or not others:
        return ()
    first = answer.candidates[0]
    return tuple(
        quote
        for quote in others
        if quote.score >= share * first.score
        and (quote.reading is None or quote.reading.score >= reading)
    )


def _as_good(quote: Quote, first: Quote) -> bool:
    return quote.score >= WORTH_SHOWING * first.score and _read_as_good(quote, first)


def _read_as_good(quote: Quote, first: Quote) -> bool:
    if quote.reading is None or first.reading is None:
        return True
    return quote.reading.score >= min(first.reading.score, WORTH_READING)


@dataclass(frozen=True, slots=True)
class _Window:
    """A window that may be quoted; few of them are, so a quote is only made of those."""

    passage: Passage
    start: int
    end: int
    score: float
    found: Found | None

    @property
    def text(self) -> str:
        """Return what would be quoted."""
        return self.passage.document.text[self.start : self.end]


def _windows(
    query: Query,
    hits: Iterable[Scored],
    snapshot: Snapshot,
    weights: Weights,
    readings: Readings | None,
) -> Iterator[_Window]:
    """Yield each window of ``hits`` with its score; with ``readings``, each that was read."""
    fact = asks_for_fact(query.wording, query.kind)
    for scored in hits:
        worked = not fact and _is_worked(scored.hit.passage)
        base = scored.hit.score + weights.sum({"quote_worked": worked})
        for at, row in enumerate(snapshot.windows_of(scored.row)):
            found = readings.get(row) if readings is not None else None
            if readings is not None and found is None:
                continue
            _, start, end = snapshot.window_spans[row].tolist()
            score = base + weights.sum(_features(query, scored, at, (start, end)))
            if found is None:
                score += weights.quote_character * (end - start)
            else:
                score += weights.sum(read_features(scored, found.reading))
            yield _Window(scored.hit.passage, start, end, score, found)


def _features(query: Query, scored: Scored, at: int, span: tuple[int, int]) -> dict[str, float]:
    """Return what counts for a quote besides its passage's score, by the names of ``Weights``.

    The quote is the window of number ``at`` of a passage, whose offsets are ``span``.
    """
    passage = scored.hit.passage
    text = passage.document.text[slice(*span)]
    return {
        "quote_cosine": float(scored.window_cosines[at]),
        "quote_lexical": float(scored.window_coverage[at]),
        "quote_kind": float(_gives(query, text)),
        "definition": float(query.is_defined_by(text)),
        "quote_leaning": float(_leans(passage, span[0])),
        "quote_bare": float(is_bare_link(text) and not asks_for_link(query.text)),
    }


def read_features(scored: Scored, reading: Reading) -> dict[str, float]:
    """Return what else counts for a quote that was read, by the names of ``Weights``.

    The section and the words of its passage count anew, since what tells the few best apart is not
    what finds them.
    """
    scores = scored.hit.scores
    return {
        "reading": reading.score,
        "reading_passage": reading.passage,
        "reading_section": scores.dense_section,
        "reading_lexical": scores.lexical_passage,
    }


def _quoted(query: Query, window: _Window, corpus: str, snapshot: str) -> Quote:
    """Return the quote of a window, with the words that answer if it was read."""
    document, start, end = window.passage.document, window.start, window.end
    quote = Quote(
        document, start, end, window.passage, window.score, corpus=corpus, snapshot=snapshot
    )
    if window.found is None:
        return quote
    found, text = window.found, document.text
    answer = fitting(query.wording, query.kind, text, found.answer, (start, end))
    return replace(quote, answer=answer, reading=found.reading)


def _gives(query: Query, text: str) -> bool:
    return query.kind is not None and query.kind.given.search(text) is not None


def _is_worked(passage: Passage) -> bool:
    """Return whether the passage has steps or code, so that it says how something is done."""
    blocks = passage.document.blocks
    first = bisect_right(blocks, passage.start, key=START) - 1
    beyond = bisect_left(blocks, passage.end, key=START)
    inside = blocks[max(0, first) : beyond]
    return any(block.kind in WORKED and passage.start < block.end for block in inside)


def _leans(passage: Passage, start: int) -> bool:
    """Return whether a quote from here begins with a word that points back, as in "He stated"."""
    return start > passage.start and LEANING.match(passage.document.text, start) is not None


def _by_score(window: _Window) -> tuple[float, str, int]:
    return -window.score, window.passage.document.id, window.start


def _distinct(quotes: Iterable[Quote]) -> Iterator[Quote]:
    kept: list[Quote] = []
    for quote in quotes:
        if not any(quote.overlaps(other) or quote.text == other.text for other in kept):
            kept.append(quote)
            yield quote
