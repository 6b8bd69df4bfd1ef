"""Find the two things that a question compares: "the difference between A and B", "A vs B"."""

from __future__ import annotations

import re
from dataclasses import dataclass

SIDE = r"[^\s,;:!?()]+(?:\s+[^\s,;:!?()]+){0,4}?"
VERSUS = r"\s+(?:vs\.?|versus|v\.s\.)\s+"
ENDS = (
    r"(?=\s*(?:[,;:!?()]|\.(?:\s|$)|$)"
    r"|\s+(?:when|if|in|at|on|for|with|please|pls|etc|is|are|do|does|what|whats|which|and|anyways?"
    r"|again|exactly|actually|really|btw|tho|though|lol|guys|thx|thanks)\b)"
)
OPENING = (
    r"^(?:|.*?[,;:!?.]\s+)(?:(?:and|so|ok|hi|hey|hello|guys|also|but|um|uh)[\s,]++)*"
    r"(?:(?:what(?:['’]?s|\s+is|\s+are)|whats)\s+)?(?:an?\s+|the\s+)?"
)
AND = r"(?:\s+(?:and|&|or|to|from)\s+|\s*/\s*|\s+(?:vs\.?|versus)\s+)"
ASKING = r"(?:should\s+(?:i|we)|do\s+(?:i|we)|which(?:\s+(?:one|is\s+better))?[,:]?)"
SHORT = r"[\w.+#-]+(?:\s+[\w.+#-]+)?"
# "diff" only where it is asked for: "show the diff between a and b" compares nothing.
DIFFERENCE = (
    r"(?:\bdif+e?re?n[cs]es?\s+(?:is\s+there\s+)?(?:(?:between|btw|of|in)\s+)?"
    r"|\b(?:what['’]?s|what\s+is|whats|any)\s+(?:the\s+)?diffs?\s+(?:between|btw)\s+)"
)
FORMS = (
    rf"{DIFFERENCE}(?P<one>{SIDE}){AND}(?P<other>{SIDE}){ENDS}",
    rf"\bhow\s+(?:is|are|do|does)\s+(?P<one>{SIDE})\s+differ(?:ent)?\s+from\s+(?P<other>{SIDE}){ENDS}",
    rf"\bcompare\s+(?P<one>{SIDE})\s+(?:and|with|to|against)\s+(?P<other>{SIDE}){ENDS}",
    rf"{OPENING}(?P<one>{SIDE}){VERSUS}(?P<other>{SIDE}){ENDS}",
    rf"^\s*{ASKING}\s+(?:use\s+|take\s+|pick\s+)?(?P<one>{SIDE})\s+or\s+(?P<other>{SIDE})\s*\?*$",
    rf"^\s*(?P<one>{SHORT})\s+or\s+(?P<other>{SHORT})\s*\?*$",
)
COMPARES = tuple(re.compile(form, re.I | re.S) for form in FORMS)
ARTICLE = re.compile(r"^(?:an?|the|between|using|to\s+use)\s+", re.I)
NO_SIDE = re.compile(
    r"^(?:not|no|yes|what|so|else|something|anything|someone|others?|me|these|those|both|two|either|or"
    r"|sth|with|without|most|all|one|ones)\b|\s/\s|\b(?:i|you|we|it|this|that|them|can|could|should|would"
    r"|will|do|does|did|is|are|was|were|have|has)\b",
    re.I,
)
MOST_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """The names of two things that a question compares, as it has them."""

    one: str
    other: str

    @property
    def sides(self) -> tuple[str, str]:
        """Return both names; "config" of "static and dynamic config" belongs to the first too.

        A name that is made of the other's first word needs no more: "uvx and uv run".
        """
        first, last = self.other.split()[0], self.other.split()[-1]
        of_its_own = self.one.casefold().startswith(first.casefold())
        longer = len(self.other.split()) > len(self.one.split()) and not of_its_own
        shared = [last] if longer and last.casefold() not in self.one.casefold() else []
        return " ".join([self.one, *shared]), self.other


def comparison_in(question: str) -> ComparedPair | None:
    """Return what ``question`` compares, or None if it plainly compares nothing."""
    if len(question) > MOST_CHARACTERS:
        return None
    found = next(filter(None, (form.search(question) for form in COMPARES)), None)
    if found is None:
        return None
    one, other = (ARTICLE.sub("", found[name].strip(" .\"'“”")) for name in ("one", "other"))
    return ComparedPair(one, other) if _may_be_sides(one, other) else None


def _may_be_sides(one: str, other: str) -> bool:
    named = bool(one and other) and one.casefold() != other.casefold()
    return named and not NO_SIDE.search(one) and not NO_SIDE.search(other)
