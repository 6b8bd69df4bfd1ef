"""Determine the language of a document: what its file states, unless its text is plainly another.

Files do state wrong ones: a theme says English on every page, a word processor its maker's own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence

from index.text.analysis import ENGLISH, UNKNOWN
from index.text.language import LETTER, SCRIPTS, language_of
from index.types import Block, BlockKind

ENOUGH = 150  # letters; of a shorter text, only scripts and function words tell
PLAIN_LOG_ODDS = 30.0  # creoles and dialects of a language stay below
FOREIGN = 0.4  # log odds a letter over English: lists of names have less, and prose has over 1
SAMPLE = 100_000  # characters
CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?")
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "cmn": "zh", "wuu": "zh", "yue": "zh"}
NO_LANGUAGE = frozenset(("und", "mul", "zxx", "mis"))
log = logging.getLogger(__name__)


def written_in(stated: str | None, text: str) -> str:
    """Return the code of a document's language, ``UNKNOWN`` if neither tells it.

    ``stated`` is what the file says, such as "de-AT". A document in an unknown language is read as
    English.
    """
    said = _stated_code(stated)
    scores = log_odds(text)
    if not scores:
        shown = language_of(text)
        return shown if shown in SCRIPTS or not said else said
    best = max(scores, key=lambda code: scores[code])
    if said and _lead(scores, best, said) <= PLAIN_LOG_ODDS:
        return said
    if best != ENGLISH and _lead(scores, best, ENGLISH) <= _least(text):
        return said
    return _known_code(best)


def log_odds(text: str) -> Mapping[str, float]:
    """Return for each language the log odds of ``text`` being in it, up to a constant.

    It is empty if the text is too short, or if there is no room to unpack the model.
    """
    from py3langid import rank

    if len(LETTER.findall(text[: 10 * ENOUGH])) < ENOUGH:
        return {}
    try:
        return {code: float(score) for code, score in rank(text)}
    except OSError as error:
        log.warning("languages are told by function words only: %s", error)
        return {}


def _lead(scores: Mapping[str, float], best: str, other: str) -> float:
    """Return the lead over ``other``; none over a language that is not known to the model."""
    return scores[best] - scores.get(other, scores[best])


def _least(text: str) -> float:
    """Return how far a language must lead over English in ``text``."""
    return max(PLAIN_LOG_ODDS, FOREIGN * len(LETTER.findall(text)))


def _stated_code(stated: str | None) -> str:
    found = CODE.fullmatch((stated or "").strip().lower())
    return _known_code(found[1]) if found else UNKNOWN


def _known_code(code: str) -> str:
    return UNKNOWN if code in NO_LANGUAGE else SAME.get(code, code)


def prose(text: str, blocks: Sequence[Block]) -> str:
    """Return a sample of a document's text without its code, taken from all parts of it."""
    kept = [text[block.start : block.end] for block in blocks if block.kind is not BlockKind.CODE]
    every = 1 + sum(map(len, kept)) // SAMPLE
    return "\n".join(kept[::every])[:SAMPLE]
