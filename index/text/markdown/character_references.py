"""Write the character references of Markdown, such as ``&nbsp;``, as the characters they stand for.

Readers of a site see the character, so a quote must have it and a search must find it. A character
that would mean something to Markdown gets a backslash, which no reader of the site sees.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape
from html.entities import html5
from itertools import accumulate

from index.text.code_regions import Regions, code_regions, fences
from index.text.dress.grammar import END_AFTER, END_BEFORE
from index.text.indented_code import is_code
from index.text.markdown.inline_text import blocks_of
from index.text.markdown.page import prepare
from index.types import BlockKind, Stretch

REFERENCE = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
REFERS = re.compile(REFERENCE)
# Comments, tags and addresses are no text: their references stay as they are. What is opened again
# before it is closed is read to there, and then from there: each character is read once.
PIECE = re.compile(
    rf"<!--(?:[^<-]++|<(?!!--)|-(?!->))*+(?:-->|(?=<!--))"
    rf"|<pre\b[^<>]*>(?:[^<]++|<(?!/?pre\b))*+(?:</pre\s*>|(?=<pre\b))"
    rf"|</?[A-Za-z][^<>]{{0,2000}}>|\]\([^()\n]*\)|(?<!\\)(?P<slashes>\\*+)(?P<reference>{REFERENCE})",
    re.IGNORECASE,
)
HIGHLIGHT = re.compile(r"\{[%{][-<%]?\s*highlight")
INDENTED = re.compile(rf"^(?>[> \t]*?(?:[ ]{{4}}|\t)).*{REFERENCE}", re.MULTILINE)
# Of the punctuation of ASCII, only "',/;?@ are missing: nothing in Markdown begins with them.
PUNCTUATION = frozenset("!#$%&()*+-.:<=>[\\]^_`{|}~")
OF_TAGS = frozenset("<&")
# A lone "<", ">" or "&" is text; with these around it, it may be more.
BEGINS_MORE = {"<": re.compile(r"[A-Za-z/!?&]"), "&": re.compile(r"#?\w{1,32};")}
STANDS_ALONE = re.compile(r"(?!(?:[-+*>|]|\d{1,9}[.)]|\s)+\Z)[^\s>].*[\s=-]\Z")
LOOKED_AT = 200  # characters on either side of a reference
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060")  # letters may have them between


def written_out(text: str) -> str:
    """Return a text with characters in place of the references outside its code."""
    if REFERS.search(text) is None:
        return text
    return _Page(text).written_out()


class _Page:
    """A Markdown text, and where its code is."""

    def __init__(self, text: str) -> None:
        self._text = text
        lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._code = code_regions(text, self._starts, fences(lines))
        self._unfenced = Regions(self._unfenced_code())

    def written_out(self) -> str:
        return PIECE.sub(self._piece, self._text)

    def _piece(self, found: re.Match[str]) -> str:
        at = found.start()
        if self._code.cover(at) or self._unfenced.cover(at):
            return found[0]
        if found["reference"] is None:
            return _preformatted(found[0]) if found[0][:4].lower() == "<pre" else found[0]
        if len(found["slashes"]) % 2:
            return found[0]
        if _meant(found["reference"]) == "`" and self._could_end_code(found.start()):
            return found[0]
        before, after = self._around(found)
        return found["slashes"] + _character(found["reference"], before, after, PUNCTUATION)

    def _could_end_code(self, at: int) -> bool:
        """Return whether a backtick is above in the paragraph: a backslash keeps none from it."""
        return "`" in self._text[self._text.rfind("\n\n", 0, at) + 1 : at]

    def _around(self, found: re.Match[str]) -> tuple[str, str]:
        """Return what is right before and after a reference in its line."""
        start, end = found.span("reference")
        line = bisect_right(self._starts, start) - 1
        first = max(self._starts[line], start - LOOKED_AT)
        last = min(self._starts[line + 1] - 1, end + LOOKED_AT)
        return self._text[first:start], self._text[end:last]

    def _unfenced_code(self) -> Sequence[Stretch]:
        """Return the code that its indentation or a template makes code."""
        if not (INDENTED.search(self._text) or HIGHLIGHT.search(self._text)):
            return ()
        page = prepare(self._text)
        tokens, _ = blocks_of("\n".join(page.lines))
        indented = [
            (self._starts[one.map[0]], self._starts[one.map[1]])
            for one in tokens
            if one.type == "code_block" and one.map and is_code(one.content)
        ]
        template = [
            (block.start, block.end)
            for block in page.blocks
            if block.kind is BlockKind.CODE and "<pre" not in self._text[: block.start][-200:]
        ]
        return [*indented, *template]


def _preformatted(element: str) -> str:
    """Return preformatted HTML, in which only tags and references have a meaning."""
    return REFERS.sub(
        lambda found: _character(found[0], "x ", element[found.end() :][:LOOKED_AT], OF_TAGS),
        element,
    )


def _character(reference: str, before: str, after: str, marks: frozenset[str]) -> str:
    """Return the character of a reference between ``before`` and ``after``, as Markdown has it.

    A space at an end of a line or of emphasis stays: it would indent the one, or undo the other.
    """
    found = _meant(reference)
    if found.isspace():
        ends = END_BEFORE.search(_outlined(before)) or END_AFTER.match(_outlined(after))
        return reference if ends else found
    if found == "\\" and after.startswith("|"):
        return reference  # another backslash would take the bar for its own
    if found in marks and not _is_text(found, before, after):
        return f"\\{found}"
    return found


def _outlined(text: str) -> str:
    """Return a text with a space in place of a reference of a space, and a mark for others."""
    return REFERS.sub(lambda found: " " if unescape(found[0]).isspace() else ".", text)


def _meant(reference: str) -> str:
    """Return the character of a reference; one that names none, or a control, is itself text."""
    known = reference[1] == "#" or reference[1:] in html5
    found = unescape(reference) if known else reference
    if found in " \t\n\r":  # these could part a mark of Markdown from its text
        return "\N{NO-BREAK SPACE}"
    shown = found.isprintable() or found.isspace() or found in UNSEEN
    return found if shown and found != "\N{REPLACEMENT CHARACTER}" else reference


def _is_text(mark: str, before: str, after: str) -> bool:
    if mark == ">":
        return STANDS_ALONE.match(before.lstrip()) is not None
    more = BEGINS_MORE.get(mark)
    return more is not None and more.match(after) is None
