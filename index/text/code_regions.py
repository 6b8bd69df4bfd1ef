"""Find the code in a Markdown text: there, tags, comments and directives are text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.types import Stretch

OPENER = re.compile(
    r"(?P<quote>[ ]{0,3}(?:>[ ]?)+)?[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*"
    r"(?P<mark>`{3,}|~{3,})(?P<info>.*)"
)
DIRECTIVE = re.compile(r"\{(?P<name>[\w:-]+)\}[ \t]*(?P<argument>.*)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The directives of MyST that hold Markdown; all others hold code, or none of the page's text.
TITLED = _words(
    "admonition attention card caution danger details dropdown error grid-item-card hint important "
    "margin note seealso sidebar tab-item tip topic warning"
)
PROSE = TITLED | _words(
    "deprecated div figure-md grid grid-item tab-set versionadded versionchanged"
)
CODE = _words("code code-block code-cell sourcecode prompt parsed-literal doctest")
DIAGRAMS = _words("mermaid plantuml graphviz vega-lite geojson topojson")
NO_TEXT = _words("toctree include figure image literalinclude eval-rst contents raw list-table")
BACKTICKS = re.compile(r"(?<!\\)`+")


@dataclass(frozen=True, slots=True)
class Fence:
    """Fenced lines, from the opening one up to the one after the closing one.

    ``holds`` says what is between: "code", "markdown" or "nothing" that is text.
    """

    first: int
    last: int
    info: str = ""
    holds: str = "code"

    @property
    def language(self) -> str:
        """Return the language of the code, "" if the fence does not name it."""
        directive = DIRECTIVE.match(self.info)
        if directive and directive["name"] in CODE:
            return directive["argument"].partition(" ")[0]
        named = re.match(r"\{?[ \t]*\.?([A-Za-z][\w+#.-]*)(?![\w=])", self.info)
        return named[1] if named else ""


def fences(lines: Sequence[str]) -> list[Fence]:
    """Return all fences, in order; one that holds Markdown contains others."""
    found: list[Fence] = []
    open_: list[tuple[str, Fence]] = []  # those that hold Markdown
    number = 0
    while number < len(lines):
        line = lines[number]
        opener = OPENER.fullmatch(line) if "```" in line or "~~~" in line else None
        if opener is None or ("`" in opener["info"] and opener["mark"][0] == "`"):
            number += 1
            continue
        mark, info = opener["mark"], opener["info"].strip()
        if not info and open_ and _closes(mark, open_[-1][0]):
            begun = open_.pop()[1]
            found.append(Fence(begun.first, number + 1, begun.info, holds="markdown"))
        elif (holds := _holds(info)) == "markdown":
            open_.append((mark, Fence(number, number + 1, info)))
        else:
            quoted = bool(opener["quote"])
            last = _last(lines, number, mark, quoted=quoted)
            found.append(Fence(number, last, info, holds))
            number = last - 1
        number += 1
    return sorted(found, key=lambda fence: fence.first)


def _holds(info: str) -> str:
    directive = DIRECTIVE.match(info)
    name = directive["name"] if directive else info.partition(" ")[0].lower()
    if directive and name in PROSE:
        return "markdown"
    from_elsewhere = directive and (name in NO_TEXT or name.startswith("auto"))
    return "nothing" if from_elsewhere or name in DIAGRAMS else "code"


def _closes(mark: str, opened: str) -> bool:
    return mark[0] == opened[0] and len(mark) >= len(opened)


def _last(lines: Sequence[str], first: int, mark: str, *, quoted: bool) -> int:
    """Return the number of the line after the fence; an open one ends with its quote or text."""
    closing = re.compile(rf"[>\s]*{re.escape(mark[0])}{{{len(mark)},}}\s*")
    for number in range(first + 1, len(lines)):
        if quoted and ">" not in lines[number]:
            return number
        if closing.fullmatch(lines[number]):
            return number + 1
    return len(lines)


# The line below the head of a table.
DELIMITERS = re.compile(r"(?=[^\n]*[-])(?=[^\n]*\|)[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*(?:\||$))+[ \t]*$")
BAR = re.compile(r"(?<!\\)\|")  # between two cells
# A line on which no code span of the line before goes on: empty, an item, or a heading.
BEGINS_ANEW = re.compile(r"[ \t>]*(?:$|(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t])")


class Regions:
    """Stretches that do not overlap, to look up offsets in."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [start for start, _ in self._stretches]

    def cover(self, offset: int) -> bool:
        """Return whether ``offset`` is in one of the stretches."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._stretches[at][1]


def code_regions(text: str, starts: Sequence[int], found: Sequence[Fence]) -> Regions:
    """Return the fenced code and the code spans of ``text``, whose lines begin at ``starts``."""
    code = [(starts[f.first], starts[f.last]) for f in found if f.holds != "markdown"]
    bounds = [0, *(offset for stretch in code for offset in stretch), len(text)]
    spans = [
        span
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
        for span in _code_spans(text, start, end)
    ]
    return Regions([*code, *spans])


def _code_spans(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the code spans of each inline text: from a run of backticks to the next as long."""
    if text.find("`", start, end) < 0:
        return
    for first, last in _inline_texts(text, start, end):
        runs = [found.span() for found in BACKTICKS.finditer(text, first, last)]
        at = 0
        while at < len(runs):
            wide = runs[at][1] - runs[at][0]
            close = next((n for n in range(at + 1, len(runs)) if _wide(runs[n]) == wide), None)
            if close is not None:
                yield runs[at][0], runs[close][1]
            at = at + 1 if close is None else close + 1


def _inline_texts(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield what is scanned for code by itself: paragraphs, items, headings, rows of tables."""
    begin = at = start
    in_table, above = False, ""
    for line in text[start:end].split("\n"):
        in_table = bool(line.strip()) and (in_table or _begins_table(above, line))
        if in_table or BEGINS_ANEW.match(line):
            yield begin, at
            begin = at
        at += len(line) + 1
        above = line
    yield begin, end


def _begins_table(head: str, line: str) -> bool:
    """Return whether a table begins: the head has as many cells as the line below it."""
    return DELIMITERS.match(line) is not None and _cells(head) == _cells(line)


def _cells(row: str) -> int:
    inner = row.strip().removeprefix("|").removesuffix("|")
    return len(BAR.findall(inner)) + 1


def _wide(run: Stretch) -> int:
    return run[1] - run[0]
