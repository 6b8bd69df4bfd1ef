"""Words and their opposites: what a question may claim where its source says the reverse.

Meant for training questions that nothing answers, and for suspecting a false premise; a small
table of our own, not a dictionary.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from index.text.words import stem

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


def contradicted(question: Iterable[str], text: Collection[str]) -> bool:
    """Whether ``text`` lacks a stem of ``question`` and has its opposite instead."""
    return any(
        asked not in text and not _opposites().get(asked, frozenset()).isdisjoint(text)
        for asked in question
    )


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Each stem's opposites, from all the pairs that it stands in."""
    found: dict[str, set[str]] = {}
    for pair in OPPOSITES:
        one, other = map(stem, pair.split("/"))
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in found.items()}
