"""Draw a quote in a terminal as a reader of its source sees it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from index.text.dress.line_ends import BLANKS_BEFORE_BREAK
from index.text.dress.shown_line import DressStyle, LineKind, Run, ShownLine
from index.text.dress.shown_text import shown_lines
from index.types import BlockKind, Document, Quote, QuoteKind, Stretch

CONTEXT_STYLE, QUOTE_STYLE, ANSWER_STYLE = "dim", "bold", "underline"
STYLES = {DressStyle.ITALIC: "italic", DressStyle.STRUCK: "strike", DressStyle.CODE: "cyan"}
LEFT_OUT = "[…]"
BETWEEN_CELLS = " │ "
CODE_INDENT = "    "


def quote_text(quote: Quote, *, marked: bool = True) -> Text:
    """Return the quote with what is above and around it; what answers is bold, if ``marked``.

    The words that answer are underlined, and the text around the quote is dim.
    """
    drawn = Text()
    ended = None
    around = _around(quote)
    above = (stretch for stretch in quote.above if stretch[1] <= around[0])
    for start, end in (*above, around):
        lines = shown_lines(quote.document, start, end)
        if ended is not None and lines:
            left_out = shown_lines(quote.document, ended, start)
            drawn.append(f"\n{LEFT_OUT}\n" if left_out else "\n", CONTEXT_STYLE)
        ended = end
        drawn.append_text(Text("\n").join(_lines(quote, lines, marked)))
    return drawn


def visible(text: str) -> str:
    """Make control characters visible, so that no text can control the terminal."""
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) != "Cc"
        else chr(0x2400 + ord(character))
        if ord(character) < 0x20
        else " "
        if character.isspace()  # "next line", which is white space of a source too
        else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )


def _around(quote: Quote) -> Stretch:
    """Return the quote with what is to be shown around it, or with the text of its block."""
    document, context = quote.document, quote.context
    if quote.has_blocks_around:
        return context.start, context.end
    if quote.kind is not QuoteKind.SENTENCES or context.document.text != document.text:
        return quote.start, quote.end
    whole = {BlockKind.CODE, BlockKind.TABLE}
    above = max((end for _, end in quote.above), default=0)
    for block in document.blocks:
        if block.start <= quote.start and quote.end <= block.end and block.kind not in whole:
            start = max(block.start, min(context.start, quote.start), above)
            return start, min(block.end, max(context.end, quote.end))
    return quote.start, quote.end


def _lines(quote: Quote, lines: Sequence[ShownLine], marked: bool) -> Iterator[Text]:
    for at, line in enumerate(lines):
        if line.gap and at and line.kind is LineKind.PROSE:
            yield Text()
        drawn = Text(_lead(line))
        for number, cell in enumerate(_cells(line)):
            drawn.append(BETWEEN_CELLS if number else "", CONTEXT_STYLE)
            for run in cell:
                drawn.append(" " if run.spaced else "")
                drawn.append_text(_run(quote, run.start, run.end, run.style, marked))
        yield drawn


def _cells(line: ShownLine) -> Sequence[Sequence[Run]]:
    """Return the cells of a line up to the last one that has words, as of a row that spans all."""
    filled = [number for number, cell in enumerate(line.cells, 1) if cell]
    return line.cells[: max(filled, default=1)]


def _lead(line: ShownLine) -> str:
    indent = "  " * line.depth
    if line.kind is LineKind.CODE:
        return CODE_INDENT + indent
    if line.kind is not LineKind.ITEM:
        return indent
    return f"{indent}{'•' if line.number is None else f'{line.number}.'} "


def _run(quote: Quote, start: int, end: int, style: DressStyle, marked: bool) -> Text:
    """Draw a run, divided where what is marked begins or ends."""
    drawn = Text()
    for drawing, group in groupby(range(start, end), lambda at: _drawing(quote, at, style, marked)):
        places = list(group)
        written = _written(quote.document, places[0], places[-1] + 1, style)
        drawn.append(written, drawing)
    return drawn


def _written(document: Document, start: int, end: int, style: DressStyle) -> str:
    text = visible(document.text[start:end])
    return (
        text if DressStyle.CODE in style else BLANKS_BEFORE_BREAK.sub("", text).replace("\n", " ")
    )


def _drawing(quote: Quote, at: int, style: DressStyle, marked: bool) -> str:
    """Return the style of a character, as rich names it."""
    core = quote.core or (quote.start, quote.end)
    answer = quote.answer or (0, 0)
    names = [name for one, name in STYLES.items() if one in style]
    code = DressStyle.CODE in style
    if marked and core[0] <= at < core[1] and not code:
        names.append(QUOTE_STYLE)
    elif not quote.start <= at < quote.end:
        names.append(CONTEXT_STYLE)
    if marked and answer[0] <= at < answer[1] and not code:
        names.append(ANSWER_STYLE)
    return " ".join(names)
