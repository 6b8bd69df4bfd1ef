"""Hold back a quote that would mislead as an answer, however sure it is; it may be shown as near.

A quote misleads if it says the opposite of what the question takes for granted, if it would pass
for a verdict that the source does not give, or if it speaks of "the latest version" without a
number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.answering.quoting import named_in
from index.answering.refusal import missing_words
from index.text.analysis import ENGLISH
from index.text.contractions import expand_contractions
from index.text.english import is_english
from index.text.opinions import takes_a_side
from index.text.opposites import contradicted, denied
from index.text.recency import asks_which_version
from index.text.words import words
from index.types import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.retrieval.query import Query
    from index.snapshots.bm25 import LexicalIndex
    from index.types import Quote

DIGIT = re.compile(r"\d")
YEAR = re.compile(r"(?:1\d|20)\d\d")
NAMED = re.compile(
    r"\b(?:in|on|for|with|without|to|from|using|via|into|of|at|under|by)\s+"
    r"(?:(?:the|an?|my|our|your)\s+)?([\w.+#-]+)",
    re.I,
)
# More than the questions for a reason that ``refusal`` looks at: "when did it" has a premise too.
TAKES_FOR_GRANTED = re.compile(
    r"\s*(?:(?:and|but|so|ok|okay|then)\s+)?(?:why|how\s+come|what\s+(?:made|led)|how\s+did"
    r"|(?:since\s+)?when\s+(?:do|does|did|is|are|was|were|has|have|had))\b",
    re.I,
)


def withheld(question: str, quote: Quote) -> Reason | None:
    """Return why ``quote`` may not be shown as the answer to ``question``; None if it may."""
    if TAKES_FOR_GRANTED.match(question) and says_otherwise(question, quote.text):
        return Reason.FALSE_PREMISE
    unnumbered = asks_which_version(question) and not DIGIT.search(quote.text)
    return Reason.NOT_IN_SOURCES if unnumbered or takes_a_side(question, quote.text) else None


def held_back(query: Query, quote: Quote, lexicons: Sequence[LexicalIndex]) -> Reason | None:
    """Return why ``quote`` may not be shown as the answer to ``query``; None if it may.

    After "and acrylic?", what does not name acrylic is the answer to the question before. What is
    asked "in discord.py" is not answered by sources that lack that name. ``lexicons`` are those of
    all parts that are asked.
    """
    place = (quote.locator.title, *quote.locator.headings, quote.context.text)
    if query.about and not named_in(query, "\n\n".join(place)):
        return Reason.NOT_IN_SOURCES
    if lacks_name(query.mended, quote, lexicons):
        return Reason.NOT_IN_SOURCES
    return withheld(query.mended, quote)


def lacks_name(question: str, quote: Quote, lexicons: Sequence[LexicalIndex]) -> bool:
    """Return whether ``question`` asks about a name, or a year, that no English source has.

    A name is a word that is not English, after "in", "with" and the like; English words have
    synonyms. A source that is dated has its year.
    """
    named = {word.casefold() for name in NAMED.findall(question) for word in words(name)}
    if not any(map(_is_name, named)) or any(it.languages != (ENGLISH,) for it in lexicons):
        return False
    day = quote.document.published
    known = {str(day.year)} if day else set()
    missing = set(map(str.casefold, missing_words(question, *lexicons))) - known
    return any(map(_is_name, missing & named))


def _is_name(word: str) -> bool:
    return YEAR.fullmatch(word) is not None or not (word[0].isdigit() or is_english(word))


def says_otherwise(question: str, text: str) -> bool:
    """Return whether ``text`` has the opposite of a word of ``question``, or has it negated."""
    asked = expand_contractions(question)  # typed without an apostrophe, they negate too
    return contradicted(asked, text) or denied(asked, text)
