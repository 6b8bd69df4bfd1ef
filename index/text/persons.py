"""Recognise words that may answer "who": the name or the noun of a person or of people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.text.common_words import is_content
from index.text.words import WORD, stem, words

if TYPE_CHECKING:
    from index.types import Stretch

LEGAL_FORMS = frozenset(("llc", "ltd", "inc", "plc", "gmbh", "corporation", "nonprofit"))
# The endings of nouns for people, and the things that end in the same way.
THINGS = (
    "servers?|folders?|numbers?|orders?|papers?|containers?|routers?|printers?|computers?|browsers?"
    "|headers?|footers?|filters?|buffers?|counters?|parameters?|letters?|offers?|letter|power"
    "|layers?|(?:an|n)?other|either|neither|whether|however|further|after|over|under|never|ever"
    "|errors?|colou?rs?|floors?|doors?|monitors?|sensors?|motors?|factors?|vectors?|cursors?"
    "|processors?|mirrors?|for|nor|or|per|her|minor|major|later|lower|higher|larger|longer|better"
    "|exists?|lists?|assists?|consists?|insists?|must|fees?|trees?|free|sees?|three|agrees?|coffee"
    "|water|weather|summer|winter|quarters?|centers?|corners?|drivers?|timers?|trackers?|chapters?"
)
PEOPLE = re.compile(
    rf"\b(?!(?:{THINGS})\b)(?:\w+(?:er|or|ist|ian|ee|man|woman)s?|\w*(?:men|women|body|people|staff)"
    r"|(?:person|team|group|committee|board|council|agency|company|community|public|everyone"
    r"|anyone|someone|friend|child|parent|partner|guest|client|student|adult)s?"
    r"|children|companies|communities|agencies|(?:no|any|some|every)\s?one)\b",
    re.I,
)
BELONGING = re.compile(r"\b(?:of|for|in|on|at|with|from|by|to|about)\b")
SENTENCE = re.compile(r"\b(?:is|are|was|were|will|who|which|that)\b")
POSSESSIVE = re.compile(r"['’]s?$")
# Further words of a name; the first word of a sentence has a capital for another reason.
NAMES_BEFORE = re.compile(r"(?<=[\w,;:(] )(?:[A-Z][\w’'-]*\.? )+$")
NAMES_AFTER = re.compile(r"(?: [A-Z][\w’'-]*\w)+")
LONGEST_NAME = 60  # characters on each side


def whole_name(text: str, found: Stretch, within: Stretch) -> Stretch:
    """Return ``found``, a part of a name in ``text``, with the rest of that name ``within`` it."""
    start, end = found
    if not text[start].isupper():
        return found
    before = text[max(within[0], start - LONGEST_NAME) : start]
    after = NAMES_AFTER.match(text, end, min(within[1], end + LONGEST_NAME))
    more = NAMES_BEFORE.search(before)
    return start - len(more[0]) if more else start, after.end() if after else end


def may_be_who(question: str, found: str) -> bool:
    """Return whether ``found`` may name who is asked for in ``question``.

    It does not if it only repeats what is asked ("moderators", for "who moderates it"), if it is
    whose something is ("Ida's"), if it is more than a name, or if people only come after "of", as
    in "the posts of their users".
    """
    if POSSESSIVE.search(found) and "whose" not in question.casefold():
        return False
    if SENTENCE.search(found):
        return False
    named = [word for word in WORD.findall(found) if is_content(word)]
    if named and all(word.casefold() in LEGAL_FORMS for word in named):
        return False
    if named and {stem(word) for word in named} <= {stem(word) for word in words(question)}:
        return False
    head = BELONGING.split(found.lstrip())[0] or found
    return any(word[0].isupper() for word in named) or PEOPLE.search(head) is not None
