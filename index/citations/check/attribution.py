"""Separate a quote from what people type around it: markup, and the name of its author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.citations.check.claim import AROUND, QUOTED_LINE
from index.citations.check.critical_words import NEGATIONS, word_set
from index.citations.check.find import UNSPACED
from index.types import Span

MARKUP = re.compile(
    r"```(?:[\w+-]*\n)?|`+|\|\||~~|(?<!\\)\*+"
    r"|(?<![\w\\])_+(?=\S)|(?<=\S)(?<!\\)_+(?!\w)"
    r"|^[^\S\n]*(?:#{1,3}|-#)[^\S\n]+",
    re.MULTILINE,
)
ESCAPED = re.compile(r"\\([^\w\s])")
MAX_ATTRIBUTION_CHARACTERS = 80
TAIL = MAX_ATTRIBUTION_CHARACTERS + 20  # at the end of a text: an attribution and its marks
ENOUGH_WORDS = 4  # of what is left: fewer are elsewhere by chance
FEWEST_WORDS = 3  # the same, where they are half of the text
ENOUGH_UNSPACED = 6  # letters, in a script without spaces
MOST_ENDS = 3
# Words in lower case that may be within a name or the title of a work.
PARTICLES = word_set(
    "a al am an and at auf aus bin by da das de dei del della dem den der des di do dos du e el et"
    " for from für ibn im in la las le les los of on op o p para per pour pp s the to und van"
    " via vom von y zu zum zur"
)
SAID = re.compile(
    r"\b(?:said|says|saying|wrote|writes|tweeted|told|tells|stated|states|asked|added|replied"
    r"|announced|explained|declared|according|quote|sagte|sagt|schrieb|schreibt|erklärte|laut|dit"
    r"|disait|écrit|écrivait|déclare|déclaré|affirme|selon|dijo|dice|escribió|escribe|declaró"
    r"|según|disse|diz|escreveu|escreve|declarou|afirmou|segundo)\b|[言述語書]",
    re.IGNORECASE,
)
DASHED = re.compile(
    r"(?:\s+(?:-{1,2}|[~‒–—―]+)\s*|(?<=[.!?…。！？\"'”’»」』)\]])[‒–—―]+\s*)(?P<who>\S.*)\Z"
)
BRACKETED = re.compile(r"\s*[(（\[](?P<who>[^()（）\[\]\n]+)[)）\]][.。]?\Z")
BEFORE = re.compile(r"\A(?P<who>[^:：\n\"“”„«»]+)[:：]\s*")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
DASH_NEXT = re.compile(r"[^\S\n]*[‒–—―-]")
BRACKET_NEXT = re.compile(r"[^\S\n]*[(（\[]")
COLON_BEFORE = re.compile(r"[:：][^\S\n]*[\"'“‘„«「]?[^\S\n]*\Z")


@dataclass(frozen=True, slots=True)
class Reading:
    """The part of a typed text that may be the quote, with the attribution before or after it."""

    text: str
    after: str = ""
    before: str = ""

    @property
    def attribution(self) -> str:
        """Return the words that name the author, in their order."""
        return " ".join(filter(None, (self.before, self.after)))


def readings(text: str) -> Iterator[Reading]:
    """Yield the ways to read ``text``, first as typed, since sources may contain such marks too."""
    plain = unmarked(text)
    attributed = (one for way in (text, plain) for one in _attributed(QUOTED_LINE.sub("", way)))
    seen: set[str] = set()
    for reading in (Reading(text), Reading(plain), *attributed):
        if reading.text not in seen:
            seen.add(reading.text)
            yield reading


def unmarked(text: str) -> str:
    """Return the text as Discord shows it, without markup and escapes."""
    return ESCAPED.sub(r"\1", MARKUP.sub("", text))


def _attributed(text: str) -> Iterator[Reading]:
    text = text.strip()
    ended = [Reading(*one) for one in _without_end(text)]
    yield from ended
    for one in [Reading(text), *ended]:
        if (found := BEFORE.match(one.text)) and _introduces(found["who"]):
            rest = one.text[found.end() :]
            if _enough(rest, text):
                yield Reading(rest, one.after, found[0].strip(AROUND))


def _without_end(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text without its last words, and these words, if they may name the author."""
    for pattern in (DASHED, BRACKETED):
        tail = max(0, len(text) - TAIL)
        matches = list(_overlapping(pattern, text, tail))[-MOST_ENDS:]
        for match in reversed(matches):
            rest = text[: match.start()]
            if _names_somebody(match["who"]) and _enough(rest, text):
                yield rest, match[0].strip()


def _overlapping(pattern: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield all matches from ``start`` on, overlapping ones too: a name may contain a dash."""
    found = pattern.search(text, start)
    while found:
        yield found
        found = pattern.search(text, found.start("who"))


def _introduces(who: str) -> bool:
    """Return whether it may come before a colon and a quote: a name, or a verb of saying."""
    if len(who) > MAX_ATTRIBUTION_CHARACTERS:
        return False
    return (SAID.search(who) is not None and not _denies(who)) or _names_somebody(who)


def _names_somebody(who: str) -> bool:
    """Return whether it may name a person or a work, by capitals, dates and brevity."""
    if len(who) > MAX_ATTRIBUTION_CHARACTERS or re.search(r"[!?;\n]", who) or _denies(who):
        return False
    words = WORD.findall(re.split(r"[,，(]", who, maxsplit=1)[0])
    if who.startswith("@"):
        return len(words) == 1
    named = [word for word in words if not word[0].islower()]
    return bool(named) and all(w in named or w.lower() in PARTICLES for w in words)


def _denies(who: str) -> bool:
    """Return whether ``who`` has a negation, and so is a part of the quote."""
    words = {word.lower().replace("’", "'") for word in WORD.findall(who)}
    return bool(words & NEGATIONS) or any(word.endswith("n't") for word in words)


def _enough(rest: str, text: str) -> bool:
    """Return whether ``rest`` of ``text`` is long enough to be no chance match."""
    words = WORD.findall(rest)
    if any(len(word) >= ENOUGH_UNSPACED and UNSPACED.search(word) for word in words):
        return True
    fewest = FEWEST_WORDS if 2 * len(words) >= len(WORD.findall(text)) else ENOUGH_WORDS
    return len(words) >= fewest


def of_the_source(reading: Reading, places: Sequence[Span]) -> bool:
    """Return whether the source has the same mark there, so that its words are to be compared.

    In "Permitted: smoking", compared with "Prohibited: smoking", the first word is a change.
    """
    if not places:
        return False
    first, last = places[0], places[-1]
    near = first.document.text[max(0, first.start - 8) : first.start]
    if reading.before and COLON_BEFORE.search(near):
        return True
    after = BRACKET_NEXT if reading.after[:1] in "([（" else DASH_NEXT
    return bool(reading.after and after.match(last.document.text, last.end))
