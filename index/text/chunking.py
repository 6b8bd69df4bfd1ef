"""Cut a document into passages of whole sentences, each with the windows that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.text.sentences import sentence_spans
from index.types import Document

Stretch = tuple[int, int]
CountTokens = Callable[[Sequence[str]], Sequence[int]]

WINDOW_SENTENCES = 2
WINDOW_CHARACTERS = 350  # 99.97 % of SQuAD's gold answers fit in such a window
SPECIAL_TOKENS = 2  # the encoder adds one before and one after each text
CHUNKING = f"2:{WINDOW_SENTENCES}:{WINDOW_CHARACTERS}"  # changing it makes an index stale

# Each list item or table row begins a new sentence, which does not include the marker.
ITEM = re.compile(
    r"^[^\S\n]*(?:(?:[-*+•·]|(?P<number>\d{1,3})[.)])[^\S\n]+|\|[^\S\n]*|```.*$)", re.M
)
QUOTE_MARK = re.compile(r"(?:>[^\S\n]*)+")
TABLE_RULE = re.compile(r"[\s|:+-]*")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The offsets of a passage in its document, and those of its windows."""

    start: int
    end: int
    windows: tuple[Stretch, ...]


def chunks(document: Document, count_tokens: CountTokens, max_tokens: int) -> Iterator[Chunk]:
    """Cut ``document`` into passages of at most ``max_tokens``, in order.

    A passage never crosses a paragraph. A sentence longer than ``max_tokens`` becomes a passage of
    its own, and only its beginning is encoded.
    """
    for paragraph in document.paragraphs:
        sentences = list(sentences_of(document.text, *paragraph))
        counts = count_tokens([document.text[slice(*sentence)] for sentence in sentences])
        for group in _pack(sentences, counts, max_tokens - SPECIAL_TOKENS):
            yield Chunk(group[0][0], group[-1][1], tuple(windows(group)))


def sentences_of(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the offsets of the sentences in one paragraph; cut a list or table item by item."""
    if quoted := QUOTE_MARK.match(text, start, end):
        start = quoted.end()
    marks = list(_marks(text, start, end))
    bounds = [start, *(position for mark in marks for position in mark), end]
    for piece_start, piece_end in zip(bounds[::2], bounds[1::2], strict=True):
        if TABLE_RULE.fullmatch(text, piece_start, piece_end) is None:
            yield from sentence_spans(text, piece_start, piece_end)


def _marks(text: str, start: int, end: int) -> Iterator[Stretch]:
    r"""Yield the offsets of list and table markers.

    As in CommonMark, a numbered list can interrupt a paragraph only if it starts with 1. So a
    wrapped line that happens to begin with a number and a full stop ("… was\\n42. Then") is not an
    item.
    """
    numbered = False
    for match in ITEM.finditer(text, start, end):
        numbered = numbered or match["number"] == "1" or match.start() == start
        if numbered or match["number"] is None:
            yield match.span()


def windows(sentences: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield every run of one or two consecutive sentences that can be quoted."""
    for first, (start, _) in enumerate(sentences):
        for last in range(first, min(first + WINDOW_SENTENCES, len(sentences))):
            end = sentences[last][1]
            if last == first or end - start <= WINDOW_CHARACTERS:
                yield start, end


def _pack(
    sentences: Sequence[Stretch], counts: Sequence[int], room: int
) -> Iterator[Sequence[Stretch]]:
    """Group consecutive sentences greedily, up to ``room`` tokens a group."""
    group: list[Stretch] = []
    used = 0
    for sentence, count in zip(sentences, counts, strict=True):
        if group and used + count > room:
            yield group
            group, used = [], 0
        group.append(sentence)
        used += count
    if group:
        yield group
