"""Fold a text to the form in which quotes are compared, and map offsets back to the original."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from index.citations.check.result import Typography
from index.text.dress.grammar import FENCE_TITLE
from index.text.dress.grammar import TARGET as LINK_TARGET

QUOTES = dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‘’‚‛′`´", "'")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
PLAIN = r"[\"-),+,./0-9:-Z\\^_a-~]+"  # which is folded to itself, as is one space between two
# Where a link of Markdown leads, and a picture: a reader of the site sees neither.
TARGET = re.compile(rf"\]{LINK_TARGET.pattern}", re.DOTALL)
LINKS = re.compile(
    rf"!\[[^\[\]]{{0,300}}{TARGET.pattern}|\[(?=[^\[\]]{{1,300}}\]\()|{TARGET.pattern}"
)
# The lines between text and code, or two blocks of code; only a title of theirs is shown.
FENCES = re.compile(
    r"(?:(?:\A|(?<=\n)|(?<!\s)\s*\n)[ \t]*+(?:`{3,}+|~{3,}+)[ \t]*+[\w+#.-]*+"
    r"(?:[ \t]++(?:\{[^{}\n]*+\}|[\w:-]++(?:=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'`]++))))*+"
    r"[ \t]*+(?:\n\s*+|\Z))+"
)
CLUSTER = re.compile(
    rf"(?P<links>{LINKS.pattern})|(?P<plain>{PLAIN}(?: {PLAIN})*(?![\u0300-\u036f]))"
    rf"|(?P<fences>{FENCES.pattern})"
    r"|(?P<dash>\s*(?:--+|[‒–—―]|(?<!\S)-(?!\S))\s*|[‐‑−])|(?P<space>\s+)"
    r"|(?P<ellipsis>…)|(?P<markup>\*+|(?<!\w)`+|`+(?!\w))|(?P<invisible>[" + INVISIBLE + r"])"
    r"|(?P<letter>.[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*)",
    re.DOTALL,
)
ALL_TYPOGRAPHY = frozenset(Typography)
NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=False)
class Folded:
    """``text`` compares; its character ``i`` came from ``starts[i]:ends[i]`` of the unfolded text.

    The offsets are arrays of 4 bytes each, since a document is as long as a book.
    """

    text: str
    starts: array[int]
    ends: array[int]

    @cached_property
    def lowered(self) -> str:
        """Return ``text`` without case, character by character, so that offsets still hold."""
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the unfolded text that ``text[start:end]`` was folded from."""
        return self.starts[start], self.ends[end - 1]

    def at(self, offset: int) -> int:
        """Return where in ``text`` the unfolded ``offset`` is, or would be."""
        return bisect_left(self.starts, offset)


def fold(text: str, kinds: Collection[Typography] = ALL_TYPOGRAPHY) -> Folded:
    """Fold ``text`` so that texts that differ only by these ``kinds`` of typography are equal."""
    written: list[str] = []
    starts, ends, places = array("i"), array("i"), array("i", range(len(text) + 1))
    for match in CLUSTER.finditer(text):
        start, end = match.span()
        if match.lastgroup == "plain":  # nearly all of most texts
            written.append(match[0])
            starts += places[start:end]
            ends += places[start + 1 : end + 1]
            continue
        folded = _folded(match, kinds)
        written.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))
    return Folded("".join(written), starts, ends)


def skeleton(text: str) -> str:
    """Return only the letters and digits of ``text``, which are equal for texts that fold alike."""
    shown = FENCES.sub(lambda fences: _titles(fences[0]), LINKS.sub("", text))
    return NO_LETTER.sub("", unicodedata.normalize("NFKC", shown).casefold())


def _folded(match: re.Match[str], kinds: Collection[Typography]) -> str:
    found, kind = match[0], match.lastgroup
    if kind == "fences":
        return _titles(found) if Typography.MARKUP in kinds else found
    if kind == "space":
        return " " if Typography.WHITE_SPACE in kinds else found
    if kind == "dash":
        return "-" if Typography.DASHES in kinds else found
    if kind == "ellipsis":
        return "..." if Typography.ELLIPSIS in kinds else found
    if kind in ("markup", "links"):
        return "" if Typography.MARKUP in kinds else found
    if kind == "invisible":
        return "" if Typography.LETTERS in kinds else found
    if found in QUOTES:
        return QUOTES[found] if Typography.QUOTATION_MARKS in kinds else found
    return _letter(found) if Typography.LETTERS in kinds else found


def _titles(fences: str) -> str:
    titles = " ".join(found["title"] for found in FENCE_TITLE.finditer(fences))
    return f" {titles} " if titles else " "


def _letter(found: str) -> str:
    """Compose accents, split ligatures, and write letters in their usual width.

    "²" stays, because it is not 2.
    """
    if "\ufb00" <= found[0] <= "\ufb06" or "\uff00" <= found[0] <= "\uffef":
        usual = unicodedata.normalize("NFKC", found)
        return usual if usual.isalnum() else found
    return found if found.isascii() else unicodedata.normalize("NFC", found)


def differing(claim: str, source: str) -> Iterator[Typography]:
    """Yield the kinds of typography by which ``claim`` and ``source`` differ.

    Each kind is compared with all other kinds folded.
    """
    for kind in (
        Typography.QUOTATION_MARKS,
        Typography.DASHES,
        Typography.WHITE_SPACE,
        Typography.ELLIPSIS,
        Typography.LETTERS,
        Typography.MARKUP,
    ):
        others = ALL_TYPOGRAPHY - {kind}
        if fold(claim, others).lowered.strip() != fold(source, others).lowered.strip():
            yield kind
