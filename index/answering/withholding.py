"""Hold back a quote that would mislead as an answer, however sure it is; it may be shown as near.

A quote misleads if it says the opposite of what the question takes for granted, if it would pass
for a verdict that the source does not give, or if it speaks of "the latest version" without a
number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.text.contractions import expand_contractions
from index.text.opinions import takes_a_side
from index.text.opposites import contradicted, denied
from index.text.recency import asks_which_version
from index.types import Reason

if TYPE_CHECKING:
    from index.types import Quote

DIGIT = re.compile(r"\d")
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


def says_otherwise(question: str, text: str) -> bool:
    """Return whether ``text`` has the opposite of a word of ``question``, or has it negated."""
    asked = expand_contractions(question)  # "why isnt it working" negates "working" itself
    return contradicted(asked, text) or denied(asked, text)
