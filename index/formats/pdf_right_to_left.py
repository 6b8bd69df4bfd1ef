"""Put the letters of Hebrew and Arabic lines into the order in which they are read.

Files have them in the order of the eye or of the tongue, by whim of the program that wrote them,
and pdfium turns some of them round. Only the places of the letters can be trusted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from index.formats.pdf_letters import Glyph

RIGHT_TO_LEFT = "\u0590"  # the first of the scripts that are
SPACE = 0.26  # times the letters' size; a wider gap separates words
BRACKETS = {"(": "()", ")": "()", "[": "[]", "]": "[]", "{": "{}", "}": "{}"}


def is_right_to_left(text: str) -> bool:
    """Return whether the first character of ``text`` is a Hebrew or Arabic letter."""
    return text[:1] >= RIGHT_TO_LEFT and unicodedata.bidirectional(text[0]) in ("R", "AL")


def logical(letters: Sequence[Glyph]) -> str:
    """Return the text of a line with right-to-left letters, by the places of its letters."""
    backwards = 2 * sum(is_right_to_left(letter.text) for letter in letters) > sum(
        letter.text.isalpha() for letter in letters
    )
    words = _words(letters)
    runs = [
        (way, list(some)) for way, some in groupby(words, key=lambda word: _way(word, backwards))
    ]
    if backwards:
        runs.reverse()
    read = [word for way, some in runs for word in (reversed(some) if way else some)]
    return _with_brackets(" ".join("".join(_read(word, backwards)) for word in read))


def _words(letters: Iterable[Glyph]) -> list[list[str]]:
    """Return the words from left to right, each with its letters, and their marks, likewise."""
    words: list[list[str]] = []
    right = 0.0
    for letter in sorted(letters, key=lambda letter: (letter.left + letter.right, letter.left)):
        if unicodedata.combining(letter.text[0]) and words:
            words[-1][-1] += letter.text
            continue
        if not words or letter.left - right > SPACE * letter.size:
            words.append([])
        words[-1].append(letter.text)
        right = max(letter.right, right if words[-1][1:] else 0.0)
    return words


def _way(word: Sequence[str], backwards: bool) -> bool:
    """Return whether a word is read from right to left; one without letters goes with its line."""
    if any(is_right_to_left(text) for text in word):
        return True
    return backwards and not any(text.isalpha() for text in word)


def _read(word: Sequence[str], backwards: bool) -> list[str]:
    """Return the letters of a word in order: numbers and Latin letters in it go to the right."""
    if not (backwards or any(is_right_to_left(text) for text in word)):
        return list(word)
    runs = [(way, list(some)) for way, some in groupby(_kinds(word), key=lambda pair: pair[0])]
    return [
        text
        for rightwards, some in reversed(runs)
        for _, text in (some if rightwards else reversed(some))
    ]


def _kinds(word: Sequence[str]) -> list[tuple[bool, str]]:
    """Pair each letter with whether it is read to the right; signs within a number are, too."""
    kinds = [
        text[0].isdigit() or (text[0].isalpha() and not is_right_to_left(text)) for text in word
    ]
    inner = [
        text[0] in ".,:/-–%" and 0 < at < len(word) - 1 and kinds[at - 1] and kinds[at + 1]
        for at, text in enumerate(word)
    ]
    return [(kind or within, text) for kind, within, text in zip(kinds, inner, word, strict=True)]


def _with_brackets(text: str) -> str:
    """Return the text with each bracket opening or closing, whichever way it was drawn."""
    written = list(text)
    opened = dict.fromkeys(BRACKETS.values(), 0)
    for at, sign in enumerate(text):
        if pair := BRACKETS.get(sign):
            begins = at == 0 or text[at - 1].isspace()
            ends = at + 1 == len(text) or not text[at + 1].isalnum()
            opens = begins or not (opened[pair] or ends)
            opened[pair] += 1 if opens else -1 if opened[pair] else 0
            written[at] = pair[0 if opens else 1]
    return "".join(written)
