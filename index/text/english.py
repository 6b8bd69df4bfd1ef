"""Whether a word is English, as far as a list of words can tell, and a question another language.

The list is that of SCOWL and of Google's n-grams in common, 82,765 words that are spelt rightly,
as symspellpy ships it. Nothing else of that package is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import ascii_lowercase

from index.text.contractions import CONTRACTIONS
from index.text.words import QUESTION_WORDS, WORD

LIST = "frequency_dictionary_en_82_765.txt"
PREFIXES = ("un", "non", "dis", "de", "mis", "anti", "re", "pre", "over", "under")
ENDINGS = ("s", "es", "ed", "ing", "ly", "less", "ful", "able")
VOWEL = re.compile("[aeiouy]")
SHORTEST_BASE = 4  # "unmute" is of "mute"; a shorter rest is in too many words
# Words that no English question needs, by which a question is of another language. What English
# has too ("die", "was", "on") counts for neither; a question has a word of these or an English one.
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
    """The words of the list, without those that have an apostrophe."""
    spec = find_spec("symspellpy")  # found, not imported: its code is not needed
    folder = Path(spec.origin or "").parent if spec else Path()
    words_and_counts = (folder / LIST).read_text("utf-8-sig").split()
    return frozenset(filter(str.isalpha, words_and_counts[::2])) | QUESTION_WORDS


def beginning_with(letter: str) -> Sequence[str]:
    """The words of the list that begin with ``letter``, in no order."""
    return _by_letter().get(letter, ())


@cache
def _by_letter() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {letter: [] for letter in ascii_lowercase}
    for word in english():
        found[word[0]].append(word)
    return found


def is_english(word: str) -> bool:
    """Whether English has ``word``, in lower case, or what it was made of: "unverify"."""
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
    """Whether a plural is spelt so: "causees" is none of "cause", nor "themselvess" a word."""
    sibilant = base.endswith(("s", "x", "z", "h"))
    ending = word[len(base) :]
    plural = {"s": not sibilant, "es": sibilant or base[-1] == "o"}
    return plural.get(ending, base[-1] != "e" or ending[0] in "lf")


def near_english(word: str) -> set[str]:
    """The English words that one letter put in, left out, changed or swapped makes of ``word``."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {a + b[1:] for a, b in cuts if b}
    made |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    made |= {a + new + rest for a, b in cuts for new in ascii_lowercase for rest in (b, b[1:])}
    return {other for other in made & english() if VOWEL.search(other)}  # "lgth" is listed too


def foreign(question: str) -> bool:
    """Whether ``question`` is plainly of another language: none of its words must be mended.

    Its function words tell. Where it has none of them, a question of three words and more is
    foreign if fewer than half are English, or a letter away from it.
    """
    typed = [word.casefold() for word in WORD.findall(question)]
    asked = {word for word in typed if word in _asking()}
    strange = {word for word in typed if word in _strange()}
    if asked or strange:
        return len(strange) > len(asked)
    if any(not word.isascii() for word in typed):
        return True
    known = sum(is_english(word) or bool(near_english(word)) for word in typed)
    return len(typed) > 2 and 2 * known < len(typed)


@cache
def _asking() -> Set[str]:
    """The function words that are English alone."""
    return (QUESTION_WORDS | CONTRACTIONS.keys()) - FOREIGN


@cache
def _strange() -> Set[str]:
    return FOREIGN - QUESTION_WORDS
