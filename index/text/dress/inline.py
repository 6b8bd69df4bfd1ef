"""Separate the visible characters of a paragraph of Markdown from its dress, with styles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.text.dress import grammar
from index.text.dress.emphasis import Delimiter, delimiter_at, paired
from index.text.dress.enclosures import EnclosedText
from index.text.dress.html_tags import HtmlTags
from index.text.dress.line_ends import at_an_end, is_rest_blank
from index.text.dress.paragraph import Paragraph
from index.text.dress.shown_line import DressKind, DressStyle

TICKS = re.compile("`+")
PADDED = re.compile(r" (?=.*\S).* ", re.DOTALL)  # code between spaces, of which Markdown drops two
NEAR = 40  # characters, such as the spaces before an icon
LONGEST_LABEL = 200  # characters of what is defined below a text
ESCAPABLE = re.compile(rf"\\[{grammar.PUNCTUATION}]")
# By the character that begins them: forms that hide all that they match.
HIDDEN = {
    "!": ((DressKind.IMAGE, grammar.EMBED),),
    ":": ((DressKind.ICON, grammar.ICON),),
    "[": ((DressKind.FOOTNOTE, grammar.FOOTNOTE),),
    "{": (
        (DressKind.COMMENT, grammar.COMMENT),
        (DressKind.TEMPLATE, grammar.TEMPLATE),
        (DressKind.ROLE, grammar.ROLE),
    ),
}


@dataclass(slots=True)
class Bracket:
    """A "[" or "![" that may begin a link or an image; ``delimiters`` are those before it."""

    at: int
    image: bool
    delimiters: int


def scanned(
    content: str, places: Sequence[int], references: frozenset[str], *, cell: bool = False
) -> Paragraph:
    """Scan a paragraph of Markdown, or a ``cell`` of a table."""
    paragraph = Paragraph(content, places, references)
    _Scan(paragraph, cell=cell).run()
    return paragraph


class _Scan:
    """One pass over a paragraph, from left to right."""

    def __init__(self, paragraph: Paragraph, *, cell: bool) -> None:
        self.paragraph, self.cell = paragraph, cell
        self.content = paragraph.content
        self.delimiters: list[Delimiter] = []
        self.brackets: list[Bracket] = []
        self.around_link = 0  # so many of them are around a link, and may begin no other
        self.tags = HtmlTags(paragraph)
        self.enclosed = EnclosedText(self.content, len(self.content))
        self.ends: set[int] = set()  # of what "==" or "++" is around
        self.closings = _closings(self.content)
        self.steps: dict[str, Callable[[int], int]] = {
            "\\": self._escape, "`": self._code, "<": self._angle, "!": self._picture,
            "[": self._bracket, "]": self._closed, "*": self._mark, "_": self._mark,
            "~": self._tilde, "\n": self._line_end, "{": self._brace,
            "&": self._blank, "=": self._around, "+": self._around, "^": self._caret,
        }  # fmt: skip

    def run(self) -> None:
        at = 0
        while at < len(self.content):
            at = self._hidden(at) or self._step(at)
        self._emphasise(0)

    def _step(self, at: int) -> int:
        step = self.steps.get(self.content[at])
        return step(at) if step else at + 1

    def _hidden(self, at: int) -> int:
        for kind, form in HIDDEN.get(self.content[at], ()):
            if found := form.match(self.content, at):
                if kind is DressKind.ICON:
                    return self._icon(found)
                self.paragraph.hide(kind, at, found.end())
                return found.end()
        return 0

    def _icon(self, found: re.Match[str]) -> int:
        """Hide an icon but for its name, if that says what to press, or all that a cell says."""
        end = self._attributes(found.end())
        if self._is_named(found.start(), end):
            self.paragraph.hide(DressKind.ICON, found.start(), found.start("name"))
            self.paragraph.hide(DressKind.ICON, found.end("name"), found.end())
        else:
            self.paragraph.hide(DressKind.ICON, *found.span())
        return end

    def _is_named(self, start: int, end: int) -> bool:
        if self.cell and not (self.content[:start].strip() or self.content[end:].strip()):
            return True
        before = grammar.BEFORE_NAMED.search(self.content, max(0, start - NEAR), start)
        if before is None:
            return False
        behind = grammar.BEHIND_NAMED.match(self.content, end) is not None
        return behind or before[0][0] in "+/"

    def _escape(self, at: int) -> int:
        if self.content[at + 1 : at + 2] == "\n":
            self.paragraph.hide(DressKind.ESCAPE, at, at + 1)
            self.paragraph.breaks.append(at + 2)
            return at + 2
        if ESCAPABLE.match(self.content, at):
            self.paragraph.hide(DressKind.ESCAPE, at, at + 1)
            return at + 2
        return at + 1

    def _code(self, at: int) -> int:
        end = at + len(TICKS.match(self.content, at)[0])  # type: ignore[index]
        same = self.closings[end - at]
        if (number := bisect_left(same, end)) == len(same):
            return end
        closing = same[number]
        last = closing + end - at
        if PADDED.fullmatch(self.content, end, closing):
            end, closing = end + 1, closing - 1
        self.paragraph.hide(DressKind.TICKS, at, end)
        self.paragraph.hide(DressKind.TICKS, closing, last)
        self.paragraph.draw(DressStyle.CODE, end, closing)
        return self._attributes(last)

    def _angle(self, at: int) -> int:
        if end := self.enclosed.end_of_any(grammar.UNSEEN, at):
            self.paragraph.hide(DressKind.COMMENT, at, end)
            return end
        if found := grammar.AUTOLINK.match(self.content, at):
            start, end = found.span("shown")
            self.paragraph.hide(DressKind.LINK, at, start)
            self.paragraph.hide(DressKind.LINK, end, end + 1)
            return found.end()
        return self.tags.read(at) or at + 1

    def _picture(self, at: int) -> int:
        if not self.content.startswith("![", at):
            return at + 1
        self.brackets.append(Bracket(at, True, len(self.delimiters)))
        return at + 2

    def _bracket(self, at: int) -> int:
        if found := grammar.WIKI.match(self.content, at):
            start, end = found.span("shown")
            self.paragraph.hide(DressKind.LINK, at, start)
            self.paragraph.hide(DressKind.LINK, end, end + 2)
            self.paragraph.draw(DressStyle.LINK, start, end)
            return found.end()
        self.brackets.append(Bracket(at, False, len(self.delimiters)))
        return at + 1

    def _closed(self, at: int) -> int:
        if not self.brackets:
            return at + 1
        bracket = self.brackets.pop()
        end = self._target_end(at, bracket) if self._may_begin(bracket) else 0
        if not end:
            return at + 1
        if bracket.image:
            self.paragraph.hide(DressKind.IMAGE, bracket.at, end)
            del self.delimiters[bracket.delimiters :]
        else:
            self._emphasise(bracket.delimiters)
            self.paragraph.hide(DressKind.LINK, bracket.at, bracket.at + 1)
            self.paragraph.hide(DressKind.LINK, at, end)
            self.paragraph.draw(DressStyle.LINK, bracket.at + 1, at)
            self.around_link = len(self.brackets)
        return self._attributes(end)

    def _may_begin(self, popped: Bracket) -> bool:
        """Return whether the bracket may begin something: there is no link within a link."""
        around = len(self.brackets) < self.around_link
        self.around_link = min(self.around_link, len(self.brackets))
        return popped.image or not around

    def _target_end(self, at: int, bracket: Bracket) -> int:
        """Return where the link that the "]" at ``at`` closes ends; 0 if it closes none."""
        if found := grammar.TARGET.match(self.content, at + 1):
            return found.end()
        start = bracket.at + 1 + bracket.image
        shown = self.content[start:at] if at - start <= LONGEST_LABEL else ""
        found = grammar.REFERENCE.match(self.content, at + 1)
        label = (found["label"] if found else "") or shown
        if " ".join(label.split()).casefold() in self.paragraph.references:
            return found.end() if found else at + 1
        return 0

    def _brace(self, at: int) -> int:
        """Hide attributes at the end of a line; those of a link are looked for behind it."""
        found = grammar.ATTRIBUTES.match(self.content, at)
        ended = found and is_rest_blank(self.content, found.end())
        if found is None or not (ended or self.content[at - 1 : at] in ("*", "_")):
            return at + 1
        if self.content[at + 1] not in "#.:" and self.content[at + 1 : at + 2] != " ":
            return at + 1
        self.paragraph.hide(DressKind.ATTRIBUTES, *found.span())
        return found.end()

    def _attributes(self, at: int) -> int:
        while found := grammar.ATTRIBUTES.match(self.content, at):
            self.paragraph.hide(DressKind.ATTRIBUTES, *found.span())
            at = found.end()
        return at

    def _blank(self, at: int) -> int:
        """Hide spaces that are written out where a line or emphasis begins or ends."""
        found = grammar.BLANKS.match(self.content, at)
        if found is None:
            return at + 1
        if at_an_end(self.content, at, found.end()):
            self.paragraph.hide(DressKind.BLANK, at, at + len(found[0].rstrip()))
        return found.end()

    def _around(self, at: int) -> int:
        """Hide the first marks around a part that is marked, or around keys; go on within."""
        form = grammar.MARKED if self.content[at] == "=" else grammar.KEYS
        if at in self.ends:
            self.paragraph.hide(DressKind.EMPHASIS, at, at + 2)
            return at + 2
        if (found := form.match(self.content, at)) is None:
            return at + 1
        self.ends.add(found.end() - 2)
        self.paragraph.hide(DressKind.EMPHASIS, at, at + 2)
        return at + 2

    def _caret(self, at: int) -> int:
        """Hide the marks around a raised part; before a power, the first one says what it is."""
        found = grammar.RAISED.match(self.content, at)
        if found is None:
            return self._name(at)
        if found["letters"]:
            self.paragraph.hide(DressKind.EMPHASIS, at, at + 1)
        self.paragraph.hide(DressKind.EMPHASIS, found.end() - 1, found.end())
        return found.end()

    def _tilde(self, at: int) -> int:
        """Hide the marks around a lowered part; others may strike a text."""
        found = grammar.LOWERED.match(self.content, at)
        if found is None:
            return self._mark(at)
        self.paragraph.hide(DressKind.EMPHASIS, at, at + 1)
        self.paragraph.hide(DressKind.EMPHASIS, found.end() - 1, found.end())
        return found.end()

    def _name(self, at: int) -> int:
        """Hide the name of a paragraph at the end of its line."""
        found = grammar.BLOCK_NAME.match(self.content, at)
        if found is None or not self.content[at - 1 : at].isspace():
            return at + 1
        self.paragraph.hide(DressKind.ATTRIBUTES, at, found.end())
        return found.end()

    def _mark(self, at: int) -> int:
        found = delimiter_at(self.content, at)
        self.delimiters.append(found)
        return found.end

    def _line_end(self, at: int) -> int:
        if self.content[max(at - 2, 0) : at] == "  ":
            self.paragraph.breaks.append(at + 1)
        return at + 1

    def _emphasise(self, first: int) -> None:
        """Match the marks since ``first``, and forget them."""
        for pair in paired(self.delimiters[first:]):
            opening, closing, length = pair.opening, pair.closing, pair.length
            self.paragraph.hide(DressKind.EMPHASIS, opening, opening + length)
            self.paragraph.hide(DressKind.EMPHASIS, closing, closing + length)
            self.paragraph.draw(pair.style, opening + length, closing)
        del self.delimiters[first:]


def _closings(content: str) -> dict[int, list[int]]:
    """Return where rows of backticks begin, by their length."""
    found: dict[int, list[int]] = defaultdict(list)
    for match in TICKS.finditer(content):
        found[len(match[0])].append(match.start())
    return found
