"""Recognise English words by a word list, and questions in other languages by function words.

The list ships with symspellpy: the 82,765 correctly spelt words that SCOWL and Google's n-grams
have in common. Nothing else of that package is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import ascii_lowercase

from index.text.contractions import CONTRACTIONS
from index.text.function_words import SHARED, foreign_words
from index.text.words import QUESTION_WORDS, WORD

LIST = "frequency_dictionary_en_82_765.txt"
PREFIXES = ("un", "non", "dis", "de", "mis", "anti", "re", "pre", "over", "under")
ENDINGS = ("s", "es", "ed", "ing", "ly", "less", "ful", "able")
VOWEL = re.compile("[aeiouy]")
ENGLISH_ALONE = QUESTION_WORDS.union(CONTRACTIONS) - SHARED
SHORTEST_BASE = 4  # "unmute" is of "mute"; a shorter rest is in too many words


@cache
def english() -> Set[str]:
    """Return the words of the list, without those that have an apostrophe."""
    spec = find_spec("symspellpy")  # found, not imported: its code is not needed
    folder = Path(spec.origin or "").parent if spec else Path()
    words_and_counts = (folder / LIST).read_text("utf-8-sig").split()
    return frozenset(filter(str.isalpha, words_and_counts[::2])) | QUESTION_WORDS


def beginning_with(letter: str) -> Sequence[str]:
    """Return the words of the list that begin with ``letter``, in no order."""
    return _by_letter().get(letter, ())


@cache
def _by_letter() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {letter: [] for letter in ascii_lowercase}
    for word in english():
        found[word[0]].append(word)
    return found


def is_english(word: str) -> bool:
    """Return whether lower-case ``word`` is listed or derived from a listed word ("unverify")."""
    return _listed(word) or any(
        word.startswith(prefix)
        and len(word) >= len(prefix) + SHORTEST_BASE
        and _listed(word[len(prefix) :])
        for prefix in PREFIXES
    )


def _listed(word: str) -> bool:
    words = english()
    if word in words:
        return True
    bases = (word[: -len(ending)] for ending in ENDINGS if word.endswith(ending))
    return any(
        len(base) >= SHORTEST_BASE and base in words and _takes(base, word) for base in bases
    )


def _takes(base: str, word: str) -> bool:
    """Return whether ``word`` is a correct spelling of ``base`` with an ending.

    It rejects "causees" as a plural of "cause", and "themselvess".
    """
    sibilant = base.endswith(("s", "x", "z", "h"))
    ending = word[len(base) :]
    plural = {"s": not sibilant, "es": sibilant or base[-1] == "o"}
    return plural.get(ending, base[-1] != "e" or ending[0] in "lf")


def near_english(word: str) -> set[str]:
    """Return the English words one edit from ``word``: a letter added, lost, changed or swapped."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {a + b[1:] for a, b in cuts if b}
    made |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    made |= {a + new + rest for a, b in cuts for new in ascii_lowercase for rest in (b, b[1:])}
    return {other for other in made & english() if VOWEL.search(other)}  # "lgth" is listed too


def is_foreign(question: str) -> bool:
    """Return whether ``question`` is plainly not English, so that its spelling is left alone.

    Its function words decide. Without any, a question of three words or more is foreign if fewer
    than half of them are English or one edit from an English word.
    """
    typed = [word.casefold() for word in WORD.findall(question)]
    asked = ENGLISH_ALONE & set(typed)
    strange = foreign_words() & set(typed)
    if asked or strange:
        return len(strange) > len(asked)
    if any(not word.isascii() for word in typed):
        return True
    known = sum(is_english(word) or bool(near_english(word)) for word in typed)
    return len(typed) > 2 and 2 * known < len(typed)
