"""Reduce the words of a text to the stems of its language; those of a question to every language's.

Japanese and Chinese put no space between words, so their texts are cut into pairs of neighbouring
characters. That needs no dictionary, and a pair is found wherever a word stands.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.text.function_words import FARTHER, OTHERS, SPOKEN, typed_words
from index.text.language import language_of
from index.text.words import QUESTION_WORDS, stem, terms, unaccented, words

ENGLISH = "en"
UNKNOWN = ""
SNOWBALL = {
    "ar": "arabic", "da": "danish", "de": "german", "es": "spanish", "fi": "finnish",
    "fr": "french", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
PAIRED = frozenset(("ja", "zh"))  # languages that are cut into pairs of characters
UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
RUN = re.compile(rf"[{UNSPACED}]+|[^{UNSPACED}]+")
KANA = re.compile(r"[\u3040-\u309f]+")  # particles and endings of Japanese
# Snowball keeps apart "inscrição" and "inscrições", and knows neither without accents.
PORTUGUESE_ENDING = re.compile(r"(c?)(?:ao|oes)$")

_local = threading.local()  # a Snowball stemmer is not safe to share


def terms_in(language: str, text: str) -> list[str]:
    """Return the stems of ``text``, in order, with repetitions."""
    if language in (ENGLISH, UNKNOWN):
        return terms(text)
    return [stemmed for word in words(text) for stemmed in stems(language, word)]


def stems(language: str, word: str) -> list[str]:
    """Return the forms by which a word of that language is matched: one, or pairs of characters."""
    if language in (ENGLISH, UNKNOWN):
        return [stem(word)]
    if language in PAIRED:
        return [piece for run in RUN.findall(word.casefold()) for piece in _pieces(run)]
    plain = unaccented(word)
    if language not in SNOWBALL:
        return [plain]
    if language == "pt":
        plain = PORTUGUESE_ENDING.sub(lambda found: "ção" if found[1] else "ão", plain)
    return [unaccented(_stemmer(language).stemWord(plain))]


def _pieces(run: str) -> Iterator[str]:
    if not RUN.match(run) or not re.match(f"[{UNSPACED}]", run):
        yield stem(run)
    elif len(run) == 1:
        yield run
    else:
        yield from (run[at : at + 2] for at in range(len(run) - 1))


def _stemmer(language: str) -> Any:
    made: dict[str, Any] = _local.__dict__.setdefault("stemmers", {})
    if language not in made:
        import Stemmer

        made[language] = Stemmer.Stemmer(SNOWBALL[language])
    return made[language]


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the function words of a language; the English ones if we have no list of it."""
    listed = {**SPOKEN, **OTHERS, **FARTHER}.get(language)
    return QUESTION_WORDS if listed is None else typed_words(listed)


def is_function_word(language: str, word: str) -> bool:
    """Return whether ``word`` says nothing of what a question is about."""
    return word.casefold() in function_words(language)


Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The way to reduce a question to stems for sources in ``languages``, at least one.

    ``knows`` tells whether a source has a stem. Sources in one language need not be asked.
    """

    languages: tuple[str, ...] = (ENGLISH,)
    knows: Knows = bool

    def terms(self, text: str) -> list[str]:
        """Return the stems of ``text``, each word's in the language whose sources have it."""
        return [stemmed for _, stemmed in self._stemmed(text)]

    def content_terms(self, text: str) -> list[str]:
        """Return the stems that say what ``text`` is about, without its function words."""
        language = self._order(text)[0]
        return [
            stemmed
            for word, stemmed in self._stemmed(text)
            if not is_function_word(language, word) and not KANA.fullmatch(stemmed)
        ]

    def _stemmed(self, text: str) -> Iterator[tuple[str, str]]:
        order = self._order(text)
        for word in words(text):
            ways = [stems(language, word) for language in order]
            known = (way for way in ways if any(map(self.knows, way)))
            yield from ((word, stemmed) for stemmed in next(known, ways[0]))

    def _order(self, text: str) -> Sequence[str]:
        """Return the languages, that of ``text`` first."""
        if len(self.languages) == 1:
            return self.languages
        asked = language_of(text)
        return sorted(self.languages, key=lambda language: language != asked)


def spelt_in(languages: Sequence[str], word: str) -> list[str]:
    """Return the forms of a word in each of ``languages``, each once."""
    return list(dict.fromkeys(form for code in languages for form in stems(code, word)))
