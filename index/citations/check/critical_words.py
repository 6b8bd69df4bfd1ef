"""Find left-out words that can change the meaning of a quote: negations, numbers and names.

The lists are for the six languages of Quoth. A word that is named without need costs a glance; a
word that is missed costs the meaning. So a negation of one language is named in all of them,
except the Portuguese "no" ("in the").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.citations.check.result import CriticalKind, Matter
from index.text.language import language_of
from index.text.sentences import sentence_spans
from index.types import Span


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


NEGATIONS = word_set(
    "not no never nor neither none nobody nothing nowhere cannot without hardly scarcely barely"
    " rarely seldom unless except excepting excluding only lest"
    " nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts"
    " nirgends nirgendwo weder ohne kaum außer ausser ausgenommen keinesfalls keineswegs nur"
    " ne pas non jamais rien personne aucun aucune nul nulle ni sans sauf hormis excepté guère"
    " nunca jamás nada nadie ningún ninguno ninguna ninguno tampoco sin salvo excepto apenas"
    " não jamais ninguém nenhum nenhuma nem sem exceto tampouco"
)
NUMBER_WORDS = word_set(
    "two three four five six seven eight nine ten eleven twelve hundred thousand million billion"
    " zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend million millionen"
    " milliarde milliarden deux trois quatre cinq sept huit neuf dix onze douze cent cents mille"
    " millions milliard milliards dos tres cuatro cinco seis siete ocho nueve diez once doce cien"
    " mil millón millones dois duas três quatro sete oito nove dez onze doze cem milhão milhões"
)
JAPANESE = re.compile(
    r"(?:ません(?:でした)?|(?<!少)な(?:い|かった|くて|ければ|しに)|ずに|以外|を除)"
    r"|[不未非無](?=[\u4e00-\u9fff])"
)
NUMBER = re.compile(r"\d+(?:[.,:/’'\u00a0\u202f]\d+)*(?:\s?%)?|[一二三四五六七八九十百千万億]{2,}")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
PORTUGUESE = re.compile(r"\b(?:não|uma|são|foi|pelo|pela|em|ao)\b|ç[ãõ]", re.IGNORECASE)
ALL_NOUNS = frozenset(("de",))  # languages that write every noun with a capital
AROUND = 500  # characters on both sides that tell the language
PRONOUN = re.compile(r"I(?:['’].*)?")


def matters_in(there: Span) -> tuple[Matter, ...]:
    """Find the words of ``there`` that can change the meaning, by kind, then in text order."""
    negations = [_within(there, *at) for at in _negations(there)]
    numbers = [_within(there, *at) for at in _numbers(there.text)]
    taken = {span.start for span in [*negations, *numbers]}
    named = () if _capitalises_nouns(there) else _names(there)
    names = [span for span in named if span.start not in taken]
    kinds = zip(CriticalKind, (negations, numbers, names), strict=True)
    return tuple(Matter(kind, span) for kind, spans in kinds for span in spans)


def _within(there: Span, start: int, end: int) -> Span:
    return Span(there.document, there.start + start, there.start + end)


def _negations(there: Span) -> Iterator[tuple[int, int]]:
    for match in WORD.finditer(there.text):
        word = match[0].lower().replace("’", "'")
        if word == "no" and _portuguese(there):
            continue
        if word in NEGATIONS or word.endswith("n't") or word.startswith("n'"):
            yield match.span()
    yield from (match.span() for match in JAPANESE.finditer(there.text))


def _portuguese(there: Span) -> bool:
    around = there.document.text[max(0, there.start - 200) : there.end + 200]
    return len(PORTUGUESE.findall(around)) > 1


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    found = [match.span() for match in NUMBER.finditer(text)]
    words = (match for match in WORD.finditer(text) if match[0].lower() in NUMBER_WORDS)
    yield from sorted([*found, *(match.span() for match in words)])


def _capitalises_nouns(there: Span) -> bool:
    """Return whether the language capitalises all nouns, so that capitals tell no names."""
    text = there.document.text[max(0, there.start - AROUND) : there.end + AROUND]
    return (there.document.language or language_of(text))[:2].lower() in ALL_NOUNS


def _names(there: Span) -> Iterator[Span]:
    """Yield runs of capitalised words that begin no sentence."""
    starts, start, end = _first_words(there), -1, -1
    for match in WORD.finditer(there.text):
        first, last = there.start + match.start(), there.start + match.end()
        if not match[0][0].isupper() or PRONOUN.fullmatch(match[0]) or first in starts:
            continue
        if start >= 0 and there.document.text[end:first] == " ":
            end = last
            continue
        if start >= 0:
            yield Span(there.document, start, end)
        start, end = first, last
    if start >= 0:
        yield Span(there.document, start, end)


def _first_words(there: Span) -> set[int]:
    """Return the offsets of the first words of the sentences and lines around ``there``."""
    text = there.document.text
    begins = {match.end() for match in re.finditer(r"\n|\A", text[: there.end])}
    for first, last in there.document.paragraphs:
        if first < there.end and there.start < last:
            sentences = sentence_spans(text, first, last, there.document.language)
            begins |= {start for start, _ in sentences}
    words = (WORD.search(text, at) for at in begins if at >= there.start - 2_000)
    return {match.start() for match in words if match}
