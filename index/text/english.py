"""Recognise English words by a word list, and questions in other languages by function words.

The list ships with symspellpy: the 82,765 correctly spelt words that SCOWL and Google's n-grams
have in common. Nothing else of that package is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from string import ascii_lowercase

from index.text.contractions import CONTRACTIONS
from index.text.words import QUESTION_WORDS, WORD

LIST = "frequency_dictionary_en_82_765.txt"
PREFIXES = ("un", "non", "dis", "de", "mis", "anti", "re", "pre", "over", "under")
ENDINGS = ("s", "es", "ed", "ing", "ly", "less", "ful", "able")
VOWEL = re.compile("[aeiouy]")
SHORTEST_BASE = 4  # "unmute" is "un" + "mute"; shorter bases would match too many words
# Function words of other languages, which no English question needs. Words that English also has
# ("die", "was", "on") count neither as foreign nor as English.
FOREIGN = frozenset(
    """
    aber auf aus bei bin bis das dass dem den der des dich dieser dieses diese dir doch durch ein
    eine einem einen einer es für gab gegen gibt habe haben hat hatte hatten ich ihr ihre im ist ja
    kann kannst können könnte man mein meine meinen mich mir mit muss müssen nach nicht nur oder ob
    ohne sein seine sich sie sind soll sollte über um und uns unter viel viele vom von vor wann
    warum welche welchem welchen welcher welches wem wen wenn werden wer wie wieso wird wo wofür
    woher wohin wurde wurden zu zum zur zwischen
    au aux avec avez avons ces cet cette combien comment dans de depuis des dois doit du elle elles
    est et eu faire fait faut il ils je la le les leur lequel laquelle lors mais ma mes mon nous où
    ou par pas peut peux plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi sa
    sans ses son sont sous sur ta te tes ton un une vos votre vous été était
    al como cómo con cual cuál cuales cuando cuándo cuanto cuánto cuántos del dónde donde el ella
    en entre era eran eres es esta está estaba este esto fue fueron ha han hay la las lo los más me
    mi mis muy no nos para pero poder por porque puede puedo que qué quien quién se ser si sin sobre
    son su sus también tiene tienen una unos uno y ya
    à ao aos as até como da das do dos é ela ele em essa esse está eu foi foram isso mas meu minha
    na não nas no nos o os ou pela pelo pode posso por quais qual quando quanto quantos quem se sem
    seu sua são também tem têm um uma
    che chi ci come con cosa da dal dalla degli dei del della delle di dove è gli i il io la le lo
    ma mi nel nella non per perché più posso può quale quali quando quanto quello questo sono su
    una uno
    aan bij dat de deze die dit een en er geen had heb heeft hem het hij hoe hoeveel ik is je kan
    maar met mijn moet naar niet nog of om onder ook op over te tot uit van voor waar waarom wat
    welke wie wordt wordt zijn zou
    """.split()  # noqa: SIM905 - it reads as a list of words
)


@cache
def english() -> Set[str]:
    """Return the words of the list, except those with an apostrophe."""
    text = (files("symspellpy") / LIST).read_text("utf-8-sig")
    return frozenset(re.findall(r"^([a-z]+) ", text, re.MULTILINE)) | QUESTION_WORDS


def beginning_with(letter: str) -> Sequence[str]:
    """Return the words of the list that begin with ``letter``, sorted."""
    return _by_letter().get(letter, ())


@cache
def _by_letter() -> Mapping[str, Sequence[str]]:
    return {letter: list(words) for letter, words in groupby(sorted(english()), itemgetter(0))}


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
    asked = {word for word in typed if word in _asking()}
    strange = {word for word in typed if word in FOREIGN - QUESTION_WORDS}
    if asked or strange:
        return len(strange) > len(asked)
    if any(not word.isascii() for word in typed):
        return True
    known = sum(is_english(word) or bool(near_english(word)) for word in typed)
    return len(typed) > 2 and 2 * known < len(typed)


@cache
def _asking() -> Set[str]:
    """Return the function words that only English has."""
    return (QUESTION_WORDS | CONTRACTIONS.keys()) - FOREIGN
