"""What a misspelt word of a question was meant to be, where the sources or English have it.

"nuclar" finds nothing that "nuclear" finds, and a reader makes little of it. Only a word that no
source mentions, and that is no common English word either, is read as another: one that differs by
a letter put in, left out, changed, or swapped with its neighbour (two of these in a long word).
The words of the scope's own sources come first. What was typed stays the question.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.models.loading import SHIPPED
from index.snapshots.bm25 import LexicalIndex
from index.text.words import QUESTION_WORDS, WORD, stem

SHORTEST, SHORTEST_COMMON = 4, 5  # a shorter word is near too many others
LONG = 8  # letters from which on a word may differ twice
ASKING = ("what", "when", "where", "which", "whose", "whom")
STEMS = 30  # of the sources, looked at for one word


def read_as(question: str, *lexicons: LexicalIndex) -> str:
    """``question`` with its misspelt words as they were meant, as far as can be told."""
    parts, at = [], 0
    for match in WORD.finditer(question):
        meant = _meant(match[0], lexicons)
        if meant is not None:
            parts += [question[at : match.start()], meant]
            at = match.end()
    return "".join([*parts, question[at:]])


def _meant(word: str, lexicons: Sequence[LexicalIndex]) -> str | None:
    """The word that ``word`` is a slip for; None, if it is none or nobody knows."""
    typed = word.casefold()
    if not _strange(word, typed) or any(lexicon.knows(stem(word)) for lexicon in lexicons):
        return None
    most = 1 if len(typed) < LONG else 2
    for distance in range(1, most + 1):
        for near in (_asking, _mentioned, _common):
            found = near(typed, distance, lexicons)
            if found is not None:
                return found.capitalize() if word[0].isupper() else found
    return None


def _strange(word: str, typed: str) -> bool:
    """Whether a word can be a slip: no abbreviation, no number, and none that English has."""
    return (
        len(typed) >= SHORTEST
        and typed.isascii()
        and typed.isalpha()
        and not word.isupper()
        and typed not in QUESTION_WORDS
        and typed not in _english()
        and stem(typed) not in _by_stem()  # "theorized", of "theory"
    )


def _asking(typed: str, distance: int, _lexicons: Sequence[LexicalIndex]) -> str | None:
    near = (word for word in ASKING if OSA.distance(typed, word) == distance)
    return next(near, None) if distance == 1 else None


def _mentioned(typed: str, distance: int, lexicons: Sequence[LexicalIndex]) -> str | None:
    """The nearest word of the sources; of several, the one that the most passages have."""
    ranked = [
        (lexicon.idf(stemmed), form)
        for lexicon in lexicons
        for stemmed in _near(stem(typed), lexicon.stems, 2)
        for form in _forms(stemmed, typed)
        if OSA.distance(typed, form) == distance
    ]
    return min(ranked)[1] if ranked else None


def _common(typed: str, distance: int, _lexicons: Sequence[LexicalIndex]) -> str | None:
    """The nearest English word; of several, the most common one."""
    if len(typed) < SHORTEST_COMMON or distance > 1:
        return None
    words = _english()
    near = _near(typed, list(words), distance)
    return min((word for word in near), key=words.__getitem__, default=None)


def _near(word: str, others: Sequence[str], most: int) -> Iterator[str]:
    found = process.extract_iter(word, others, scorer=OSA.distance, score_cutoff=most)
    return islice((other for other, *_ in found), STEMS)


def _forms(stemmed: str, typed: str) -> list[str]:
    """The English words of a stem that may have been meant; of a name, the stem itself."""
    forms = [form for form in _by_stem().get(stemmed, ()) if form[0] == typed[0] or len(form) > 4]
    return [*forms, stemmed]


@cache
def _english() -> Mapping[str, int]:
    """The whole words that MiniLM's vocabulary has, and how common each is: 0 for the first."""
    vocabulary = json.loads((SHIPPED / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    return {word: rank for word, rank in vocabulary.items() if word.isascii() and word.isalpha()}


@cache
def _by_stem() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in _english():
        found[stem(word)].append(word)
    return found
