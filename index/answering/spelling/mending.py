"""Find what a misspelt word of a question was meant to be, if the sources have that word.

"nuclar" finds nothing that "nuclear" finds, and a reader understands little of it. A word is
corrected only if no source mentions it and it is neither English nor code. It is read only as a
word of the sources (or a question word) that differs from it by a slip of the fingers. A word
that is merely unknown stays as it is: it may be right, and a question must never be reversed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.answering.spelling.prose import is_technical, prose
from index.answering.spelling.slips import LONG, SlipKind, is_slip, kind_of
from index.snapshots.bm25 import LexicalIndex
from index.text.common_words import EVERYDAY
from index.text.contractions import CONTRACTIONS
from index.text.english import beginning_with, is_english, is_foreign, near_english
from index.text.words import WORD

SHORTEST = 4  # a shorter word is near too many others
ASKING = ("what", "when", "where", "which", "whose", "whom")
STEMS, ROWS = 4, 8  # stems to consider for a word, and passages to consider for a stem
Ranked = tuple[int, float, str]
Forms = Callable[[str, LexicalIndex], Counter[str]]


def read_as(question: str, *lexicons: LexicalIndex) -> str:
    """Correct the misspelt words of ``question``, as far as the sources show what was meant."""
    parts, at = [], 0
    forms = cache(_forms)  # of this question alone: it must not keep the lexicons
    for match, meant in _mended(question, lexicons, forms):
        parts += [question[at : match.start()], meant]
        at = match.end()
    return "".join([*parts, question[at:]])


def _mended(
    question: str, lexicons: Sequence[LexicalIndex], forms: Forms
) -> Iterator[tuple[re.Match[str], str]]:
    strange = [match for match in prose(question) if _strange(match[0], lexicons)]
    if not strange or is_foreign(question):
        return
    for match in strange:
        name = match.start() > 0 and match[0][0].isupper()
        meant = _meant(match[0].casefold(), name, lexicons, forms)
        if meant is not None:
            yield match, meant[0].upper() + meant[1:] if match[0][0].isupper() else meant


def _strange(word: str, lexicons: Sequence[LexicalIndex]) -> bool:
    """Return whether a word may be a slip: no abbreviation, not in a source, English or code."""
    typed = word.casefold()
    return (
        len(typed) >= SHORTEST
        and typed.isascii()
        and typed.isalpha()
        and not word.isupper()
        and typed not in CONTRACTIONS
        and typed not in EVERYDAY  # with what is usual in chats
        and not any(lexicon.knows_word(word) for lexicon in lexicons)
        and not is_english(typed)
        and not is_technical(typed)
    )


def _meant(typed: str, name: bool, lexicons: Sequence[LexicalIndex], forms: Forms) -> str | None:
    """Find the word that ``typed`` is a slip for; None if there is none, or several are likely."""
    ranked = [] if name else list(_asking(typed))
    for lexicon in lexicons:
        ranked += _of_english(typed, name, lexicon)
    if not ranked or min(ranked)[0] is not SlipKind.PLAIN:
        for lexicon in lexicons:
            ranked += _of_sources(typed, name, lexicon, forms)
    likely = dict.fromkeys(word for kind, _, word in sorted(ranked) if kind == min(ranked)[0])
    return None if _unsure(typed, ranked) else _chosen(list(likely)[:STEMS], lexicons, forms)


def _unsure(typed: str, ranked: Sequence[Ranked]) -> bool:
    """Return whether English has a word as near: "inclued" may be "include", not "included"."""
    if not ranked or min(ranked)[0] < SlipKind.ODD:
        return False
    return bool(near_english(typed) - {word for _, _, word in ranked})


def _chosen(likely: Sequence[str], lexicons: Sequence[LexicalIndex], forms: Forms) -> str | None:
    """Return the first word that the sources write, in their spelling, else the likeliest word."""
    written = ((word, _usual(word, lexicons, forms)) for word in likely)
    found = (word if word in ASKING else usual for word, usual in written if usual)
    return next(found, next(iter(likely), None))


def _asking(typed: str) -> Iterator[Ranked]:
    for word in ASKING:
        if typed[0] in "wh" and OSA.distance(typed, word) == 1:
            yield min(kind_of(typed, word), SlipKind.USUAL), 0.0, word


def _of_english(typed: str, name: bool, lexicon: LexicalIndex) -> Iterator[Ranked]:
    """Yield the English words that may be meant and that the sources have in any form."""
    words = near_english(typed)
    if len(typed) >= LONG:
        words |= {word for word, _ in _near(typed, beginning_with(typed[0]), 2)}
    for word in words:
        if is_slip(typed, word, name=name) and lexicon.knows_word(word):
            yield kind_of(typed, word), min(map(lexicon.idf, lexicon.forms(word))), word


def _of_sources(typed: str, name: bool, lexicon: LexicalIndex, forms: Forms) -> Iterator[Ranked]:
    """Yield the words of the sources, mostly names, that may be meant."""
    for stemmed in _stems(typed, lexicon):
        for form in {word.casefold() for word in forms(stemmed, lexicon)}:
            if form.isalpha() and is_slip(typed, form, name=name):
                yield kind_of(typed, form), lexicon.idf(stemmed), form


def _stems(typed: str, lexicon: LexicalIndex) -> list[str]:
    """Return the stems one slip away from that of ``typed``, the nearest and commonest first."""
    most = 1 if len(typed) < LONG else 2
    others = [s for letter in {*typed[:2]} for s in lexicon.stems_beginning_with(letter)]
    near = {
        found for start in {typed, *lexicon.forms(typed)} for found in _near(start, others, most)
    }
    likely = [
        (distance, lexicon.idf(stemmed), stemmed)
        for stemmed, distance in near
        if lexicon.knows(stemmed)
    ]
    return [stemmed for *_, stemmed in sorted(likely)[:STEMS]]


def _near(word: str, others: Sequence[str], most: int) -> list[tuple[str, int]]:
    found = process.extract_iter(word, others, scorer=OSA.distance, score_cutoff=most)
    return [(other, int(distance)) for other, distance, _ in found]


def _forms(stemmed: str, lexicon: LexicalIndex) -> Counter[str]:
    """Count the words of that stem as some passages write them."""
    texts: Iterable[str] = lexicon.texts_with(stemmed, ROWS)
    beginning = stemmed[: max(2, len(stemmed) - 2)]
    found = Counter(chain.from_iterable(map(WORD.findall, texts)))
    ours = (word for word in found if word.casefold().startswith(beginning))
    return Counter({word: found[word] for word in ours if stemmed in lexicon.forms(word)})


def _usual(form: str, lexicons: Sequence[LexicalIndex], forms: Forms) -> str | None:
    """Return the sources' usual spelling of ``form``, in lower case if that is as usual."""
    stemmed = ((one, lexicon) for lexicon in lexicons for one in lexicon.forms(form))
    every = sum((forms(*pair) for pair in stemmed), Counter[str]())
    spelt = [word for word in every if word.casefold() == form]
    return max(spelt, key=lambda word: (every[word], word.islower(), word), default=None)
