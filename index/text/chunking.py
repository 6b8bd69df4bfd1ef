"""Cut a document into passages of whole groups of blocks, each with the windows in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from index.text.block_groups import groups_in
from index.text.sections import sections_of
from index.text.sentences import sentence_spans
from index.types import Block, BlockKind, Document, Stretch

CountTokens = Callable[[Sequence[str]], Sequence[int]]

PASSAGE_CHARACTERS = 1_000
WINDOW_SENTENCES = 2
WINDOW_CHARACTERS = 350  # 99.97 % of SQuAD's gold answers fit in such a window
SPECIAL_TOKENS = 2  # the encoder adds one before and one after each text
CHUNKING = f"6:{PASSAGE_CHARACTERS}:{WINDOW_SENTENCES}:{WINDOW_CHARACTERS}"  # part of the recipe

# Each list item or table row begins a new sentence, which does not include the marker. So does
# what comes after a blank line, and a line of a block quote is marked too.
MARKER = r"(?:(?:[-*+•·]|(?P<number>\d{1,3})[.)])[^\S\n]+|\|[^\S\n]*|```.*$)"
FIRST_ITEM = re.compile(MARKER, re.M)
ITEM = re.compile(rf"^(?:[^\S\n]*>)*[^\S\n]*(?:{MARKER}|\n)", re.M)
FENCE = re.compile(r"^[^\S\n]*(?:```|~~~).*$", re.M)
QUOTE_MARK = re.compile(r"(?:>[^\S\n]*)+")
TABLE_RULE = re.compile(r"[\s|:+-]*")
NUMBER_ALONE = re.compile(r"[\W_]*\d{1,3}[\W_]*")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The offsets of a passage in its document, and those of its windows."""

    start: int
    end: int
    windows: tuple[Stretch, ...]


@dataclass(slots=True)
class _Piece:
    """A block, or some sentences of one; ``tokens`` says how many each sentence has."""

    start: int
    end: int
    sentences: Sequence[Stretch]
    tokens: Sequence[int]

    @property
    def size(self) -> int:
        return sum(self.tokens)


@dataclass(slots=True)
class _Filling:
    """A passage that is being filled with pieces."""

    pieces: list[_Piece] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(piece.size for piece in self.pieces)

    def length_with(self, pieces: Sequence[_Piece]) -> int:
        """Return the number of characters of the passage if ``pieces`` are added."""
        return pieces[-1].end - (self.pieces or pieces)[0].start

    def chunk(self) -> Chunk:
        spans = [window for piece in self.pieces for window in windows(piece.sentences)]
        return Chunk(self.pieces[0].start, self.pieces[-1].end, tuple(spans))


def chunks(document: Document, count_tokens: CountTokens, max_tokens: int) -> Iterator[Chunk]:
    """Cut ``document`` into passages of at most ``max_tokens``, in order.

    A passage holds whole groups of blocks of one section, as many as fit
    ``PASSAGE_CHARACTERS``. Only a group that is too long alone is cut, between sentences. A
    sentence longer than ``max_tokens`` becomes a passage of its own, and only its beginning is
    encoded.
    """
    room = max_tokens - SPECIAL_TOKENS
    for section in sections_of(document):
        filling = _Filling()
        for group in groups_in(section, document.text):
            pieces = list(_pieces(document, group.blocks, count_tokens))
            if not pieces:
                continue
            fits = filling.size + sum(piece.size for piece in pieces) <= room
            if filling.pieces and not (fits and filling.length_with(pieces) <= PASSAGE_CHARACTERS):
                yield filling.chunk()
                filling = _Filling()
            for piece in _cut_to(pieces, room):
                if filling.pieces and filling.size + piece.size > room:
                    yield filling.chunk()
                    filling = _Filling()
                filling.pieces.append(piece)
        if filling.pieces:
            yield filling.chunk()


def _pieces(
    document: Document, blocks: Sequence[Block], count_tokens: CountTokens
) -> Iterator[_Piece]:
    text = document.text
    for block in blocks:
        sentences = list(sentences_in(text, block, document.language))
        if sentences:
            tokens = count_tokens([text[slice(*one)] for one in sentences])
            yield _Piece(block.start, block.end, sentences, tokens)


def _cut_to(pieces: Sequence[_Piece], room: int) -> Iterator[_Piece]:
    """Cut each piece that has more than ``room`` tokens between its sentences."""
    for piece in pieces:
        bounds = [0, *accumulate(_packed(piece.tokens, room))]
        for first, last in pairwise(bounds):
            sentences = piece.sentences[first:last]
            start = sentences[0][0] if first else piece.start
            end = sentences[-1][1] if last < len(piece.sentences) else piece.end
            yield _Piece(start, end, sentences, piece.tokens[first:last])


def _packed(tokens: Sequence[int], room: int) -> Iterator[int]:
    """Yield how many consecutive sentences to take at a time, as many as fit ``room``."""
    count = used = 0
    for size in tokens:
        if count and used + size > room:
            yield count
            count = used = 0
        count += 1
        used += size
    yield count


def sentences_in(text: str, block: Block, language: str | None = None) -> Iterator[Stretch]:
    """Yield the offsets of the sentences of a block; code is cut between its lines only."""
    if block.kind is BlockKind.CODE:
        yield from _runs_of_lines(text, block.start, block.end)
    else:
        yield from sentences_of(text, block.start, block.end, language)


def _runs_of_lines(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the lines of code, as many at a time as a window can hold, without the fences."""
    fences = [match.span() for match in FENCE.finditer(text, start, end)]
    if fences and fences[0][0] == start:
        start = min(fences[0][1] + 1, end)
    if len(fences) > 1 and fences[-1][1] == end:
        end = max(start, fences[-1][0])
    run: Stretch | None = None
    for first, last in _lines(text, start, end):
        if run and last - run[0] > WINDOW_CHARACTERS:
            yield run
            run = None
        run = (run[0] if run else first, last)
    if run:
        yield run


def _lines(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the lines that have text, without the line end."""
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)


def sentences_of(text: str, start: int, end: int, language: str | None = None) -> Iterator[Stretch]:
    """Yield the offsets of the sentences in one paragraph; cut a list or table item by item."""
    if quoted := QUOTE_MARK.match(text, start, end):
        start = quoted.end()
    marks = list(_marks(text, start, end))
    bounds = [start, *(position for mark in marks for position in mark), end]
    for piece_start, piece_end in zip(bounds[::2], bounds[1::2], strict=True):
        if TABLE_RULE.fullmatch(text, piece_start, piece_end) is None:
            spans = sentence_spans(text, piece_start, piece_end, language)
            for first, last in _with_numbers(text, spans):
                mark = QUOTE_MARK.match(text, first, last)
                yield (mark.end() if mark and mark.end() < last else first), last


def _with_numbers(text: str, sentences: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the sentences, each with the number that stands before it, as in "**1.** Stop it."."""
    begun = None
    for start, end in sentences[:-1]:
        begun = start if begun is None else begun
        if NUMBER_ALONE.fullmatch(text, start, end) is None:
            yield begun, end
            begun = None
    for start, end in sentences[-1:]:
        yield start if begun is None else begun, end


def _marks(text: str, start: int, end: int) -> Iterator[Stretch]:
    r"""Yield the offsets of list and table markers, and of the fences of code in a list.

    As in CommonMark, a numbered list can interrupt a paragraph only if it starts with 1. So a
    wrapped line that happens to begin with a number and a full stop ("… was\\n42. Then") is not an
    item.
    """
    first = FIRST_ITEM.match(text, start, end)
    numbered = first is not None
    if first:
        yield first.span()
    for match in ITEM.finditer(text, first.end() if first else start, end):
        numbered = numbered or match["number"] == "1"
        if numbered or match["number"] is None:
            yield match.span()


def windows(sentences: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield every run of one or two consecutive sentences that can be quoted."""
    for first, (start, _) in enumerate(sentences):
        for last in range(first, min(first + WINDOW_SENTENCES, len(sentences))):
            end = sentences[last][1]
            if last == first or end - start <= WINDOW_CHARACTERS:
                yield start, end
