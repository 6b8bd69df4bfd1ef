"""Hostile texts, and answers whose sources, titles and links are hostile, for Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from discord import Locale
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from index.citations.citation import Standing, State
from index.types import Answer, Document, Landmark, Passage, Quote, QuoteKind, Reason, Stretch
from tests.support.factories import answer, document, quote
from tests.support.hostile_markdown import hostile_markdown, markdown_document
from tests.support.pieces import made_of
from tests.support.visible_text import inked

TERSE = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
LOCALES = (
    Locale.american_english, Locale.german, Locale.french, Locale.latin_american_spanish,
    Locale.brazil_portuguese, Locale.japanese,
)  # fmt: skip

# --- texts -------------------------------------------------------------------------------

PIECES = [
    *"\\*_~|`><#-+1.[]() \n:@/!&;,'\"aB9é—",
    "**", "__", "~~", "||", "```", "> ", ">>> ", "# ", "## ", "-# ", "- ", "* ", "1. ", "10. ",
    "<@123>", "<@!123>", "<@&1>", "<#1>", "<:emoji:1>", "<a:x:1>", "<t:123:R>", "</cmd:1>",
    "<id:guide>", "@everyone", "@here", ":smile:", ":100:", "https://example.org/a_b_c",
    "<https://a.b>", "[text](https://evil.example)", "discord.gg/abc", "<mail@example.org>",
    "<+1 555 123>", "```py\ncode```", "¯\\_(ツ)_/¯", "\\*", "\\\\", "snake_case_name", "2 * 3 * 4",
    "\t", "\r\n", "\r", "\f", "\x00", "\x1b", "\u0085", "\u2028", "\u200b", "\u200d", "\ufeff",
    "\u202e", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069", "\u200f", "\u05d0\u05d1",
    "😀", "↔", "↔\ufe0f", "™", "e\u0301", "\u3000", "  ", "\n\n",
]  # fmt: skip
markup = made_of(PIECES, max_size=24)
any_text = st.one_of(markup, st.text(max_size=60))
hostile_words = made_of([*PIECES, "word "], min_size=1, max_size=30)
hostile_sentences = made_of([*PIECES, "word ", "A sentence. "], min_size=1, max_size=40)
long_text = st.tuples(hostile_sentences, st.integers(1, 200)).map(lambda pair: pair[0] * pair[1])
any_url = st.one_of(
    st.none(),
    st.sampled_from(["https://example.org/a_b", "javascript:alert(1)", "file:///x", "http://x"]),
    st.text(max_size=600).map("https://example.org/".__add__),
    hostile_sentences,
)


# --- nouns -------------------------------------------------------------------------------

# Made once: Hypothesis looks through a strategy the first time that it draws from it.
plain_texts = st.one_of(hostile_sentences, long_text)
some_texts = st.lists(plain_texts, max_size=8).map(tuple)
landmarks = st.lists(st.builds(Landmark, st.just(0), long_text), max_size=2).map(tuple)
ids = st.one_of(st.just("x"), long_text)
days = st.one_of(st.none(), st.just(date(1, 2, 3)))
a_few, either = st.integers(1, 20), st.booleans()
kinds, reasons, states = map(st.sampled_from, (QuoteKind, Reason, State))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Make a document of plain text or Markdown, in which anything may stand."""
    if draw(either):
        source = document(draw(plain_texts))
    else:
        source = markdown_document(draw(hostile_markdown) * draw(a_few))
    return replace(
        source,
        title=draw(long_text),
        url=draw(any_url),
        id=draw(ids),
        landmarks=draw(landmarks),
        published=draw(days),
    )


any_document = documents()


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    source = draw(any_document)
    last = len(source.text)
    start = draw(st.integers(0, last - 1))
    end = draw(st.integers(start + 1, last))
    around = (draw(st.integers(0, start)), draw(st.integers(end, last)))
    assume(inked(source.text[start:end]))  # whole sentences have letters
    found = quote(source, start, end, around, draw(st.none() | stretches(start, end)))
    above = tuple(draw(st.lists(stretches(0, start), max_size=2))) if start else ()
    return replace(
        found,
        kind=draw(kinds),
        core=draw(st.none() | stretches(start, end)),
        above=above if sorted(sum(above, ())) == [*sum(above, ())] else (),
    )


@st.composite
def stretches(draw: st.DrawFn, start: int, end: int) -> Stretch:
    """Make a stretch of at least one character between ``start`` and ``end``."""
    first = draw(st.integers(start, end - 1))
    return first, draw(st.integers(first + 1, end))


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    source = draw(any_document)
    start = draw(st.integers(0, len(source.text) - 1))
    return Passage(source, start, draw(st.integers(start + 1, len(source.text))))


some_passages = st.lists(passages(), max_size=6).map(tuple)
some_quotes = st.lists(quotes(), min_size=1, max_size=5).map(tuple)


@st.composite
def refusals(draw: st.DrawFn) -> Answer:
    return answer(
        question=draw(long_text),
        missing=draw(some_texts),
        reason=draw(reasons),
        nearest=draw(some_passages),
    )


@st.composite
def answers_with_quotes(draw: st.DrawFn) -> Answer:
    shown = draw(some_quotes)
    differing = draw(st.integers(2, len(shown))) if len(shown) > 1 and draw(either) else 0
    return answer(*shown, question=draw(long_text), conflict=shown[:differing])


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    state = draw(states)
    if state is State.SOURCE_GONE:
        return Standing(state)
    source = draw(any_document)
    return Standing(state, source.title, source.locate(0))


answers = st.one_of(answers_with_quotes(), refusals())
