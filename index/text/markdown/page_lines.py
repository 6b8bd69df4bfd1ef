"""Keep what was read of a Markdown text line by line, and the blocks that are open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.text.markdown import directives
from index.text.markdown.admonition_titles import own_title
from index.text.question_lines import QUESTION_LEVEL, asked

NUMBER = re.compile(r"(?P<indent>[ ]{0,3})\d{1,9}(?=[.)][ ])")


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """A heading that the parser does not see, at a line; ``heading`` "" ends the last one.

    ``titles`` is set for the title of an admonition, which is text if nothing follows it.
    """

    line: int
    heading: str
    level: int = QUESTION_LEVEL
    titles: bool = False


@dataclass(slots=True)
class IndentedBlock:
    """A block whose content is indented by ``width`` more; ``headed``: a section begins in it.

    ``goes_on``: a line below that is not indented may go on with its last paragraph.
    """

    indent: int
    width: int
    headed: bool
    goes_on: bool = False

    @property
    def least(self) -> int:
        """Return the least indent of its content, in columns."""
        return self.indent + min(2, self.width)


@dataclass(slots=True)
class FencedBlock:
    """A block that ends where its mark comes again; ``headed``: a section begins within it."""

    mark: str
    kind: str
    headed: bool


@dataclass(slots=True)
class PageLines:
    """The lines for the parser; each stands for the line of the text with the same number.

    ``hidden`` are the numbers of lines that no reader sees, and ``markers`` those of lines with the
    number of characters at their beginning that mark a definition. ``code`` are stretches of lines
    that template tags mark as code, with the language. ``left_out`` are the kinds of what comes
    from elsewhere. ``parted`` are the numbers of lines that begin a paragraph without a blank line
    above. ``indented`` and ``open_fences`` are the open blocks, the innermost last.
    """

    given: Sequence[str]
    lines: list[str] = field(default_factory=list)
    marks: list[HeadingMark] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    code: list[tuple[int, int, str]] = field(default_factory=list)
    markers: list[tuple[int, int]] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    parted: set[int] = field(default_factory=set)
    indented: list[IndentedBlock] = field(default_factory=list)
    open_fences: list[FencedBlock] = field(default_factory=list)

    def leave(self, number: int) -> None:
        """Leave the blocks that end before this line, as it is not indented enough."""
        line = self.given[number]
        if not self.indented or not line.strip():
            return
        while self.indented and columns(line) < self.indented[-1].least:
            left = self.indented.pop()
            if left.headed:
                self.marks.append(HeadingMark(number, ""))
            if not left.goes_on:
                self.parted.add(number)

    def dedented(self, line: str) -> str:
        width = sum(block.width for block in self.indented) if self.indented else 0
        if not width:
            return line
        spaced = line.expandtabs(directives.INDENT)
        return spaced[min(width, columns(line)) :]

    def apart(self, number: int, line: str) -> str:
        """Return a line below a block so that the parser lets an item interrupt a paragraph."""
        return NUMBER.sub(r"\g<indent>1", line, count=1) if number in self.parted else line

    def drop(self, last: int) -> None:
        """Leave out the lines up to ``last``."""
        self.hidden.update(range(len(self.lines), last))
        self.lines += [""] * (last - len(self.lines))

    def open_section(self, number: int, kind: str, title: str, *, marked: bool = True) -> bool:
        """Make a heading of a question, the label of a tab, or the title of an admonition."""
        named = kind.strip("{} ")
        heading = asked(title) or (title if named in directives.TABS else "")
        titles = "" if heading else own_title(named, title, marked=marked)
        if heading or titles:
            self.marks.append(HeadingMark(number, heading or titles, titles=bool(titles)))
        return bool(heading or titles)

    def drop_opening(self, number: int, *, is_tab: bool) -> None:
        """Leave out the first line of a block; no list goes on in a tab."""
        line = self.dedented(self.given[number])
        self.drop(number + 1)
        if is_tab:
            self.lines[number] = " " * columns(line) + directives.LIST_END

    def drop_option_lines(self) -> None:
        while (number := len(self.lines)) < len(self.given):
            if directives.OPTION.fullmatch(self.given[number]) is None:
                return
            self.drop(number + 1)

    def close(self, number: int, *, headed: bool) -> None:
        if headed:
            self.marks.append(HeadingMark(number, ""))
        self.drop(number + 1)

    def drop_options(self, number: int) -> None:
        """Leave out the indented lines from ``number`` on."""
        indent = columns(self.given[number - 1])
        last = number
        for at in range(number, len(self.given)):
            if self.given[at].strip() and columns(self.given[at]) <= indent:
                break
            last = at + 1 if self.given[at].strip() else last
        self.drop(last)


def columns(line: str) -> int:
    """Return by how many columns a line is indented."""
    spaced = line.expandtabs(directives.INDENT)
    return len(spaced) - len(spaced.lstrip())
