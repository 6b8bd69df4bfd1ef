"""Recognise questions that ask what something is ("whats a leech"), and texts that say it."""

from __future__ import annotations

import re

OPENING = r"(?:(?:hi|hey|hello|ok|okay|so|and|but|um|uh|btw|sorry|pls|please|guys|wait)[\s,!.]+)*+"
ASKING = (
    r"(?:(?:and\s+)?(?:what|wat)(?:['’]?s|\s+(?:exactly\s+)?(?:is|are|was|were|does|do))"
    r"|(?:wtf|whats?\s+the\s+(?:hell|heck))\s+(?:is|are)|define"
    r"|(?:can\s+(?:you|someone|anyone)\s+)?(?:explain|tell\s+me)(?:\s+(?:to\s+)?me)?\s+what"
    r"|(?:what(?:['’]?s|\s+is)\s+)?(?:the\s+)?(?:meaning|definition)\s+of"
    r"|was\s+(?:genau\s+)?(?:ist|sind|bedeutet|hei(?:ß|ss)t)"
    r"|qu['’]est[\s-]ce\s+qu(?:e(?:\s+c['’]est\s+que)?|['’])|c['’]est\s+quoi|que\s+signifie(?:nt)?"
    r"|¿?qu[eé]\s+(?:es|son|significan?)|o\s+que\s+(?:é|são|significam?))"
)
ARTICLE = (
    r"(?:an?|the|this|that|these|those|all\s+this|ein(?:e[nmr]?)?|der|die|das|une?|les?|la|una?|el|los|las"
    r"|uma?|os?|as?)"
)
ENDING = (
    r"(?:\s+(?:is|are|do|does|mean|means|stand\s+for|(?:used\s+)?for|exactly|even|anyways?|actually"
    r"|again|things?|here|all\s+about|about|then|please|pls|lol|tho|though|supposed\s+to\s+be))*+"
)
ASKED = re.compile(
    rf"\s*{OPENING}{ASKING}\s*(?<![^\s'’])(?:{ARTICLE}\s+|l['’])?"
    rf"[\"“'`*]*(?P<term>[^\s,;:!?\"”`*]+(?:\s+[^\s,;:!?\"”`*]+){{0,3}}?)[\"”'`*]*{ENDING}\s*[?!.…]*\s*",
    re.I,
)
# "what is in it", "what do I do": no term, but a phrase or a clause.
NO_TERM = re.compile(
    r"\b(?:i|we|you|it|this|that|they|he|she|my|your|his|her|its|their|our|to|in|on|at|with|from|for|of"
    r"|about|if|when|up|wrong|new|next|not|no|more|best|happening|going|left)\b",
    re.I,
)
MOST_CHARACTERS = 120
SHORTEST_PLURAL = 3
MARKUP = r"[\[\]*_`\"“”'’]{0,4}"
HEADED = (
    r"(?:(?:The|An?|Our|Der|Die|Das|Eine?|Une?|Les?|La|Una?|El|Los|Las|Uma?|Os?|As?)\s+|L['’])?"
)
# Where a sentence, a paragraph, an item or a row begins.
BEGINS = r"(?:\A|(?<=[.!?:]\s)|\n[ \t]*\n|\n(?=[ \t]*[-*+#>|]))[ \t>|#*+-]{0,20}" + HEADED
IN_PARENTHESES = (
    rf"(?:\([^()\n]{{1,200}}\){MARKUP})?(?:\s\([^()\n]{{1,80}}\))?"  # a link, a short form
)
IS = (
    r"(?:(?:is|was)(?:\s+(?:basically|simply|just|essentially|currently|actually|now))?"
    r"\s+(?:an?|the|our|one\s+of|used|how|where|what|when)\b"
    r"|are\s+(?:an?|the|our|used|those|how|what|any|all|\w+s)\b"
    r"|(?:means?|stands?\s+for|refers?\s+to|describes?)\b"
    r"|(?:ist|war)\s+(?:eine?|der|die|das)\b|sind\s+\w|(?:bedeute|bezeichne|hei(?:ß|ss))t\b"
    r"|est\s+(?:une?\b|la?\b|le\b|l['’])|sont\s+(?:des|les)\b|(?:signifie|désigne)(?:nt)?\b"
    r"|es\s+(?:una?|el|la)\b|son\s+(?:un[oa]s|los|las)\b|significan?\b"
    r"|é\s+(?:uma?|o|a)\b|são\s+(?:os|as|uns|umas|um)\b|significam\b)"
)


def term_asked(question: str) -> str | None:
    """Return the term that a question wants to know the meaning of, or None."""
    found = ASKED.fullmatch(question) if len(question) <= MOST_CHARACTERS else None
    if found is None or NO_TERM.search(found["term"]):
        return None
    return found["term"].rstrip(".")


def definition_of(term: str) -> re.Pattern[str]:
    """Return the pattern of sentences and entries that say what ``term`` is."""
    stem = term[:-1] if term.endswith("s") and len(term) > SHORTEST_PLURAL else term
    words = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", stem))) + "(?:e?s)?"
    sentence = rf"{MARKUP}{words}{MARKUP}{IN_PARENTHESES}\s+{IS}"
    entry = rf"{MARKUP}{words}{MARKUP}(?::{MARKUP}\s+\w|\s+[–—-]\s+\w|\\?\n:?[ \t]+\w)"
    short = rf"\({words}\){MARKUP}{IN_PARENTHESES}\s+{IS}"
    called = rf"\b(?:called|known\s+as)\s+{MARKUP}{words}\b"
    return re.compile(rf"{BEGINS}(?:{sentence}|{entry})|{short}|{called}", re.I)
