"""Contractions typed without an apostrophe: "dont" means "do not", and is not a typo for "font"."""

from __future__ import annotations

import re

_NEGATED = """
    arent are, couldnt could, didnt did, doesnt does, dont do, hadnt had, hasnt has, havent have,
    isnt is, mightnt might, mustnt must, neednt need, shouldnt should, wasnt was, werent were,
    wont will, wouldnt would
"""
_JOINED = """
    cant cannot, couldve could have, hes he is, hows how is, im i am, ive i have, mightve might
    have, shes she is, shouldve should have, thats that is, theres there is, theyll they will,
    theyre they are, theyve they have, wasnt was not, weve we have, wats what is, whats
    what is, whens when is, wheres where is, whos who is, whys why is, wouldve would have, youll
    you will, youre you are, youve you have
"""


def _pairs(table: str, ending: str = "") -> dict[str, str]:
    pairs = (entry.split(maxsplit=1) for entry in table.split(","))
    return {typed: " ".join(meant.split()) + ending for typed, meant in pairs}


# Left out because they are also words: hell, id, ill, its, lets, shed, shell, well, were, wed.
CONTRACTIONS = _pairs(_NEGATED, " not") | _pairs(_JOINED)
_TYPED = re.compile(
    rf"(?<![\w.'’`/@#:<\\-])(?:{'|'.join(CONTRACTIONS)})(?![\w'’`/@:\\-]|\.\w)", re.I
)


def expand_contractions(question: str) -> str:
    """Write out the contractions in ``question`` that lack an apostrophe, before a search.

    The meaning stays the same, so the change need not be shown to the person who asked.
    """
    return _TYPED.sub(_written_out, question)


def _written_out(match: re.Match[str]) -> str:
    meant = CONTRACTIONS[match[0].casefold()]
    return meant[0].upper() + meant[1:] if match[0][0].isupper() else meant
