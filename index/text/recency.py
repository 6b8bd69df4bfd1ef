"""Recognise questions about how things are at present: "who is X now", "the latest", "is it still".

"Now" and "still" mostly say something else: "what now?", "I still have the file". So they count
only where the clause that holds them is a question about a state.
"""

from __future__ import annotations

import re

CLAUSES = re.compile(r"[,;!?()…]|:(?=\s)|\.(?!\w)|[–—]|\s-\s")
OPENING = re.compile(
    r"\s*(?:(?:and|but|so|ok|okay|well|hi|hey|hello|also|then|please|pls|guys|erm?|um|uh)\b\s*)*",
    re.I,
)
PRESENT = re.compile(
    r"\b(?:(?<![:.\w])latest(?!\.\w)|newest|most\s+recent|current(?!\s+(?:director|folder|branch|user"
    r"|working|line|value|page|window|selection|password))|currently|nowadays|at\s+the\s+moment"
    r"|at\s+present|presently|these\s+days|as\s+of\s+(?:now|today))\b",
    re.I,
)
BE_OR_DO = (
    r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|isn['’]?t|aren['’]?t|don['’]?t"
    r"|doesn['’]?t|won['’]?t|can['’]?t)"
)
# A question about a state, as opposed to a report ("my disk is full now") or a call for help.
OF_A_STATE = re.compile(
    rf"(?:{BE_OR_DO}\b|who\b|whos\b|who['’]s\b|which\b|what(?:['’]?s)?\s+(?!now)\w+|where\b|wheres\b|when\b"
    r"|how\s+(?:many|much|old|long|large|big|often|high)\b|since\s+when\b)",
    re.I,
)
FOR_HELP = re.compile(
    r"\b(?:do|can|could|should|must|shall|will|have)\s+(?:i|we)\b(?!\s+still)|\b(?:i|we)\s+(?:do|need)\b"
    r"|\bmy\b",
    re.I,
)
AT_PRESENT = re.compile(
    r"\b(?:still|right\s+now|any\s?more|no\s+longer)\b|\bnow(?:\s*$|\s+(?:called|run|led|owned)\b)",
    re.I,
)
NEXT = re.compile(
    r"\bnext\s+(?!to\b|week|month|year|day|time\b|page|step|line|request|one\b|with\b|query|chunk"
    r"|item|message)\w",
    re.I,
)
ASKS_WHICH = re.compile(r"(?:when|where|what|who|which)", re.I)
# "what is the latest version?"; "how do I get the latest version?" asks for a way.
WHICH_VERSION = re.compile(
    r"(?:(?:what|which)(?:['’]?s|\s+is|\s+are)?\s+(?:the\s+|your\s+)?)?(?:latest|newest|current"
    r"|most\s+recent)\s+(?:stable\s+|official\s+)?(?:version|release|update)(?:\s+number)?"
    r"(?:\s+of\s+.{1,60}|\s+(?:right\s+)?now|\s+out)?\s*"
    r"|(?:what|which)\s+version\s+is\s+(?:the\s+)?(?:latest|newest|current|most\s+recent|out)"
    r"(?:\s+one)?(?:\s+of\s+.{1,60}|\s+(?:right\s+)?now)?\s*",
    re.I,
)
MOST_CHARACTERS = 400  # a longer text tells a story; its "now" is that of the story


def asks_for_now(question: str) -> bool:
    """Return whether ``question`` asks how things are at present, or what comes next."""
    if len(question) > MOST_CHARACTERS:
        return False
    return any(_is_of_now(clause) for clause in CLAUSES.split(question))


def asks_which_version(question: str) -> bool:
    """Return whether ``question`` asks which version is the newest, and so for a number."""
    if len(question) > MOST_CHARACTERS:
        return False
    return any(WHICH_VERSION.fullmatch(_opened(clause)) for clause in CLAUSES.split(question))


def _opened(clause: str) -> str:
    """Return ``clause`` without what is said before a question."""
    return clause[match.end() :] if (match := OPENING.match(clause)) else clause


def _is_of_now(clause: str) -> bool:
    clause = _opened(clause)
    if PRESENT.search(clause):
        return True
    if ASKS_WHICH.match(clause) and NEXT.search(clause):
        return True
    asks = OF_A_STATE.match(clause) and not FOR_HELP.search(clause)
    return bool(asks and AT_PRESENT.search(clause))
