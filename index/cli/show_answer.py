"""Print answers in a terminal.

The sentences are the terminal's. What Discord shows is in ``bot/speech/texts``; a test compares
the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from index.answering.closest import places_beside
from index.answering.conflicts import Order, order_of
from index.answering.refusal import as_quote, places_by_source, refusal_of
from index.cli.show_quote import quote_text, visible
from index.snapshots.languages_line import name_of
from index.types import Answer, Locator, Passage, Quote, Reason, Tier

SOURCE_STYLE = "dim"
DIFFER_STYLE = "bold"
READ_AS = "Did you mean:"
NO_ANSWER = "The sources do not answer this."
NO_ANSWER_WITHIN = "That source does not answer this."
WHY = {
    Reason.OFF_TOPIC: "My sources are about something else.",
    Reason.NOT_IN_SOURCES: "",
    # Suspected, never asserted: to know it would take a reader that understands.
    Reason.FALSE_PREMISE: "The question may assume something that my sources don't say.",
}
OTHER_LANGUAGE = "My sources seem to be in {language}. Try asking in {language}."
AS_OF = "The newest source I found that answers this is from {date}."
SIDES = "No passage I found says how they differ, so here is one on each."
NEAREST = "Closest I found – this may not answer it:"
CLOSEST = "Closest I found. It may not answer your question:"
NEAREST_PASSAGES = "Closest passages I found – they may not answer your question:"
NOTHING_NEAR = "I found nothing close to this question."
MORE_CLOSE = "More passages that come close – they may not answer your question:"
NOTHING_ELSE = "I found nothing else close to this question."
UNASKED = "There was no room here for the rest. Please ask it separately: {questions}"
COUNTS = ("No", "One", "Two", "Three", "Four", "Five")
ORDERED = {
    Order.NEWEST_FIRST: "; newest first",
    Order.UNDATED_LAST: "; newest first, those without a date last",
    Order.UNDATED: ", and none has a date",
}


def show_answer(answer: Answer, console: Console) -> None:
    """Print each quote within its context, with its source beneath; or what there is instead."""
    if answer.parts:
        _show_parts(answer, console)
        return
    if answer.read_as:
        meant = visible(answer.read_as).rstrip(" ?？")
        console.print(Text(f"{READ_AS} {meant}?", style=SOURCE_STYLE))
    if answer.tier is Tier.NEAR:
        show_closest(answer, console)
        return
    if answer.abstained:
        show_refusal(answer, console)
        return
    if note := _note(answer):
        console.print()
        console.print(Text(note, style=DIFFER_STYLE))
    show_quotes(answer.quotes, console)


def _show_parts(answer: Answer, console: Console) -> None:
    """Print what each question of a message gets under that question."""
    for number, part in enumerate(answer.parts):
        if number:
            console.print()
        show_asked(part, console)
        show_answer(part, console)
    if answer.unasked:
        questions = ", ".join(f"“{visible(question)}”" for question in answer.unasked)
        console.print()
        console.print(Text(UNASKED.format(questions=questions)))


def show_asked(answer: Answer, console: Console) -> None:
    """Print the question of an answer, where a message has several."""
    console.print(Text(visible(answer.question), style=DIFFER_STYLE))


def _note(answer: Answer) -> str:
    """Say above the quotes how they belong together, or of when the first is; "" for neither."""
    if answer.conflict:
        return differ_line(answer.conflict)
    if answer.as_of:
        return AS_OF.format(date=answer.as_of.isoformat())
    return SIDES if answer.sides else ""


def show_quotes(quotes: Iterable[Quote], console: Console) -> None:
    """Print each quote within its context, with its source beneath."""
    for quote in quotes:
        console.print()
        console.print(Padding(quote_text(quote), (0, 2)))
        show_source(quote.locator, console, 4)


def show_closest(answer: Answer, console: Console) -> None:
    """Print the closest texts, indented and without any mark of an answer, each with its place.

    Above them is at most one line that helps to ask again.
    """
    why = refusal_of(answer)
    premise = [WHY[why.reason]] if why.reason is Reason.FALSE_PREMISE else []
    for line in [*refusal(answer).splitlines()[1:], *premise][:1]:
        console.print(Text(line))
    console.print(Text(CLOSEST))
    _show_unmarked(map(_alone, answer.near), console)


def show_nearest(answer: Answer, console: Console) -> None:
    """Print the nearest passages that were not shown yet, as ``show_closest`` does."""
    found, nothing = (MORE_CLOSE, NOTHING_ELSE) if answer.near else (NEAREST_PASSAGES, NOTHING_NEAR)
    near = places_beside(answer)
    show_passages(found if near else nothing, near, console)


def show_passages(head: str, passages: Sequence[Passage], console: Console) -> None:
    """Print ``passages`` below ``head`` as ``show_closest`` does, since they may not answer."""
    console.print(Text(head))
    _show_unmarked(map(as_quote, passages), console)


def _show_unmarked(quotes: Iterable[Quote], console: Console) -> None:
    for quote in quotes:
        console.print()
        console.print(Padding(quote_text(quote, marked=False), (0, 8)))
        show_source(quote.locator, console, 8)


def _alone(quote: Quote) -> Quote:
    """Return the quote without the text around it."""
    return replace(quote, context=Passage(quote.document, quote.start, quote.end))


def differ_line(conflict: Sequence[Quote]) -> str:
    """Say above quotes that differ that they do, and in which order; never which one is right."""
    return f"{COUNTS[len(conflict)]} sources differ{ORDERED[order_of(conflict)]}."


def show_refusal(answer: Answer, console: Console) -> None:
    """Print that the sources do not answer, and the nearest places, without their text."""
    console.print(Text(refusal(answer)))
    if near := places_by_source(refusal_of(answer)):
        console.print(NEAREST)
    for passages in near:
        # Indented and in one line, so that no long title can begin a line that looks like ours.
        line = Text(f"- {near_line(passages)}", no_wrap=True, overflow="ellipsis")
        console.print(Padding(line, (0, 0, 0, 2), expand=False))


def show_source(locator: Locator, console: Console, indent: int) -> None:
    """Print the line that names a place, or, in a narrow terminal, the lines.

    An address is never broken, so that it can be opened and copied.
    """
    room = max(1, console.width - 2 * indent)
    line = Text(source_line(locator), style=SOURCE_STYLE)
    address = []
    if locator.url and line.cell_len > room:
        address = [Text(visible(locator.url), style=SOURCE_STYLE)]
        line = Text(f"{source_line(replace(locator, url=None))},", style=SOURCE_STYLE)
    for part in [*line.wrap(console, room), *address]:
        console.print(Text(" " * indent).append_text(part), soft_wrap=True)


def source_line(locator: Locator) -> str:
    """Return the line beneath a quote that names its place."""
    return f"— {place(locator)}"


def place(locator: Locator) -> str:
    """Write title, headings, page, paragraph, date and address in one line."""
    parts = [" › ".join((locator.title, *locator.section_names))]
    if locator.page is not None:
        parts.append(f"page {locator.page}")
    parts.append(f"paragraph {locator.paragraph}")
    if locator.published:
        parts.append(locator.published.isoformat())
    if locator.url:
        parts.append(locator.url)
    return visible(" ".join(", ".join(parts).split()))


def near_line(passages: Sequence[Passage]) -> str:
    """Write the title of a source and its sections, or pages, or paragraphs: "Title › A; B"."""
    sections = dict.fromkeys(_section(passage.locator) for passage in passages)
    line = f"{passages[0].locator.title} › {'; '.join(sections)}"
    return visible(" ".join(line.split()))


def _section(locator: Locator) -> str:
    if locator.headings:
        return " › ".join(locator.section_names)
    if locator.page is not None:
        return f"page {locator.page}"
    return f"paragraph {locator.paragraph}"


def refusal(answer: Answer) -> str:
    """Write the refusal of an answer that abstained."""
    why = refusal_of(answer)
    alone = bool(answer.within)
    lines = [NO_ANSWER_WITHIN if alone else f"{NO_ANSWER} {WHY[why.reason]}".rstrip()]
    if why.languages:
        named = " or ".join(map(name_of, why.languages))
        lines.append(OTHER_LANGUAGE.format(language=named))
    if why.missing:
        words = ", ".join(f"“{visible(word)}”" for word in why.missing[:8])
        these = "this word" if len(why.missing) == 1 else "these words"
        lines.append(f"I couldn't find {these}{' in it' if alone else ''}: {words}.")
    return "\n".join(lines)


def show_scores(answer: Answer, console: Console) -> None:
    """Print every score that led to the answer."""
    console.print(f"\nconfidence {answer.confidence:.3f}   snapshot {answer.snapshot}")
    table = Table("score", "cosine p/w", "BM25 p/w", "passage", box=None, pad_edge=False)
    for hit in answer.hits:
        scores, start = hit.scores, hit.passage.start
        table.add_row(
            f"{scores.fused:.3f}",
            f"{scores.dense_passage:.3f} {scores.dense_window:.3f}",
            f"{scores.lexical_passage:.3f} {scores.lexical_window:.3f}",
            Text(visible(f"{hit.passage.document.id}[{start}] {hit.passage.text[:60]}…")),
        )
    console.print(table)
    quotes = Table("score", "candidate quote", box=None, pad_edge=False)
    for quote in answer.candidates:
        quotes.add_row(f"{quote.score:.3f}", Text(visible(quote.text)))
    console.print(quotes)
