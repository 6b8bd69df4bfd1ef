"""Cut text into words, and reduce words to the stems that are matched."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")

ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # U.S. is one word, us

POSSESSIVE = re.compile(r"['’]s\b")

QUESTION_WORDS = frozenset(
    """
    a about an and any are as at be because been being best but by can cannot could did do does
    doing explain for from get give had has have he her him his how i if in into is it its know like
    many may me might more most much my no not of on or our out please say said she should show
    so some such tell than that the their them then there these they this those to under until
    up us use used using was way we were what when where which while who whom whose why will
    with would you your yes ever
    """.split()  # noqa: SIM905 - it reads as a list of words
)

STEMS = 1 << 14  # that are kept: most words of a question's passages have been seen before

_local = threading.local()  # a Snowball stemmer is not safe to share


def words(text: str) -> list[str]:
    """Return the words of ``text`` as written, without possessive endings."""
    return WORD.findall(POSSESSIVE.sub("", ABBREVIATION.sub(_undotted, text)))


@lru_cache(maxsize=STEMS)
def stem(word: str) -> str:
    """Return the form by which a word is matched: no capitals, accents or English endings."""
    if not hasattr(_local, "stemmer"):
        import Stemmer

        _local.stemmer = Stemmer.Stemmer("english")
    return str(_local.stemmer.stemWord(unaccented(word)))


def unaccented(word: str) -> str:
    """Return the word without case and accents."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def terms(text: str) -> list[str]:
    """Return the stems of ``text``, in order, with repetitions."""
    return [stem(word) for word in words(text)]


def content_terms(question: str) -> list[str]:
    """Return the stems that say what a question is about, without question and function words."""
    return [stem(word) for word in words(question) if word.casefold() not in QUESTION_WORDS]


def _undotted(match: re.Match[str]) -> str:
    return match[0].replace(".", "") + " "
