"""Pairs of opposites, to notice that a source says the reverse of what a question assumes.

They also serve to write unanswerable training questions. The table is small and our own; it is not
a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from index.text.words import QUESTION_WORDS, stem, words

OPPOSITES = """
    first/last largest/smallest largest/least biggest/smallest highest/lowest most/least
    more/fewer more/less best/worst oldest/newest oldest/youngest older/younger earliest/latest
    early/late before/after begin/end began/ended start/stop started/stopped open/close
    opened/closed increase/decrease increased/decreased rise/fall rose/fell raise/lower
    raised/lowered gain/lose gained/lost win/lose won/lost accept/reject accepted/rejected
    accept/refuse support/oppose support/condemn supported/opposed allow/forbid
    allowed/forbade allowed/prohibited
    approve/refuse approved/refused agree/disagree agreed/disagreed include/exclude
    included/excluded join/leave joined/left build/destroy built/destroyed create/abolish
    created/abolished founded/dissolved buy/sell bought/sold import/export
    give/take gave/took send/receive sent/received teach/learn taught/learned love/hate
    liked/disliked north/south northern/southern northeast/southwest east/west eastern/western
    upper/lower above/below inside/outside internal/external hot/cold warm/cool wet/dry
    high/low long/short tall/short large/small big/small fast/slow strong/weak rich/poor
    heavy/light thick/thin deep/shallow wide/narrow hard/soft old/new old/young modern/ancient
    major/minor main/minor public/private male/female men/women man/woman king/queen
    husband/wife father/mother son/daughter brother/sister true/false positive/negative
    legal/illegal possible/impossible known/unknown common/rare similar/different same/different
    maximum/minimum majority/minority
    success/failure victory/defeat peace/war birth/death born/buried friend/enemy ally/enemy
    advantage/disadvantage benefit/harm caused/prevented attack/defend
    attacked/defended expand/shrink expanded/shrank improve/worsen improved/worsened
    collect/delete share/withhold enable/disable arrived/departed
""".split()  # noqa: SIM905 - it reads as a list of pairs
OPPOSITE = {
    one: other for pair in OPPOSITES for one, other in (pair.split("/"), reversed(pair.split("/")))
}
# Kept apart from the table above, from which the reader's training questions are made.
MORE_OPPOSITES = "arrive/leave begin/stop end/start find/lose remember/forget".split()  # noqa: SIM905
# Past forms and participles that the stemmer does not reduce to their verbs, such as "won".
IRREGULAR_VERBS = """
    begin/began/begun build/built buy/bought fall/fell/fallen find/found
    forbid/forbade/forbad/forbidden forget/forgot/forgotten give/gave/given leave/left learn/learnt
    lose/lost rise/rose/risen sell/sold send/sent shrink/shrank/shrunk take/took/taken teach/taught
    win/won withhold/withheld
""".split()  # noqa: SIM905
IRREGULAR = {
    form: verb for verb, *forms in (line.split("/") for line in IRREGULAR_VERBS) for form in forms
}
VERBS = frozenset(IRREGULAR.values())
DO = frozenset(("do", "does", "did"))
# "t" as in "didn't"
NEGATIONS = frozenset(("not", "never", "no", "nobody", "none", "nor", "neither", "cannot", "t"))
CLAUSE = re.compile(
    r"[.,;:!?()–—]|\b(?:but|yet|though|although|because|while|who|which|that)\b", re.I
)
NOUNS = frozenset(("left", "rose"))
NOUN_AFTER = frozenset(("a", "the", "on", "to", "at", "its", "your", "far", "top", "bottom"))
Lemmas = frozenset[str]


class _Word(NamedTuple):
    form: str
    lemmas: Lemmas
    negated: bool


def contradicted(question: str, text: str) -> bool:
    """Return whether ``text`` lacks a word of ``question`` and has its opposite instead.

    Words are compared by their lemmas, so "did they lose" is contradicted by "they won". Negated
    words are ignored on both sides: "did not lose" does not mean "won".
    """
    found = list(_words(text))
    present = {lemma for word in found for lemma in word.lemmas}
    affirmed = {lemma for word in found if not word.negated for lemma in word.lemmas}
    return any(
        present.isdisjoint(asked)
        and any(not _opposites().get(lemma, Lemmas()).isdisjoint(affirmed) for lemma in asked)
        for asked in _asked(question)
    )


def denied(question: str, text: str) -> bool:
    """Return whether ``text`` has a word of ``question`` only negated: "he did not accept".

    Words that the question negates itself are ignored.
    """
    found = list(_words(text))
    affirmed = {lemma for word in found if not word.negated for lemma in word.lemmas}
    negated = {lemma for word in found if word.negated for lemma in word.lemmas}
    return any(
        affirmed.isdisjoint(asked) and not negated.isdisjoint(asked) for asked in _asked(question)
    )


def _asked(question: str) -> Iterator[Lemmas]:
    """Yield the lemmas of each content word of the question that is not negated."""
    auxiliary = not DO.isdisjoint(map(str.casefold, words(question)))
    for word in _words(question, base=auxiliary):
        verb = auxiliary and word.form in VERBS  # the verb of "give me the date" has no content
        if not word.negated and (verb or word.form not in QUESTION_WORDS):
            yield word.lemmas


def _words(text: str, *, base: bool = False) -> Iterator[_Word]:
    """Yield each word of ``text``, marked as negated if a negation precedes it in its clause.

    ``base``: read "found" as a base form, which it is after "did".
    """
    for clause in CLAUSE.split(text):
        negated, before = False, ""
        for form in map(str.casefold, words(clause)):
            as_it_is = (base and form == "found") or (form in NOUNS and before in NOUN_AFTER)
            yield _Word(form, Lemmas([stem(form)]) if as_it_is else lemmas_of(form), negated)
            negated, before = negated or form in NEGATIONS, form


def lemmas_of(word: str) -> Lemmas:
    """Return the lemmas that ``word`` can be a form of; "found" has two, "find" and "found".

    The stemmer handles regular forms, a table the irregular ones.
    """
    verb = IRREGULAR.get(word.casefold())
    if verb is None:
        return Lemmas([stem(word)])
    return Lemmas([stem(verb), "found"]) if verb == "find" else Lemmas([stem(verb)])


@cache
def _opposites() -> dict[str, Lemmas]:
    """Return the opposites of each lemma, collected from all pairs that contain it."""
    found: dict[str, set[str]] = {}
    for pair in (*OPPOSITES, *MORE_OPPOSITES):
        for one, other in product(*map(lemmas_of, pair.split("/"))):
            if one != other:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return {one: Lemmas(others) for one, others in found.items()}
